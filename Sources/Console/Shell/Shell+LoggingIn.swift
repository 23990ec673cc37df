import Authentication
import Handbook
import POP3

extension Shell {
    /// `:login [MECHANISM] [USER]`: logs in and shows each step.
    func logInByHand(_ arguments: String) async {
        guard isConnected(), let connection else { return }
        guard connection.session.phase == .authorization else { return say(trouble: LoginWords.alreadyLoggedIn) }
        var words = arguments.split(separator: " ").map(String.init)
        var method: LoginMethod?
        if let first = words.first, first.lowercased() != "best" {
            method = LoginMethod(first)
            if method == nil, words.count > 1 { return say(trouble: LoginWords.unknownMethod(first)) }
        }
        if method == nil, let first = words.first?.lowercased(),
            ["scram", "cram", "oauth", "xoauth"].contains(where: first.hasPrefix)
        {
            return say(trouble: LoginWords.unknownMethod(first))
        }
        if method != nil || words.first?.lowercased() == "best" { words.removeFirst() }
        guard words.count < 2 else { return say(trouble: ShellWords.usage(.login)) }
        guard let user = await userName(words.first, connection) else {
            outcome.loginFailed()
            return say(trouble: ShellWords.usage(.login))
        }
        let stored = storedLogin(of: user, connection.target)
        await logIn(as: user, by: method ?? options.login.method, with: stored?.secret)
    }

    /// Logs in as the user of the URL or of a credential, before the first line.
    ///
    /// - Returns: whether a batch should go on.
    func logInFirst(_ endpoint: Endpoint) async -> Bool {
        let method: LoginMethod?
        do {
            method = try endpoint.loginMethod ?? options.login.method
        } catch {
            say(trouble: LoginWords.unknownMethod(error.name))
            outcome.loginFailed()
            return false
        }
        let stored = storedLogin(of: endpoint.user, .server(endpoint))
        guard let user = endpoint.user ?? stored?.user else { return true }
        guard stored != nil || method?.needs == Credentials.SecretKind.none || terminal.isInteractive else {
            return true
        }
        if endpoint.password != nil { say(ShellWords.passwordInURL) }
        await logIn(as: user, by: method, with: stored?.secret)
        return connection?.session.phase == .transaction
    }

    private func userName(_ given: String?, _ connection: Connection) async -> String? {
        if let name = given ?? connection.target.endpoint?.user ?? connection.session.knowledge.user { return name }
        guard terminal.isInteractive else { return nil }
        guard case .line(let line) = await terminal.ask(.line(LineAsk(prompt: "User: "))), !line.isEmpty else {
            return nil
        }
        return String(decoding: line, as: UTF8.self)
    }

    private func storedLogin(of user: String?, _ target: Target) -> StoredLogin? {
        switch target {
        case .practice: nil
        case .server(let endpoint):
            endpoint.user == user || user == nil ? options.login.stored(endpoint) : nil
        }
    }

    /// Logs in by a method, or by the strongest that server and secret allow.
    private func logIn(as user: String, by wanted: LoginMethod?, with stored: [UInt8]?) async {
        guard await knowsCapabilities(for: wanted), let connection, connection.isOpen,
            let method = method(wanted, for: user, connection)
        else { return outcome.loginFailed() }
        guard let secret = await secret(stored, for: method.needs, of: user) else {
            outcome.loginFailed()
            return say(ShellWords.nothingSent)
        }
        do {
            let credentials = try Credentials(user: user, secret: secret)
            // That others can read it was said when the method was chosen.
            await run(
                LoginDialogue(
                    method, credentials, knowledge: connection.session.knowledge, nonce: options.login.nonce(),
                    server: connection.target.endpoint, allowsClear: true), connection)
        } catch {
            say(trouble: LoginWords.fault(error))
            outcome.loginFailed()
        }
    }

    /// Asks CAPA where the choice depends on it and it is not known. Servers without it may answer AUTH alone.
    private func knowsCapabilities(for wanted: LoginMethod?) async -> Bool {
        switch wanted {
        case .userPass, .apop: return true
        case .sasl, nil: break
        }
        guard connection?.session.knowledge.capabilities == nil else { return true }
        guard await probe(Line("\(Verb.capa)")) else { return false }
        guard wanted == nil, connection?.session.knowledge.capabilities == nil else { return true }
        return await probe(AuthList.command.line)
    }

    private func secret(
        _ stored: [UInt8]?, for kind: Credentials.SecretKind, of user: String
    ) async -> Credentials.Secret? {
        var octets = stored
        if octets == nil, kind != .none {
            guard terminal.isInteractive else {
                say(trouble: LoginWords.nobodyToAsk)
                return nil
            }
            let prompt = LoginWords.secretPrompt(kind, Sanitizer.visible(user))[settings.language]
            guard case .secret(_, let typed) = await terminal.ask(.secret(prompt: prompt)) else { return nil }
            octets = typed
        }
        if let octets { redaction.learn(secret: octets) }
        switch kind {
        case .none: return Credentials.Secret.none
        case .password: return octets.map(Credentials.Secret.password)
        case .token: return octets.map(Credentials.Secret.token)
        }
    }

    /// The method to log in by, once what must be known before a secret is given has been said.
    private func method(_ wanted: LoginMethod?, for user: String, _ connection: Connection) -> LoginMethod? {
        let choice = LoginChoice(
            connection.session.knowledge, for: user, with: wanted?.needs ?? .password,
            list: connection.last.flatMap { AuthList($0.exchange) })
        guard let method = wanted ?? choice.best else {
            say(trouble: LoginWords.noMethod(choice))
            return nil
        }
        if let rejection = choice.rejections[method] {
            let words = Localized(verbatim: "\(method.name): ") + LoginWords.rejection(rejection)
            guard !rejection.isFinal else {
                say(trouble: words)
                return nil
            }
            say(words)
        }
        if wanted == nil { say(LoginWords.chosen(method, choice)) }
        if choice.exposesSecret(method), !connection.target.isPractice { warn(Exposure.inTheClear) }
        return method
    }

    private func run(_ dialogue: LoginDialogue, _ connection: Connection) async {
        var dialogue = dialogue
        var last: Exchange?
        while true {
            switch dialogue.next(after: last) {
            case .send(let command, let steps):
                if settings.notes != .off { for step in steps { say(LoginWords.step(step)) } }
                let number = connection.last?.number
                await send(command.line.octets, isAnnounced: true)
                guard connection.isOpen, !isInterrupted, let record = connection.last, record.number != number
                else { return outcome.loginFailed() }
                last = record.exchange
            case .done:
                return
            case .failed(let failure):
                outcome.loginFailed()
                if let words = LoginWords.failed(failure, dialogue.method) { say(trouble: words) }
                if case .notTrusted = failure { await hangUp(connection) }
                return
            }
        }
    }
}

extension Endpoint {
    /// What `;AUTH=` asks for; `nil` for any (RFC 2384 section 4: `*`, `+APOP`, or a SASL mechanism).
    fileprivate var loginMethod: LoginMethod? {
        get throws(UnknownMethod) {
            guard let mechanism, mechanism != "*" else { return nil }
            let name = mechanism.hasPrefix("+") ? String(mechanism.dropFirst()) : mechanism
            guard let method = LoginMethod(name) else { throw UnknownMethod(name: mechanism) }
            return method
        }
    }
}

/// A mechanism that nobody here knows.
private struct UnknownMethod: Error {
    let name: String
}
