import Authentication
import MockServer
import POP3
import Testing

@testable import Console

/// The script of a file without its first line.
private func script(_ text: String) throws -> TranscriptScript {
    var reader = TranscriptReader()
    return try TranscriptScript(try reader.readNumbered(file(text)) + reader.finishNumbered())
}

private func file(_ text: String) -> [UInt8] { Array(("#!pop3-transcript 1\n" + text + "\n").utf8) }

private let stamp = Stamp(process: 1, seconds: 2, random: 3)

/// The session of RFC 1939 section 10, as a recorder writes it; lines are counted from 2.
private let example = """
    * connect
    S: +OK POP3 server ready ${apop.stamp}
    C: APOP mrose ${apop(mrose)}
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
    S: Subject: the first
    S:
    S: ..a line with a dot
    S: .
    C: DELE 1
    S: +OK message 1 deleted
    C: RETR 2
    S: +OK 200 octets
    S: Subject: the second
    S: .
    C: DELE 2
    S: +OK message 2 deleted
    C: QUIT
    S: +OK dewey POP3 server signing off (maildrop empty)
    * close server
    """

@Suite("Both sides of a transcript, face to face", .timeLimit(.minutes(1)))
struct ReplayRunTests {
    /// Plays the client of one transcript against the server of another.
    private func played(
        _ client: String, against server: String, _ change: (inout ReplayOptions) -> Void = { _ in }
    ) async throws -> ReplayResult {
        let (script, other) = (try script(client), try ConsoleTests.script(server))
        var options = ReplayOptions()
        options.timeout = .seconds(5)
        options.secrets = .standIns(script.secretNames)
        change(&options)
        let secrets = options.secrets
        return await ReplayRun(script, options) { connection in
            ReplayDialer(other, connection: connection, secrets: secrets, stamp: stamp)
        }.run()
    }

    private func changed(_ line: Int, to text: String) -> String {
        var lines = example.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[line - 2] = text
        return lines.joined(separator: "\n")
    }

    @Test(arguments: [Closeness.meaning, .octets])
    func `the example of RFC 1939 section 10 replays as recorded`(closeness: Closeness) async throws {
        let result = try await played(example, against: example) { $0.closeness = closeness }
        #expect(result.mismatches.isEmpty)
        #expect(result.stop == nil)
        #expect(result.replies == 9)
    }

    @Test(arguments: [
        (3, "S: -ERR busy"), (3, "S: +OK no stamp"), (5, "S: -ERR [AUTH] no"), (7, "S: +OK 3 320"), (7, "S: -ERR"),
        (10, "S: 1 121"), (11, "S: 3 200"), (14, "S: -ERR no such message"), (15, "S: Subject: another"),
        (17, "S: .a line with a dot"), (20, "S: -ERR"), (26, "S: -ERR"), (28, "S: -ERR not all were removed"),
    ])
    func `a server line with another meaning is found where it stands`(line: Int, text: String) async throws {
        let result = try await played(example, against: changed(line, to: text))
        #expect(result.mismatches.first?.line == line)
    }

    @Test(arguments: [
        (5, "S: +OK hello"), (7, "S: +OK 2 320 octets"), (9, "S: +OK"), (14, "S: +OK"), (28, "S: +ok bye"),
    ])
    func `a server line with another text only is as recorded`(line: Int, text: String) async throws {
        #expect(try await played(example, against: changed(line, to: text)).mismatches.isEmpty)
    }

    @Test(arguments: [
        "S: +OK\nC: AUTH PLAIN ${plain(bob)}\nS: +OK",
        "S: +OK\nC: AUTH PLAIN\nS: + \nC: ${plain(bob)}\nS: +OK".replacing("+ \n", with: "+\\x20\n"),
        "S: +OK\nC: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: ${login-user(bob)}\nS: + UGFzc3dvcmQ6\nC: ${login-secret(bob)}\nS: +OK",
        "S: +OK\nC: AUTH CRAM-MD5\nS: + ${challenge.1}\nC: ${cram-md5(bob)}\nS: +OK",
        "S: +OK\nC: AUTH SCRAM-SHA-256 ${scram-sha-256(bob)}\nS: + ${challenge.1}\nC: ${scram-sha-256(bob)}\nS: + ${challenge.2}\nC:\nS: +OK",
        "S: +OK\nC: AUTH XOAUTH2 ${bearer(bob)}\nS: +OK",
        "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: -ERR\nC: USER bob\nS: +OK\nC: PASS ${secret:bob.2}\nS: +OK",
        "* connect\n* tls TLSv1.3\nS: +OK\nC: QUIT\nS: +OK\n* close server",
        "* connect\nS: +OK\nC: STLS\nS: +OK\n* tls TLSv1.3\nC: CAPA\nS: +OK\nS{\nS: TOP\nS: UIDL\nS}\nS: .\nC: QUIT\nS: +OK",
        "S: +OK\nC: CAPA\nC: NOOP\nC: QUIT\nS: +OK\nS: TOP\nS: .\nS: -ERR\nS: +OK\n* close server",
        "* connect\nS: +OK\n*2 connect\nS2: +OK\nC2: QUIT\nC: QUIT\nS: +OK\nS2: +OK\n*2 close server\n* close server",
        "S| +OK re\n^\n~ 1ms\nS| ady\\n\nC| QU\n^\nC| IT\\r\\n\nS~ +OK ${*}\n* reset server",
        "S: +OK\nC: RETR 1\nS: -ERR\n* close client",
        "S: +OK\nC: APOP bob ${apop(bob)}\nS: -ERR\n* timeout\n* close client".replacing(
            "+OK\n", with: "+OK ${apop.stamp}\n"),
        "S: +OK\nS: +OK twice\nC: QUIT\nS: +OK",
    ])
    func `every construct replays as recorded`(text: String) async throws {
        let result = try await played(text, against: text)
        #expect(result.mismatches.isEmpty)
        #expect(result.stop == nil)
        #expect(result.replies > 0)
    }

