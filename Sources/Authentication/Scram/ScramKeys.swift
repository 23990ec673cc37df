/// What SCRAM derives from a password: whoever has these can prove either side (RFC 5802 section 3).
struct ScramKeys: Sendable {
    let hash: ScramHash
    private let client: Masked
    private let server: Masked

    // ClientKey = HMAC(SaltedPassword, "Client Key"); ServerKey = HMAC(SaltedPassword, "Server Key")       RFC 5802 section 3
    init(_ hash: ScramHash, password: [UInt8], salt: [UInt8], iterations: Int) {
        let salted = hash.salted(password, salt: salt, iterations: iterations)
        self.hash = hash
        client = Masked(hash.hmac(salted, Array("Client Key".utf8)))
        server = Masked(hash.hmac(salted, Array("Server Key".utf8)))
    }

    /// H(ClientKey), by which a server checks a proof.
    var stored: Masked { Masked(hash.hash(client.octets)) }

    /// The key with which a server signs.
    var serverKey: Masked { server }

    // ClientProof = ClientKey XOR HMAC(StoredKey, AuthMessage)       RFC 5802 section 3
    func proof(of message: [UInt8]) -> [UInt8] {
        exclusiveOr(client.octets, hash.hmac(stored.octets, message))
    }

    // ServerSignature = HMAC(ServerKey, AuthMessage)       RFC 5802 section 3
    func signature(of message: [UInt8]) -> Masked {
        Masked(hash.hmac(server.octets, message))
    }
}
