/// What the exchanges of a session have taught so far. Everything is as the server declared it.
public struct Knowledge: Hashable, Sendable {
    /// Whether the bytes travel under TLS.
    public internal(set) var isSecure: Bool
    /// The APOP timestamp of the greeting, brackets included; `nil` when there was none.
    public internal(set) var timestamp: String?
    /// What CAPA announced last; `nil` until then, and again after STLS (RFC 2595 section 4).
    public internal(set) var capabilities: [Capability]?
    /// The state in which CAPA announced ``capabilities``; `nil` while they are not known.
    public internal(set) var capabilitiesPhase: Session.Phase?
    /// What CAPA announced in clear text, before STLS took effect; `nil` when there was no STLS, or no CAPA before it.
    ///
    /// No knowledge: anybody on the path could have changed it. Only to show what TLS changed; nothing may be decided by it.
    public internal(set) var forgottenCapabilities: [Capability]?
    /// Whether UTF8 was accepted: header fields may come in UTF-8 (RFC 6856 section 2.1).
    public internal(set) var isInUTF8Mode = false
    /// The language of reply texts as LANG was answered, for example `ja`; `nil` while the server has its own way
    /// (RFC 6856 section 3).
    public internal(set) var language: String?
    /// How far a login of several steps has come.
    public internal(set) var login = LoginStep.idle
    /// The name given by USER or APOP, as soon as it was accepted; `nil` before, and for other mechanisms.
    public internal(set) var user: String?
    /// What is known of the maildrop; `nil` before login.
    public internal(set) var maildrop: Maildrop?

    /// What is known before the greeting.
    public init(isSecure: Bool = false) {
        self.isSecure = isSecure
    }

    /// Learns from a complete exchange; exchanges are told in their order.
    public mutating func learn(from exchange: Exchange) {
        login = LoginStep(after: exchange, login)
        if exchange.before != .transaction, exchange.after == .transaction { maildrop = Maildrop() }
        if case .userAccepted(let name) = login { user = name }
        maildrop?.learn(from: exchange)
        guard exchange.reply.status == .ok, exchange.command?.kind != .response else { return }
        switch exchange.command?.verb {
        case nil: timestamp = Timestamp.find(in: exchange.reply.first)
        case .apop: user = exchange.command?.arguments.first.map(String.init)
        case .capa: learn(exchange.reply.body?.finishedLines.compactMap(Capability.init), in: exchange.before)
        case .utf8: isInUTF8Mode = isInUTF8Mode || exchange.before == .authorization
        case .lang: language = Self.language(of: exchange.reply) ?? language
        default: break
        }
    }

    private mutating func learn(_ announced: [Capability]?, in phase: Session.Phase) {
        guard let announced else { return }
        capabilities = announced
        capabilitiesPhase = phase
    }

    // lang-ok = "+OK" SP language-tag SP text       RFC 6856 section 3.2
    private static func language(of reply: Reply) -> String? {
        guard reply.body == nil else { return nil }
        let tag = reply.text.prefix { $0 != " " }
        return LanguageTag.isTag(tag) ? String(tag) : nil
    }

    /// TLS has begun: what was learned in clear text about the server is forgotten (RFC 2595 section 4).
    mutating func secured() {
        isSecure = true
        forgottenCapabilities = capabilities
        capabilities = nil
        capabilitiesPhase = nil
        isInUTF8Mode = false
        language = nil
        login = .idle
        user = nil
    }
}

/// How far a login of several steps has come.
public enum LoginStep: Hashable, Sendable {
    case idle
    /// USER was accepted; PASS is expected.
    case userAccepted(String)
    /// A challenge of this mechanism waits for a response; `step` counts challenges, from 1.
    case sasl(mechanism: String, step: Int)

    init(after exchange: Exchange, _ step: LoginStep) {
        guard let command = exchange.command else {
            self = .idle
            return
        }
        switch exchange.reply.status {
        case .ok where command.kind == .command && command.verb == .user:
            self = .userAccepted(command.argument ?? "")
        case .challenge:
            self = step.challenged(by: command)
        case .ok, .err, .malformed:
            // A command that has nothing to do with logging in leaves USER standing in most servers (RFC 1939 is silent).
            self = exchange.after == .transaction || command.isLogin ? .idle : step
        }
    }

    private func challenged(by command: Command) -> LoginStep {
        switch self {
        case .sasl(let mechanism, let step): .sasl(mechanism: mechanism, step: step + 1)
        case .idle, .userAccepted: .sasl(mechanism: command.arguments.first?.uppercased() ?? "", step: 1)
        }
    }
}

extension Command {
    /// Whether the line is a step of a login: USER, PASS, APOP, AUTH, or a response to a challenge.
    public var isLogin: Bool {
        kind == .response || verb == .user || verb == .pass || verb == .apop || verb == .auth
    }
}