    @Test func `a server that closes early, or not at all, differs`() async throws {
        let early = try await played(example, against: changed(7, to: "* close server"))
        #expect(early.mismatches.map(\.kind) == [.closed])
        #expect(early.mismatches.first?.line == 7)
        let text = "S: +OK\nC: QUIT\nS: +OK"
        let open = try await played(text + "\n* close server", against: text) { $0.timeout = .milliseconds(20) }
        #expect(open.mismatches.map(\.kind) == [.open])
        let silent = try await played(text, against: "S: +OK\nC: QUIT") { $0.timeout = .milliseconds(20) }
        #expect(silent.mismatches.map(\.kind) == [.silence])
    }

    @Test func `a response is not sent where no challenge came`() async throws {
        let text = "S: +OK\nC: AUTH PLAIN\nS: +\\x20\nC: ${plain(bob)}\nS: +OK\nC: QUIT\nS: +OK"
        let result = try await played(text, against: text.replacing("S: +\\x20", with: "S: -ERR"))
        #expect(result.mismatches.map(\.line) == [4])
        #expect(result.stop == .init(line: 5, reason: .noChallenge))
    }

    @Test func `nothing is sent in clear text that was recorded under TLS`() async throws {
        let text = "S: +OK\nC: STLS\nS: +OK\n* tls TLSv1.3\nC: PASS ${secret:bob}\nS: +OK"
        let result = try await played(
            text, against: text.replacing("STLS\nS: +OK\n* tls TLSv1.3", with: "STLS\nS: -ERR"))
        #expect(result.stop == .init(line: 5, reason: .noTLS))
    }

    @Test func `a live server keeps its mail when it differs, and is not quitted in silence`() async throws {
        let (notices, noticing) = AsyncStream.makeStream(of: ReplayNotice.self)
        let live: (inout ReplayOptions) -> Void = { options in
            options.isLive = true
            options.announce = { noticing.yield($0) }
        }
        let other = try await played(example, against: changed(7, to: "S: +OK 3 320"), live)
        #expect(other.stop == .init(line: 19, reason: .protectsMail))
        let same = try await played(example, against: example, live)
        #expect(same.mismatches.isEmpty)
        noticing.finish()
        var told: [ReplayNotice] = []
        for await notice in notices { told.append(notice) }
        #expect(told == [.quitDeletes(2)])
    }

    @Test func `a readable secret in clear text is announced once`() async throws {
        let (notices, noticing) = AsyncStream.makeStream(of: ReplayNotice.self)
        let text = "S: +OK\nC: PASS ${secret:bob}\nS: -ERR\nC: PASS ${secret:bob}\nS: -ERR"
        _ = try await played(text, against: text) { options in
            options.isLive = true
            options.announce = { noticing.yield($0) }
        }
        noticing.finish()
        var told: [ReplayNotice] = []
        for await notice in notices { told.append(notice) }
        #expect(told == [.secretInClear])
    }

    @Test func `without a secret nothing is sent in its place`() async throws {
        let text = "S: +OK\nC: PASS ${secret:bob}\nS: +OK"
        let result = try await played(text, against: text) { $0.secrets = TranscriptSecrets() }
        #expect(result.stop == .init(line: 3, reason: .secret(.missing("bob"))))
    }

    @Test func `a secret that a server says is not in the report`() async throws {
        let text = "S: +OK\nC: PASS ${secret:bob}\nS: +OK"
        let result = try await played(text, against: text.replacing("\nS: +OK", with: "\nS: -ERR no password lambkin"))
        {
            $0.secrets = TranscriptSecrets(["bob": Array("lambkin".utf8)])
        }
        let actual = result.mismatches.compactMap(\.actual).map { String(decoding: $0, as: UTF8.self) }
        #expect(actual == ["-ERR no password ********"])
    }

