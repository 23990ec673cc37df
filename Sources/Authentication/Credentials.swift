/// Who wants to log in, and what proves it. No description of it shows the secret.
public struct Credentials: Sendable {
    /// The name to log in with; never empty.
    public let user: String
    /// The user to act as, when that is not ``user``: the authorization identity of SASL (RFC 4422 section 2).
    public let authorization: String?
    /// What proves it.
    public let secret: Secret

    /// Credentials that every mechanism can carry without being misread.
    ///
    /// The octets are sent as they are given. SASLprep (RFC 4013) leaves printable ASCII as it is; anything else it might
    /// compose, map or forbid, which is not done here: ``unprepared`` names the fields that it could change.
    /// - Throws: ``CredentialFault`` for the first octet that would end a line or a field of a message.
    public init(user: String, authorization: String? = nil, secret: Secret) throws(CredentialFault) {
        let isToken = secret.kind == .token
        try Self.check(Array(user.utf8), .user, separatesFields: isToken)
        try Self.check(Array((authorization ?? "x").utf8), .authorization, separatesFields: isToken)
        switch secret {
        case .password(let octets): try Self.check(octets.isEmpty ? [0x20] : octets, .secret, separatesFields: false)
        case .token(let octets): try Self.check(octets, .secret, separatesFields: true)
        case .none: break
        }
        self.user = user
        self.authorization = authorization
        self.secret = secret
    }

    /// The fields that hold more than printable ASCII: they are sent as they are, and SASLprep might change them.
    public var unprepared: [Field] {
        let fields: [(Field, [UInt8])] = [
            (.user, Array(user.utf8)), (.authorization, Array((authorization ?? "").utf8)), (.secret, secret.octets),
        ]
        return fields.filter { !$0.1.allSatisfy { (0x20...0x7E).contains($0) } }.map(\.0)
    }

    private static func check(_ octets: [UInt8], _ field: Field, separatesFields: Bool) throws(CredentialFault) {
        guard !octets.isEmpty else { throw CredentialFault(field: field, reason: .empty) }
        for (index, octet) in octets.enumerated() {
            let reason: CredentialFault.Reason? =
                switch octet {
                case 0x0D: .carriageReturn(position: index + 1)
                case 0x0A: .lineFeed(position: index + 1)
                case 0x00: .nul(position: index + 1)
                case 0x01: separatesFields ? .startOfHeading(position: index + 1) : nil
                default: nil
                }
            if let reason { throw CredentialFault(field: field, reason: reason) }
        }
    }
}

extension Credentials {
    /// What proves who the user is. No description of it shows the octets.
    public enum Secret: Sendable {
        /// A password, in octets; it may be empty.
        case password([UInt8])
        /// An OAuth 2.0 access token, in octets (RFC 6750).
        case token([UInt8])
        /// Nothing: something outside SASL proves it, such as a certificate.
        case none

        /// Which kind it is.
        public var kind: SecretKind {
            switch self {
            case .password: .password
            case .token: .token
            case .none: .none
            }
        }

        var octets: [UInt8] {
            switch self {
            case .password(let octets), .token(let octets): octets
            case .none: []
            }
        }
    }

    /// The kinds of secret that logging in may need.
    public enum SecretKind: String, Hashable, Sendable, CaseIterable { case password, token, none }

    /// A part of the credentials.
    public enum Field: String, Hashable, Sendable, CaseIterable { case user, authorization, secret }
}

extension Credentials.Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind of secret, never its octets.
    public var description: String { kind.rawValue }
    /// The kind of secret, never its octets.
    public var debugDescription: String { description }
    /// Nothing: whoever looks inside sees no octet.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why credentials cannot be sent.
public struct CredentialFault: Error, Hashable, Sendable {
    /// Where the fault is.
    public let field: Credentials.Field
    /// What the fault is.
    public let reason: Reason

    /// A fault at its place.
    public init(field: Credentials.Field, reason: Reason) {
        self.field = field
        self.reason = reason
    }

    /// What an octet would do on the wire; positions count octets from 1.
    public enum Reason: Hashable, Sendable {
        /// A name or a token of no octet.
        case empty
        /// CR belongs to the end of a line (RFC 1939 section 3).
        case carriageReturn(position: Int)
        /// LF would end the line, and the rest would be a command of its own (RFC 1939 section 3).
        case lineFeed(position: Int)
        /// NUL separates the fields of PLAIN (RFC 4616 section 2).
        case nul(position: Int)
        /// Octet 1 separates the fields of a message that carries a token (RFC 7628 section 3.1).
        case startOfHeading(position: Int)
    }
}
