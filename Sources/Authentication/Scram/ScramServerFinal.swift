import POP3

/// The server's last message (RFC 5802 section 5).
enum ScramServerFinal {
    case signature([UInt8])
    case error(String)

    // server-final-message = ("e=" value / "v=" base64) ["," extensions]       RFC 5802 section 7
    init(_ message: [UInt8]) throws(SASLError) {
        guard var attributes = ScramAttributes(message) else { throw .malformed(.serverFinal) }
        if attributes.demandsExtension { throw .mandatoryExtension }
        if let error = attributes.take("e") {
            self = .error(String(decoding: error, as: UTF8.self))
        } else if let text = attributes.take("v"), case .success(let signature) = Base64.decode(text) {
            self = .signature(signature)
        } else {
            throw .malformed(.serverFinal)
        }
    }
}
