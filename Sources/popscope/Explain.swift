public import ArgumentParser
import Console
import Handbook
public import POP3

/// `popscope explain`: what a session meant that already happened.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: HelpWords.text(
            en: "Explain a session that already happened: a transcript, or a log.", ja: "記録やログのセッションを説明する。"),
        usage: "popscope explain FILE... [OPTIONS]",
        discussion: HelpWords.text(
            en: """
                FILE is a transcript (popscope help transcript) or a log: a pasted telnet
                session, lines with C: and S:, curl -v, curl --trace-ascii, fetchmail -v -v,
                openssl s_client, poplib, Dovecot rawlogs (.in and .out of a session together).
                - is standard input. --output FILE.pop3 converts; .html, .md and .json choose
                the format too.
                """,
            ja: """
                FILE は記録 (popscope help transcript) かログです: telnet の画面の貼り付け、
                C: と S: の付いた行、curl -v、curl --trace-ascii、fetchmail -v -v、
                openssl s_client、poplib、Dovecot の rawlog (1 つのセッションの .in と .out)。
                - は標準入力です。--output FILE.pop3 で変換します。.html、.md、.json も形式を
                決めます。
                """))

    @Argument(help: ArgumentHelp(en: "Transcripts or logs; - is standard input.", ja: "記録またはログ。- は標準入力。"))
    var files: [String]

    @Option(help: ArgumentHelp(en: "The format of the output.", ja: "出力の形式。"))
    var format: ExplainFormat?

    @Option(help: ArgumentHelp(en: "Write to this file; its ending chooses the format.", ja: "書き込むファイル。拡張子で形式が決まる。"))
    var output: String?

    @Flag(help: ArgumentHelp(en: "Write over a document that exists.", ja: "すでにある文書を上書きする。"))
    var overwrite = false

    @Flag(
        help: ArgumentHelp(
            en: "Replace addresses, host names, user names and UIDs.", ja: "アドレス、ホスト名、ユーザー名、UID を置き換える。"))
    var anonymize = false

    @Option(help: ArgumentHelp(en: "What kind of log it is.", ja: "ログの種類。"))
    var from: LogKind?

    @Flag(help: ArgumentHelp(en: "Show mail decoded as well.", ja: "メールのデコード結果も表示する。"))
    var decode = false

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            en: "Exit with 1 on: err (any -ERR) or finding (broken rules).",
            ja: "-ERR (err) か規則違反 (finding) で 1 を返す。\n"))
    var failOn: Shell.Failure = .never

    @OptionGroup var display: DisplayOptions

    func validate() throws {
        if display.json, let format, format != .document(.json) {
            throw ValidationError(
                HelpWords.text(
                    en: "--json and --format \(format.name) exclude each other.",
                    ja: "--json と --format \(format.name) は同時に指定できません。"))
        }
        if let output, let ending = ExplainFormat(path: output), ending != chosen {
            let name = FileWords.visible(output)
            throw ValidationError(
                HelpWords.text(
                    en: "The format is \(chosen.name), but \(name) ends like a file of format \(ending.name).",
                    ja: "形式は \(chosen.name) ですが、\(name) の拡張子は形式 \(ending.name) のものです。"))
        }
        if decode, chosen != .document(.text) {
            throw ValidationError(
                HelpWords.text(
                    en: "--decode works with the format text alone.", ja: "--decode は形式 text だけで使えます。"))
        }
        if chosen == .transcript, files.count > 1, !isRawlogSession {
            throw ValidationError(
                HelpWords.text(
                    en: "A transcript is made of one FILE at a time.", ja: "記録に変換できる FILE は一度に 1 つです。"))
        }
    }

    func run() throws {
        let output = try ExplainOutput(
            output, from: files, chosen, overwrites: overwrite, display.language)
        let status: Int32
        do {
            status = try chosen == .transcript ? convert(to: output) : explain(to: output)
            try output.finish()
        } catch {
            output.discard()
            throw error
        }
        if status != 0 { throw ExitCode(status) }
    }

    private var chosen: ExplainFormat {
        format ?? (display.json ? .document(.json) : output.flatMap(ExplainFormat.init(path:)) ?? .document(.text))
    }

    /// Whether the files are Dovecot's rawlogs of one session: one side each.
    private var isRawlogSession: Bool {
        files.count > 1 && (from == nil || from == .rawlog)
            && files.allSatisfy { $0.hasSuffix(".in") || $0.hasSuffix(".out") }
    }

    private func explain(to output: ExplainOutput) throws -> Int32 {
        var settings = try display.settings(isInteractive: false)
        settings.decodesMail = decode
        if self.output != nil, display.color == .auto { settings.hasColor = false }
        guard case .document(let format) = chosen else { return 0 }
        var explanation = Explanation(format, settings: settings, width: output.columns, anonymizes: anonymize)
        var failure: Int32?
        if isRawlogSession {
            explanation.begin(files.joined(separator: " "))
            for entry in try rawlogSession() { try output.write(explanation.explain(entry)) }
            try output.write(explanation.end())
        } else {
            failure = try explainEach(to: output, &explanation)
        }
        try output.write(explanation.finish())
        return failure ?? status(explanation)
    }

    /// Explains file by file; the others need not suffer from one that cannot be read.
    ///
    /// - Returns: the worst exit status of those that cannot be read; `nil` when all can.
    /// - Throws: that status when none can, and 73 when nobody reads the document any more.
    private func explainEach(to output: ExplainOutput, _ explanation: inout Explanation) throws -> Int32? {
        var failures: [Int32] = []
        for file in files {
            do {
                let input = try ExplainInput(file)
                explanation.begin(input.title, file: input.neighbour)
                try input.read(as: from, display.language) { try output.write(explanation.explain($0)) }
                try output.write(explanation.end())
            } catch let exit as ExitCode where exit != ExplainOutput.cannotWrite {
                try output.write(explanation.breakOff())
                failures.append(exit.rawValue)
            }
        }
        guard let worst = failures.max() else { return nil }
        guard failures.count < files.count else { throw ExitCode(worst) }
        return worst
    }

    private func status(_ explanation: Explanation?) -> Int32 {
        switch failOn {
        case .never: 0
        case .err: explanation?.hasError == true ? 1 : 0
        case .finding: explanation?.hasFinding == true ? 1 : 0
        }
    }

    private func convert(to output: ExplainOutput) throws -> Int32 {
        var conversion = Conversion(anonymizes: anonymize)
        // The status is found by explaining; nobody reads that here.
        var judge = failOn == .never ? nil : Explanation(.json, settings: try display.settings(isInteractive: false))
        let take = { (entry: TranscriptEntry) in
            try output.write(conversion.convert(entry))
            _ = judge?.explain(entry)
        }
        if isRawlogSession {
            judge?.begin(files.joined(separator: " "))
            for entry in try rawlogSession() { try take(entry) }
        } else {
            let input = try ExplainInput(files[0])
            judge?.begin(input.title, file: input.neighbour)
            try input.read(as: from, display.language, take)
        }
        _ = judge?.end()
        try output.write(conversion.finish())
        return status(judge)
    }

    private func rawlogSession() throws -> [TranscriptEntry] {
        let inputs = try files.map(ExplainInput.init)
        let octets = try inputs.map { try $0.octets(display.language) }
        do {
            return try TranscriptImport.transcript(fromRawlogs: octets).entries
        } catch {
            throw inputs[0].refusal(error.text, display.language)
        }
    }
}

extension LogKind: ExpressibleByArgument {}
