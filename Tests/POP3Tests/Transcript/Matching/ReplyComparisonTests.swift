import Testing

@testable import POP3

/// What differs when a server says what `actual` has, where `expected` was recorded.
private func differences(
    _ expected: String, _ actual: String, _ closeness: Closeness = .meaning
) throws -> [TranscriptMismatch] {
    let expected = try script(expected)
    var comparison = ReplyComparison(
        expected.replies(1), closeness, TranscriptVariables(constraints: expected.constraints))
    var session = Session()
    var found: [TranscriptMismatch] = []
    for step in try script(actual).steps {
        switch step.action {
        case .send(let text):
            _ = session.observe(text.template(endingIn: .crlf).standIn.octets, from: .client)
        case .receive(.text(let text), _):
            for event in session.observe(text.template(endingIn: .crlf).standIn.octets, from: .server) {
                found += comparison.took(event)
            }
        case .secure: session.secured()
        case .close(let side, _): found += session.closed(by: side).flatMap { comparison.took($0) }
        case .connect, .receive, .silence, .pause, .segment: break
        }
    }
    return found
}

/// A session with everything that has a meaning; lines are counted from 2.
private let session = """
    S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>
    C: CAPA
    S: +OK Capability list follows
    S: TOP
    S: SASL PLAIN LOGIN
    S: EXPIRE 60
    S: IMPLEMENTATION a server
    S: .
    C: USER mrose
    S: +OK
    C: PASS ${secret:mrose}
    S: -ERR [IN-USE] maildrop already locked
    C: AUTH CRAM-MD5
    S: + PDE4OTYuNjk3MTcwOTUyQGhvc3Q+
    C: ${cram-md5(mrose)}
    S: +OK maildrop has 2 messages (320 octets)
    C: STAT
    S: +OK 2 320
    C: LIST
    S: +OK 2 messages (320 octets)
    S: 1 120
    S: 2 200
    S: .
    C: LIST 2
    S: +OK 2 200
    C: UIDL
    S: +OK
    S: 1 whqtswO00WBw418f9t5JxYwZ
    S: 2 QhdPYR:00WBw1Ph7x7
    S: .
    C: UIDL 2
    S: +OK 2 QhdPYR:00WBw1Ph7x7
    C: RETR 1
    S: +OK 120 octets
    S: Subject: x
    S:
    S: ..dot
    S: .
    C: DELE 1
    S: +OK message 1 deleted
    C: QUIT
    S: +OK dewey POP3 server signing off (maildrop empty)
    * close server
    """

@Suite("A reply compared with a transcript")
struct ReplyComparisonTests {
    private func changed(_ line: Int, to text: String?) -> String {
        var lines = session.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let text { lines[line - 2] = text } else { lines.remove(at: line - 2) }
        return lines.joined(separator: "\n")
    }

