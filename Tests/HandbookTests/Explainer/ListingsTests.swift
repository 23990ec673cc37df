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

    @Test(arguments: ["1 10\nS: 2 20\nS: 1 99", "1 99\nS: 2 20\nS: 1 10"])
    func `a number that is listed twice is reported, and neither size is believed later`(lines: String) {
        var session = Dialogue(Dialogue.loggedIn + "\nC: LIST\nS: +OK\nS: \(lines)\nS: .")
        #expect(session.last?.findings.map(\.text.en) == ["Message 1 is listed more than once."])
        for line in ["C: RETR 1", "S: +OK", "S: a: b", "S: ."] { session.tell(line) }
        #expect(session.findings == [])
        #expect(session.last?.notes.first?.en == "Size: 6 octets after un-stuffing.")
        for line in ["C: STAT", "S: +OK 2 30", "C: LIST 1", "S: +OK 1 10"] { session.tell(line) }
        #expect(session.annotations.suffix(2).flatMap(\.findings) == [])
    }

    @Test func `a number listed twice does not undo what was known`() {
        let good = "\nC: LIST\nS: +OK\nS: 1 10\nS: 2 20\nS: ."
        let session = Dialogue(Dialogue.loggedIn + good + "\nC: LIST\nS: +OK\nS: 1 99\nS: 2 20\nS: 1 10\nS: .")
        #expect(session.findings == ["rfc1939-5-list-multi-form"])
        #expect(session.session.knowledge.maildrop?.sizes == [1: 10, 2: 20])
        #expect(session.session.knowledge.maildrop?.count == 2)
    }

    @Test(arguments: [
        ("", "That is all mail in the maildrop, read or not: POP3 knows no \"new\"."),
        (
            "\nC: DELE 1\nS: +OK",
            "That is all mail that is not marked as deleted, read or not: POP3 knows no \"new\"."
        ),
    ])
    func `STAT counts what is not marked, RFC 1939 section 5`(marks: String, note: String) {
        #expect(Dialogue(Dialogue.loggedIn + marks + "\nC: STAT\nS: +OK 2 30").last?.notes.first?.en == note)
    }

    @Test(arguments: ["STAT\nS: +OK 0 0", "LIST\nS: +OK\nS: ."])
    func `with marks an empty listing is no empty maildrop`(exchange: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: DELE 1\nS: +OK\nC: \(exchange)")
        #expect(session.last?.meaning.en == "no message is left that is not marked as deleted.")
        #expect(session.last?.notes.map(\.en) == ["Not counted: message 1, marked as deleted (5)."])
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: [
        ("TOP 1 0", "a: b\nS: ", "message 1: its header alone, 2 lines in all."),
        (
            "TOP 1 0", "a: b\nS: \nS: c",
            "message 1: its header and 1 line of the body, more than asked for, 3 lines in all."
        ),
        (
            "TOP 1 1", "a: b\nS: \nS: c\nS: d",
            "message 1: its header and 2 lines of the body, more than asked for, 4 lines in all."
        ),
        ("TOP 1 1", "a: b\nS: \nS: c", "message 1: its header and up to 1 line of the body, 3 lines in all."),
    ])
    func `what TOP sent is told, not what it should have`(command: String, lines: String, meaning: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: \(command)\nS: +OK\nS: \(lines)\nS: .")
        #expect(session.last?.meaning.en == meaning)
        #expect(session.last?.isTrouble == false)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
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
}
