import ArgumentParser
import Authentication
import Console
import Handbook
import MockServer
import POP3
import Transport

/// `popscope replay`: sends the client lines of transcripts again, and compares what the server says.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: HelpWords.text(
            en: "Play transcripts again, and show each reply that differs.", ja: "記録を再生し、応答の違いを示す。"),
        usage: "popscope replay FILE... [--against URL] [OPTIONS]",
        discussion: HelpWords.text(
            en: """
                Without --against the built-in server plays the recorded server side.
                Status, listings, response codes and bodies must be equal; texts for people
                need not be, unless --strict. Exit status: 1 for a difference, 3 when nothing ran.
                --mode none compares only, for CI (default); once records a file that has no
                reply yet; new records the replies that lines at the end of a file lack;
                all records every reply anew. DELE and QUIT are sent as recorded: a live
                server deletes. It is stopped at the first difference before that.
                """,
            ja: """
                --against を省くと、内蔵サーバーが記録されたサーバー側を演じます。
                状態、一覧、応答コード、本文が一致しなければなりません。
                人のための文は --strict のときだけ比べます。
                終了ステータス: 違いがあれば 1、何も実行しなければ 3。
                --mode none は比較だけ (既定、CI 用)、once は応答のないファイルを記録、
                new はファイル末尾の応答のない行だけを記録、all はすべての応答を記録し直します。
                DELE と QUIT も記録どおり送るため、実際のサーバーではメールが削除されます。
                ただし、それまでに違いがあれば送りません。
                """))

    @Argument(help: ArgumentHelp(en: "Transcripts.", ja: "記録のファイル。"))
    var files: [String]

    @Option(help: ArgumentHelp(en: "A live server: URL or HOST[:PORT].", ja: "実際のサーバー: URL か HOST[:PORT]。"))
    var against: String?

    @Flag(help: ArgumentHelp(en: "Compare every octet.", ja: "全オクテットを比べる。"))
    var strict = false

    @Flag(help: ArgumentHelp(en: "Rewrite the lines that differ.", ja: "違う行を書き換える。"))
    var update = false

    @Option(
        help: ArgumentHelp(
            en: "What is recorded (default: none).", ja: "何を記録するか (既定: none)。\n"))
    var mode: ReplayMode = .none

    @Option(
        name: .customLong("secret"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            en: "NAME=@FILE or NAME=- (stdin): the secret NAME of the file.", ja: "NAME=@FILE か NAME=-: 秘密 NAME の読み込み元。"
        ))
    var secrets: [String] = []

    @Option(
        parsing: .unconditional, help: ArgumentHelp(en: "How many files are played at once.", ja: "同時に再生するファイル数。"))
    var jobs = 1

    @Option(help: ArgumentHelp(en: "Write a report in JUnit's XML.", ja: "JUnit の XML 形式で結果を書くファイル。"))
    var junit: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp(en: "Seconds to wait for a reply.", ja: "応答を待つ秒数。"))
    var timeout = 30

    @OptionGroup var display: DisplayOptions

    @OptionGroup var security: TLSOptionGroup

    @OptionGroup var credentials: CredentialOptions

    func validate() throws {
        _ = try NamedSecret.all(secrets)
        if !(1...256).contains(jobs) {
            throw ValidationError(
                HelpWords.text(en: "--jobs takes a number from 1 to 256.", ja: "--jobs は 1 から 256 までです。"))
        }
        if !(1...86_400).contains(timeout) {
            throw ValidationError(
                HelpWords.text(
                    en: "--timeout takes seconds from 1 to 86400.", ja: "--timeout は 1 から 86400 までの秒数です。"))
        }
        guard let endpoint = try endpoint() else {
            guard mode == .none, !update, security.tls == nil, !credentials.isGiven, secrets.isEmpty else {
                throw ValidationError(
                    HelpWords.text(
                        en: "--mode, --update, --tls, --secret and credentials need a live server: --against URL.",
                        ja: "--mode、--update、--tls、--secret、認証情報には --against URL が必要です。"))
            }
            return
        }
        switch endpoint.security {
        case .clear, .implicit: break
        case .startTLS, .auto:
            throw ValidationError(
                HelpWords.text(
                    en: "A replay sends STLS where the transcript does; --tls takes never or implicit here.",
                    ja: "STLS は記録にある所で送ります。--tls は never か implicit だけです。"))
        }
    }

    func run() async throws {
        try security.checkRoots(display.language)
        if let junit, FileIdentity.isOne(of: files, path: junit) {
            StandardStream.error.say(FileWords.isInput(junit)[display.language])
            throw ExitCode(73)
        }
        let endpoint = try endpoint()
        var status = ReplayStatus()
        let inputs = ReplayScript.distinct(files).map { read($0, &status) }
        let scripts = inputs.compactMap { try? $0.get() }
        let given = try await givenSecrets(for: scripts, endpoint)
        let played = await play(scripts, endpoint, given)
        for (script, file) in zip(scripts, played) {
            try status.count { try save(file, script) ? 0 : file.status }
        }
        if let junit {
            try status.count {
                try write(inputs, played, to: junit)
                return nil
            }
        }
        if status.value != 0 { throw ExitCode(status.value) }
    }

    private func read(_ name: String, _ status: inout ReplayStatus) -> ReplayInput {
        do throws(UnreadableTranscript) {
            return .success(try ReplayScript(name))
        } catch {
            StandardStream.error.say("popscope: " + error.text[display.language])
            status.failed(error.status)
            return .failure(error)
        }
    }

    private func endpoint() throws -> Endpoint? {
        guard let against else { return nil }
        do {
            return try security.applied(to: try Endpoint(parsing: against), by: [against])
        } catch let error as EndpointError {
            throw ValidationError(error.text[display.language])
        }
    }
}

