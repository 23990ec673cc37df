/// What stands in a transcript in place of octets: `${...}`.
public enum Placeholder: Hashable, Sendable {
    /// `${secret:bob}`: a secret, which is never stored.
    case secret(String)
    /// `${uid.1}`: whatever came first; equal from then on.
    case variable(String)
    /// `${*}`: anything.
    case anything
    /// `${cram-md5(bob)}`: worked out from the secret of that name, by who holds it.
    case computed(Computation, name: String)

    /// How an answer is worked out from a secret.
    public enum Computation: String, Hashable, Sendable, CaseIterable {
        /// The digest of the greeting's timestamp and the secret (RFC 1939 section 7).
        case apop
        /// The message of PLAIN (RFC 4616).
        case plain
        /// The name, and the secret, as LOGIN wants them.
        case loginUser = "login-user"
        case loginSecret = "login-secret"
        /// The answer to a challenge (RFC 2195).
        case cramMD5 = "cram-md5"
        /// The next message of SCRAM (RFC 5802): which one tells the dialogue so far.
        case scramSHA1 = "scram-sha-1"
        case scramSHA256 = "scram-sha-256"
        /// The message of OAUTHBEARER or XOAUTH2, by the mechanism that is going on (RFC 7628).
        case bearer
    }

    /// As it stands in a file: `${secret:bob}`.
    public var text: String {
        switch self {
        case .secret(let name): "${secret:\(name)}"
        case .variable(let name): "${\(name)}"
        case .anything: "${*}"
        case .computed(let computation, let name): "${\(computation.rawValue)(\(name))}"
        }
    }
}
