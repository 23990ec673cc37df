/// What SCRAM derives from a password: whoever has these can prove either side (RFC 5802 section 3).
///
/// No description of it shows a key.
public struct ScramKeys: Sendable {
    let hash: ScramHash
    private let client: Masked
    private let server: Masked

    // ClientKey = HMAC(SaltedPassword, "Client Key"); ServerKey = HMAC(SaltedPassword, "Server Key")       RFC 5802 section 3
    /// The keys of a password.
    ///
    /// - Parameters:
    ///   - password: in octets; it may be empty.
    ///   - iterations: 1 or more. Nobody else limits it: a large count takes long.
    public init(_ hash: ScramHash, password: [UInt8], salt: [UInt8], iterations: Int) {
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
    /// The client's proof for the messages of an exchange, joined by commas (AuthMessage); as long as the hash.
    public func proof(of message: [UInt8]) -> [UInt8] {
        exclusiveOr(client.octets, hash.hmac(stored.octets, message))
    }

    /// Whether these octets are the server's signature under the same messages.
    public func isSignature(_ octets: [UInt8], of message: [UInt8]) -> Bool {
        signature(of: message).matches(octets)
    }

    // ServerSignature = HMAC(ServerKey, AuthMessage)       RFC 5802 section 3
    func signature(of message: [UInt8]) -> Masked {
        Masked(hash.hmac(server.octets, message))
    }
}
