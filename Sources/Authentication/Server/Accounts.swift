/// What a server knows of one user. No description of it shows a secret.
public struct ServerAccount: Sendable {
    /// What the server keeps to check a login.
    enum Keeping: Sendable {
        case password(Masked)
        case keys([ScramCredentials])
    }

    /// The name, compared as it is.
    public let user: String
    let keeping: Keeping
    let tokens: [Masked]

    /// A user whose password is kept as it is: every mechanism works.
    ///
    /// - Parameter password: in octets; nobody logs in with an empty one (RFC 4616 section 2), but with a token still.
    public init(_ user: String, password: [UInt8], tokens: [[UInt8]] = []) {
        self.init(user, .password(Masked(password)), tokens.map(Masked.init))
    }

    /// A user of whose password only keys are kept: SCRAM, PLAIN and LOGIN work, CRAM-MD5 does not.
    public init(_ user: String, keys: [ScramCredentials], tokens: [[UInt8]] = []) {
        self.init(user, .keys(keys), tokens.map(Masked.init))
    }

    init(_ user: String, _ keeping: Keeping, _ tokens: [Masked]) {
        self.user = user
        self.keeping = keeping
        self.tokens = tokens
    }
}

/// The users of a server.
///
/// A name that nobody has is looked up like any other and meets an account that nothing opens: neither the challenge nor the
/// work tells whether a user exists, as long as all accounts keep the same kind of secret.
public struct Accounts: Sendable {
    private let byName: [String: ServerAccount]
    /// What accounts keep, as the first of them shows; `nil` for passwords.
    private let pattern: [ScramCredentials]?
    private let seed: Masked

    /// These users; of two with one name the first counts.
    ///
    /// - Parameter seed: random octets that stay the same while the server runs: salts are made from them, so that a user's
    ///   salt is always the same, and that of a name that nobody has too.
    public init(_ accounts: [ServerAccount], seed: [UInt8]) {
        byName = Dictionary(accounts.map { ($0.user, $0) }) { first, _ in first }
        pattern = if case .keys(let keys) = accounts.first?.keeping { keys } else { nil }
        self.seed = Masked(seed)
    }

    /// The account to check a login of `user` against.
    func claim(of user: String) -> Claim {
        let salt = Array(secret("salt", user).prefix(16))
        guard let account = byName[user] else {
            return Claim(account: standIn(for: user, salt), isKnown: false, salt: salt)
        }
        let known = account.hasEmptyPassword ? standIn(for: user, salt, tokens: account.tokens) : account
        return Claim(account: known, isKnown: true, salt: salt)
    }

    /// The user whose token this is, when the client named none.
    func owner(of token: [UInt8]) -> String? {
        byName.values.filter { $0.accepts(token: token) }.map(\.user).min()
    }

    /// An account like the others, with a password that nobody knows.
    private func standIn(for user: String, _ salt: [UInt8], tokens: [Masked] = []) -> ServerAccount {
        let password = secret("password", user)
        guard let pattern else { return ServerAccount(user, .password(Masked(password)), tokens) }
        let keys = pattern.map { keys in
            let key = Masked(keys.hash.hash(password))
            return ScramCredentials(
                keys.hash, salt: salt, iterations: keys.iterations, storedKey: key, serverKey: key)
        }
        return ServerAccount(user, .keys(keys), tokens)
    }

    private func secret(_ purpose: String, _ user: String) -> [UInt8] {
        ScramHash.sha256.hmac(seed.octets, Array("\(purpose) \(user)".utf8))
    }
}

extension ServerAccount {
    var hasEmptyPassword: Bool { if case .password(let password) = keeping { password.octets.isEmpty } else { false } }

    /// Every token is compared, so that the time does not tell which one it was.
    func accepts(token: [UInt8]) -> Bool {
        tokens.reduce(false) { found, known in known.matches(token) || found }
    }
}
