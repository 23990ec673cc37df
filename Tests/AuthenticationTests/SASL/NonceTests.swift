import Authentication
import Testing

@Suite("Nonces, RFC 5802 section 7")
struct NonceTests {
    @Test(arguments: [
        ("abc", true), ("!~", true), ("", false), ("a,b", false), ("a b", false), ("é", false), ("a\u{7F}", false),
    ])
    func `a nonce is printable ASCII without a comma`(text: String, isNonce: Bool) {
        #expect((Nonce(text: text) != nil) == isNonce)
    }

    @Test func `octets are spelled in base64`() {
        #expect(Nonce([0, 0xFF, 0x10]).text == "AP8Q")
        #expect(Nonce(text: Nonce([0xFB, 0xFF]).text) != nil)
    }
}
