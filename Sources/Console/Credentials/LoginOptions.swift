public import Authentication
public import POP3

/// Who logs in, and with what; found in a file, by a command, or in the URL. No description of it shows the secret.
public struct StoredLogin: Sendable, CustomStringConvertible, CustomReflectable {
    /// The user.
    public let user: String
    /// The password or token, in octets.
    public let secret: [UInt8]

    /// A user with a password or token.
    public init(user: String, secret: [UInt8]) {
        self.user = user
        self.secret = secret
    }

    /// The user alone.
    public var description: String { user }
    /// Nothing: whoever looks inside sees no octet.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// How a run logs in.
public struct LoginOptions: Sendable {
    /// The way that was asked for; `nil` for the strongest that server and secret allow.
    public var method: LoginMethod?
    /// What is stored for a server; `nil` when nothing is.
    public var stored: @Sendable (Endpoint) -> StoredLogin?
    /// A random nonce, another one each time; tests tell their own.
    public var nonce: @Sendable () -> Nonce

    /// The strongest way, with a password that a person types.
    public init() {
        stored = { endpoint in
            endpoint.user.flatMap { user in
                endpoint.password.map { StoredLogin(user: user, secret: Array($0.utf8)) }
            }
        }
        nonce = { Nonce((0..<18).map { _ in UInt8.random(in: .min ... .max) }) }
    }
}
