import POP3

/// The server's first message, checked by a client that trusts nobody (RFC 5802 section 5).
struct ScramServerFirst {
    /// The whole nonce, beginning with the client's.
    let nonce: String
    /// What the server added to it.
    let serverNonce: String
    let salt: [UInt8]
    let iterations: Int

    // server-first-message = [reserved-mext ","] nonce "," salt "," iteration-count ["," extensions]       RFC 5802 section 7
    init(_ message: [UInt8], clientNonce: Nonce) throws(SASLError) {
        guard var attributes = ScramAttributes(message) else { throw .malformed(.serverFirst) }
        if attributes.demandsExtension { throw .mandatoryExtension }
        guard let nonce = attributes.take("r"), Nonce.isNonce(nonce) else { throw .malformed(.nonce) }
        guard nonce.starts(with: clientNonce.text.utf8) else { throw .nonceNotOurs }
        let added = nonce.dropFirst(clientNonce.text.utf8.count)
        guard !added.isEmpty else { throw .nonceNotExtended }
        guard let salt = attributes.take("s") else { throw .malformed(.salt) }
        guard case .success(let salt) = Base64.decode(salt) else { throw .malformed(.salt) }
        guard let count = attributes.take("i") else { throw .malformed(.iterations) }
        self.nonce = String(decoding: nonce, as: UTF8.self)
        self.serverNonce = String(decoding: added, as: UTF8.self)
        self.salt = salt
        iterations = try Self.iterations(count)
    }

    // posit-number = %x31-39 *DIGIT       RFC 5802 section 7
    private static func iterations(_ digits: ArraySlice<UInt8>) throws(SASLError) -> Int {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .malformed(.iterations) }
        let count = Int(String(decoding: digits, as: UTF8.self)) ?? Int.max
        guard (1...ClientExchange.iterationLimit).contains(count) else { throw .iterations(count) }
        guard digits.first != UInt8(ascii: "0") else { throw .malformed(.iterations) }
        return count
    }
}
