import POP3
import Testing

@Suite("Base64, RFC 4648 section 4")
struct Base64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("\0alice\0wonderland", "AGFsaWNlAHdvbmRlcmxhbmQ="),
    ])
    func `the vectors of RFC 4648 section 10 hold both ways`(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == .success(Array(plain.utf8)))
    }

    @Test
    func `every octet in every place survives`() {
        let octets = (0..<768).map { UInt8($0 % 256) }
        for start in 0..<4 {
            let part = Array(octets[start...])
            #expect(Base64.decode(Base64.encode(part)) == .success(part))
        }
        #expect(Base64.encode([0xFB, 0xEF, 0xBE, 0xFF]) == "++++/w==")
    }

    @Test(
        arguments: [
            ("Zm9v!mFy", .notInAlphabet(0x21, position: 5)), ("Zm9v\r\n", .notInAlphabet(0x0D, position: 5)),
            ("Zm 9v", .notInAlphabet(0x20, position: 3)), ("_-_-", .notInAlphabet(0x5F, position: 1)),
            ("Z", .lonelyDigit), ("Zm9vY", .lonelyDigit), ("Z===", .lonelyDigit),
            ("Zg", .padding(needed: 2, found: 0)), ("Zg=", .padding(needed: 2, found: 1)),
            ("Zg===", .padding(needed: 2, found: 3)), ("Zm8", .padding(needed: 1, found: 0)),
            ("=", .padding(needed: 0, found: 1)), ("Zm9v====", .padding(needed: 0, found: 4)),
            ("Zg=v", .padding(needed: 2, found: 2)), ("Zg==Zg==", .padding(needed: 2, found: 6)),
            ("Zh==", .leftoverBits), ("Zm9=", .leftoverBits),
        ] as [(String, Base64.Fault)])
    func `a wrong spelling is refused with its fault`(text: String, fault: Base64.Fault) {
        #expect(Base64.decode(text) == .failure(fault))
    }
}
