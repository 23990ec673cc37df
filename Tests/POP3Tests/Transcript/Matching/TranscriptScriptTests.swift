import Testing

@testable import POP3

/// The script of a file without its first line; lines count from 2, as in the file.
func script(_ text: String, file: (String) -> [UInt8]? = { _ in nil }) throws -> TranscriptScript {
    var reader = TranscriptReader()
    let octets = Array(("#!pop3-transcript 1\n" + text + "\n").utf8)
    return try TranscriptScript(try reader.readNumbered(octets) + reader.finishNumbered(), file: file)
}

@Suite("A transcript as something to play")
struct TranscriptScriptTests {
    @Test func `each server line belongs to a reply, which is due behind its command`() throws {
        let script = try script(
            """
            S: +OK ready
            C: CAPA
            C: STAT
            S: +OK
            S: TOP
            S: .
            S: +OK 2 320
            """)
        let places = script.steps.compactMap { step in
            if case .receive(_, let place) = step.action { place } else { nil }
        }
        #expect(places.map(\.reply) == [0, 1, 1, 1, 2])
        #expect(places.map(\.behind) == [0, 1, 1, 1, 2])
        let replies = script.replies(1)
        #expect(replies.map(\.command?.verb) == [nil, .capa, .stat])
        #expect(replies.map(\.lines) == [[2], [5, 6, 7], [8]])
    }

    @Test func `the states are those of the session`() throws {
        let script = try script("S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: STAT\nS: +OK 0 0")
        #expect(script.replies(1).map(\.before) == [.greeting, .authorization, .authorization, .transaction])
        #expect(script.clientLines(1).map(\.line) == [3, 5, 7])
        #expect(script.secretNames == ["bob"])
    }

    @Test func `pieces of a line make one line`() throws {
        let script = try script("S| +OK re\n^\nS| ady\\r\\n\nC: QUIT\nS| +OK")
        let lines = [Line("+OK ready"), Line(bytes: Array("+OK".utf8), ending: .missing)]
        #expect(script.replies(1).map(\.first.content) == lines.map { .line(LineTemplate($0)) })
        #expect(script.replies(1).map { [$0.first.line, $0.first.lastLine] } == [[2, 4], [6, 6]])
    }

    @Test func `TLS at the beginning and behind STLS are told apart`() throws {
        #expect(try script("* connect\n* tls TLSv1.3\nS: +OK").beginsWithTLS(1))
        #expect(try !script("* connect\nS: +OK\nC: STLS\nS: +OK\n* tls\nC: QUIT\nS: +OK").beginsWithTLS(1))
    }

    @Test func `a file beside the transcript is its octets, stuffed`() throws {
        let script = try script("S: +OK\nC: CAPA\nS: +OK\nS< caps") { $0 == "caps" ? Array(".a\nb".utf8) : nil }
        #expect(script.replies(1)[1].body.count == 2)
        #expect(script.replies(1)[1].end != nil)
        #expect(throws: TranscriptScript.Fault(line: 3, reason: .file("x"))) { try TranscriptScriptTests.failing() }
    }

    @Test func `a body that is too large to be served is refused`() throws {
        let largest = TranscriptScript.largestBody
        #expect(try script("S: +OK\nC: RETR 1\nS: +OK\nS% \(largest)").replies(1).count == 2)
        #expect(throws: TranscriptScript.Fault(line: 5, reason: .body(largest + 1))) {
            try script("S: +OK\nC: RETR 1\nS: +OK\nS% \(largest + 1)")
        }
    }

    private static func failing() throws { _ = try script("S: +OK\nS< x") }
}
