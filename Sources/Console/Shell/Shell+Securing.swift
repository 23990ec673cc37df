import Conformance
import Handbook
import POP3

extension Shell {
    /// Encrypts a connection before anything else, as far as was asked for.
    ///
    /// - Returns: whether to go on; `false` when encryption was wanted, and there is none: then the connection is closed.
    func secureFirst(_ connection: Connection, _ security: Endpoint.Security) async -> Bool {
        switch security {
        case .clear, .implicit:
            return true
        case .auto:
            guard await probe(Line("\(Verb.capa)")), connection.isOpen else { break }
            if connection.session.knowledge.capabilities?.announces("\(Verb.stls)") == true { break }
            warn(TLSWords.notOffered)
            return true
        case .startTLS:
            break
        }
        if connection.isOpen, !isInterrupted { await send(Line("\(Verb.stls)").octets) }
        if connection.isOpen, connection.session.knowledge.isSecure, !isInterrupted { return true }
        await refuseClearText(connection)
        return false
    }

    /// Leaves a connection that is not encrypted although that was wanted.
    func refuseClearText(_ connection: Connection) async {
        outcome.loginFailed()
        guard connection.isOpen else { return }
        say(trouble: isInterrupted ? TLSWords.interrupted : TLSWords.refused)
        await hangUp(connection)
    }

    /// Asks something on the program's own account: whether the server knows it is no error of the person's.
    ///
    /// - Returns: whether an answer came.
    func probe(_ line: Line) async -> Bool {
        isProbing = true
        await send(line.octets)
        isProbing = false
        return connection?.isOpen == true && !isInterrupted
    }

    /// STLS was accepted: the handshake comes before anything else.
    func beginTLS(_ connection: Connection) async {
        connection.isSecuring = true
        defer { connection.isSecuring = false }
        let start = options.now()
        do {
            let (details, unanswered) = try await connection.conversation.startTLS()
            show(narrator.secured(details, after: options.now() - start))
            if !unanswered.isEmpty { say(trouble: TLSWords.unanswered(unanswered.count)) }
            warn(of: details)
        } catch {
            lose(connection, tellingInjection(error, connection))
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
    ///
    /// - Returns: the error, without what this side has sent in secret.
    private func tellingInjection(_ error: LinkError, _ connection: Connection) -> LinkError {
        guard case .tls(.clearTextBehind(let octets)) = error else { return error }
        let evidence = redaction.redact(Line(bytes: octets))
        let session = connection.session
        outcome.foundSomething()
        let annotation = explainer.explain(clearTextBehindSTLS: evidence.bytes, session.knowledge)
        connection.witness.injected(evidence.bytes, session.knowledge)
        show(narrator.unsolicited(evidence, annotation, in: session.phase))
        return .tls(.clearTextBehind(evidence.bytes))
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
