import ArgumentParser
import Conformance
import Console
import Handbook
import POP3
import Transport

/// `popscope proxy`: sits between a mail program and a server, and explains what they say.
struct Proxy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proxy",
        abstract: HelpWords.text(
            en: "Sit between a mail program and a server: explain and record both sides.",
            ja: "メールソフトとサーバーの間で双方を説明し記録する。"),
        usage: "popscope proxy <server> [<options>]",
        discussion: HelpWords.text(
            en: """
                The first lines on standard output are the URLs to give to the mail program.
                Every octet is passed on as it came. A client's STLS goes to the server, and
                what follows cannot be read; with --terminate both handshakes are done here,
                with a certificate made here, or with --cert and --key.
                """,
            ja: """
                標準出力の最初の行は、メールソフトに設定する URL です。
                オクテットはすべてそのまま渡します。クライアントの STLS はサーバーに渡り、
                その後は読めません。--terminate を付けると、双方の TLS をここで行います
                (証明書は自動生成か、--cert と --key)。
                """))

    @Argument(help: ArgumentHelp(en: "The server: URL, HOST, HOST:PORT, or HOST PORT.", ja: "接続先のサーバー。"))
    var server: [String]

    @OptionGroup var front: ProxyFront

    @Flag(help: ArgumentHelp(en: "End when the first client has left.", ja: "最初のクライアントが去ったら終了する。"))
    var once = false

    @OptionGroup var recording: ProxyRecordingOptions

    @OptionGroup var clients: ClientCheckOptions

    @OptionGroup var display: DisplayOptions

    @OptionGroup var security: TLSOptionGroup

    @Flag(name: .customShort("4"), help: ArgumentHelp(en: "Use IPv4 only.", ja: "IPv4 だけを使う。"))
    var usesIPv4 = false

    @Flag(name: .customShort("6"), help: ArgumentHelp(en: "Use IPv6 only.", ja: "IPv6 だけを使う。"))
    var usesIPv6 = false

    func validate() throws {
        if usesIPv4, usesIPv6 { throw ValidationError("-4 and -6 exclude each other.") }
        let endpoint = try endpoint()
        if endpoint.user != nil {
            throw ValidationError(
                HelpWords.text(
                    en: "The mail program logs in itself; leave the user out of the URL.",
                    ja: "ログインはメールソフトが行うので、URL にユーザーは不要です。"))
        }
        if let refusal = family.refusal(of: endpoint.host) { throw ValidationError(refusal[display.language]) }
    }

    func run() async throws {
        try security.checkRoots(display.language)
        try recording.check(display.language)
        let tls = try front.tls(display.language)
        let end = try Termination()
        let (departures, departed) = AsyncStream.makeStream(of: Void.self)
        let endpoint = try endpoint()
        let session = ProxySession(
            endpoint: endpoint, readsUpgrades: front.terminates,
            settings: try display.settings(isInteractive: false), writesJSON: display.json,
            recordings: recording.recordings(of: endpoint), output: ProxyOutput(isNumbered: !display.json),
            check: clients.isOn ? ClientCheck(clients) : nil, left: { departed.yield() })
        let asked = Task {
            await end.requestedAtTerminal()
            departed.finish()
        }
        defer { asked.cancel() }
        async let written: Void = session.output.write()
        async let judged = session.check?.collect { sentences in
            for sentence in sentences { session.say(sentence) }
        }
        let status = await relay(session, tls) { [once] in
            for await _ in departures where once { return }
        }
        session.output.finish()
        session.check?.finish()
        let testimony = await judged
        await written
        let ledger = session.ledger
        for text in ProxyWords.summary(await ledger.clients, await ledger.tally, recordedTo: await ledger.files) {
            session.say(text)
        }
        let verdict = try report(testimony, session)
        if max(status, verdict) != 0 { throw ExitCode(status != 0 ? status : verdict) }
    }

    /// Writes what was found about the clients.
    ///
    /// - Returns: the exit status that it asks for.
    private func report(_ testimony: Testimony?, _ session: ProxySession) throws -> Int32 {
        guard let check = session.check, let testimony else { return 0 }
        // JSON events and a text do not go together.
        let place = session.writesJSON ? StandardStream.error : .output
        return try check.write(
            testimony, "\(session.endpoint.security == .implicit ? "pop3s" : "pop3")://\(session.endpoint.name)",
            display.language, isColored: session.settings.hasColor, defaults: place)
    }

    /// Relays until `stay` returns.
    ///
    /// - Returns: the exit status.
    private func relay(_ session: ProxySession, _ tls: ServerTLS?, _ stay: () async -> Void) async -> Int32 {
        do {
            try await relay(at: front.port, front.terminates ? tls.map { .startTLS($0) } : nil, session) { port in
                guard let tls, let tlsPort = front.tlsPort else {
                    announce(["pop3://127.0.0.1:\(port)"], tls, session)
                    return await stay()
                }
                try await relay(at: tlsPort, .implicit(tls), session) { tlsPort in
                    announce(["pop3://127.0.0.1:\(port)", "pop3s://127.0.0.1:\(tlsPort)"], tls, session)
                    await stay()
                }
            }
        } catch let error as ListenerError {
            session.say(ProxyWords.cannotListen(error))
            return 69
        } catch {
            session.say(Localized(verbatim: "\(error)"))
            return 69
        }
        if await session.ledger.isIncomplete { return 73 }
        let hasFailed = await session.ledger.hasFailed
        return once && hasFailed ? 69 : 0
    }

    private func relay(
        at port: Int, _ security: Listener.Security?, _ session: ProxySession,
        _ body: (_ port: Int) async throws -> Void
    ) async throws {
        let listener = Listener(port: port, connectionLimit: once ? 1 : 1024, security: security ?? .clear)
        let dialer = SocketDialer(
            host: session.endpoint.host, port: session.endpoint.port, family: family,
            security: session.endpoint.security, tls: self.security.options)
        try await Relay(listener: listener, dialer: dialer).relaying({ session.observer() }, body)
    }

    private func announce(_ urls: [String], _ tls: ServerTLS?, _ session: ProxySession) {
        if session.writesJSON {
            StandardStream.output.write(WatchEvents.listening(at: urls))
        } else {
            for url in urls { StandardStream.output.write(line: url) }
        }
        if let tls, let text = ProxyWords.certificate(tls) { session.say(text) }
        if let recordings = session.recordings {
            session.say(ProxyWords.records(to: recordings.place, recording.mail.bodies))
        }
    }

    private var family: AddressFamily { usesIPv4 ? .v4 : usesIPv6 ? .v6 : .any }

    private func endpoint() throws -> Endpoint {
        do {
            return try security.applied(to: try Endpoint(parsing: server.joined(separator: " ")), by: server)
        } catch let error as EndpointError {
            throw ValidationError(error.text[display.language])
        }
    }
}