    @Test func `a session equals itself, octet by octet`() throws {
        for closeness in Closeness.allCases { #expect(try differences(session, session, closeness).isEmpty) }
    }

    private static let meaningful: [(line: Int, text: String, kind: TranscriptMismatch.Kind, offset: Int?)] = [
        (2, "S: -ERR busy", .status(expected: .ok, actual: .err), 0),
        (2, "S: hello", .status(expected: .ok, actual: .malformed), 0),
        (2, "S: +OK POP3 server ready", .timestamp, nil),
        (4, "S: -ERR", .status(expected: .ok, actual: .err), 0),
        (11, "S| +OK\\n", .ending(expected: .crlf, actual: .lf), 3),
        (13, "S: -ERR [LOGIN-DELAY] maildrop already locked", .code, 5),
        (13, "S: -ERR maildrop already locked", .code, 5),
        (13, "S: +OK", .status(expected: .err, actual: .ok), 0),
        (15, "S: + QUJD", .challenge, 2),
        (17, "S: -ERR [AUTH] no", .status(expected: .ok, actual: .err), 0),
        (19, "S: +OK 3 320", .dropListing, 4),
        (19, "S: +OK 2 321", .dropListing, 8),
        (19, "S: +OK", .dropListing, 3),
        (22, "S: 1 121", .scanListing, 4),
        (23, "S: 3 200", .scanListing, 0),
        (26, "S: +OK 2 201", .scanListing, 8),
        (29, "S: 1 whqtswO00WBw418f9t5JxYwz", .uniqueID, 25),
        (33, "S: +OK 2 other", .uniqueID, 6),
        (36, "S: Subject: y", .body, 9),
        (36, "S: subject: x", .body, 0),
        (36, "S: Subject: x\\x20", .body, 10),
        (36, "S| Subject: x\\n", .ending(expected: .crlf, actual: .lf), 10),
        (38, "S: ..dots", .body, 5),
        (41, "S: -ERR no such message", .status(expected: .ok, actual: .err), 0),
        (43, "S: -ERR some deleted messages not removed", .status(expected: .ok, actual: .err), 0),
    ]

    @Test(arguments: meaningful)
    func `a change that carries meaning is found at its line and column`(
        line: Int, text: String, kind: TranscriptMismatch.Kind, offset: Int?
    ) throws {
        let first = try #require(try differences(session, changed(line, to: text)).first)
        #expect(first.line == line)
        #expect(first.kind == kind)
        #expect(first.offset == offset)
    }

    @Test(arguments: [
        (2, "S: +OK another server <1.2@other.example.jp>"), (4, "S: +OK"), (5, "S: top"), (6, "S: SASL login plain"),
        (7, "S: EXPIRE NEVER"), (8, "S: IMPLEMENTATION another"), (11, "S: +ok whatever"),
        (13, "S: -ERR [in-use] try again"), (17, "S: +OK"), (19, "S: +OK 2 320 and more"), (21, "S: +OK"),
        (22, "S: 1 120 unread"), (28, "S: +OK unique-ids follow"), (35, "S: +OK"), (41, "S: +OK gone"), (43, "S: +OK"),
    ])
    func `a change without a meaning is none, unless every octet counts`(line: Int, text: String) throws {
        let changed = changed(line, to: text)
        #expect(try differences(session, changed).isEmpty)
        let strict = try differences(session, changed, .octets)
        #expect(strict.first?.line == line)
    }

    @Test(arguments: [
        (6, TranscriptMismatch.Kind.capability, 6), (23, .missing, 23), (30, .missing, 30), (37, .body, 37),
        (38, .missing, 38),
    ])
    func `a line that is left out is found`(line: Int, kind: TranscriptMismatch.Kind, found: Int) throws {
        let first = try #require(try differences(session, changed(line, to: nil)).first)
        #expect(first.kind == kind)
        #expect(first.line == found)
    }

    @Test(arguments: [
        (5, "S: TOP\nS: UIDL", TranscriptMismatch.Kind.capability), (23, "S: 2 200\nS: 3 1", .extra),
        (38, "S: ..dot\nS: more", .extra), (38, "S: ..dot\nS:", .extra),
    ])
    func `a line that is added is found`(line: Int, text: String, kind: TranscriptMismatch.Kind) throws {
        #expect(try differences(session, changed(line, to: text)).map(\.kind) == [kind])
    }

    @Test func `the lines of CAPA may come in any order`() throws {
        let other = session.replacing("S: TOP\nS: SASL PLAIN LOGIN", with: "S: SASL PLAIN LOGIN\nS: TOP")
        #expect(try differences(session, other).isEmpty)
        #expect(try differences(session, other, .octets).map(\.line) == [5])
    }

    @Test func `a mismatch tells the command, the state and both lines`() throws {
        let found = try differences(session, changed(19, to: "S: +OK 3 320"))
        #expect(
            found == [
                TranscriptMismatch(
                    line: 19, .dropListing, expected: Array("+OK 2 320".utf8), actual: Array("+OK 3 320".utf8),
                    offset: 4,
                    command: Command("STAT"), phase: .transaction)
            ])
    }

