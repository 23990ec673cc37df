import POP3
import Testing

@testable import Handbook

@Suite("Help pages")
struct PagesTests {
    @Test func `every row of the command table has a page, in the same order`() {
        #expect(CommandPages.all.map(\.verb) == CommandTable.rows.map(\.verb))
        #expect(
            CommandPages.all.filter { page in !([page.asks] + page.traps).allSatisfy(\.isBilingual) }.map(\.verb) == [])
        #expect(CommandPages.all.flatMap(\.example).filter { $0.isEmpty } == [])
    }

    @Test func `the gist of a command is short enough to stand beside its syntax`() {
        #expect(CommandPages.all.filter { !$0.gist.isBilingual }.map(\.verb) == [])
        // A Japanese character takes two columns.
        let columns = CommandPages.all.map { page in
            [page.gist.en.count, page.gist.ja.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }]
        }
        #expect(columns.flatMap(\.self).filter { $0 > 24 } == [])
    }

    @Test func `every capability has one page, found by its tag`() {
        #expect(CapabilityPages.all.map { CapabilityPages[$0.tag] } == CapabilityPages.all)
        #expect(CapabilityPages.all.filter { !$0.meaning.isBilingual }.map(\.tag) == [])
        #expect(CapabilityPages["X-NONSENSE"] == nil)
        #expect(CapabilityPages["STLS"]?.citation == .rfc(2595, "4"))
    }

    @Test(arguments: Session.Phase.allCases)
    func `every state has a page`(phase: Session.Phase) {
        let page = PhasePages[phase]
        #expect(page.phase == phase)
        #expect([page.meaning, page.exit].filter { !$0.isBilingual } == [])
    }

    @Test(arguments: HelpGroup.allCases)
    func `every group lists something in both languages`(group: HelpGroup) {
        #expect(!group.entries.isEmpty)
        #expect(([group.title] + group.entries.map(\.meaning)).filter { !$0.isBilingual } == [])
    }

    @Test func `the sections of RFC 1939 name the commands that they define`() {
        #expect(RFCSections["7"]?.commands == [.top, .uidl, .user, .pass, .apop])
        #expect(RFCSections["99"] == nil)
        #expect(RFCSections.all.map(\.summary).filter { !$0.isBilingual } == [])
        let cited = CommandTable.rows.filter { $0.citation.rfc == 1939 }
        #expect(cited.filter { RFCSections[$0.citation.section]?.commands.contains($0.verb) != true }.map(\.verb) == [])
    }
}
