public import POP3

/// Why a way to log in is not chosen.
public enum LoginRejection: Hashable, Sendable {
    /// The server does not announce it.
    case notAnnounced
    /// Which mechanisms the server has is not known: CAPA has not been asked, or the server does not know it.
    case capabilitiesUnknown
    /// A token must not be shown in clear text (RFC 7628 section 3).
    case needsTLS
    /// The greeting has no timestamp to make a digest of (RFC 1939 section 7).
    case noTimestamp
    /// Another kind of secret is needed.
    case needs(Credentials.SecretKind)
    /// The name holds a space, which would end it (RFC 1939 section 3).
    case nameHasSpace
    /// There is no place to say whom to act as.
    case noAuthorizationIdentity

    /// Whether asking for the method by name does not help: there is nothing that could be sent.
    public var isFinal: Bool {
        switch self {
        case .notAnnounced, .capabilitiesUnknown: false
        case .needsTLS, .noTimestamp, .needs, .nameHasSpace, .noAuthorizationIdentity: true
        }
    }
}

/// Which ways to log in a server offers and the credentials allow, and why the others are not taken.
public struct LoginChoice: Hashable, Sendable {
    /// What can be used, strongest first.
    public let candidates: [LoginMethod]
    /// What cannot, each with the first reason.
    public let rejections: [LoginMethod: LoginRejection]
    /// Mechanisms that the server announces and nobody here knows, as announced.
    public let unknownMechanisms: [String]
    /// Whether the connection is secure.
    public let isSecure: Bool

    /// The choice among what is known of a server.
    ///
    /// - Parameters:
    ///   - kind: what the client has; the secret itself is not needed to choose.
    ///   - list: what the server answered to AUTH alone, if it was asked; it counts where CAPA does not say.
    public init(
        _ knowledge: Knowledge, for user: String, authorization: String? = nil, with kind: Credentials.SecretKind,
        list: AuthList? = nil
    ) {
        let who = Claimant(user: user, authorization: authorization, kind: kind)
        let announced = knowledge.capabilities.map(\.mechanisms) ?? list?.names
        var candidates: [LoginMethod] = []
        var rejections: [LoginMethod: LoginRejection] = [:]
        for method in LoginMethod.strongestFirst {
            let reason =
                Self.reason(against: method, announced, knowledge)
                ?? Self.obstacle(to: method, who, knowledge)
            if let reason { rejections[method] = reason } else { candidates.append(method) }
        }
        self.candidates = candidates
        self.rejections = rejections
        unknownMechanisms = (announced ?? []).filter { Mechanism($0) == nil }
        isSecure = knowledge.isSecure
    }

    /// The strongest that can be used; `nil` when none can.
    public var best: LoginMethod? { candidates.first }

    /// Whether this would send a secret in clear text.
    public func exposesSecret(_ method: LoginMethod) -> Bool { method.isReadable && !isSecure }

    /// Why nothing can be sent at all; `nil` when the method can be tried.
    static func obstacle(to method: LoginMethod, _ who: Claimant, _ knowledge: Knowledge) -> LoginRejection? {
        if method == .apop, knowledge.timestamp == nil { return .noTimestamp }
        if method.needs != who.kind { return .needs(method.needs) }
        if method.needs == .token, !knowledge.isSecure { return .needsTLS }
        if method == .apop, who.user.utf8.contains(UInt8(ascii: " ")) { return .nameHasSpace }
        return who.authorization != nil && !method.carriesAuthorization ? .noAuthorizationIdentity : nil
    }

    private static func reason(
        against method: LoginMethod, _ announced: [String]?, _ knowledge: Knowledge
    ) -> LoginRejection? {
        switch method {
        case .apop: return nil
        case .userPass: return knowledge.capabilities?.announces(Verb.user.name) == false ? .notAnnounced : nil
        case .sasl(let mechanism):
            guard let announced else { return .capabilitiesUnknown }
            return announced.contains(mechanism.name) ? nil : .notAnnounced
        }
    }
}

/// Who wants to log in, without the secret.
struct Claimant {
    let user: String
    let authorization: String?
    let kind: Credentials.SecretKind
}

extension Credentials {
    /// These credentials without the secret.
    var claimant: Claimant { Claimant(user: user, authorization: authorization, kind: secret.kind) }
}

extension LoginMethod {
    /// Whether a message of it has a place for whom to act as.
    fileprivate var carriesAuthorization: Bool {
        switch self {
        case .userPass, .apop: false
        case .sasl(let mechanism):
            switch mechanism {
            case .plain, .scramSHA1, .scramSHA256, .external, .oauthBearer: true
            case .login, .cramMD5, .xoauth2: false
            }
        }
    }
}
