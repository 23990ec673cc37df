import ArgumentParser
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

/// What a comparison may do to each server, and how long it waits.
struct ComparePermissions: ParsableArguments {
    @Flag(
        name: .customLong("allow-delete"),
        help: ArgumentHelp(en: "Messages may be deleted for good.", ja: "メールの完全な削除を許可する。"))
    var allowsDeletion = false

    @Option(
        name: .customLong("max-failed-logins"), parsing: .unconditional,
        help: ArgumentHelp(
            en: "How many wrong passwords are tried: N or unlimited. (default: 3, unlimited on loopback)",
            ja: "誤ったパスワードを試す回数: N か unlimited。(既定: 3、ループバックでは unlimited)"),
        transform: WrongLogins.init(parsing:))
    var wrongLogins: WrongLogins?

    @Option(
        parsing: .unconditional, help: ArgumentHelp(en: "Seconds to wait for a reply.", ja: "応答を待つ秒数。"))
    var timeout = 60

    func validate() throws {
        guard !(1...86_400).contains(timeout) else { return }
        throw ValidationError(
            HelpWords.text(en: "--timeout takes seconds from 1 to 86400.", ja: "--timeout は 1 から 86400 までの秒数です。"))
    }

    func apply(to options: inout Inspection.Options, isLoopback: Bool) {
        options.allowsDeletion = allowsDeletion
        options.sharesSession = !isLoopback
        options.jobs = isLoopback ? 4 : 1
        options.replyLimit = .seconds(timeout)
        options.patience = .seconds(min(timeout, 2))
        switch wrongLogins {
        case .limit(let count): options.wrongLoginLimit = count
        case .unlimited: options.wrongLoginLimit = nil
        case nil: options.wrongLoginLimit = isLoopback ? nil : 3
        }
    }
}

/// Inspects one server after the other.
struct CompareRun {
    /// A server that is ready to be inspected: nobody has to be asked for anything any more.
    struct Prepared {
        fileprivate let server: CheckedServer
        fileprivate let options: Inspection.Options
    }

    private let permissions: ComparePermissions
    private let selection: CheckSelection
    private let security: TLSOptionGroup
    private let credentials: CredentialOptions
    private let display: DisplayOptions

    init(
        _ permissions: ComparePermissions, _ selection: CheckSelection, _ security: TLSOptionGroup,
        _ credentials: CredentialOptions, _ display: DisplayOptions
    ) {
        self.permissions = permissions
        self.selection = selection
        self.security = security
        self.credentials = credentials
        self.display = display
    }

    /// Finds the passwords of all servers before the first is inspected.
    ///
    /// - Throws: exit status 64 where a password is missing, after saying so on standard error.
    func prepared(_ endpoints: [Endpoint]) async throws -> [Prepared] {
        var prepared: [Prepared] = []
        for endpoint in endpoints {
            let server = CheckedServer(endpoint, other: nil, security, timeout: permissions.timeout)
            let login = try credentials.options(for: endpoint)
            var options = Inspection.Options(nonce: login.nonce)
            options.profile = selection.profile
            options.selection = selection.rows
            options.account = try await CheckAccount(login, display).credentials(of: endpoint)
            options.isImplicit = endpoint.security == .implicit
            options.hasNetwork = !server.isLoopback
            permissions.apply(to: &options, isLoopback: server.isLoopback)
            prepared.append(Prepared(server: server, options: options))
        }
        return prepared
    }

    /// Inspects a server.
    ///
    /// - Parameter index: its place among those that are compared.
    func report(of prepared: Prepared, _ index: Int) async -> Report {
        var (server, options) = (prepared.server, prepared.options)
        let start = Int(time(nil))
        if let refusal = await server.settleSecurity(asked: security.tls) {
            return Report(
                target: server.name, implementation: nil, started: start, duration: .zero, waited: .zero,
                refusal: refusal.text, results: [])
        }
        options.usesSTLS = server.usesSTLS
        warn(options, server)
        let progress = CheckProgress(isPlain: display.isAccessible)
        let report = await Inspection(options).run(server.name, over: server.dialer, now: { Int(time(nil)) }) {
            progress.show($0)
        }
        progress.clear()
        return report
    }

    /// What must be known before it happens.
    private func warn(_ options: Inspection.Options, _ server: CheckedServer) {
        guard options.account != nil else { return }
        if !server.isLoopback, !options.usesSTLS, !options.isImplicit {
            say(
                Localized(
                    en: "the connection to \(server.name) is not encrypted: anyone on the path can read the password.",
                    ja: "\(server.name) への接続は暗号化されていません。途中の誰でもパスワードを読めます。"))
        }
        if options.allowsDeletion {
            say(
                Localized(
                    en: "--allow-delete: messages in the mailbox at \(server.name) may be deleted for good.",
                    ja: "--allow-delete: \(server.name) のメールボックスのメールが完全に削除されることがあります。"))
        }
    }

    private func say(_ text: Localized) {
        StandardStream.error.write(line: "popscope: " + text[display.language])
    }
}
