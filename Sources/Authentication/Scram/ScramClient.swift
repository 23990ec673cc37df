import POP3

/// The client's side of SCRAM, without channel binding (RFC 5802 section 5).
struct ScramClient: Sendable {
    let hash: ScramHash
    /// What the client says about channel binding, and whom to act as.
    let header: String
    private let user: String
    private let password: Masked
    private let nonce: Nonce

    // gs2-header = "n," ["a=" saslname] ","       RFC 5802 section 7
    init(_ hash: ScramHash, _ credentials: Credentials, nonce: Nonce) {
        self.hash = hash
        header = "n,\(credentials.authorization.map { "a=" + ScramName.encode($0) } ?? ""),"
        user = credentials.user
        password = Masked(credentials.secret.octets)
        self.nonce = nonce
    }

    // client-first-message = gs2-header "n=" saslname ",r=" c-nonce       RFC 5802 section 7
    var first: SASLResponse {
        SASLResponse(
            Array((header + firstBare).utf8), [.scramFirst(header: header, user: user, nonce: nonce.text)])
    }

    private var firstBare: String { "n=\(ScramName.encode(user)),r=\(nonce.text)" }

    // client-final-message = "c=" base64 "," nonce ",p=" base64       RFC 5802 section 7
    /// The answer to the server's first message, and the signature that the server must show next.
    func respond(to challenge: [UInt8]) throws(SASLError) -> (SASLResponse, signature: Masked) {
        let server = try ScramServerFirst(challenge, clientNonce: nonce)
        let withoutProof = "c=\(Base64.encode(Array(header.utf8))),r=\(server.nonce)"
        let serverFirst = String(decoding: challenge, as: UTF8.self)
        let message = Array([firstBare, serverFirst, withoutProof].joined(separator: ",").utf8)
        let keys = ScramKeys(hash, password: password.octets, salt: server.salt, iterations: server.iterations)
        let final = withoutProof + ",p=" + Base64.encode(keys.proof(of: message))
        let steps: [SASLStep] = [
            .scramChallenge(serverNonce: server.serverNonce, salt: server.salt, iterations: server.iterations),
            .scramSaltedPassword(hash: hash.rawValue, iterations: server.iterations),
            .scramAuthMessage(clientFirst: firstBare, serverFirst: serverFirst, clientFinal: withoutProof),
            .scramProof(hash: hash.rawValue),
        ]
        return (SASLResponse(Array(final.utf8), steps), keys.signature(of: message))
    }
}
