import Handbook
import POP3
import Testing

@testable import Console

@Suite("A session that already happened, explained")
struct ExplanationTests {
    @Test func `a transcript that breaks off is ended in the document, one that has not begun is not in it`() {
        var explanation = Explanation(.html, settings: Settings())
        let note = TranscriptEntry.event(.note("seen"), connection: 1)
        explanation.begin("bad.pop3")
        #expect(explanation.breakOff() == [])
        explanation.begin("half.pop3")
        var octets = explanation.explain(note) + explanation.breakOff() + explanation.breakOff()
        explanation.begin("whole.pop3")
        octets += explanation.explain(note) + explanation.end() + explanation.breakOff() + explanation.finish()
        let page = String(decoding: octets, as: UTF8.self)
        #expect(page.ranges(of: "<article>").count == 2 && page.ranges(of: "</article>").count == 2)
        #expect(page.contains("half.pop3") && !page.contains("bad.pop3"))
    }

    @Test func `the text is that of the console`() throws {
        let run = try ExplanationRun(.text, ExplanationRun.session) { $0.notes = .brief }
        #expect(
            run.text == """
                   | Fetch one message
                   | Connected.
                S: +OK POP3 ready ${apop.stamp}
                   | -> AUTHORIZATION, RFC 1939 4 (greeting): the server is ready and speaks first.
                C: USER bob
                S: +OK
                   | AUTHORIZATION, RFC 1939 7 (USER): name accepted.
                C: PASS ********
                S: +OK maildrop has 1 message
                   | AUTHORIZATION -> TRANSACTION, RFC 1939 7 (PASS): logged in. The maildrop is locked for this session (RFC 1939 4).
                C: LIST
                S: +OK
                S: 1 21
                S: .
                   | TRANSACTION, RFC 1939 5 (LIST): 1 message, 21 octets.
                C: RETR 1
                S: +OK 21 octets
                S: Subject: x
                S:
                S: Hello
                S: .
                   | TRANSACTION, RFC 1939 5 (RETR): message 1, a multi-line reply, ended by "." alone on a line (3).
                C: QUIT
                S: +OK bye
                   | TRANSACTION -> UPDATE, RFC 1939 6 (QUIT): the session is over. Nothing was marked as deleted, so nothing was removed.
                   | UPDATE -> closed, RFC 1939 6 (closed): the server closed the connection, as it does after QUIT.

                """)
        #expect(!run.hasError && !run.hasFinding)
    }

    @Test func `the events are those of the console`() throws {
        let run = try ExplanationRun(.json, ExplanationRun.session)
        let types = ["connected"] + Array(repeating: "exchange", count: 6) + ["closed"]
        #expect(run.lines.count == types.count + 1)
        for (line, type) in zip(run.lines, types) { #expect(line.hasPrefix("{\"v\":1,\"type\":\"\(type)\",")) }
        #expect(run.lines[1].contains(#""text":"POP3 ready ${apop.stamp}""#))
    }

    @Test func `a placeholder is named, and no sentence rests on its stand-in`() throws {
        let run = try ExplanationRun(
            .text,
            "S: +OK\nC: AUTH SCRAM-SHA-256 ${scram-sha-256(bob)}\nS: + ${challenge.1}\nC: ${scram-sha-256(bob)}\nS: +OK"
        )
        #expect(
            run.text.contains(
                "The transcript keeps ${challenge.1} in place of what differs between servers or connections."))
        #expect(!run.text.contains("nonce") && !run.text.contains("4096") && !run.text.contains("transcript.invalid"))
    }

    @Test func `what a variable hides is not made up`() throws {
        let run = try ExplanationRun(
            .text, "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: STAT\nS: +OK ${count} ${size}")
        #expect(!run.hasFinding)
        #expect(run.text.contains("RFC 1939 5 (STAT): answered; what the reply says is not written here."))
    }

    @Test(arguments: [
        ("C: STAT\nS: +OK ${*}", "STAT): answered; what the reply says is not written here."),
        ("C: UIDL 1\nS: +OK 1 ${uid.1}", "UIDL): the unique-id of message 1 is ${uid.1}."),
        ("C: CAPA\nS: +OK\nS* ...", "CAPA): accepted; the listing is left out."),
    ])
    func `what stands for other text is explained as far as it is known`(lines: String, meaning: String) throws {
        let run = try ExplanationRun(.text, "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\n\(lines)")
        #expect(run.text.contains(meaning))
        #expect(!run.hasFinding)
    }

    @Test(arguments: [
        ("+OK ready", true), ("+OK ${apop.stamp}", false), ("+OK ${greeting}", false), ("+OK ${*}", false),
    ])
    func `what a greeting leaves open may be a timestamp`(greeting: String, hasNone: Bool) throws {
        let run = try ExplanationRun(.text, "S: \(greeting)")
        #expect(run.text.contains("There is no timestamp in <...>") == hasNone)
        #expect(run.text.contains("is a timestamp: this server offers APOP") == greeting.contains("apop"))
    }

    @Test(arguments: ["S% 120", "S% 121", "S* ..."])
    func `of a mail that was left out no size is claimed`(body: String) throws {
        let session = "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: LIST 1\nS: +OK 1 120\n"
        let run = try ExplanationRun(.text, session + "C: RETR 1\nS: +OK\n" + body)
        #expect(run.text.contains("The mail is not in this transcript, so its size is not checked."))
        #expect(!run.hasFinding && !run.text.contains("came after un-stuffing"))
    }

    @Test(arguments: [("", true), ("* tls TLSv1.3\n", false), ("S: +OK\n", false)])
    func `silence in place of a greeting in clear text hints at TLS`(lines: String, isLikely: Bool) throws {
        let run = try ExplanationRun(.text, "* connect\n\(lines)* timeout")
        #expect(run.text.contains("This is what clear text on a port of TLS (995) looks like") == isLikely)
    }

    @Test func `clear text behind STLS is shown as the line that it is`() throws {
        let session = "* connect\nS: +OK\nC: STLS\nS: +OK\nS: +OK injected\n* close client"
        let run = try ExplanationRun(.text, session) { $0.notes = .brief }
        #expect(run.lines.contains("S: +OK injected"))
        #expect(run.hasFinding)
    }

    @Test func `no local command is told to the reader of a transcript`() throws {
        let run = try ExplanationRun(.text, ExplanationRun.session + "\n*2 connect\nS2: +OK\nC2: FOO 1\nS2: +OK")
        #expect(run.text.contains("anyone on the path could read it") && run.text.contains("a reply of one line"))
        #expect(!run.text.contains(":wiretap") && !run.text.contains(":lines"))
    }

    @Test func `a listing in text from a screen is explained`() throws {
        let run = try ExplanationRun(
            .text, "@fidelity text\nS: +OK\nC: USER bob\nS: +OK\nC: PASS x\nS: +OK\nC: LIST\nS: +OK\nS: 1 214\nS: .")
        #expect(run.text.contains("LIST): 1 message, 214 octets."))
    }

    // swift-format-ignore
    /// Breaches that a screen cannot show, each as wire and as text.
    private static let doubtful: [String] = [
        "C: RETR 1\nS: +OK\nS: x\nS: .",
        "C: RETR 1\nS: +OK\nS: .x\nS: .",
        "C: TOP 1 0\nS: +OK\nS: Subject: x\nS:\nS: x\nS: .",
        "C: LIST\nS: +OK\nS: 1  120\nS: .",
    ]

    @Test(arguments: doubtful)
    func `text from a screen is not judged by what a screen loses`(lines: String) throws {
        let session =
            "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: LIST 1\nS: +OK 1 120\n\(lines)\nC: QUIT\nS: +OK"
        #expect(try ExplanationRun(.text, session).hasFinding)
        let text = try ExplanationRun(.text, "@fidelity text\n" + session)
        #expect(!text.hasFinding)
        #expect(text.text.contains("Pasted text"))
        #expect(!text.text.contains("came after un-stuffing") && !text.text.contains("byte-stuffing)"))
    }

    @Test func `each requirement that text cannot tell exists`() {
        for id in Fidelity.lostInText.union(Fidelity.lostByAnonymizing) {
            #expect(Requirements[id] != nil, "\(id)")
        }
    }

    // swift-format-ignore
    private static let ends: [(line: String, text: String)] = [
        ("* close client", "   | TRANSACTION -> closed, RFC 1939 3 (closed): the client closed the connection."),
        ("* reset server", "   ! TRANSACTION -> closed, RFC 1939 3 (closed): the server broke the connection off."),
        ("* timeout",      "   ! TRANSACTION -> closed, RFC 1939 3 (closed): nothing came for as long as the client waited."),
        ("#",              "   | The transcript ends here, while the connection stands. The reply to STAT is not complete."),
    ]

    @Test(arguments: ends)
    func `an end is told as what it was`(line: String, text: String) throws {
        let run = try ExplanationRun(
            .text, "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: STAT\n\(line)"
        ) { $0.notes = .brief }
        #expect(run.lines.contains(text))
    }

    @Test func `events say of TLS and of silence what the transcript says`() throws {
        let run = try ExplanationRun(.json, "* connect\n* tls TLSv1.3\nS: +OK\nC: STAT\n* note hm\n* timeout")
        let events = run.lines
        #expect(events[1].hasPrefix(#"{"v":1,"type":"tls","version":"TLSv1.3","cipher":null,"#))
        #expect(events[3].hasPrefix(#"{"v":1,"type":"note","text":null,"#) && events[3].contains(#""meaning":"hm""#))
        let verb = #"{"v":1,"type":"error","error":"timed-out","command":{"verb":"STAT","#
        #expect(events[4].hasPrefix(verb))
    }

    @Test func `two connections are told apart`() throws {
        let session = "* connect\nS: +OK one\n*2 connect\nS2: -ERR two\nC: QUIT\nS: +OK"
        let run = try ExplanationRun(.text, session) { $0.notes = .off }
        #expect(
            run.lines.dropFirst().dropLast() == [
                "   | Connected.", "S: +OK one", "   | Connection 2: connected.", "S: -ERR two", "   | Connection 1:",
                "C: QUIT",
                "S: +OK", "   | Connection 2:",
                "   | The transcript ends here, while the connection stands.",
            ])
        let events = try ExplanationRun(.json, session)
        #expect(events.lines.filter { $0.contains(#""connection":2"#) }.count == 3)
        #expect(events.hasError && events.hasFinding)
    }

    @Test(arguments: Explanation.Format.allCases)
    func `notes and comments of the transcript are kept`(format: Explanation.Format) throws {
        let run = try ExplanationRun(format, "# restored by hand\n* connect\nS: +OK\n* note somebody typed here")
        #expect(run.text.contains("restored by hand") && run.text.contains("somebody typed here"))
    }

    @Test(arguments: Explanation.Format.allCases)
    func `no secret stands in any document`(format: Explanation.Format) throws {
        let run = try ExplanationRun(
            format,
            "S: +OK <1@x>\nC: USER bob\nS: +OK\nC: PASS tanstaaf\nS: -ERR tanstaaf is wrong\nC: AUTH PLAIN AGJvYgB0YW5zdGFhZg==\nS: -ERR\nC: APOP bob c4c9334bac560ecc979e58001b3e22fb\nS: -ERR"
        )
        for secret in ["tanstaaf", "AGJvYgB0YW5zdGFhZg", "c4c9334bac560ecc"] { #expect(!run.text.contains(secret)) }
        #expect(run.text.contains("PASS"))
    }

    @Test(arguments: Explanation.Format.allCases, Language.allCases)
    func `nothing that a terminal would obey comes out`(format: Explanation.Format, language: Language) throws {
        var explanation = Explanation(format, settings: Settings())
        explanation.begin(Hostile.text)
        var octets: [UInt8] = []
        let hostile = WireText(Hostile.octets, ending: .exact)
        let line = WireText(Hostile.octets)
        let entries: [TranscriptEntry] = [
            .header(key: "title", value: Hostile.text), .header(key: "recorded", value: Hostile.text),
            .comment(Hostile.text),
        ]
        let events: [TranscriptEvent] = [
            .connect, .sent(.server, line), .sent(.client, line), .sent(.server, line), .note(Hostile.text),
            .sent(.client, WireText(Array("LIST".utf8))), .sent(.server, WireText(Array("+OK".utf8))),
            .sent(.server, line), .sent(.server, WireText([0x2E])), .sent(.server, hostile), .tls(Hostile.text),
            .reset(.server),
        ]
        for entry in entries + events.map({ .event($0, connection: 1) }) { octets += explanation.explain(entry) }
        octets += explanation.end()
        octets += explanation.finish()
        #expect(Hostile.dangers(in: octets) == [])
    }
}
