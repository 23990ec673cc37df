import Authentication
import POP3
import Testing

@testable import Console

@Suite("What a replay changes in a transcript", .timeLimit(.minutes(5)))
struct ReplayUpdateTests {
    @Test(arguments: [
        (7, "S: +OK 3 320", "S: +OK 3 320"), (14, "S: -ERR gone", "S: -ERR gone"),
        (15, "S: Subject: other\nS: To: bob", "S: Subject: other\nS: To: bob"), (11, "S: 2 201", "S: 2 201"),
    ])
    func `an update rewrites the lines that differ, and no other`(line: Int, text: String, updated: String) async throws
    {
        let server = FaceToFace.changed(line, to: text)
        let result = try await FaceToFace.played(FaceToFace.example, against: server)
        let now = TranscriptRevision.apply(
            result.revisions, to: FaceToFace.file(FaceToFace.example), TranscriptHeader())
        var wanted = FaceToFace.changed(line, to: updated)
        if line == 14 {
            wanted = wanted.replacing("\nS: Subject: the first\nS:\nS: ..a line with a dot\nS: .", with: "")
        }
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: FaceToFace.file(wanted), as: UTF8.self))
    }

    @Test func `comments and line ends stay when lines are rewritten`() async throws {
        let recorded =
            "# a comment\r\n@title x\r\nS: +OK\r\n\r\nC: CAPA\r\nS: +OK\r\nS{\r\nS: TOP\r\nS}\r\nS: .\r\n# end\r"
        let result = try await FaceToFace.played(recorded, against: "S: +OK\nC: CAPA\nS: +OK\nS: UIDL\nS: TOP\nS: .")
        let now = TranscriptRevision.apply(result.revisions, to: FaceToFace.file(recorded), TranscriptHeader())
        let wanted = recorded.replacing("S: TOP\r\n", with: "S: TOP\r\nS: UIDL\r\n")
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: FaceToFace.file(wanted), as: UTF8.self))
    }

    @Test(arguments: [
        ("S: UIDL\nS: IMPLEMENTATION b\nS: TOP", "S: TOP\nS: UIDL\nS: IMPLEMENTATION b"),
        ("S: UIDL\nS: IMPLEMENTATION a\nS: USER", "S: USER\nS: UIDL\nS: IMPLEMENTATION a"),
        ("S: IMPLEMENTATION a\nS: TOP", "S: TOP\nS: IMPLEMENTATION a"),
        ("S: A\nS: TOP\nS: UIDL\nS: IMPLEMENTATION a\nS: B", "S: TOP\nS: UIDL\nS: IMPLEMENTATION a\nS: A\nS: B"),
    ])
    func `of a block only the entries that differ are rewritten`(came: String, updated: String) async throws {
        let entries = "S: TOP\nS: UIDL\nS: IMPLEMENTATION a"
        let recorded = "S: +OK\nC: CAPA\nS: +OK list\nS{\n\(entries)\nS}\nS: .\nC: QUIT\nS: +OK"
        let server = recorded.replacing("S{\n\(entries)\nS}", with: came).replacing("list", with: "other words")
        let result = try await FaceToFace.played(recorded, against: server) { $0.closeness = .octets }
        let now = TranscriptRevision.apply(result.revisions, to: FaceToFace.file(recorded), TranscriptHeader())
        let wanted = recorded.replacing(entries, with: updated).replacing("list", with: "other words")
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: FaceToFace.file(wanted), as: UTF8.self))
        #expect((result.revisions.count, result.unrevised) == (1, 0))
    }

    @Test func `a file of client lines alone is recorded, with names for what changes`() async throws {
        let (lines, server) = (
            "C: APOP mrose ${apop(mrose)}\nC: UIDL\nC: QUIT",
            "S: +OK ready <1.2@example.jp>\n"
                + "C: APOP mrose ${apop(mrose)}\nS: +OK\nC: UIDL\nS: +OK\nS: 1 abc\nS: .\nC: QUIT\nS: +OK bye\n* close server"
        )
        let result = try await FaceToFace.played(lines, against: server) { $0.recording = .missing }
        let now = TranscriptRevision.apply(result.additions, to: FaceToFace.file(lines), TranscriptHeader())
        let wanted = server.replacing("<1.2@example.jp>", with: "${apop.stamp}").replacing("abc", with: "${uid.1}")
            .replacing("\n* close server", with: "")
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: FaceToFace.file(wanted), as: UTF8.self))
    }

    @Test func `a difference that no revision mends is counted apart`() async throws {
        let result = try await FaceToFace.played(
            FaceToFace.example,
            against: FaceToFace.changed(5, to: "S: +OK hi").replacing("S: +OK 2 320", with: "* close server")
        ) {
            $0.recording = .all
        }
        #expect(result.revisions.count == result.mismatches.count)
        #expect(result.unrevised == 1)
    }

    @Test func `a secret that a server says is written by its name, and mail stays as it is`() async throws {
        let recorded =
            "S: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: CAPA\nS: +OK\nS: TOP\nS: .\nC: RETR 1\nS: +OK\nS: a\nS: ."
        let said = recorded.replacing("bob}\nS: +OK", with: "bob}\nS: +OK Lambkin").replacing("TOP", with: "X-lambkin")
            .replacing("S: a", with: "S: lambkin")
        let result = try await FaceToFace.played(recorded, against: said) {
            $0.recording = .all
            $0.secrets = TranscriptSecrets(["bob": Array("lambkin".utf8)])
        }
        let now = TranscriptRevision.apply(result.revisions, to: FaceToFace.file(recorded), TranscriptHeader())
        let wanted = said.replacing("Lambkin", with: "${secret:bob}").replacing("X-lambkin", with: "X-${secret:bob}")
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: FaceToFace.file(wanted), as: UTF8.self))
    }

    // swift-format-ignore
    /// Transcripts with a login that succeeds; its last line, counted from 1; what the server does in its place.
    private static let logins: [(text: String, refused: String, line: Int)] = [
        ("S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK in", "S: -ERR no", 6),
        ("S: +OK ${apop.stamp}\nC: APOP bob ${apop(bob)}\nS: +OK in", "S: -ERR no", 4),
        ("S: +OK\nC: AUTH PLAIN ${plain(bob)}\nS: +OK in", "S: -ERR no", 4),
        ("S: +OK\nC: AUTH CRAM-MD5\nS: + ${challenge.1}\nC: ${cram-md5(bob)}\nS: +OK in", "S: -ERR no", 6),
        ("S: +OK\nC: PASS ${secret:bob}\nS: +OK in", "S: what", 4),
        ("S: +OK\nC: AUTH PLAIN ${plain(bob)}\nS: +OK in", "S: + more", 4),
    ]

    @Test(arguments: logins, [ReplayOptions.Recording.none, .all])
    func `nothing is rewritten behind a login that is refused`(
        login: (text: String, refused: String, line: Int), recording: ReplayOptions.Recording
    ) async throws {
        let rest = "\nC: STAT\nS: +OK 2 320\nC: LIST 1\nS: +OK 1 120"
        let errors = "\nC: STAT\nS: -ERR log in\nC: LIST 1\nS: -ERR log in"
        let server = login.text.replacing("S: +OK in", with: login.refused) + errors
        let result = try await FaceToFace.played(login.text + rest, against: server) { $0.recording = recording }
        #expect(result.refusedLogins == [login.line])
        #expect(result.revisions.isEmpty && result.additions.isEmpty)
        #expect(!result.mismatches.isEmpty)
        #expect(result.unrevised == result.mismatches.count)
    }

    @Test func `a login that is refused in the file too, or on another connection, hinders no update`() async throws {
        let refused = "S: +OK\nC: PASS ${secret:bob}\nS: -ERR\nC: NOOP\nS: -ERR"
        let known = try await FaceToFace.played(
            refused, against: refused.replacing("NOOP\nS: -ERR", with: "NOOP\nS: +OK"))
        #expect(known.refusedLogins.isEmpty)
        #expect(known.revisions.map(\.removed) == [[6]])
        let two = "S: +OK\nC: PASS ${secret:bob}\nS: +OK\n*2 connect\nS2: +OK\nC2: CAPA\nS2: +OK\nS2: TOP\nS2: ."
        let other = two.replacing("bob}\nS: +OK", with: "bob}\nS: -ERR").replacing("TOP", with: "UIDL")
        let mixed = try await FaceToFace.played(two, against: other)
        #expect(mixed.refusedLogins == [4])
        #expect(mixed.revisions.map(\.removed) == [[9]])
        #expect((mixed.mismatches.count, mixed.unrevised) == (2, 1))
    }
}