    @Test func `a session with a mailbox replays against another one`() async throws {
        let account = Account("bob", password: "lamb", mail: [Array("Subject: x\r\n\r\n.dot\r\n".utf8)])
        let text = """
            S: +OK ready ${apop.stamp}
            C: APOP bob ${apop(bob)}
            S: +OK in
            C: STAT
            S: +OK 1 20
            C: UIDL
            S: +OK
            S: 1 ${uid.1}
            S: .
            C: UIDL 1
            S: +OK 1 ${uid.1}
            C: RETR 1
            S: +OK
            S: Subject: x
            S:
            S: ..dot
            S: .
            C: QUIT
            S: +OK
            * close server
            """
        for (password, lines) in [("lamb", []), ("wrong", [4])] {
            var options = ReplayOptions()
            options.secrets = TranscriptSecrets(["bob": Array(password.utf8)])
            let result = await ReplayRun(try script(text), options) { _ in
                let store = MailStore([account])
                return LoopbackDialer(over: store) { MailboxServer(over: store, stamp: stamp) }
            }.run()
            #expect(result.mismatches.prefix(1).map(\.line) == lines)
        }
    }

    @Test(arguments: [
        (7, "S: +OK 3 320", "S: +OK 3 320"), (14, "S: -ERR gone", "S: -ERR gone"),
        (15, "S: Subject: other\nS: To: bob", "S: Subject: other\nS: To: bob"), (11, "S: 2 201", "S: 2 201"),
    ])
    func `an update rewrites the lines that differ, and no other`(line: Int, text: String, updated: String) async throws
    {
        let server = changed(line, to: text)
        let result = try await played(example, against: server)
        let now = TranscriptRevision.apply(result.revisions, to: file(example), TranscriptHeader())
        var wanted = changed(line, to: updated)
        if line == 14 {
            wanted = wanted.replacing("\nS: Subject: the first\nS:\nS: ..a line with a dot\nS: .", with: "")
        }
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: file(wanted), as: UTF8.self))
    }

    @Test func `comments and line ends stay when lines are rewritten`() async throws {
        let recorded =
            "# a comment\r\n@title x\r\nS: +OK\r\n\r\nC: CAPA\r\nS: +OK\r\nS{\r\nS: TOP\r\nS}\r\nS: .\r\n# end\r"
        let result = try await played(recorded, against: "S: +OK\nC: CAPA\nS: +OK\nS: UIDL\nS: TOP\nS: .")
        let now = TranscriptRevision.apply(result.revisions, to: file(recorded), TranscriptHeader())
        #expect(
            String(decoding: now, as: UTF8.self)
                == String(
                    decoding: file(recorded.replacing("S{\r\nS: TOP\r\nS}\r\n", with: "S: UIDL\r\nS: TOP\r\n")),
                    as: UTF8.self))
    }

    @Test func `a file of client lines alone is recorded, with names for what changes`() async throws {
        let (lines, server) = (
            "C: APOP mrose ${apop(mrose)}\nC: UIDL\nC: QUIT",
            "S: +OK ready <1.2@example.jp>\n"
                + "C: APOP mrose ${apop(mrose)}\nS: +OK\nC: UIDL\nS: +OK\nS: 1 abc\nS: .\nC: QUIT\nS: +OK bye\n* close server"
        )
        let result = try await played(lines, against: server) { $0.recording = .missing }
        let now = TranscriptRevision.apply(result.additions, to: file(lines), TranscriptHeader())
        let wanted = server.replacing("<1.2@example.jp>", with: "${apop.stamp}").replacing("abc", with: "${uid.1}")
            .replacing("\n* close server", with: "")
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: file(wanted), as: UTF8.self))
    }

    @Test(arguments: [
        ("C: STAT\nC: DELE 1\nC: QUIT\nS: +OK 2 320\nS: +OK\nS: +OK", 4, 2),
        ("C| STAT\\r\\nDELE 1\\r\\nQUIT\\r\\n\nS: +OK 2 320\nS: +OK\nS: +OK", 3, 2),
        ("C: DELE 1\nC: STAT\nC: QUIT\nS: +OK\nS: +OK 2 320\nS: +OK", 5, 3),
    ])
    func `a live server deletes nothing that was sent along with a line it answers otherwise`(
        lines: String, stop: Int, replies: Int
    ) async throws {
        let text = "S: +OK\n" + lines
        let other = text.replacing("+OK 2 320", with: "+OK 3 320")
        let result = try await played(text, against: other) { $0.isLive = true }
        #expect(result.stop == .init(line: stop, reason: .protectsMail))
        #expect(result.replies == replies)
    }

    @Test func `no secret is sent in clear text where TLS was to begin at once`() async throws {
        let text = "* connect\n* tls TLSv1.3\nS: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK"
        let result = try await played(text, against: text) { $0.isLive = true }
        #expect(result.stop == .init(line: 3, reason: .noTLS))
        #expect(result.replies == 0)
    }

    @Test func `a difference that no revision mends is counted apart`() async throws {
        let result = try await played(
            example, against: changed(5, to: "S: +OK hi").replacing("S: +OK 2 320", with: "* close server")
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
        let result = try await played(recorded, against: said) {
            $0.recording = .all
            $0.secrets = TranscriptSecrets(["bob": Array("lambkin".utf8)])
        }
        let now = TranscriptRevision.apply(result.revisions, to: file(recorded), TranscriptHeader())
        let wanted = said.replacing("Lambkin", with: "${secret:bob}").replacing("X-lambkin", with: "X-${secret:bob}")
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: file(wanted), as: UTF8.self))
    }
}
