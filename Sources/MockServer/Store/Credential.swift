import Authentication

/// What a client shows to prove who it is. No description of it shows more than the way to log in.
enum Credential {
    case password([UInt8])
    case digest(String, timestamp: String)
    /// Nothing more: a SASL exchange has come to its good end.
    case proven(by: Mechanism)

    /// The way to log in that it belongs to.
    var method: LoginMethod {
        switch self {
        case .password: .userPass
        case .digest: .apop
        case .proven(let mechanism): .sasl(mechanism)
        }
    }

    func opens(_ account: Account) -> Bool {
        guard account.logins.contains(method) else { return false }
        return switch self {
        case .password(let password):
            !password.isEmpty && password == account.password
        case .digest(let digest, let timestamp):
            !account.password.isEmpty && digest == APOP.digest(timestamp: timestamp, secret: account.password)
        case .proven: true
        }
    }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { method.name }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
