import POP3
import Testing

@testable import Handbook

@Suite("Listings, good and broken")
struct ListingsTests {
    // swift-format-ignore
    @Test(arguments: [
        ("1 10\nS: 1 10", "the list is broken: message 1 is listed more than once. Nothing is counted or added up here."),
        ("1 10\nS: \nS: 2 20", "the list is broken: 1 of its 3 lines cannot be read. Nothing is counted or added up here."),
        ("1 10\nS: garbage\nS: 2 x", "the list is broken: 2 of its 3 lines cannot be read. Nothing is counted or added up here."),
        ("0 10\nS: 1 10", "the list is broken: 1 of its 2 lines cannot be read. Nothing is counted or added up here."),
        ("1 9223372036854775807\nS: 2 1", "the list is broken: the sizes are too large to be added up. Nothing is counted or added up here."),
    ])
    func `a broken LIST is not summed`(lines: String, meaning: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: LIST\nS: +OK\nS: \(lines)\nS: .")
        #expect(session.last?.meaning.en == meaning)
        #expect(session.last?.isTrouble == true)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: ["1 a\nS: 1 b", "1 a\nS: \nS: 2 b", "1 a\nS: b"])
    func `a broken UIDL is not counted`(lines: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: UIDL\nS: +OK\nS: \(lines)\nS: .")
        #expect(session.last?.meaning.en.hasPrefix("the list is broken: ") == true)
        #expect(session.last?.isTrouble == true)
    }

    @Test func `text behind the size is allowed to a listing`() {
        let session = Dialogue(Dialogue.loggedIn + "\nC: LIST\nS: +OK\nS: 1 10 big\nS: 2 5\nS: .")
        #expect(session.last?.meaning.en == "2 messages, 15 octets in all; the largest is message 1 with 10.")
    }

    @Test func `a list that is too long to be kept is not taken for its beginning`() {
        let lines = (1...120_000).map { Line("\($0) 1000000") }
        let exchange = Exchange(
            command: Command("LIST"), reply: Reply(first: "+OK", body: Body(lines)), before: .transaction,
            after: .transaction)
        #expect(Explainer().explain(exchange).meaning.en == "120000 lines, too many to be read here.")
    }

    @Test func `numbers may change from session to session`() {
        let session = Dialogue(Dialogue.loggedIn + "\nC: UIDL 1\nS: +OK 1 abc")
        #expect(session.last?.notes.first?.en.hasPrefix("Message numbers may change") == true)
    }

    @Test(arguments: [
        (["NEVER"], "mail stays until you delete it; none is removed for its age"),
        (["0"], "no mail may be left here: what was fetched may go at QUIT"),
        (["30", "USER"], "mail is kept for 30 days at least, then may be removed"),
        ([], "days that mail is kept at least; 0: none may be left, NEVER: no limit"),
    ])
    func `EXPIRE is explained with its number`(parameters: [String], meaning: String) {
        #expect(CapabilityPages.meaning(of: Capability("EXPIRE", parameters)).en == meaning)
    }
}
