import POP3
import Testing

@testable import Handbook

@Suite("Mail that is fetched, marked and removed")
struct ExplainerMessagesTests {
    private static let one = Dialogue.loggedIn + "\nC: STAT\nS: +OK 1 179"

    @Test func `a mark on a message that does not exist is no mark that is known`() {
        let session = Dialogue(Self.one + "\nC: DELE 7\nS: +OK")
        #expect(session.last?.isTrouble == true && session.last?.notes == [] && session.last?.next == nil)
        #expect(
            session.last?.meaning.en
                == "+OK, although there is no message 7: it is not known what was marked, if anything.")
        #expect(session.findings == ["rfc1939-5-dele-unknown-err"])
    }

    @Test(arguments: [
        ("DELE 7", "the session is over. Whether UPDATE removed anything is not known."),
        ("DELE 7\nS: +OK\nC: DELE 1", "UPDATE has removed message 1, marked as deleted."),
    ])
    func `a message that does not exist is not removed`(lines: String, meaning: String) {
        let session = Dialogue(Self.one + "\nC: \(lines)\nS: +OK\nC: QUIT\nS: +OK")
        #expect(session.last?.meaning.en == meaning)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `a mark on a message that does not exist is not counted among what is lost`() {
        let session = Dialogue(Self.one + "\nC: DELE 7\nS: +OK").session
        let annotation = Explainer().explain(closedBy: .server, in: .transaction, session.knowledge)
        #expect(annotation.notes.map(\.en).first?.hasPrefix("This is NOT QUIT: whatever was marked") == true)
    }

    @Test func `a number beyond the count that a listing had is a message`() {
        let lines = Dialogue.loggedIn + "\nC: LIST\nS: +OK\nS: 5 179\nS: .\nC: DELE 5\nS: +OK"
        #expect(Dialogue(lines).last?.meaning.en == "message 5 is marked as deleted. It is still there.")
    }

    @Test func `a message that is marked already is not marked again`() {
        let session = Dialogue(Self.one + "\nC: DELE 1\nS: +OK\nC: DELE 1\nS: +OK")
        #expect(session.last?.meaning.en == "message 1 was marked as deleted already; nothing changes.")
        #expect(session.last?.meaning.ja == "1 番のメールには、すでに削除マークが付いています。何も変わりません。")
        #expect(session.last?.notes == [] && session.findings == ["rfc1939-5-dele-twice-err"])
    }

    /// A session in which message 1 is fetched, with lines of three letters that end in `eol`.
    private func fetched(declared: Int, lines: Int, eol: String) -> Annotation? {
        var session = Dialogue(Dialogue.loggedIn + "\nC: LIST 1\nS: +OK 1 \(declared)\nC: RETR 1")
        let mail = Array(repeating: "abc", count: lines) + ["."]
        session.tell(Array(("+OK" + eol + mail.joined(separator: eol) + eol).utf8), from: .server)
        return session.last
    }

    @Test(arguments: [
        (20, 4, "\r\n", "OK."),
        (16, 4, "\r\n", "The difference is one octet for each line: LIST counts a line end as one, it is two (11)."),
        (17, 4, "\r\n", "They differ."),
        (8, 2, "\r\n", "The server probably added a line end that the stored message lacks."),
        (
            16, 4, "\n",
            "They agree only because each line ends in LF alone; with CR LF it is 20, and that is the size (11)."
        ),
        (20, 4, "\n", "Its unusual line ends explain that."),
    ])
    func `sizes are compared with an eye on the line ends`(declared: Int, lines: Int, eol: String, end: String) {
        let sizes = fetched(declared: declared, lines: lines, eol: eol)?.notes.filter { $0.en.hasPrefix("Size: LIST") }
        #expect(sizes?.count == 1 && sizes?.first?.en.hasSuffix(end) == true)
        #expect(sizes?.filter { !$0.isBilingual } == [])
    }
}
