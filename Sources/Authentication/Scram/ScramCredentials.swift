/// What a server keeps of a password for one SCRAM mechanism: enough to check a proof, too little to log in elsewhere.
///
/// No description of it shows a key (RFC 5802 section 3).
public struct ScramCredentials: Sendable {
    /// The hash function with which the keys were made.
    public let hash: ScramHash
    /// The salt with which the password was hashed; not secret.
    public let salt: [UInt8]
    /// How often it was hashed; 4096 at least is advised (RFC 5802 section 5.1).
    public let iterations: Int
    let storedKey: Masked
    let serverKey: Masked

    /// The advised iteration count of a server.
    public static let iterations = 4096

    /// The keys of a password.
    ///
    /// - Parameters:
    ///   - salt: random octets, another salt for every user; `nil` is returned for none.
    ///   - iterations: 1 to ``ClientExchange/iterationLimit``; `nil` is returned outside.
    public init?(
        _ hash: ScramHash, password: [UInt8], salt: [UInt8], iterations: Int = ScramCredentials.iterations
    ) {
        guard !salt.isEmpty, (1...ClientExchange.iterationLimit).contains(iterations) else { return nil }
        self.init(keysOf: password, hash, salt: salt, iterations: iterations)
    }

    init(keysOf password: [UInt8], _ hash: ScramHash, salt: [UInt8], iterations: Int) {
        let keys = ScramKeys(hash, password: password, salt: salt, iterations: iterations)
        self.init(hash, salt: salt, iterations: iterations, storedKey: keys.stored, serverKey: keys.serverKey)
    }

    init(_ hash: ScramHash, salt: [UInt8], iterations: Int, storedKey: Masked, serverKey: Masked) {
        self.hash = hash
        self.salt = salt
        self.iterations = iterations
        self.storedKey = storedKey
        self.serverKey = serverKey
    }

    /// Whether this is the password that the keys were made of.
    func accepts(_ password: [UInt8]) -> Bool {
        let keys = ScramKeys(hash, password: password, salt: salt, iterations: iterations)
        return storedKey.matches(keys.stored.octets)
    }

    // ClientKey = ClientProof XOR HMAC(StoredKey, AuthMessage), and H(ClientKey) = StoredKey       RFC 5802 section 3
    func accepts(proof: [UInt8], of message: [UInt8]) -> Bool {
        let signature = hash.hmac(storedKey.octets, message)
        return storedKey.matches(hash.hash(exclusiveOr(proof, signature))) && proof.count == signature.count
    }

    func signature(of message: [UInt8]) -> [UInt8] {
        hash.hmac(serverKey.octets, message)
    }
}
