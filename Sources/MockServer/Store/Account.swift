public import Authentication

/// A user of a ``MailStore``, and the mail that waits at the beginning. No description of it shows a secret.
public struct Account: Sendable {
    /// What is the matter with a maildrop that cannot be opened, though the credentials are right (RFC 3206 section 4).
    public enum Fault: Hashable, Sendable {
        /// It will pass: `[SYS/TEMP]`.
        case temporary
        /// Somebody must lend a hand: `[SYS/PERM]`.
        case permanent
    }

    /// Every way to log in.
    public static let everyLogin = Set(LoginMethod.strongestFirst)

    /// The name, compared as it is.
    public let name: String
    /// The password, in octets; with an empty one nobody logs in.
    public let password: [UInt8]
    /// The tokens of OAUTHBEARER and XOAUTH2, in octets.
    public let tokens: [[UInt8]]
    /// How the user may log in, of what the server offers. RFC 1939 section 13 advises against both PASS and APOP for one user.
    public let logins: Set<LoginMethod>
    /// Why the maildrop cannot be opened; `nil` when it can.
    public let fault: Fault?
    /// The messages, oldest first; line endings of any kind.
    public let mail: [[UInt8]]

    /// A user with mail.
    public init(
        _ name: String, password: String, tokens: [String] = [], logins: Set<LoginMethod> = Account.everyLogin,
        fault: Fault? = nil, mail: [[UInt8]] = []
    ) {
        self.name = name
        self.password = Array(password.utf8)
        self.tokens = tokens.map { Array($0.utf8) }
        self.logins = logins
        self.fault = fault
        self.mail = mail
    }
}

extension Account: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name alone.
    public var description: String { name }
    /// The name alone.
    public var debugDescription: String { name }
    /// Nothing: whoever looks inside sees neither password nor token.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