    @Test(arguments: [
        ("S~ -ERR ${*}", "S: -ERR [AUTH] no", true), ("S~ -ERR ${*}", "S: +OK", false),
        (#"S/ \+OK \d+ \d+"#, "S: +OK 7 9", true), (#"S/ \+OK \d+ \d+"#, "S: +OK 7", false),
        ("S: ${*}", "S: whatever", true), ("S: +OK ${*}", "S: +OK x", true),
        ("S: +OK ${n} ${n}", "S: +OK 7 7", true), ("S: +OK ${n} ${n}", "S: +OK 7 8", false),
    ])
    func `what a transcript leaves open is open`(expected: String, actual: String, isEqual: Bool) throws {
        let before = "S: +OK\nC: STAT\n"
        #expect(try differences(before + expected, before + actual).isEmpty == isEqual)
    }

    @Test(arguments: [
        ("S{\nS: A\nS: B\nS}\nS: .", "S: B\nS: A\nS: .", true), ("S{\nS: A\nS: B\nS: .\nS}", "S: B\nS: A\nS: .", true),
        ("S{\nS: A\nS: B\nS}\nS: .", "S: B\nS: .", false), ("S{\nS: A\nS}\nS: .", "S: B\nS: A\nS: .", false),
        ("S* ...", "S: anything\nS: at all\nS: .", true), ("S: A\nS* ...", "S: A\nS: .", true),
        ("S: A\nS* ...", "S: B\nS: .", false), ("S% 6", "S: abcd\nS: .", true), ("S% 7", "S: abcd\nS: .", false),
        ("S% 6", "S: ..bcd\nS: .", true),
    ])
    func `a body that is left open is open`(expected: String, actual: String, isEqual: Bool) throws {
        let before = "S: +OK\nC: PASS x\nS: +OK\nC: RETR 1\nS: +OK\n"
        #expect(try differences(before + expected, before + actual).isEmpty == isEqual)
    }

    private static let blocks: [(came: String, line: Int, expected: String?, actual: String?, offset: Int?)] = [
        // An entry is paired with the line that has its keyword, wherever that came.
        ("S: X-NEW\nS: TOP\nS: IMPLEMENTATION b", 9, "IMPLEMENTATION a", "IMPLEMENTATION b", 15),
        ("S: TOP\nS: IMPLEMENTATION a\nS: X-NEW", 8, "UIDL", "X-NEW", 0),
        ("S: TOP\nS: IMPLEMENTATION a", 8, "UIDL", nil, nil),
        // Where nothing is missing, the line stands at the end of the block.
        ("S: X-NEW\nS: TOP\nS: UIDL\nS: IMPLEMENTATION a", 10, nil, "X-NEW", 0),
        ("S: TOP\nS: UIDL\nS: IMPLEMENTATION a\nS: X-NEW", 10, nil, "X-NEW", 0),
    ]

    @Test(arguments: blocks)
    func `a difference in a block stands at the entry that did not come`(
        came: String, line: Int, expected: String?, actual: String?, offset: Int?
    ) throws {
        let before = "S: +OK\nC: CAPA\nS: +OK\n"
        let block = "# an entry a line\nS{\nS: TOP\nS: UIDL\nS: IMPLEMENTATION a\nS}\nS: ."
        let found = try differences(before + block, before + came + "\nS: .", .octets)
        #expect(found.count == 1)
        let first = try #require(found.first)
        #expect(first.line == line && first.offset == offset)
        #expect(first.expected.map { String(decoding: $0, as: UTF8.self) } == expected)
        #expect(first.actual.map { String(decoding: $0, as: UTF8.self) } == actual)
    }

    @Test func `without --strict a line that a block lacks is found as well`() throws {
        let before = "S: +OK\nC: CAPA\nS: +OK\n"
        let block = before + "S{\nS: TOP\nS: IMPLEMENTATION a\nS}\nS: ."
        let other = before + "S: IMPLEMENTATION b\nS: X-NEW\nS: TOP\nS: ."
        let found = try differences(block, other)
        #expect(found.map(\.line) == [8])
        #expect(found.map(\.kind) == [.extra])
        #expect(found.map(\.actual) == [Array("X-NEW".utf8)])
    }

    @Test(arguments: [
        ("S: Hello\\x20", "S: Hello", true), ("S: Hello\nS:\nS: x", "S: Hello\nS: x", true),
        ("S: .dot", "S: ..dot", true),
        ("S: Hello", "S: Hallo", false),
    ])
    func `text from a screen is compared as a screen shows it`(expected: String, actual: String, isEqual: Bool) throws {
        let before = "S: +OK\nC: PASS x\nS: +OK\nC: RETR 1\nS: +OK\n"
        let (recorded, came) = (before + expected + "\nS: .", before + actual + "\nS| .\\n")
        #expect(try differences(recorded, came, .text).isEmpty == isEqual)
        #expect(try !differences(recorded, came, .meaning).isEmpty)
    }

    @Test func `a body that is cut where it was recorded to be cut is no difference`() throws {
        let cut = "S: +OK\nC: PASS x\nS: +OK\nC: RETR 1\nS: +OK\nS: half a mail\n* close server"
        #expect(try differences(cut, cut).isEmpty)
        #expect(try differences(cut, cut.replacing("\n*", with: "\nS: .\n*")).map(\.kind) == [.extra])
        #expect(try differences(cut.replacing("\n*", with: "\nS: .\n*"), cut).map(\.kind) == [.missing])
    }

    @Test func `a line that answers nothing is found, and one that was recorded is missed`() throws {
        let recorded = "S: +OK\nS: +OK twice\nC: STAT\nS: +OK 1 1"
        #expect(try differences(recorded, recorded).isEmpty)
        #expect(try differences("S: +OK\nC: STAT\nS: +OK 1 1", recorded).map(\.kind) == [.unsolicited])
        #expect(try differences(recorded, "S: +OK\nC: STAT\nS: +OK 1 1").map(\.kind) == [.missing])
    }
}
