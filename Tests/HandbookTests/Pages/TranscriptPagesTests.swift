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

    private static func meaning(of syntax: String) throws -> Localized {
        try #require(rows.first { $0.syntax == syntax }?.meaning)
    }

    @Test func `the bounds of a reader and a player are named`() throws {
        #expect(TranscriptReader.largestBody == 1 << 40 && TranscriptScript.largestBody == 1 << 30)
        for words in [try Self.meaning(of: "S% 1480").en, try Self.meaning(of: "S% 1480").ja] {
            #expect(words.contains("2^40") && words.contains("1 GiB"))
        }
        #expect(try Self.meaning(of: "~ 350ms").en.contains(" \(TranscriptReader.longestPause) ms"))
        #expect(TranscriptPattern.longest == 64 * 1024)
        #expect(try Self.meaning(of: "S/ ^\\+OK \\d+$").en.contains("64 KiB"))
    }

    @Test(arguments: ["(a)\\1", "(a+)*", "\\Qa", "(?(1)a)", "(?x)"])
    func `what the page says is refused is refused`(pattern: String) {
        #expect(throws: TranscriptPattern.Fault.self) { try TranscriptPattern(pattern) }
        #expect(throws: Never.self) { try TranscriptPattern("(?i)ok") }
    }

    @Test func `every way to work out an answer is named`() {
        let row = Self.rows.first { $0.syntax == "${apop(bob)}" }
        let others = Placeholder.Computation.allCases.map(\.rawValue).filter { $0 != "apop" }
        #expect(others.filter { row?.meaning.en.contains($0) != true || row?.meaning.ja.contains($0) != true } == [])
    }
}
