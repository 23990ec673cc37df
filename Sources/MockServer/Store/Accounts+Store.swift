import Authentication

extension Accounts {
    /// What every mechanism but SCRAM checks users against: passwords and tokens as they are.
    init(secretsOf accounts: [Account], seed: [UInt8]) {
        let users = accounts.map { account in
            account.password.isEmpty
                ? ServerAccount(account.name, keys: [], tokens: account.tokens)
                : ServerAccount(account.name, password: account.password, tokens: account.tokens)
        }
        self.init(users, seed: seed)
    }

    /// What SCRAM checks users against: keys that take thousands of hashes each to make.
    init(keysOf accounts: [Account], _ hash: ScramHash, seed: [UInt8]) {
        let users = accounts.filter { !$0.password.isEmpty }.compactMap { account in
            ScramCredentials(hash, password: account.password, salt: Self.salt(of: account.name, seed))
                .map { ServerAccount(account.name, keys: [$0]) }
        }
        self.init(users, seed: seed)
    }

    /// Sixteen octets that look like chance to whoever does not know the seed: a digest of name and seed.
    private static func salt(of name: String, _ seed: [UInt8]) -> [UInt8] {
        let digits = Array(APOP.digest(timestamp: name, secret: seed).utf8)
        return stride(from: 0, to: digits.count, by: 2).compactMap { start in
            UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16)
        }
    }
}
