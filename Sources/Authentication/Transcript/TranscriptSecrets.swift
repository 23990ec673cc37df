/// The secrets that stand in a transcript as `${secret:bob}`, by their names. No description of it shows one.
public struct TranscriptSecrets: Sendable {
    private let known: [String: Masked]

    /// What serves for any secret where both sides are inside this program: it protects nothing.
    public static let standIn = Array("secret".utf8)

    /// Secrets by the names that the transcript gives them: `bob`, and `bob.2` for another one of the same user.
    public init(_ secrets: [String: [UInt8]] = [:]) {
        known = secrets.mapValues(Masked.init)
    }

    /// The same secret, which is none, for every name.
    public static func standIns(_ names: [String]) -> TranscriptSecrets {
        TranscriptSecrets(Dictionary(names.map { ($0, standIn) }) { first, _ in first })
    }

    /// A secret; `nil` for a name that has none.
    public subscript(name: String) -> [UInt8]? { known[name]?.octets }

    // name = user ["." number]
    /// The user whose secret has this name: `bob` of `bob.2`.
    public static func user(of name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        let number = name[name.index(after: dot)...]
        return !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(name[..<dot]) : name
    }
}

/// Why a client line of a transcript cannot be made.
public enum TranscriptSecretFault: Error, Hashable, Sendable {
    /// Nobody has given the secret of this name.
    case missing(String)
    /// The server's greeting has no timestamp to make a digest of (RFC 1939 section 7).
    case noTimestamp
    /// The server has sent no challenge to answer.
    case noChallenge
    /// What the server sent cannot be answered.
    case exchange(SASLError)
    /// The secret cannot be sent.
    case credentials(CredentialFault)
    /// Nothing has said yet what this variable is.
    case variable(String)
}
