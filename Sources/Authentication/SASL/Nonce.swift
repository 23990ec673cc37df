import POP3

/// A text that one side uses once: printable ASCII without a comma (RFC 5802 section 7).
///
/// Nothing here makes random numbers: whoever starts an exchange brings them.
public struct Nonce: Hashable, Sendable {
    /// The text as it crosses the wire.
    public let text: String

    /// Random octets spelled in base64; 16 or more make it unguessable.
    public init(_ octets: [UInt8]) {
        text = Base64.encode(octets)
    }

    // printable = %x21-2B / %x2D-7E       RFC 5802 section 7
    /// A text as it is; `nil` when it is empty or holds something that may not stand in a nonce.
    public init?(text: String) {
        guard Self.isNonce(text.utf8) else { return nil }
        self.text = text
    }

    static func isNonce(_ octets: some Collection<UInt8>) -> Bool {
        !octets.isEmpty && octets.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ",") }
    }
}
