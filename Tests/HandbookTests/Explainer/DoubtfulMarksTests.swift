import POP3
import Testing

@testable import Handbook

@Suite("Marks that nobody can be sure of")
struct DoubtfulMarksTests {
    private static let doubted = Dialogue.loggedIn + "\nC: STAT\nS: +OK 3 30\nC: DELE 1\nS: ok done"
    private static let uncertain =
        "A reply to DELE or RSET was neither +OK nor -ERR, so the mark on message 1 is uncertain."

    @Test(arguments: [
        ("QUIT\nS: +OK", "the session is over. UPDATE may have removed message 1."),
        (
            "DELE 2\nS: +OK\nC: QUIT\nS: +OK",
            "UPDATE has removed message 2, marked as deleted, and perhaps message 1."
        ),
        (
            "DELE 2\nS: +OK\nC: RSET\nS: huh\nC: QUIT\nS: +OK",
            "the session is over. UPDATE may have removed messages 1, 2."
        ),
        (
            "RSET\nS: +OK\nC: QUIT\nS: +OK",
            "the session is over. Nothing was marked as deleted, so nothing was removed."
        ),
        (
            "QUIT\nS: -ERR no",
            "the session is over, but not every marked message may be gone: some or all of message 1 may remain."
        ),
        ("RSET\nS: +OK", "nothing is marked as deleted now."),
        ("DELE 2\nS: +OK\nC: RSET\nS: +OK", "message 2 is no longer marked as deleted."),
    ])
    func `a DELE whose reply cannot be read may have marked its message`(exchanges: String, meaning: String) {
        let session = Dialogue(Self.doubted + "\nC: " + exchanges)
        #expect(session.last?.meaning.en == meaning)
        #expect(session.annotations.flatMap(\.sentences).filter { !$0.isBilingual } == [])
    }

    @Test(arguments: ["QUIT\nS: +OK", "RSET\nS: +OK", "STAT\nS: +OK 2 20"])
    func `why a mark is uncertain is said`(exchange: String) {
        #expect(Dialogue(Self.doubted + "\nC: " + exchange).last?.notes.map(\.en).contains(Self.uncertain) == true)
    }

    @Test(arguments: [
        "STAT\nS: +OK 2 20", "STAT\nS: +OK 3 30", "LIST\nS: +OK\nS: 2 10\nS: 3 10\nS: .",
        "UIDL\nS: +OK\nS: 2 b\nS: 3 c\nS: .", "RETR 1\nS: -ERR", "LIST 1\nS: +OK 1 10", "DELE 1\nS: -ERR",
        "DELE 1\nS: +OK",
    ])
    func `whichever way it went, nobody is accused`(exchange: String) {
        let listed = Dialogue.loggedIn + "\nC: LIST\nS: +OK\nS: 1 10\nS: 2 10\nS: 3 10\nS: .\nC: DELE 1\nS: ok done"
        #expect(Dialogue(Self.doubted + "\nC: " + exchange).findings == [])
        #expect(Dialogue(listed + "\nC: " + exchange).findings == [])
    }

    @Test func `a close without QUIT removes nothing all the same`() {
        let session = Dialogue(Self.doubted).session
        let annotation = Explainer().explain(closedBy: .server, in: .transaction, session.knowledge)
        #expect(
            annotation.notes.map(\.en) == [
                "This is NOT QUIT: whatever was marked as deleted is not removed; the mail is still there (6)."
            ])
    }
}
