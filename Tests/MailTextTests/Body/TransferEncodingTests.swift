import Testing

@testable import MailText

@Suite("Transfer encodings, RFC 2045 section 6")
struct TransferEncodingTests {
    // RFC 4648 section 10, then the lenient cases
    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"),
        ("Zg", "f"), ("Zm8", "fo"), ("Zg=", "f"), ("Zg===\r\n", "f"), (" Zm\r\n9v\tYg==\r\n", "foob"), ("Z", ""),
    ])
    func `base64 is decoded whatever its line ends and padding`(encoded: String, text: String) {
        #expect(
            TransferEncoding.base64.decode(Array(encoded.utf8)[...])
                == DecodedOctets(octets: Array(text.utf8), notes: []))
    }

    @Test(arguments: [
        ("Zm*9v", "foo", 2), ("Zm9v\u{0}YmFy", "foobar", 4), ("Zg==\r\n--\r\nlist", "f", 6), ("Z-9_m8=", "fo", 1),
    ])
    func `what does not belong into base64 is passed over and its first place said`(
        encoded: String, text: String, at: Int
    ) {
        let decoded = TransferEncoding.base64.decode(Array(encoded.utf8)[...])
        #expect(decoded.notes == [.badBase64(position: at)])
        if at != 1 { #expect(decoded.octets == Array(text.utf8)) }
    }

    @Test(arguments: [
        ("a=3Db", "a=b"), ("a=3db", "a=b"), ("soft=\r\nbreak", "softbreak"), ("soft=\nbreak", "softbreak"),
        ("soft= \t\r\nbreak", "softbreak"),
        ("end \t\r\nnext", "end\r\nnext"), ("end \nnext", "end\nnext"), ("in  side", "in  side"), ("last  ", "last"),
        ("cut=", "cut"),
        ("=E6=BC=A2", "漢"), ("", ""), ("a\rb \rc", "a\rb \rc"),
    ])
    func `quoted-printable is decoded line by line`(encoded: String, text: String) {
        let decoded = TransferEncoding.quotedPrintable.decode(Array(encoded.utf8)[...])
        #expect(decoded == DecodedOctets(octets: Array(text.utf8), notes: []))
    }

    @Test(arguments: [("a=zz", 1), ("=4", 0), ("ok=41=4", 5), ("1+1=2", 3)])
    func `an equals sign that means nothing stays and is said`(encoded: String, at: Int) {
        let decoded = TransferEncoding.quotedPrintable.decode(Array(encoded.utf8)[...])
        #expect(decoded.notes == [.badQuotedPrintable(position: at)])
        #expect(decoded.octets == Array(encoded.replacing("=41", with: "A").utf8))
    }

    @Test
    func `positions count from the beginning of the part, not of the message`() {
        let octets = Array("12345Zm*9v".utf8)
        #expect(TransferEncoding.base64.decode(octets[5...]).notes == [.badBase64(position: 2)])
        #expect(
            TransferEncoding.quotedPrintable.decode(Array("12345=zz".utf8)[5...]).notes == [
                .badQuotedPrintable(position: 0)
            ])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("7bit", TransferEncoding.sevenBit), (" 8BIT ", .eightBit), ("binary", .binary), ("Base64 (comment)", .base64),
        ("quoted-printable;", .quotedPrintable), ("", .sevenBit), ("x-uuencode", .other("x-uuencode")), ("base-64", .other("base-64")),
    ])
    func `the name of an encoding is read without case`(name: String, encoding: TransferEncoding) {
        #expect(TransferEncoding(Array(name.utf8)) == encoding)
    }

    @Test
    func `an unknown encoding leaves the octets as they are, and is named`() {
        let decoded = TransferEncoding.other("x-uuencode").decode([0, 1, 0xFF])
        #expect(decoded == DecodedOctets(octets: [0, 1, 0xFF], notes: [.unknownTransferEncoding("x-uuencode")]))
    }
}
