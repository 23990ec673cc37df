import Authentication

/// A user of a ``MailStore``, and the mail that waits at the beginning.
public struct Account: Sendable {
    /// A command that logs in.
    public enum Login: Hashable, Sendable { case pass, apop }

    /// The name, compared as it is.
    public let name: String
    /// The password of PASS and the shared secret of APOP, in octets.
    public let password: [UInt8]
    /// How the user may log in. RFC 1939 section 13 advises against both for one user.
    public let logins: Set<Login>
    /// The messages, oldest first; line endings of any kind.
    public let mail: [[UInt8]]

    /// A user with mail.
    public init(
        _ name: String, password: String, logins: Set<Login> = [.pass, .apop], mail: [[UInt8]] = []
    ) {
        self.name = name
        self.password = Array(password.utf8)
        self.logins = logins
        self.mail = mail
    }
}

/// What a client shows to prove who it is.
enum Credential {
    case password([UInt8])
    case digest(String, timestamp: String)

    func opens(_ account: Account) -> Bool {
        switch self {
        case .password(let password):
            account.logins.contains(.pass) && password == account.password
        case .digest(let digest, let timestamp):
            account.logins.contains(.apop)
                && digest == APOP.digest(timestamp: timestamp, secret: account.password)
        }
    }
}
