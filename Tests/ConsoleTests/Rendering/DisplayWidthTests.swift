import Testing

@testable import Console

@Suite("Columns on a terminal")
struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("LIST 2", 6), ("差出人", 6), ("ｱｲｳ", 3), ("ＳＴＡＴ", 8), ("　", 2), ("가각", 4), ("é", 1), ("e\u{301}", 1),
        ("が", 2), ("か\u{3099}", 2), ("葛\u{E0100}", 2), ("😀", 2), ("👨\u{200D}👩\u{200D}👧", 2), ("👍🏽", 2), ("🇯🇵", 2),
        ("❤\u{FE0F}", 2),
        ("1\u{FE0F}\u{20E3}", 2), ("ᄀ\u{1161}\u{11A8}", 2), ("α—§", 3), ("\u{20000}", 2), ("ก\u{0E34}", 1),
    ])
    func `each character takes its columns`(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test(arguments: ["\u{1B}[2J", "\u{202E}abc", "a\tb", "\u{9B}", "\u{0}"])
    func `a control takes the columns of what is shown for it`(text: String) {
        #expect(DisplayWidth.of(text) == DisplayWidth.of(Sanitizer.visible(text)))
    }

    @Test(arguments: [
        ("pop.example.jp", 14, "pop.example.jp"), ("pop.example.jp", 10, "pop.exa..."), ("山田太郎さん", 9, "山田太..."),
        ("山田太郎さん", 8, "山田..."), ("abcdef", 2, ".."), ("abcdef", 0, ""),
    ])
    func `what is too long ends in three dots`(text: String, width: Int, expected: String) {
        #expect(text.truncated(to: width) == expected)
    }

    @Test func `padding counts columns, not characters`() {
        #expect("件名:".padded(to: 8) == "件名:   ")
        #expect("差出人:".padded(to: 3) == "差出人:")
        #expect("41 ms".aligned(to: 8) == "   41 ms")
    }
}
