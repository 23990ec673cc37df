import Testing

@testable import Console

@Suite("Lines of a width")
struct TextWrappingTests {
    @Test(arguments: [
        ("one two three", 9, ["one two", "three"]),
        ("one two three", 13, ["one two three"]),
        ("", 5, [""]),
        ("abcdefghij klm", 4, ["abcd", "efgh", "ij", "klm"]),
        ("暗号化してから送る", 8, ["暗号化し", "てから", "送る"]),
        ("送信を禁止。次へ", 10, ["送信を", "禁止。次へ"]),
        ("使う（方法）です", 6, ["使う", "（方", "法）", "です"]),
        ("「はい」と「いいえ」", 8, ["「はい」", "と「いい", "え」"]),
        ("このサーバーで使えます", 12, ["この", "サーバーで", "使えます"]),
        ("削除マークのメール", 12, ["削除マークの", "メール"]),
        ("まだできることがあります", 12, ["まだできるこ", "とがあります"]),
        ("コマンドラインインターフェイス", 14, ["コマンドライン", "インターフェイ", "ス"]),
        ("全角のＳＴＡＴ", 12, ["全角の", "ＳＴＡＴ"]),
        ("応答、次", 5, ["応", "答、", "次"]),
        ("STLS で暗号化", 10, ["STLS で", "暗号化"]),
        ("RFC 1939 では", 8, ["RFC 1939", "では"]),
        ("👨\u{200D}👩\u{200D}👧👍🏽🇯🇵", 4, ["👨\u{200D}👩\u{200D}👧👍🏽", "🇯🇵"]),
        ("a    b", 3, ["a", "b"]),
    ])
    func `text breaks at blanks and between words of Japanese, by kinsoku`(text: String, width: Int, lines: [String]) {
        #expect(TextWrapping.lines(of: text, firstWidth: width, width: width) == lines)
    }

    @Test func `the first line may be longer than the others`() {
        #expect(TextWrapping.lines(of: "one two three four", firstWidth: 7, width: 5) == ["one two", "three", "four"])
    }

    @Test(arguments: [2, 3, 7, 20, 35])
    func `no line is wider than its width, and nothing is lost`(width: Int) {
        let text =
            "   ! AUTHORIZATION、RFC 1939 7 (USER): サーバーは USER を拒否しました。（「えっ」）:open pop3s://mail.example.com 。。。。。。"
        let lines = TextWrapping.lines(of: text, firstWidth: width, width: width)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }

    @Test func `a width that no character fits counts as two columns`() {
        #expect(TextWrapping.lines(of: "山田a", firstWidth: 0, width: -4) == ["山", "田", "a"])
    }
}
