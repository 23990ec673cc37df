public import POP3

/// The SASL mechanisms that both sides know, with what there is to say about each (RFC 4422).
public enum Mechanism: String, Hashable, Sendable, CaseIterable {
    case plain = "PLAIN"
    case login = "LOGIN"
    case cramMD5 = "CRAM-MD5"
    case scramSHA1 = "SCRAM-SHA-1"
    case scramSHA256 = "SCRAM-SHA-256"
    case external = "EXTERNAL"
    case oauthBearer = "OAUTHBEARER"
    case xoauth2 = "XOAUTH2"

    /// A mechanism by its name, in any letter case (RFC 5034 section 5); `nil` for one that is not known here.
    public init?(_ name: some StringProtocol) {
        self.init(rawValue: Verb(name).name)
    }

    /// The name as servers announce it.
    public var name: String { rawValue }
}

/// What there is to say about one mechanism: a row of ``Mechanism/row``.
public struct MechanismRow: Hashable, Sendable {
    /// Higher is stronger: it shows less to others. Unique among all ways to log in; compare those with the same ``needs``.
    public let strength: Int
    /// What the client must have.
    public let needs: Credentials.SecretKind
    /// Whether whoever reads the wire has the secret and can log in with it again.
    public let isReadable: Bool
    /// Whether the client speaks first: then AUTH may carry an initial response (RFC 5034 section 4).
    public let isClientFirst: Bool
    /// Whether its authors or the IETF advise against it.
    public let isObsolete: Bool
    /// Where it is defined; `nil` when no RFC does.
    public let citation: Citation?
}

extension Mechanism {
    /// What there is to say about it.
    public var row: MechanismRow {
        // swift-format-ignore
        switch self {
        case .scramSHA256: Self.row(10, .password, readable: false, clientFirst: true,  .rfc(7677, "3"))
        case .scramSHA1:   Self.row(9,  .password, readable: false, clientFirst: true,  .rfc(5802, "5"))
        case .cramMD5:     Self.row(8,  .password, readable: false, clientFirst: false, .rfc(2195, "2"), obsolete: true)
        case .plain:       Self.row(6,  .password, readable: true,  clientFirst: true,  .rfc(4616, "2"))
        case .login:       Self.row(4,  .password, readable: true,  clientFirst: false, nil, obsolete: true)
        case .oauthBearer: Self.row(3,  .token,    readable: true,  clientFirst: true,  .rfc(7628, "3"))
        case .xoauth2:     Self.row(2,  .token,    readable: true,  clientFirst: true,  nil, obsolete: true)
        case .external:    Self.row(1,  .none,     readable: false, clientFirst: true,  .rfc(4422, "A"))
        }
    }

    private static func row(
        _ strength: Int, _ needs: Credentials.SecretKind, readable: Bool, clientFirst: Bool, _ citation: Citation?,
        obsolete: Bool = false
    ) -> MechanismRow {
        MechanismRow(
            strength: strength, needs: needs, isReadable: readable, isClientFirst: clientFirst, isObsolete: obsolete,
            citation: citation)
    }
}
