import Handbook
import POP3
import Testing

@testable import Console

@Suite("The hint at the right margin")
struct SyntaxHintTests {
    @Test(arguments: [
        ("TOP", "TOP msg n   headers + n body lines"), ("top 1 ", "TOP msg n   headers + n body lines"),
        ("USER ", "USER name   name the maildrop"), ("PASS", "PASS string   give the password"),
        (" STAT", "STAT   count and total size"), ("AUTH", "AUTH mechanism [initial-response]"),
        (":save", ":save N FILE"), ("：hex 3", ":hex [LINE]"), (":state", ":state"),
    ])
    func `a command shows its syntax and what it is for, a local one its syntax`(line: String, hint: String) {
        #expect(SyntaxHint.text(for: line, in: .en) == hint)
    }

    @Test(arguments: ["", " ", "TO", "XYZZY 1", ":frobnicate", "::TOP", "日"])
    func `what begins no command has no hint`(line: String) {
        #expect(SyntaxHint.text(for: line, in: .ja) == nil)
    }

    @Test(arguments: Language.allCases)
    func `every hint fits beside a prompt`(language: Language) throws {
        for row in CommandTable.rows {
            let hint = try #require(SyntaxHint.text(for: row.verb.name, in: language))
            #expect(hint.hasPrefix(row.syntax))
            #expect(DisplayWidth.of(hint) <= SyntaxHint.room)
        }
        for command in LocalCommand.allCases {
            let hint = try #require(SyntaxHint.text(for: ":\(command.rawValue)", in: language))
            #expect(DisplayWidth.of(hint) <= SyntaxHint.room)
        }
    }
}
