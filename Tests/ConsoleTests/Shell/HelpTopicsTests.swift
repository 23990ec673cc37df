import Handbook
import POP3
import Testing

@testable import Console

@Suite("Pages of help")
struct HelpTopicsTests {
    @Test(arguments: HelpTopics.all, Language.allCases)
    func `every topic has a page, which has 80 columns where no screen says more`(
        topic: String, language: Language
    ) throws {
        var settings = Settings()
        settings.language = language
        let page = try #require(HelpTopics.page(on: topic, settings, width: nil))
        let rows = String(decoding: page, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(rows.filter { DisplayWidth.of($0) > 80 } == [])
    }

    @Test func `a page is as wide as the screen where that is known`() throws {
        let page = try #require(HelpTopics.page(on: TranscriptPages.name, Settings(), width: 120))
        let widths = String(decoding: page, as: UTF8.self).split(separator: "\n").map { DisplayWidth.of(String($0)) }
        #expect((81...120).contains(widths.max() ?? 0))
    }
}
