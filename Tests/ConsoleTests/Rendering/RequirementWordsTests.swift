import Handbook
import POP3
import Testing

@testable import Console

@Suite("The words of a requirement")
struct RequirementWordsTests {
    @Test func `the word of the RFC stays, with its meaning behind it in Japanese`() throws {
        let requirement = try #require(Requirements[RequirementID("rfc1939-4-greeting-positive")])
        let lines = HelpView(Layout(.ja)).lines(requirement)
        #expect(lines.contains { $0.hasPrefix("   | 水準: ") && $0.contains("、サーバー") })
        let must = HelpView(Layout(.en)).lines(requirement).contains(
            "   | level:     \(requirement.level.words.en), server")
        #expect(must)
    }

    @Test(arguments: Requirement.Level.allCases)
    func `a level keeps its word`(level: Requirement.Level) {
        let isWord = level != .fact
        #expect(level.words.ja.hasPrefix(level.rawValue) == isWord)
        #expect((level.words.en == level.rawValue) == isWord)
    }
}
