import POP3
import Testing

@testable import Console

@Suite("Text within HTML")
struct MarkupTests {
    @Test(arguments: [
        ("</script><b onx='1' y=\"2\">&amp;", "&lt;/script&gt;&lt;b onx=&#39;1&#39; y=&quot;2&quot;&gt;&amp;amp;"),
        ("日本語 ${x} `y`", "日本語 ${x} `y`"), ("", ""),
    ])
    func `nothing in a text is markup`(text: String, escaped: String) {
        #expect(Markup.escape(text) == escaped)
    }

    @Test func `controls are shown, and cannot end a line`() {
        #expect(Markup.visible([0x3C, 0x1B, 0x0A, 0xFF]) == "&lt;\u{241B}\\n\\xff")
    }

    @Test func `a page shows the beginning of a large body, and says how much is missing`() {
        let small = Body([Line("a"), Line(""), Line("..b")])
        #expect(small.pageLines == ["a", "", "..b"])
        #expect(small.octetsBeyondPage == 0)
        let large = Body((0..<2_000).map { Line("line \($0) " + String(repeating: "x", count: 60)) })
        #expect(large.pageLines.count < 2_000)
        #expect(large.octetsBeyondPage == large.octets - Body.pageLimit)
    }
}