extension Replay {
    /// Plays the files, so many at once; what became of each is written in their order.
    private func play(
        _ scripts: [ReplayScript], _ endpoint: Endpoint?, _ secrets: TranscriptSecrets
    ) async -> [ReplayedFile] {
        var done: [Int: ReplayedFile] = [:]
        var shown = 0
        let progress = ReplayProgress(of: scripts.count, isPlain: display.isAccessible, display.language)
        // All before the first that is not done have been shown.
        func show() {
            progress.clear()
            shown = self.show(done, from: shown)
            if shown < scripts.count { progress.show(scripts[shown].name, number: shown + 1) }
        }
        await withTaskGroup(of: (Int, ReplayedFile).self) { group in
            for (index, script) in scripts.enumerated() {
                if index >= jobs, let (index, file) = await group.next() { done[index] = file }
                show()
                let player = player(of: script, endpoint, secrets, progress)
                group.addTask { (index, await player.play()) }
            }
            for await (index, file) in group {
                done[index] = file
                show()
            }
        }
        return scripts.indices.compactMap { done[$0] }
    }

    private func player(
        of script: ReplayScript, _ endpoint: Endpoint?, _ secrets: TranscriptSecrets, _ progress: ReplayProgress
    ) -> ReplayPlayer {
        var options = ReplayOptions()
        options.closeness = strict ? .octets : script.script.header.isText ? .text : .meaning
        options.timeout = .seconds(timeout)
        options.isLive = endpoint != nil
        options.recording = mode.recording(script.script)
        options.secrets = endpoint == nil ? .standIns(script.script.secretNames) : secrets
        let (name, language) = (script.name, display.language)
        options.announce = { notice in
            progress.clear()
            StandardStream.error.say("popscope: \(name): " + notice.text[language])
        }
        return ReplayPlayer(script: script, options: options, isStrict: strict, endpoint: endpoint, dialers: dialers)
    }

    private var dialers: Dialers {
        Dialers(family: .any, tls: security.options, connectLimit: .seconds(min(timeout, 15)))
    }

    /// - Returns: how many have been shown.
    private func show(_ done: [Int: ReplayedFile], from first: Int) -> Int {
        var index = first
        while let file = done[index] {
            let output = display.json ? ReplayJSON(display.language).line(file) : view.text(of: file)
            StandardStream.output.write(output)
            index += 1
        }
        return index
    }

    private var view: ReplayReportView {
        let settings = try? display.settings(isInteractive: false)
        return ReplayReportView(
            display.language, width: StandardStream.output.columns, isColored: settings?.hasColor == true)
    }

    /// - Returns: whether the file now says what the server said.
    private func save(_ file: ReplayedFile, _ script: ReplayScript) throws -> Bool {
        let isNew = mode.recording(script.script) != .none
        let changes = (update || mode == .all ? file.result.revisions : []) + (isNew ? file.result.additions : [])
        if update || isNew { tellRefusedLogins(file) }
        guard !changes.isEmpty else { return false }
        try script.rewrite(changes)
        let words = Localized(
            en: "popscope: \(file.name): \(changes.count) \(changes.count == 1 ? "reply" : "replies") rewritten",
            ja: "popscope: \(file.name): \(changes.count) 個の応答を書き換えました")
        StandardStream.error.say(words[display.language])
        let isWhole = file.result.unrevised == 0 && file.result.stop == nil
        return (update || mode == .all || file.result.mismatches.isEmpty) && isWhole
    }

    /// Errors that follow a refused login are not what the server says to whoever may log in.
    private func tellRefusedLogins(_ file: ReplayedFile) {
        for line in file.result.refusedLogins {
            let place = "popscope: \(FileWords.visible(file.name)):\(line): "
            let words = Localized(
                en: "the server refused the login that succeeded here; nothing of this connection is rewritten.",
                ja: "ここで成功していたログインをサーバーが拒否したため、この接続の応答は書き換えません。")
            StandardStream.error.say(place + words[display.language])
        }
    }

    /// - Parameter played: what became of the files that could be read, in their order.
    private func write(_ inputs: [ReplayInput], _ played: [ReplayedFile], to path: String) throws {
        let plain = ReplayReportView(display.language, width: nil, isColored: false)
        var rest = played[...]
        let cases = inputs.compactMap { input in
            switch input {
            case .success:
                rest.popFirst().map { JUnit.Case($0, String(decoding: plain.text(of: $0), as: UTF8.self)) }
            case .failure(let error):
                JUnit.Case(name: error.name, time: .zero, .error(message: error.text[display.language]))
            }
        }
        try writeOutput(JUnit(suite: "popscope replay", cases).octets, to: path)
    }

    /// The secrets that the options, the sources of credentials, or a person give.
    private func givenSecrets(
        for scripts: [ReplayScript], _ endpoint: Endpoint?
    ) async throws -> TranscriptSecrets {
        guard let endpoint else { return TranscriptSecrets() }
        var known = try NamedSecret.read(NamedSecret.all(secrets))
        if let stored = try credentials.options(for: endpoint).stored(endpoint), known[stored.user] == nil {
            known[stored.user] = stored.secret
        }
        let names = scripts.flatMap(\.script.secretNames).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        // Nobody need type a password for a server that is not there. Playing says why it is not.
        try await SecretPrompt(display).ask(for: names, into: &known) {
            (try? await dialers.dialer(for: .server(endpoint)).link { _ in }) != nil
        }
        return TranscriptSecrets(known)
    }
}

/// A file that was named: what is played, or why it cannot be.
private typealias ReplayInput = Result<ReplayScript, UnreadableTranscript>
