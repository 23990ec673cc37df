import POP3
import Testing

@testable import Handbook

@Suite("Matters around POP3")
struct TopicPagesTests {
    @Test func `POP before SMTP has a page`() {
        let page = TopicPages["POP-before-SMTP"]
        #expect(page?.name == "pop-before-smtp")
        #expect(page?.citations.first == .rfc(6409, "3.3"))
        #expect(TopicPages["nonsense"] == nil)
    }

    @Test func `every page is whole, in both languages, under a name in lower case`() {
        #expect(TopicPages.all.filter { !([$0.summary] + $0.paragraphs).allSatisfy(\.isBilingual) }.map(\.name) == [])
        #expect(TopicPages.all.filter { $0.name != $0.name.lowercased() || $0.citations.isEmpty }.map(\.name) == [])
        #expect(Set(TopicPages.all.map(\.name)).count == TopicPages.all.count)
    }
}
