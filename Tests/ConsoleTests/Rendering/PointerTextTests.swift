import Handbook
import Testing

@testable import Console

@Suite("Local commands that lead further")
struct PointerTextTests {
    @Test(arguments: [
        ("Next: PASS.     :help @auth", "Next: PASS.     popscope help @auth"),
        ("Still here.     :why  :help LIST", "Still here.     popscope help LIST"),
        ("Still here.     :why  :hex", "Still here."), ("Gone.     :reconnect", "Gone."),
        ("Write.     :b64 enc TEXT", "Write."), ("See :lines.", "See :lines."), ("", ""),
    ])
    func `a batch names what a shell understands`(text: String, batch: String) {
        #expect(PointerText(text).text(in: Layout(.en)) == batch)
        #expect(PointerText(text).text(in: Layout(.en, width: 80)) == text)
    }

    @Test(arguments: [
        (":open pop3s://mail.example.jp", "popscope pop3s://mail.example.jp"), (":help", "popscope help"),
        ("LIST 1", "LIST 1"),
        (":reconnect", nil), (":q", nil),
    ])
    func `a batch is not told to type local commands`(line: String, batch: String?) {
        let suggestion = Suggestion(line, Localized(verbatim: "why"))
        #expect(suggestion.usable(in: Layout(.en)) == batch.map { Suggestion($0, Localized(verbatim: "why")) })
        #expect(suggestion.usable(in: Layout(.en, width: 40)) == suggestion)
    }
}
