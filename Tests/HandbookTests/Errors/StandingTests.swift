import POP3
import Testing

@testable import Handbook

@Suite("What a refusal leaves behind")
struct StandingTests {
    @Test func `behind a malformed reply nobody knows what was done`() {
        let session = Dialogue(Dialogue.loggedIn + "\nC: DELE 1\nS: done")
        #expect(
            session.last?.next?.en.hasPrefix("Probably still in TRANSACTION; whether anything was changed is unknown.")
                == true)
    }

    @Test func `a plain refusal after login changes nothing`() {
        let session = Dialogue(Dialogue.loggedIn + "\nC: DELE 1\nS: -ERR")
        #expect(session.last?.next?.en.hasPrefix("Still in TRANSACTION; nothing was changed.") == true)
    }

    @Test(arguments: ["-ERR", "-ERR [SYS/TEMP] busy", "-ERR [SYS/PERM] broken", "-ERR timeout"])
    func `QUIT refused with marks says that messages may remain, whatever the code`(reply: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: DELE 1\nS: +OK\nC: DELE 3\nS: +OK\nC: QUIT\nS: \(reply)")
        #expect(session.cause == "quit-incomplete")
        #expect(
            session.last?.meaning.en
                == "the session is over, but not every marked message may be gone: some or all of messages 1, 3 may remain."
        )
        #expect(session.last?.causes.first?.en.contains("[SYS/TEMP]") == reply.contains("[SYS/TEMP]"))
        #expect(session.last?.next?.en.hasPrefix("The session is over.") == true)
    }

    @Test func `QUIT refused without marks loses nothing`() {
        #expect(Dialogue(Dialogue.loggedIn + "\nC: QUIT\nS: -ERR [SYS/TEMP]").cause == "quit-failed")
    }

    @Test(arguments: ["-ERR Disconnected for inactivity", "-ERR Too many bad commands"])
    func `a server that gives up leaves no session of which nothing was changed`(reply: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: DELE 1\nS: +OK\nC: NOOP\nS: \(reply)")
        #expect(session.last?.next?.en.hasPrefix("The session is probably over.") == true)
        #expect(session.last?.sentences.contains { $0.en.contains("nothing was changed") } == false)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: [
        (Dialogue.open, "The timer for idle sessions ran out"),
        (Dialogue.loggedIn, "The timer for idle sessions ran out"),
        (
            Dialogue.loggedIn + "\nC: DELE 1\nS: +OK",
            "The timer for idle sessions ran out; marks are lost, nothing was deleted"
        ),
    ])
    func `a timeout costs marks where there are some`(lines: String, cause: String) {
        #expect(Dialogue(lines + "\nC: CAPA\nS: -ERR timeout").last?.causes.map(\.en) == [cause])
    }
}
