import Testing

@testable import Console

@Suite("What a terminal must never obey")
struct SanitizerTests {
    @Test(arguments: [
        ("+OK 2 1205", "+OK 2 1205"), ("\u{1B}$B;3\u{1B}(B", "␛$B;3␛(B"), ("\u{1B}]0;x\u{07}", "␛]0;x\\x07"),
        ("a\tb\rc\nd", "a\\tb\\rc\\nd"), ("\u{0}\u{7F}", "\\x00\\x7f"), ("\u{9B}31m\u{85}", "\\x9b31m\\x85"),
        ("\u{202E}txt\u{2066}", "<U+202E>txt<U+2066>"), ("a\u{200B}\u{FEFF}\u{AD}b", "a<U+200B><U+FEFF><U+00AD>b"),
        ("\u{2028}\u{2029}", "<U+2028><U+2029>"), ("\u{E0041}", "<U+E0041>"),
        ("山田です。😀 é葛\u{E0100}", "山田です。😀 é葛\u{E0100}"),
    ])
    func `what hides, moves or commands is shown as text`(text: String, shown: String) {
        #expect(Sanitizer.visible(text) == shown)
        #expect(Sanitizer.visible(text.utf8) == shown)
    }

    @Test(
        arguments: [
            ([0xFF], "\\xff"), ([0x9B], "\\x9b"), ([0xC3], "\\xc3"), ([0xC0, 0x80], "\\xc0\\x80"),
            ([0xE0, 0x80, 0x80], "\\xe0\\x80\\x80"),
            ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"), ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"),
            ([0xE5, 0xB1, 0x41], "\\xe5\\xb1A"),
            ([0xE5, 0xB1, 0xB1], "山"), ([0xE5, 0xB1, 0xB1, 0x20, 0xFF], "\\xe5\\xb1\\xb1 \\xff"),
            ([0xF0, 0x9F, 0x98], "\\xf0\\x9f\\x98"), ([], ""),
        ] as [([UInt8], String)])
    func `octets that are no UTF-8 are shown one by one`(octets: [UInt8], shown: String) {
        #expect(Sanitizer.visible(octets) == shown)
    }

    @Test func `every octet, and every scalar, is safe once shown`() {
        #expect(Hostile.dangers(in: Sanitizer.visible((0...255).map { UInt8($0) }).utf8) == [])
        for value in UInt32(0)...0x3FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(Hostile.dangers(in: Sanitizer.visible(String(Character(scalar))).utf8) == [])
        }
    }
}
