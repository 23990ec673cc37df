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
        usage: "popscope check URL [OPTIONS]\npopscope check FILE.pop3... [--client] [OPTIONS]",
        discussion: HelpWords.text(
            en: """
                URL is pop3://USER@HOST:PORT or pop3s://...; without a user only the rows
                that need no login are judged. Nothing is deleted without --allow-delete.
                Without --tls: STLS where the server announces it; on loopback only where
                no login is possible without, and certificates are not checked there.
                PATTERN is the id of a requirement, or has * and ? in it.
                FILE is a recording, or a log that explain reads: judged is what it shows.
                Exit status: 0 nothing failed, 1 something failed (--fail-on), 3 nothing
                was judged, 69 not reached or not finished, 75 the greeting refused.
                """,
            ja: """
                URL は pop3://USER@HOST:PORT か pop3s://... です。ユーザーがなければ、
                ログインの要らない要件だけを調べます。--allow-delete なしでは何も削除しません。
                --tls を省くと、通知されていれば STLS を使います。ループバックでは、平文で
                ログインできないときだけ STLS を使い、証明書は検証しません。
                PATTERN は要件の ID です。* と ? も使えます。
                FILE は記録か、explain が読めるログです。そこに現れたことだけを判定します。
                終了ステータス: 0 不合格なし、1 不合格あり (--fail-on)、3 何も判定しなかった、
                69 接続できない、または完了しなかった、75 最初の応答で拒否された。
                """))

    @Argument(help: ArgumentHelp(en: "The server: a URL, HOST or HOST:PORT.", ja: "サーバー: URL、HOST、HOST:PORT。"))
    var url: String?

    @Argument(help: ArgumentHelp(en: "More recordings, where the first is one.", ja: "記録を調べるとき、ほかの記録。"))
    var more: [String] = []

    @Flag(help: ArgumentHelp(en: "Of a recording judge the client.", ja: "記録のクライアントの側を調べる。"))
    var client = false

    @OptionGroup var permissions: CheckPermissions

    @OptionGroup var selection: CheckSelection

    @OptionGroup var baseline: CheckBaseline

    @OptionGroup var findings: CheckFindings

    @OptionGroup var fixtures: CheckFixtures

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
        try selection.check(client ? .client : .server)
        try CheckFormat.check(formats, asksForJSON: display.json)
        if url == nil, !list, !fixtures.isAsked { throw ValidationError(Self.noServer) }
        if let refusal = recordingRefusal { throw ValidationError(refusal) }
        if recordings != nil { return }
        let endpoint = try endpoint()
        if fixtures.target != nil { _ = try fixtures.address(endpoint?.user) }
        guard let endpoint else { return }
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
        if let recordings { return try judge(recordings) }
        if fixtures.isAsked { return try await provide() }
        guard let endpoint = try endpoint() else { return }
        try findings.prepare(display.language)
        let known = try baseline.read(display.language)
        var server = CheckedServer(endpoint, other: try otherEndpoint(), security, timeout: permissions.timeout)
        var options = try await options(server)
        if dryRun {
            let rehearsal = try await CheckRehearsal(
                of: options, logsIn: endpoint.user != nil, logsInElsewhere: server.other != nil)
            StandardStream.output.write(CheckPlan(options, selection, rehearsal, display.language).octets)
            return
        }
        let start = Int(time(nil))
        let refusal = await server.settleSecurity(asked: security.tls)
        options.usesSTLS = server.usesSTLS
        announce(options, server)
        let report =
            if let refusal { Report(refusal, server.name, started: start) } else { await inspect(server, options) }
        try finish(report, refusal, known, options)
    }

    private func inspect(_ server: CheckedServer, _ options: Inspection.Options) async -> Report {
        let progress = CheckProgress(isPlain: display.isAccessible)
        let report = await Inspection(options).run(
            server.name, over: server.dialer, other: server.otherDialer, now: { Int(time(nil)) }
        ) { progress.show($0) }
        progress.clear()
        return report
    }

    private func finish(
        _ report: Report, _ refusal: ReportRefusal?, _ known: Baseline, _ options: Inspection.Options
    ) throws {
        let words = try words(for: report, known)
        for format in CheckFormat.chosen(formats, asksForJSON: display.json) { try format.write(report, words) }
        if report.refusal == nil { try baseline.update(known, by: report) }
        try findings.save(report, hiding: options.secrets, display.language)
        let status = refusal?.status ?? CheckStatus(report, known: words.known, failOn).value
        if status != 0 { throw ExitCode(status) }
    }
}

