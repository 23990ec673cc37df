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

    @Test(arguments: [("502 what", true), ("250-what", true), ("5022 what", false), ("what", false), ("502", false)])
    func `what answers in numbers before login holds no session`(reply: String, isForeign: Bool) {
        let session = Dialogue("S: 220 ready\nC: CAPA\nS: \(reply)")
        #expect(session.last?.claimsNoState == isForeign)
        #expect(session.last?.next?.en.hasPrefix("There is no POP3 session here.") == isForeign)
        #expect(session.last?.causes.first?.en.hasPrefix("The server speaks another protocol") == isForeign)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
        #expect(Dialogue(Dialogue.open + "\nC: CAPA\nS: \(reply)").last?.claimsNoState == false)
    }

    @Test(arguments: [
        ("NOOP aaa", "NOOPaaa-ERR", ["The server echoes the line instead of answering it"]), ("NOOP aaa", "aaa", []),
        ("LIST\nS: +OK\nS: .\nC: NOOP", "2 200", ["A line of an earlier reply arrived late"]),
    ])
    func `a reply that cannot be read has the causes that fit it`(command: String, reply: String, causes: [String]) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: \(command)\nS: \(reply)")
        #expect(session.last?.causes.map(\.en) == causes)
    }

    @Test(arguments: [("[SYS/TEMP] ", true), ("", false)])
    func `a greeting that refuses for a while names no address`(code: String, isForAWhile: Bool) {
        let last = Dialogue("S: -ERR \(code)too busy").last
        #expect(last?.causes.contains { $0.en.hasPrefix("Your address is not allowed") } == !isForAWhile)
        let notes = last?.notes.filter { $0.en.hasPrefix("[SYS/TEMP]: a fault on the server that will pass") }
        #expect(notes?.isEmpty == !isForAWhile)
        #expect(last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: [
        ("0 0", "LIST", "empty-maildrop"), ("0 0", "UIDL", "empty-maildrop"), ("1 9", "UIDL", "command-not-offered"),
        ("0 0", "LIST 1", "no-such-message"), ("1 9", "LIST", "refused"),
    ])
    func `a list that is refused where there is no mail`(count: String, command: String, cause: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: STAT\nS: +OK \(count)\nC: \(command)\nS: -ERR no")
        #expect(session.cause == cause)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `a message that is not there is told what there is`() {
        let lines = { (count: Int) in
            Dialogue.loggedIn + "\nC: STAT\nS: +OK \(count) \(count)\nC: DELE 9\nS: -ERR no"
        }
        #expect(Dialogue(lines(0)).last?.meaning.ja == "拒否されました。9 番のメールはありません。このメールドロップは空です。")
        #expect(Dialogue(lines(2)).last?.meaning.ja == "拒否されました。9 番のメールはありません。このメールドロップには 2 通あります。")
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
        #expect(
            session.last?.next?.en.hasPrefix("The session is over. UIDL in the next session shows what is left.")
                == true)
    }

    @Test func `QUIT refused without marks loses nothing`() {
        let session = Dialogue(Dialogue.loggedIn + "\nC: QUIT\nS: -ERR [SYS/TEMP]")
        #expect(session.cause == "quit-failed")
        #expect(session.last?.next?.en.hasPrefix("The session is over.     ") == true)
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
