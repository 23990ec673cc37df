/// A name that a client has given, and what the server checks the rest of its messages against.
struct Claim: Sendable {
    let account: ServerAccount
    /// Whether there is such a user; if not, nothing that is checked here succeeds, and takes as long.
    let isKnown: Bool
    /// The salt of this name, when the account keeps no salted keys.
    let salt: [UInt8]

    func accepts(password: [UInt8]) -> Bool {
        let isRight =
            switch account.keeping {
            case .password(let known): known.matches(password)
            case .keys(let keys): keys.first?.accepts(password) ?? false
            }
        return isRight && isKnown && !password.isEmpty
    }

    func accepts(cramDigest digest: [UInt8], of challenge: String) -> Bool {
        guard case .password(let password) = account.keeping else { return false }
        let expected = Masked(Array(CramMD5.digest(of: Array(challenge.utf8), key: password.octets).utf8))
        return expected.matches(digest) && isKnown
    }

    func accepts(token: [UInt8]) -> Bool {
        account.accepts(token: token) && isKnown
    }

    /// What to check a proof of SCRAM against; `nil` when the account keeps keys, but not for this hash.
    func scram(_ hash: ScramHash) -> ScramCredentials? {
        switch account.keeping {
        case .password(let password):
            ScramCredentials(
                keysOf: password.octets, hash, salt: salt, iterations: ScramCredentials.iterations)
        case .keys(let keys): keys.first { $0.hash == hash }
        }
    }
}
