public import POP3

/// A way to log in.
public enum LoginMethod: Hashable, Sendable {
    /// USER and PASS (RFC 1939 section 7).
    case userPass
    /// APOP (RFC 1939 section 7).
    case apop
    /// AUTH (RFC 5034).
    case sasl(Mechanism)

    /// Every method, the one that shows least to others first.
    ///
    /// The order is the same under TLS: it protects from those who listen, and the methods that hide the password also protect
    /// from a server that is not the one it seems to be.
    public static let strongestFirst: [LoginMethod] =
        ([.userPass, .apop] + Mechanism.allCases.map(LoginMethod.sasl)).sorted { $0.strength > $1.strength }

    /// The method of this name, in any letter case: `USER`, `APOP`, or a SASL mechanism.
    public init?(_ name: some StringProtocol) {
        switch Verb(name) {
        case .user: self = .userPass
        case .apop: self = .apop
        case let word:
            guard let mechanism = Mechanism(word.name) else { return nil }
            self = .sasl(mechanism)
        }
    }

    /// The name: `USER`, `APOP`, or that of the SASL mechanism.
    public var name: String {
        switch self {
        case .userPass: Verb.user.name
        case .apop: Verb.apop.name
        case .sasl(let mechanism): mechanism.name
        }
    }

    /// Higher is stronger; the numbers of ``MechanismRow/strength`` leave these two free.
    private var strength: Int {
        switch self {
        case .userPass: 5
        case .apop: 7
        case .sasl(let mechanism): mechanism.row.strength
        }
    }

    /// What the client must have.
    public var needs: Credentials.SecretKind {
        switch self {
        case .userPass, .apop: .password
        case .sasl(let mechanism): mechanism.row.needs
        }
    }

    /// Whether whoever reads the wire has the secret and can log in with it again.
    public var isReadable: Bool {
        switch self {
        case .userPass: true
        case .apop: false
        case .sasl(let mechanism): mechanism.row.isReadable
        }
    }

    /// Where it is defined; `nil` when no RFC does.
    public var citation: Citation? {
        switch self {
        case .userPass, .apop: .rfc(1939, "7")
        case .sasl(let mechanism): mechanism.row.citation
        }
    }
}
