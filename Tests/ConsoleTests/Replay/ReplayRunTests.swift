import Authentication
import MockServer
import POP3
import Testing

@testable import Console

@Suite("Both sides of a transcript, face to face", .timeLimit(.minutes(5)))
struct ReplayRunTests {
    @Test(arguments: [Closeness.meaning, .octets])
    func `the example of RFC 1939 section 10 replays as recorded`(closeness: Closeness) async throws {
        let result = try await FaceToFace.played(FaceToFace.example, against: FaceToFace.example) {
            $0.closeness = closeness
        }
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
        let result = try await FaceToFace.played(FaceToFace.example, against: FaceToFace.changed(line, to: text))
        #expect(result.mismatches.first?.line == line)
    }

    @Test(arguments: [
        (5, "S: +OK hello"), (7, "S: +OK 2 320 octets"), (9, "S: +OK"), (14, "S: +OK"), (28, "S: +ok bye"),
    ])
    func `a server line with another text only is as recorded`(line: Int, text: String) async throws {
        #expect(
            try await FaceToFace.played(FaceToFace.example, against: FaceToFace.changed(line, to: text)).mismatches
                .isEmpty)
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
        let result = try await FaceToFace.played(text, against: text)
        #expect(result.mismatches.isEmpty)
        #expect(result.stop == nil)
        #expect(result.replies > 0)
    }

    @Test func `a server that closes early, or not at all, differs`() async throws {
        let early = try await FaceToFace.played(
            FaceToFace.example, against: FaceToFace.changed(7, to: "* close server"))
        #expect(early.mismatches.map(\.kind) == [.closed])
        #expect(early.mismatches.first?.line == 7)
        let text = "S: +OK\nC: QUIT\nS: +OK"
        let open = try await FaceToFace.played(text + "\n* close server", against: text) {
            $0.timeout = .milliseconds(20)
        }
        #expect(open.mismatches.map(\.kind) == [.open])
        let silent = try await FaceToFace.played(text, against: "S: +OK\nC: QUIT") { $0.timeout = .milliseconds(20) }
        #expect(silent.mismatches.map(\.kind) == [.silence])
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
            let result = await ReplayRun(try FaceToFace.script(text), options) { _ in
                let store = MailStore([account])
                return LoopbackDialer(over: store) { MailboxServer(over: store, stamp: FaceToFace.stamp) }
            }.run()
            #expect(result.mismatches.prefix(1).map(\.line) == lines)
        }
    }
}
