import Handbook
import POP3
import Testing

@Suite("The page on transcripts")
struct TranscriptPagesTests {
    private static let rows = TranscriptPages.page.sections.flatMap(\.rows)

    @Test func `six everyday things come first, and all is said in both languages`() {
        #expect(TranscriptPages.page.sections.map(\.rows.count).first == 6)
        let page = TranscriptPages.page
        let texts = [page.summary, page.grammarTitle] + page.sections.map(\.title) + Self.rows.map(\.meaning)
        #expect(texts.filter { $0.en.isEmpty || $0.ja.isEmpty || !$0.en.utf8.allSatisfy { $0 < 0x7F } } == [])
    }

    @Test func `it fits 80 columns`() {
        #expect(Self.rows.map(\.syntax).filter { $0.utf8.count > 24 } == [])
        #expect(TranscriptPages.page.grammar.filter { $0.utf8.count > 72 } == [])
    }

    @Test func `every rule of the grammar that is used is defined`() {
        let names = TranscriptPages.page.grammar.compactMap { $0.firstMatch(of: /^([a-z][a-z-]+) +=/)?.output.1 }
        let text = TranscriptPages.page.grammar.joined(separator: "\n").replacing(/"[^"]*"|;.*|%x[0-9A-F-]+/, with: "")
        let used = text.matches(of: /\b[a-z][a-z-]+\b/).map(\.output)
        #expect(Set(used).subtracting(names).sorted() == ["file-name", "pattern", "text"])
    }

    @Test(arguments: [
        "# text", "@title text", "* connect", "S| text\\n", "S~ -ERR ${*}", "S/ ^\\+OK \\d+$", "S* ...", "S< mail.eml",
        "S% 1480", "~ 350ms", "^", "@server-eol lf", "@fidelity text", "@secrets shown", "@var name = pattern",
        "@recorded text", "@x-anything text",
    ])
    func `what the page shows is read`(syntax: String) {
        #expect(Self.rows.contains { $0.syntax == syntax })
        #expect(throws: Never.self) { try Transcript(Array("#!pop3-transcript 1\n\(syntax)\n".utf8)) }
    }

    @Test func `every way to work out an answer is named`() {
        let row = Self.rows.first { $0.syntax == "${apop(bob)}" }
        let others = Placeholder.Computation.allCases.map(\.rawValue).filter { $0 != "apop" }
        #expect(others.filter { row?.meaning.en.contains($0) != true || row?.meaning.ja.contains($0) != true } == [])
    }
}
