import POP3
import TestSupport
import Testing

@Suite("Real sessions")
struct RealSessionsTests {
    /// RFC 1939 section 10, word for word; the messages there are only hinted at, and stand for themselves here.
    private static let rfc1939 = """
        S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>
        C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
        S: +OK mrose's maildrop has 2 messages (320 octets)
        C: STAT
        S: +OK 2 320
        C: LIST
        S: +OK 2 messages (320 octets)
        S: 1 120
        S: 2 200
        S: .
        C: RETR 1
        S: +OK 120 octets
        S: <the POP3 server sends message 1>
        S: .
        C: DELE 1
        S: +OK message 1 deleted
        C: RETR 2
        S: +OK 200 octets
        S: <the POP3 server sends message 2>
        S: .
        C: DELE 2
        S: +OK message 2 deleted
        C: QUIT
        S: +OK dewey POP3 server signing off (maildrop empty)
        S closes
        """

    /// A tutorial's session with Qpopper 2.3; the message is ours.
    private static let qpopper = """
        S: +OK QPOP (version 2.3+youbin) at pop3.foo.com starting.  <10005.897840800@pop3.foo.com>
        C: USER hogehoge
        S: +OK Password required for hogehoge.
        C: PASS secret
        S: +OK hogehoge has 6 messages (10211 octets).
        C: LIST
        S: +OK 6 messages (10211 octets)
        S: 1 1518
        S: 2 1612
        S: 3 1636
        S: 4 1486
        S: 5 1631
        S: 6 2328
        S: .
        C: RETR 1
        S: +OK 1518 octets
        S: Subject: a message of two lines
        S: 
        S: ..and a dot
        S: .
        C: DELE 1
        S: +OK Message 1 has been deleted
        C: QUIT
        S: +OK Pop server at pop3.foo.com signing off.
        S closes
        """

    /// A tutorial's session with InterChange; the messages are ours.
    private static let interChange = """
        S: +OK InterChange POP3 Server v3.62 Ready (X-INF-V1) <1BC07518.3C649B3F@operamail.com>
        C: USER hogehoge
        S: +OK User hogehoge accepted, send PASS command for password validation
        C: PASS fugafuga
        S: +OK Password accepted
        C: STAT
        S: +OK 2 10180
        C: LIST
        S: +OK 2 messages 10180 octets
        S: 1 5954
        S: 2 4226
        S: .
        C: TOP 2 5
        S: +OK
        S: Subject: the head
        S: 
        S: and one line
        S: .
        C: RETR 1
        S: +OK 5954 octets
        S: Subject: the whole
        S: 
        S: .
        C: DELE 1
        S: +OK message 1 deleted
        C: LIST
        S: +OK 1 messages (4226 octets)
        S: 2 4226
        S: .
        C: RSET
        S: +OK Everything has been reset
        C: LIST
        S: +OK 2 messages 10180 octets
        S: 1 5954
        S: 2 4226
        S: .
        C: QUIT
        S: +OK InterChange POP3 Server Signing Off
        S closes
        """

    /// A machine-translated tutorial's session, put back into POP3; the message is ours.
    private static let philo = """
        S: +OK pop.philo.org ready
        C: USER platoon
        S: +OK send PASS
        C: PASS plaplato
        S: +OK great password
        C: STAT
        S: +OK 18 67042
        C: LIST
        S: +OK 18 messages (67042 octets)
        S: 1 2552
        S: 2 3297
        S: 18 3270
        S: .
        C: LIST 2
        S: +OK 2 3297
        C: LIST 23
        S: -ERR no such message
        C: RETR 1
        S: +OK 2552 octets
        S: Blah!
        S: .
        C: DELE 1
        S: +OK message 1 deleted
        C: RSET
        S: +OK 18 messages
        C: QUIT
        S: +OK bye bye
        S closes
        """

    private static let all = [rfc1939, qpopper, interChange, philo]

    @Test(arguments: all)
    func `any cut of the bytes gives the same events and the same session`(text: String) {
        #expect(SplitVerifier(Dialogue(text)).firstDifference() == nil)
    }

