public import ArgumentParser
public import Console
import Handbook
import POP3
import Transport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `popscope connect`, and what happens without a command: the console, or a batch of lines.
struct Connect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect",
        // What is asked of the whole program, such as a completion script, is not looked for here.
        _superCommandName: "popscope",
        abstract: HelpWords.text(
            en: "Talk to a server: the console, or lines from -c, -f or standard input (default).",
            ja: "サーバーと対話する (既定。-c、-f、標準入力も可)。"),
        discussion: HelpWords.text(
            en: """
                SERVER is a URL (pop3://user@host:port), HOST, HOST:PORT or HOST PORT; without one the practice server answers.
                A line that begins with ":" is a local command (:help lists them); every other line is sent as it is.
                """,
            ja: """
                SERVER は URL (pop3://user@host:port)、HOST、HOST:PORT、HOST PORT のどれかです。
                省くと練習用サーバーが応答します。
                ":" で始まる行はローカルコマンド (:help で一覧)、他の行はそのまま送ります。
                """))

    @Argument(
        help: ArgumentHelp(
            en: "The server: URL, HOST, HOST:PORT, or HOST PORT. None: the practice server.",
            ja: "接続先。省くと練習用サーバー。"))
    var server: [String] = []

    @Option(
        name: [.customShort("c"), .customLong("command")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp(en: "A line to send; repeatable.", ja: "送る行。何度でも指定できる。"))
    var lines: [String] = []

    @Option(
        name: [.customShort("f"), .customLong("file")],
        help: ArgumentHelp(en: "A file of lines to send; - is standard input.", ja: "送る行のファイル。- は標準入力。"))
    var file: String?

    @OptionGroup var display: DisplayOptions

    @OptionGroup var security: TLSOptionGroup

    @OptionGroup var credentials: CredentialOptions

    @OptionGroup var recording: RecordOptionGroup

    @Option(
        parsing: .unconditional, help: ArgumentHelp(en: "Seconds to wait for a reply.", ja: "応答を待つ秒数。"),
        transform: { try number($0, in: 1...86_400, Localized(en: "seconds", ja: "秒")) })
    var timeout: Int?

    @Flag(name: .customShort("4"), help: ArgumentHelp(en: "Use IPv4 only.", ja: "IPv4 だけを使う。"))
    var usesIPv4 = false

    @Flag(name: .customShort("6"), help: ArgumentHelp(en: "Use IPv6 only.", ja: "IPv6 だけを使う。"))
    var usesIPv6 = false

    @Flag(help: ArgumentHelp(en: "In a batch: show mail decoded as well.", ja: "バッチで、メールのデコード結果も表示する。"))
    var decode = false

    @Flag(
        name: .customLong("quit-at-eof"),
        help: ArgumentHelp(en: "In a batch: send QUIT at the end of the lines.", ja: "バッチで、最後に QUIT を送る。"))
    var quitAtEnd = false

    @Flag(
        name: .customLong("stop-on-err"),
        help: ArgumentHelp(en: "In a batch: stop at the first -ERR.", ja: "バッチで、最初の -ERR で止まる。"))
    var stopOnError = false

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            en: "Exit with 1 on: err (any -ERR) or finding (broken rules).",
            ja: "-ERR (err) か規則違反 (finding) で 1 を返す。\n"))
    var failOn: Shell.Failure = .never

    @Option(
        name: .customLong("max-reply"), parsing: .unconditional,
        help: ArgumentHelp(
            en: "Give up on a reply that is longer, in octets.", ja: "応答がこのオクテット数を超えたら打ち切る。"),
        transform: { try number($0, in: 512...Int.max, Localized(en: "octets", ja: "オクテット")) })
    var maxReply: Int = Conversation.defaultReplyLimit

    func validate() throws {
        if usesIPv4, usesIPv6 { throw ValidationError("-4 and -6 exclude each other.") }
        if !lines.isEmpty, file != nil { throw ValidationError("-c and -f exclude each other.") }
        guard case .server(let endpoint) = try target() else {
            guard security.tls == nil, !credentials.isGiven else {
                throw ValidationError(
                    HelpWords.text(
                        en:
                            "The practice server is inside the program: it has no TLS, and :login logs in. Name a server.",
                        ja: "練習用サーバーはプログラム内にあり、TLS はありません。ログインは :login です。接続先を指定してください。"))
            }
            return
        }
        try credentials.check(endpoint)
        if let refusal = family.refusal(of: endpoint.host) { throw ValidationError(refusal[display.language]) }
    }

    func run() async throws {
        try security.checkRoots(display.language)
        let isBatch =
            !lines.isEmpty || file != nil || display.json || !StandardStream.inputIsTerminal
            || !StandardStream.output.isTerminal
        let status = isBatch ? try await runBatch() : try await runConsole()
        if status != 0 { throw ExitCode(status) }
    }

    private func runBatch() async throws -> Int32 {
        let input = try InputFile(path: file)
        let source = lines.isEmpty ? LineFile.Source.descriptor(input.descriptor) : .lines(lines.map { Array($0.utf8) })
        var options = try options(try display.settings(isInteractive: false))
        options.settings.decodesMail = decode
        return await shell(on: LineFile(source), options, History(path: nil)).run(try target())
    }

    private func runConsole() async throws -> Int32 {
        let options = try options(try display.settings(isInteractive: true))
        let editor = try LineEditor(isPlain: display.isAccessible)
        defer { editor.stop() }
        return await shell(on: editor, options, History(path: Paths.state.map { $0 + "/history" })).run(try target())
    }

    private func shell(on terminal: any Terminal, _ options: Shell.Options, _ history: History) -> Shell {
        Shell(
            on: terminal, options: options, history: history,
            dialer: dialers.dialer)
    }

    private var dialers: Dialers {
        Dialers(family: family, tls: security.options, connectLimit: .seconds(min(timeout ?? 15, 15)))
    }

    private func options(_ settings: Settings) throws -> Shell.Options {
        var options = Shell.Options()
        options.settings = settings
        if let timeout { options.settings.timeout = timeout }
        options.writesJSON = display.json
        options.quitsAtEnd = quitAtEnd
        options.stopsOnError = stopOnError
        options.failure = failOn
        options.replyLimit = maxReply
        options.login = try credentials.options(for: try target().endpoint)
        options.security = security.tls ?? .clear
        options.version = Popscope.version
        options.recording = recording.options
        options.date = { time(nil) }
        return options
    }

    private var family: AddressFamily { usesIPv4 ? .v4 : usesIPv6 ? .v6 : .any }

    private func target() throws -> Target {
        guard !server.isEmpty else { return Dialers.practice }
        if let hint = Arguments.hint(for: server) { throw ValidationError(hint[display.language]) }
        do {
            return .server(try security.applied(to: try Endpoint(parsing: server.joined(separator: " ")), by: server))
        } catch let error as EndpointError {
            throw ValidationError(error.text[display.language])
        }
    }
}

extension Shell.Failure: ExpressibleByArgument {}

/// A whole number that an option takes.
///
/// - Throws: `ValidationError` that names the range.
private func number(_ text: String, in range: ClosedRange<Int>, _ unit: Localized) throws -> Int {
    if let value = Int(text), range.contains(value) { return value }
    let (least, most) = (range.lowerBound, range.upperBound)
    throw ValidationError(
        HelpWords.text(
            en: "a number of \(unit.en) from \(least) to \(most) is expected.",
            ja: "\(least) から \(most) までの\(unit.ja)数を指定してください。"))
}