extension Check {
    /// The recordings that were named; `nil` where the word is a server.
    private var recordings: [String]? {
        guard let url, CheckRecording.isFile(url) else { return nil }
        return [url] + more
    }

    /// What is wrong with the words; `nil` for nothing.
    private var recordingRefusal: String? {
        if recordings == nil, !more.isEmpty {
            return HelpWords.text(
                en: "One server at a time: popscope compare takes several.",
                ja: "サーバーは一度に 1 つです。複数なら popscope compare を使ってください。")
        }
        if recordings == nil, client, !list {
            return HelpWords.text(
                en: "--client judges the client of a recording; popscope serve --check-client judges a living one.",
                ja: "--client は記録のクライアントを調べます。動いているクライアントには popscope serve --check-client を使います。")
        }
        return nil
    }

    /// Judges what passed by; nothing is provoked.
    private func judge(_ files: [String]) throws {
        let known = try baseline.read(display.language)
        let side: Session.Side = client ? .client : .server
        let check = CheckRecording(files: files, party: side, language: display.language)
        let (report, unread) = try check.report(
            Testimony.Scope(selection.profile, selection: selection.rows(of: side)))
        let words = try words(for: report, known)
        for format in CheckFormat.chosen(formats, asksForJSON: display.json) { try format.write(report, words) }
        try baseline.update(known, by: report)
        let status = CheckStatus(report, known: words.known, failOn).value
        if max(status, unread) != 0 { throw ExitCode(max(status, unread)) }
    }

    private func words(for report: Report, _ known: Baseline) throws -> ReportOptions {
        var words = ReportOptions(display.language)
        words.known = known.known(in: report)
        words.mended = known.mended(in: report)
        words.detail = display.notes ?? .auto
        words.isColored = try display.settings(isInteractive: false).hasColor
        return words
    }

    /// Lists, writes and sends the messages that put more to the test; nothing is inspected.
    private func provide() async throws {
        let language = display.language
        let endpoint = try endpoint()
        try fixtures.write(mayReplace: findings.overwrite, language)
        try await fixtures.deliver(to: endpoint?.user, timeout: permissions.timeout, language)
        guard fixtures.lists else { return }
        StandardStream.output.write(FixtureList(try await search(endpoint), language).octets)
    }

    /// What the mailbox holds; `nil` where no URL names somebody.
    private func search(_ endpoint: Endpoint?) async throws -> FixtureSearch.Found? {
        guard let endpoint else { return nil }
        var server = CheckedServer(endpoint, other: nil, security, timeout: permissions.timeout)
        var options = try await options(server)
        guard options.account != nil else { return nil }
        if let refusal = await server.settleSecurity(asked: security.tls) {
            say(refusal.text)
            throw ExitCode(refusal.status)
        }
        options.usesSTLS = server.usesSTLS
        do {
            return try await FixtureSearch(options).run(over: server.dialer)
        } catch {
            say(error.text)
            throw ExitCode(69)
        }
    }

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

extension Inspection.Options {
    /// What a server may have said of the secrets of a run, so that no file tells it.
    fileprivate var secrets: Redaction {
        [account, otherAccount].compactMap { $0?.secret }.reduce(into: Redaction()) { redaction, secret in
            switch secret {
            case .password(let octets), .token(let octets): redaction.learn(secret: octets)
            case .none: break
            }
        }
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