    @Test(arguments: all)
    func `each command has its reply, and the session ends in UPDATE before it closes`(text: String) {
        let dialogue = Dialogue(text)
        let seen = dialogue.observed()
        let commands = text.split(separator: "\n").filter { $0.hasPrefix("C: ") }.count
        #expect(seen.exchanges.count == commands + 1)
        #expect(seen.exchanges.last?.after == .update)
        #expect(seen.session.pending.isEmpty)
        #expect(seen.session.phase == .closed)
        #expect(!seen.events.contains { if case .unsolicited = $0 { true } else { false } })
    }

    @Test(arguments: all)
    func `every body is terminated and whole`(text: String) {
        let bodies = Dialogue(text).exchanges.compactMap(\.reply.body)
        #expect(!bodies.isEmpty)
        #expect(bodies.allSatisfy { $0.isTerminated && $0.isWhole && $0.lines > 0 })
    }

    @Test func `RFC 1939 section 10 goes through its states`() {
        let exchanges = Dialogue(Self.rfc1939).exchanges
        #expect(
            exchanges.map(\.after) == [
                .authorization, .transaction, .transaction, .transaction, .transaction, .transaction, .transaction,
                .transaction,
                .update,
            ])
        #expect(
            exchanges.map { $0.command?.line.text } == [
                nil, "APOP mrose ********", "STAT", "LIST", "RETR 1", "DELE 1", "RETR 2", "DELE 2", "QUIT",
            ])
        let last = exchanges.last?.knowledgeAfter
        #expect(last?.timestamp == "<1896.697170952@dbc.mtview.ca.us>")
        #expect(last?.user == "mrose")
        #expect(last?.maildrop?.sizes == [1: 120, 2: 200])
        #expect(last?.maildrop?.count == 2)
        #expect(last?.maildrop?.octets == nil)
        #expect(last?.maildrop?.marked == [1, 2])
        #expect(last?.maildrop?.fetched == [1, 2])
    }

    @Test func `a session of Qpopper is learned`() {
        let knowledge = Dialogue(Self.qpopper).observed().session.knowledge
        #expect(knowledge.timestamp == "<10005.897840800@pop3.foo.com>")
        #expect(knowledge.maildrop?.sizes == [1: 1518, 2: 1612, 3: 1636, 4: 1486, 5: 1631, 6: 2328])
        #expect(knowledge.maildrop?.count == 6)
        let message = Dialogue(Self.qpopper).exchanges.first { $0.command?.verb == .retr }?.reply.body
        #expect(message?.stuffed == 1)
    }

    @Test func `a session of InterChange is learned, its marks come and go`() {
        let exchanges = Dialogue(Self.interChange).exchanges
        #expect(
            exchanges.map { $0.knowledgeAfter.maildrop?.marked.count } == [
                nil, nil, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0,
            ])
        #expect(exchanges.last?.knowledgeAfter.maildrop?.count == 2)
        #expect(exchanges[3].knowledgeAfter.maildrop?.octets == 10_180)
        #expect(exchanges.last?.knowledgeAfter.maildrop?.octets == nil)
    }

    @Test func `a restored session is learned`() {
        let knowledge = Dialogue(Self.philo).observed().session.knowledge
        #expect(knowledge.user == "platoon")
        #expect(knowledge.maildrop?.sizes == [1: 2552, 2: 3297, 18: 3270])
        #expect(knowledge.maildrop?.octets == nil)
    }

    @Test(arguments: [
        "S: +OK\nC: CAPA\nS: +OK\nS: TOP\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\nC: CAPA\nS: +OK\nS: TOP\nS: .\nC: QUIT\nS: +OK\nS closes",
        "S: +OK <1@x>\nC: AUTH CRAM-MD5\nS: + PDE+\nC: dGlt\nS: -ERR no\nC: AUTH PLAIN AGE=\nS: +OK in\nC: UIDL\nS: +OK\nS: 1 a\nS: .",
        "S: +OK\nC: USER a\nC: PASS b\nC: LIST\nC: RETR 1\nC: QUIT\nS: +OK\nS: +OK\nS: +OK\nS: 1 2\nS: .\nS: +OK\nS: ..\nS: .\nS: +OK",
        "S: 220 smtp\nC: XYZZY\nS: 500 what\nS: .\nC: \nS: \nC: QUIT\nS: +OK\nS: late\nC closes\nS closes",
    ])
    func `sessions with TLS, SASL, pipelining and strangers can be cut anywhere too`(text: String) {
        #expect(SplitVerifier(Dialogue(text)).firstDifference() == nil)
    }
}
