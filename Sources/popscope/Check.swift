import ArgumentParser
import Authentication
import Conformance
import Console
import Handbook
import POP3

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `popscope check`: puts a server to the test, requirement by requirement.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: HelpWords.text(
            en: "Put a server to the test, requirement by requirement.", ja: "サーバーが RFC に従うかを要件ごとに調べる。"),
        usage: "popscope check URL [OPTIONS]",
        discussion: HelpWords.text(
            en: """
                URL is pop3://USER@HOST:PORT or pop3s://...; without a user only the rows
                that need no login are judged. Nothing is deleted without --allow-delete.
                Without --tls: STLS where the server announces it; on loopback only where
                no login is possible without, and certificates are not checked there.
                PATTERN is the id of a requirement, or has * and ? in it.
                Exit status: 0 nothing failed, 1 something failed (--fail-on), 3 nothing
                was judged, 69 not reached or not finished, 75 the greeting refused.
                """,
            ja: """
                URL は pop3://USER@HOST:PORT か pop3s://... です。ユーザーがなければ、
                ログインの要らない要件だけを調べます。--allow-delete なしでは何も削除しません。
                --tls を省くと、通知されていれば STLS を使います。ループバックでは、平文で
                ログインできないときだけ STLS を使い、証明書は検証しません。
                PATTERN は要件の ID です。* と ? も使えます。
                終了ステータス: 0 不合格なし、1 不合格あり (--fail-on)、3 何も判定しなかった、
                69 接続できない、または完了しなかった、75 最初の応答で拒否された。
                """))

    @Argument(help: ArgumentHelp(en: "The server: a URL, HOST or HOST:PORT.", ja: "サーバー: URL、HOST、HOST:PORT。"))
    var url: String?

    @OptionGroup var permissions: CheckPermissions

    @OptionGroup var selection: CheckSelection

    @OptionGroup var baseline: CheckBaseline

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            en: "What makes the exit status 1: fail, warn, or impacts with commas.",
            ja: "1 で終わる条件: fail、warn、または影響 (カンマ区切り)。"),
        transform: CheckFailure.init(parsing:))
    var failOn = CheckFailure.fail

    @Option(
        name: .customLong("format"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            en: "text, json, junit, tap, markdown or html; NAME=FILE to a file; repeatable.",
            ja: "text、json、junit、tap、markdown、html。NAME=FILE でファイルに書く。何度でも指定できる。"),
        transform: CheckFormat.init(parsing:))
    var formats: [CheckFormat] = []

    @Flag(help: ArgumentHelp(en: "List the requirements and what judges them.", ja: "要件と、それを判定するものの一覧。"))
    var list = false

    @Flag(
        name: .customLong("dry-run"),
        help: ArgumentHelp(en: "Say what would be done, and do nothing.", ja: "何を行うかを示すだけで、何もしない。"))
    var dryRun = false

    @OptionGroup var display: DisplayOptions

    @OptionGroup var security: TLSOptionGroup

    @OptionGroup var credentials: CredentialOptions

    func validate() throws {
        try selection.check()
        try CheckFormat.check(formats, asksForJSON: display.json)
        if url == nil, !list { throw ValidationError(Self.noServer) }
        guard let endpoint = try endpoint() else { return }
        try credentials.check(endpoint)
        try CheckAccount.check(credentials)
        if let other = try otherEndpoint(), other.user == nil { throw ValidationError(CheckAccount.otherNeedsUser) }
    }

    private static var noServer: String {
        HelpWords.text(en: "Name a server: popscope check URL.", ja: "サーバーを指定してください: popscope check URL")
    }

    func run() async throws {
        try security.checkRoots(display.language)
        if list {
            StandardStream.output.write(CheckList(selection, display.language).octets)
            return
        }
        guard let endpoint = try endpoint() else { return }
        let known = try baseline.read(display.language)
        var server = CheckedServer(endpoint, other: try otherEndpoint(), security, timeout: permissions.timeout)
        var options = try await options(server)
        if dryRun {
            StandardStream.output.write(CheckPlan(options, selection, display.language).octets)
            return
        }
        let start = Int(time(nil))
        let refusal = await server.settleSecurity(asked: security.tls)
        options.usesSTLS = server.usesSTLS
        announce(options, server)
        let report =
            if let refusal { Report(refusal, server.name, started: start) } else { await inspect(server, options) }
        try finish(report, refusal, known)
    }

    private func inspect(_ server: CheckedServer, _ options: Inspection.Options) async -> Report {
        let progress = CheckProgress(isPlain: display.isAccessible)
        let report = await Inspection(options).run(
            server.name, over: server.dialer, other: server.otherDialer, now: { Int(time(nil)) }
        ) { progress.show($0) }
        progress.clear()
        return report
    }

    private func finish(_ report: Report, _ refusal: ReportRefusal?, _ known: Baseline) throws {
        let settings = try display.settings(isInteractive: false)
        var words = ReportOptions(display.language)
        words.known = known.known(in: report)
        words.mended = known.mended(in: report)
        words.detail = display.notes ?? .auto
        words.isColored = settings.hasColor
        for format in CheckFormat.chosen(formats, asksForJSON: display.json) { try format.write(report, words) }
        if report.refusal == nil { try baseline.update(known, by: report) }
        let status = refusal?.status ?? CheckStatus(report, known: words.known, failOn).value
        if status != 0 { throw ExitCode(status) }
    }
}

extension Check {
    private func endpoint() throws -> Endpoint? {
        try url.map { try endpoint(parsing: $0) }
    }

    private func otherEndpoint() throws -> Endpoint? {
        try permissions.otherAccount.map { try endpoint(parsing: $0) }
    }

    private func endpoint(parsing text: String) throws -> Endpoint {
        do {
            return try security.applied(to: try Endpoint(parsing: text), by: [text])
        } catch let error as EndpointError {
            throw ValidationError(error.text[display.language])
        }
    }

    private func options(_ server: CheckedServer) async throws -> Inspection.Options {
        let login = try credentials.options(for: server.endpoint)
        var options = Inspection.Options(nonce: login.nonce)
        options.profile = selection.profile
        options.selection = selection.rows
        let accounts = CheckAccount(login, display)
        // Nobody is asked for a password that a plan does not need.
        if !dryRun {
            options.account = try await accounts.credentials(of: server.endpoint)
            if let other = server.other { options.otherAccount = try await accounts.credentials(of: other) }
        }
        options.isImplicit = server.endpoint.security == .implicit
        options.hasNetwork = !server.isLoopback
        permissions.apply(to: &options, isLoopback: server.isLoopback)
        return options
    }

    /// What must be known before it happens.
    private func announce(_ options: Inspection.Options, _ server: CheckedServer) {
        if options.account != nil, !server.isLoopback, !options.usesSTLS, !options.isImplicit {
            say(
                Localized(
                    en: "the connection is not encrypted: anyone on the path can read the password.",
                    ja: "接続は暗号化されていません。途中の誰でもパスワードを読めます。"))
        }
        if options.allowsDeletion, options.account != nil {
            say(
                Localized(
                    en: "--allow-delete: messages in this mailbox may be deleted for good.",
                    ja: "--allow-delete: このメールボックスのメールが完全に削除されることがあります。"))
        }
    }

    private func say(_ text: Localized) {
        StandardStream.error.write(line: "popscope: " + text[display.language])
    }
}

extension Report {
    /// The report of a run that could not begin.
    fileprivate init(_ refusal: ReportRefusal, _ target: String, started: Int) {
        self.init(
            target: target, implementation: nil, started: started, duration: .zero, waited: .zero,
            refusal: refusal.text, results: [])
    }
}
