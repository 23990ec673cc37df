import POP3

/// The server's side of SCRAM, without channel binding (RFC 5802 section 5).
struct ScramServer: Sendable {
    private let header: [UInt8]
    private let firstBare: [UInt8]
    private let nonce: String
    private let credentials: ScramCredentials
    private let claim: Claim
    /// Whom to act as; `nil` for the user himself.
    let authorization: String?

    /// The user who has been named.
    var user: String { claim.account.user }

    // client-first-message = gs2-header [m= ","] "n=" saslname "," "r=" c-nonce ["," extensions]       RFC 5802 section 7
    init(
        _ message: [UInt8], _ hash: ScramHash, _ accounts: Accounts, nonce: Nonce
    ) throws(ServerExchange.Refusal) {
        let gs2 = try GS2Header(message)
        guard var attributes = ScramAttributes(gs2.rest) else { throw .malformed }
        if attributes.demandsExtension { throw .mandatoryExtension }
        guard let name = attributes.take("n"), let user = ScramName.decode(name),
            let clientNonce = attributes.take("r"), Nonce.isNonce(clientNonce)
        else { throw .malformed }
        claim = accounts.claim(of: user)
        guard let credentials = claim.scram(hash) else { throw .wrongSecret }
        header = Array(message.dropLast(gs2.rest.count))
        firstBare = Array(gs2.rest)
        authorization = gs2.authorization
        self.nonce = String(decoding: clientNonce, as: UTF8.self) + nonce.text
        self.credentials = credentials
    }

    // server-first-message = nonce "," salt "," iteration-count       RFC 5802 section 7
    var first: String { "r=\(nonce),s=\(Base64.encode(credentials.salt)),i=\(credentials.iterations)" }

    // client-final-message = channel-binding "," nonce ["," extensions] "," proof       RFC 5802 section 7
    /// The server's last message, when the proof is right.
    func check(_ message: [UInt8]) throws(ServerExchange.Refusal) -> String {
        guard var attributes = ScramAttributes(message) else { throw .malformed }
        if attributes.demandsExtension { throw .mandatoryExtension }
        guard let binding = attributes.take("c"), let nonce = attributes.take("r"), let last = attributes.rest.last,
            last.name == UInt8(ascii: "p"), case .success(let proof) = Base64.decode(last.value)
        else { throw .malformed }
        guard Base64.decode(binding) == .success(header) else { throw .channelBinding }
        guard nonce.elementsEqual(self.nonce.utf8) else { throw .wrongNonce }
        let withoutProof = message.dropLast(last.value.count + ",p=".utf8.count)
        let comma = [UInt8(ascii: ",")]
        let signed = firstBare + comma + Array(first.utf8) + comma + withoutProof
        guard credentials.accepts(proof: proof, of: signed), claim.isKnown else { throw .wrongSecret }
        return "v=" + Base64.encode(credentials.signature(of: signed))
    }
}
