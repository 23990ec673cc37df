import POP3
import TestSupport
import Testing

@Suite("Session")
struct SessionTests {
    // swift-format-ignore
    private static let greetings: [(line: String, phase: Session.Phase)] = [
        ("+OK POP3 server ready", .authorization),
        ("+ok",                   .authorization),
        ("220 smtp ready",        .authorization),
        ("+ ready",               .authorization),
        ("",                      .authorization),
        ("-ERR go away",          .greeting),
    ]

    @Test(arguments: greetings)
    func `the first line is the greeting, and only a refusal keeps the session shut`(line: String, phase: Session.Phase)
    {
        let seen = Dialogue("S: " + line).observed()
        let greeting = Exchange(command: nil, reply: Reply(first: Line(line)), before: .greeting, after: phase)
        #expect(seen.events == [.response(Line(line)), .completed(greeting)])
        #expect(seen.session.isGreeted)
        #expect(seen.session.phase == phase)
    }

    @Test func `a command that came before the greeting waits for the reply behind it`() {
        let seen = Dialogue("C: AUTH PLAIN AGFsaWNl\nS: + ready\nS: +OK in").observed()
        #expect(seen.exchanges.map(\.command?.verb) == [nil, .auth])
        #expect(seen.exchanges.map(\.reply.status) == [.malformed, .ok])
        #expect(seen.session.phase == .transaction)
    }

    @Test func `replies are matched to pipelined commands in their order`() {
        let seen = Dialogue(
            """
            S: +OK
            C: USER alice
            C: PASS secret
            C: STAT
            C: LIST
            C: RETR 1
            C: LIST 1
            C: QUIT
            S: +OK
            S: +OK in
            S: +OK 1 5
            S: +OK listing
            S: 1 5
            S: .
            S: -ERR no
            S: +OK 1 5
            S: +OK bye
            """
        ).observed()
        #expect(
            seen.exchanges.dropFirst().map { $0.command?.line } == [
                "USER alice", "PASS ********", "STAT", "LIST", "RETR 1", "LIST 1", "QUIT",
            ])
        #expect(seen.exchanges.map { $0.reply.body?.lines } == [nil, nil, nil, nil, 1, nil, nil, nil])
        #expect(seen.session.pending.isEmpty)
        #expect(seen.session.phase == .update)
    }

    @Test func `pending commands are those without a complete reply, oldest first`() {
        let seen = Dialogue("S: +OK\nC: LIST\nC: NOOP\nS: +OK\nS: 1 5").observed()
        #expect(seen.session.pending == [Command("LIST"), Command("NOOP")])
    }

    @Test func `a server line that nobody asked for is unsolicited`() {
        let seen = Dialogue("S: +OK\nS: +OK again\nC: NOOP\nS: +OK\nS: * BYE").observed()
        let unsolicited = seen.events.filter { if case .unsolicited = $0 { true } else { false } }
        #expect(unsolicited == [.unsolicited("+OK again"), .unsolicited("* BYE")])
        #expect(seen.exchanges.count == 2)
    }

    @Test func `an unknown verb gets one line, the rest is unsolicited`() {
        let seen = Dialogue("S: +OK\nC: XYZZY\nS: +OK\nS: a\nS: .").observed()
        #expect(seen.events.suffix(2) == [.unsolicited("a"), .unsolicited(".")])
    }

    @Test func `lines can be expected of an unknown verb, for one reply`() {
        var session = Dialogue("S: +OK").observed().session
        session.expectLines()
        let seen = Dialogue("C: XYZZY\nS: +OK\nS: a\nS: .\nC: XYZZY\nS: +OK\nS: a").observed(by: session)
        #expect(seen.exchanges.map(\.reply.body?.keptLines) == [["a"], nil])
        #expect(seen.events.last == .unsolicited("a"))
    }

    @Test func `lines are expected of the line that is sent next, not of one that is pending`() {
        var session = Dialogue("S: +OK\nC: XYZZY").observed().session
        session.expectLines()
        let seen = Dialogue("C: XYZZY\nC: XYZZY\nS: +OK\nS: +OK\nS: a\nS: .\nS: +OK").observed(by: session)
        #expect(seen.exchanges.map(\.reply.body?.keptLines) == [nil, ["a"], nil])
    }

    @Test func `lines that were expected do not come behind a refusal`() {
        var session = Dialogue("S: +OK").observed().session
        session.expectLines()
        let seen = Dialogue("C: XYZZY\nS: -ERR\nC: NOOP\nS: +OK\nS: a").observed(by: session)
        #expect(seen.exchanges.map(\.reply.body) == [nil, nil])
        #expect(seen.events.last == .unsolicited("a"))
    }

    // swift-format-ignore
    private static let framing: [(command: String, isMultiLine: Bool)] = [
        ("CAPA", true), ("LIST", true), ("LIST ", true), ("LIST 1", false), ("UIDL", true), ("UIDL 1", false), ("RETR 1", true),
        ("TOP 1 0", true), ("LANG", true), ("LANG en", false), ("AUTH", true), ("STAT", false), ("DELE 1", false),
        ("NOOP", false), ("RSET", false), ("QUIT", false), ("USER a", false), ("PASS a", false), ("APOP a b", false),
        ("STLS", false), ("UTF8", false), ("LAST", false), ("retr 1", true), ("XYZZY", false),
    ]

    @Test(arguments: framing)
    func `whether a positive reply has a body depends on the command and its argument`(
        command: String, isMultiLine: Bool
    ) {
        let positive = Dialogue("S: +OK\nC: \(command)\nS: +OK\nS: .").exchanges.last
        #expect((positive?.reply.body == Body([])) == isMultiLine)
        let negative = Dialogue("S: +OK\nC: \(command)\nS: -ERR\nS: .").exchanges.last
        #expect(negative?.reply.body == nil)
    }

    @Test func `secrets are kept only for a server that must check them`() {
        let wire = Array("PASS secret\r\n".utf8)
        var client = Session()
        #expect(client.observe(wire, from: .client) == [.sent(Command("PASS secret").redacted())])
        var server = Session(keepsSecrets: true)
        #expect(server.observe(wire, from: .client) == [.sent(Command("PASS secret"))])
    }

    @Test func `the rest of an endless client line is no command, and is shown to nobody`() {
        var session = Dialogue("S: +OK").observed().session
        let line = Array("PASS ".utf8) + [UInt8](repeating: 0x78, count: 200_000) + [0x0D, 0x0A]
        let events = session.observe(line + Array("NOOP\r\n".utf8), from: .client)
        let pass = Line(bytes: Array("PASS ********".utf8), ending: .missing)
        #expect(events.count == 2)
        if case .sent(let command)? = events.first { #expect(command.line == pass) }
        #expect(events.last == .sent(Command("NOOP")))
        #expect(session.pending.map(\.verb) == [.pass, .noop])
    }

    @Test func `a status line without an end is one reply, and its rest is unsolicited`() {
        var session = Dialogue("S: +OK\nC: LIST").observed().session
        let events = session.observe(Array("+OK ".utf8) + [UInt8](repeating: 0x78, count: 140_000), from: .server)
        let kinds = events.map { event in
            switch event {
            case .response: "response"
            case .completed: "completed"
            case .unsolicited: "unsolicited"
            case .sent, .body, .startTLS: "other"
            }
        }
        #expect(kinds == ["response", "completed", "unsolicited"])
        #expect(session.pending.isEmpty)
    }
}
