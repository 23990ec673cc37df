import Handbook
import POP3

extension Shell {
    /// Encrypts a connection before anything else, as far as was asked for.
    ///
    /// - Returns: whether to go on; `false` when encryption was wanted, and there is none.
    func secureFirst(_ connection: Connection, _ security: Endpoint.Security) async -> Bool {
        switch security {
        case .clear, .implicit:
            return true
        case .auto:
            await send(Line("\(Verb.capa)").octets)
            guard connection.isOpen, connection.session.knowledge.capabilities?.announces("\(Verb.stls)") == true else {
                if connection.isOpen { warn(TLSWords.notOffered) }
                return connection.isOpen
            }
            await send(Line("\(Verb.stls)").octets)
            return connection.isOpen
        case .startTLS:
            await send(Line("\(Verb.stls)").octets)
            if connection.isOpen, !connection.session.knowledge.isSecure {
                outcome.loginFailed()
                say(trouble: TLSWords.refused)
                await hangUp(connection)
            }
            return connection.isOpen
        }
    }

    /// STLS was accepted: the handshake comes before anything else.
    func beginTLS(_ connection: Connection) async {
        connection.isSecuring = true
        defer { connection.isSecuring = false }
        let start = options.now()
        do {
            let details = try await connection.conversation.startTLS()
            show(narrator.secured(details, after: options.now() - start))
            warn(of: details)
        } catch {
            if case .tls(.clearTextBehind(let octets)) = error { tellInjection(octets, connection) }
            lose(connection, error)
            await connection.conversation.abandon(.reset)
        }
    }

    /// What a person must know of an encryption that is weaker than it looks.
    func warn(of details: TLSDetails) {
        let findings = explainer.findings(on: details)
        if case .notVerified(let failure) = details.verification {
            // What a finding says need not be said before it.
            warn(TLSWords.insecure(failure?.isAboutDates == true ? nil : failure))
        }
        for finding in findings { tell(finding) }
    }

    private func tell(_ finding: Finding) {
        outcome.foundSomething()
        warn(finding.text + Localized(verbatim: " [\(finding.requirement)]"))
    }

    /// Clear text stood where only the handshake may stand: a finding, with the octets as evidence.
    private func tellInjection(_ octets: [UInt8], _ connection: Connection) {
        let session = connection.session
        outcome.foundSomething()
        let annotation = explainer.explain(clearTextBehindSTLS: octets, session.knowledge)
        show(narrator.unsolicited(Line(bytes: octets), annotation, in: session.phase))
    }

    /// `:tls`: version, cipher and certificates.
    func showTLS() {
        guard let connection else { return say(trouble: ShellWords.notConnected) }
        guard let details = connection.conversation.link.tls else { return say(TLSWords.none) }
        present(TLSView(narrator.layout).lines(details, now: options.date()).block)
    }
}

extension TLSFailure {
    /// Whether a certificate is out of its time.
    fileprivate var isAboutDates: Bool {
        switch self {
        case .expired, .notYetValid: true
        case .unknownAuthority, .selfSigned, .wrongName, .notTLS, .protocolTooOld, .clearTextBehind, .roots, .handshake:
            false
        }
    }
}
