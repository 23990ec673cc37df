import POP3
import TestSupport
import Testing

@Suite("Session: the end of the connection")
struct SessionClosingTests {
    // swift-format-ignore
    private static let endings: [(text: String, tail: String, replies: Int)] = [
        ("S: +OK",                          "",            1),
        ("S: +OK\nC: NOOP",                 "",            1),
        ("S: +OK\nC: NOOP",                 "+O",          2),
        ("S: +OK\nC: LIST\nS: +OK",         "",            2),
        ("S: +OK\nC: LIST\nS: +OK",         "1 1",         2),
        ("S: +OK\nC: LIST\nS: +OK",         "1 120\r\n.",  2),
        ("S: +OK\nC: QUIT\nS: +OK",         "",            2),
    ]

    @Test(arguments: endings)
    func `a server may close at any point, and what was unfinished is told`(text: String, tail: String, replies: Int) {
        var dialogue = Dialogue(text)
        if !tail.isEmpty { dialogue.steps.append(.sent(.server, Array(tail.utf8))) }
        dialogue.steps.append(.closed(.server))
        let seen = dialogue.observed()
        #expect(seen.exchanges.count == replies)
        #expect(seen.session.phase == .closed)
        #expect(SplitVerifier(dialogue).firstDifference() == nil)
    }

    @Test func `a body that was cut off is not terminated, and nothing of it is lost`() {
        let seen = Dialogue([
            .sent(.server, Array("+OK\r\n".utf8)), .sent(.client, Array("RETR 1\r\n".utf8)),
            .sent(.server, Array("+OK\r\nline\r\n.".utf8)), .closed(.server),
        ]).observed()
        let body = seen.exchanges.last?.reply.body
        #expect(body?.isTerminated == false)
        #expect(body?.kept == Array("line\r\n.".utf8))
        #expect(seen.events.suffix(2).first == .body(Array("line\r\n.".utf8)[...]))
    }

    @Test func `a session whose client closed is over, and says nothing more`() {
        let seen = Dialogue("S: +OK\nC: NOOP\nC closes\nS closes").observed()
        #expect(seen.exchanges.count == 1)
        #expect(seen.session.phase == .closed)
    }
}
