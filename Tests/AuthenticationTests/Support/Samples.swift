import Authentication
import POP3
import TestSupport

/// Octets of a text.
func octets(_ text: String) -> [UInt8] { Array(text.utf8) }

extension Nonce {
    /// A nonce of this text, which a test knows to be one.
    static func fixed(_ text: String = "fyko+d2lbbFgONRv9qkxdawL") -> Nonce { Nonce(text: text) ?? Nonce([]) }
}

extension Credentials {
    static func user(
        _ user: String = "tim", password: String = "tanstaaftanstaaf", authorization: String? = nil
    ) throws -> Credentials {
        try Credentials(user: user, authorization: authorization, secret: .password(octets(password)))
    }

    static func user(_ user: String = "tim", token: String) throws -> Credentials {
        try Credentials(user: user, secret: .token(octets(token)))
    }

    /// Credentials of the kind that a mechanism needs; `secret` is ignored by EXTERNAL.
    static func fit(for mechanism: Mechanism, user: String = "tim", secret: String) throws -> Credentials {
        switch mechanism.row.needs {
        case .password: try .user(user, password: secret)
        case .token: try .user(user, token: secret)
        case .none: try Credentials(user: user, secret: .none)
        }
    }
}

extension Accounts {
    static let seed = octets("seed of a test")

    /// One user whose password and token are the same text.
    static func of(_ user: String = "tim", secret: String) -> Accounts {
        Accounts([ServerAccount(user, password: octets(secret), tokens: [octets(secret)])], seed: seed)
    }
}

extension ServerExchange {
    static let stamp = "<1896.697170952@postoffice.reston.mci.net>"

    init(_ mechanism: Mechanism, _ accounts: Accounts, identity: String? = nil) {
        self.init(mechanism, accounts, nonce: .fixed("3rfcNHYJY1ZVvWVs7j"), stamp: Self.stamp, identity: identity)
    }
}

/// What a server is known to say, learned from a session.
func knowledge(_ dialogue: String, isSecure: Bool = false) -> Knowledge {
    Dialogue(dialogue).observed(by: Session(isSecure: isSecure)).session.knowledge
}

/// What a server is known to announce.
func knowledge(announcing lines: String..., isSecure: Bool = false) -> Knowledge {
    let list = lines.map { "S: \($0)\n" }.joined()
    return knowledge("S: +OK <1896.697170952@dbc.mtview.ca.us>\nC: CAPA\nS: +OK\n\(list)S: .", isSecure: isSecure)
}

/// What a server says to a line of a login.
func exchange(_ reply: String) -> Exchange {
    Exchange(
        command: Command("NOOP"), reply: Reply(first: Line(reply), inSASL: true), before: .authorization,
        after: .authorization)
}

/// A challenge in base64, as a client sees it.
func challenge(_ text: String) -> [UInt8] { Array(Base64.encode(octets(text)).utf8) }
