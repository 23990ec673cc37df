import POP3
import TestSupport
import Testing

@Suite("What is recorded")
struct TranscriptRecorderTests {
    @Test func `a session is recorded as it was, but for its secrets and what differs from run to run`() {
        let dialogue = Dialogue(
            """
            S: +OK ready <1896.697170952@dbc.mtview.ca.us>
            C: CAPA
            S: +OK
            S: TOP
            S: UIDL
            S: .
            C: USER bob
            S: +OK
            C: PASS secret
            S: +OK
            C: UIDL
            S: +OK
            S: 1 abc
            S: 2 def
            S: .
            C: UIDL 2
            S: +OK 2 def
            C: RETR 1
            S: +OK
            S: Subject: x
            S:\u{20}
            S: ..
            S: .
            C: QUIT
            S: +OK
            S closes
            """)
        #expect(
            dialogue.recorded() == """
                * connect
                S: +OK ready ${apop.stamp}
                C: CAPA
                S: +OK
                S{
                S: TOP
                S: UIDL
                S}
                S: .
                C: USER bob
                S: +OK
                C: PASS ${secret:bob}
                S: +OK
                C: UIDL
                S: +OK
                S: 1 ${uid.1}
                S: 2 ${uid.2}
                S: .
                C: UIDL 2
                S: +OK 2 ${uid.2}
                C: RETR 1
                S: +OK
                S: Subject: x
                S:
                S: ..
                S: .
                C: QUIT
                S: +OK
                * close server

                """)
    }

    private static let opening = "S: +OK\nC: USER bob\nS: +OK\n"

    // swift-format-ignore
    private static let secrets: [(dialogue: String, recorded: String)] = [
        ("C: PASS secret",                    "C: PASS ${secret:bob}"),
        ("C: pass  two words",                "C: pass  ${secret:bob}"),
        ("C: PASS one1\nS: -ERR\nC: PASS two2\nS: -ERR\nC: PASS one1", "C: PASS ${secret:bob}\nS: -ERR\nC: PASS ${secret:bob.2}\nS: -ERR\nC: PASS ${secret:bob}"),
        ("C: PASSsecret3",                    "C: PASS${secret:bob}"),
        ("C: pas secret",                     "C: pas ${secret:bob}"),
        ("C: secret12",                       "C: ${secret:bob}"),
        ("C: USER amy secret",                "C: USER amy ${secret:amy}"),
        ("C: APOP amy c4c9334bac560ecc979e58001b3e22fb", "C: APOP amy ${apop(amy)}"),
        ("C: APOP amy c4c9334bac560ecc",      "C: APOP amy ${secret:amy}"),
        ("C: AUTH PLAIN AGFsaWNlAHNlY3JldA==", "C: AUTH PLAIN ${plain(alice)}"),
        ("C: auth plain AGFsaWNlAHNlY3JldA==", "C: auth plain ${plain(alice)}"),
        ("C: AUTH PLAIN\nS: +\u{20}\nC: AGFsaWNlAHNlY3JldA==", "C: AUTH PLAIN\nS: +\\x20\nC: ${plain(alice)}"),
        ("C: AUTH PLAIN YQBhbGljZQBzZWNyZXQ=", "C: AUTH PLAIN ${secret:bob}"),
        ("C: AUTH PLAIN not=base64",          "C: AUTH PLAIN ${secret:bob}"),
        ("C: AUTH PLAIN AGEuMgBzZWNyZXQ=",    "C: AUTH PLAIN ${secret:bob}"),
        ("C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: YWxpY2U=\nS: + UGFzc3dvcmQ6\nC: c2VjcmV0\nS: +OK", "C: AUTH LOGIN\nS: + ${challenge.1}\nC: ${login-user(alice)}\nS: + ${challenge.2}\nC: ${login-secret(alice)}\nS: +OK"),
        ("C: AUTH CRAM-MD5\nS: + PDFAeD4=\nC: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw\nS: -ERR", "C: AUTH CRAM-MD5\nS: + ${challenge.1}\nC: ${cram-md5(tim)}\nS: -ERR"),
        ("C: AUTH SCRAM-SHA-256 biwsbj1hbGljZSxyPWFi\nS: + cj1hYg==\nC: Yz1iaXdz\nS: + dj0=\nC:\u{20}\nS: +OK", "C: AUTH SCRAM-SHA-256 ${scram-sha-256(alice)}\nS: + ${challenge.1}\nC: ${scram-sha-256(alice)}\nS: + ${challenge.2}\nC:\nS: +OK"),
        ("C: AUTH XOAUTH2 dXNlcj1hbGljZQFhdXRoPUJlYXJlciB0b2tlbgEB", "C: AUTH XOAUTH2 ${bearer(alice)}"),
        ("C: AUTH OAUTHBEARER bixhPWFsaWNlLAFhdXRoPUJlYXJlciB0b2tlbgEB", "C: AUTH OAUTHBEARER ${bearer(alice)}"),
        ("C: AUTH X-OWN c2VjcmV0",            "C: AUTH X-OWN ${secret:bob}"),
        ("C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: *\nS: -ERR", "C: AUTH LOGIN\nS: + ${challenge.1}\nC: *\nS: -ERR"),
        ("C: PASS secret\nS: -ERR SECRET is wrong, bob", "C: PASS ${secret:bob}\nS: -ERR ${secret:bob} is wrong, bob"),
        ("C: AUTH PLAIN AGFsaWNlAHNlY3JldA==\nS: -ERR secret AGFsaWNlAHNlY3JldA==", "C: AUTH PLAIN ${plain(alice)}\nS: -ERR ${secret:alice} ${secret:alice}"),
        ("C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: YWxpY2U=\nS: + UGFzc3dvcmQ6\nC: c2VjcmV0\nS: -ERR secret", "C: AUTH LOGIN\nS: + ${challenge.1}\nC: ${login-user(alice)}\nS: + ${challenge.2}\nC: ${login-secret(alice)}\nS: -ERR ${secret:alice}"),
    ]

    @Test(arguments: secrets)
    func `a secret is named, and never stored`(dialogue: String, recorded: String) {
        let file = Dialogue(Self.opening + dialogue).recorded()
        #expect(file == "* connect\n" + Self.opening + recorded + "\n")
    }

    @Test func `without USER the secret is that of the user`() {
        #expect(Dialogue("S: +OK\nC: PASS secret").recorded() == "* connect\nS: +OK\nC: PASS ${secret:user}\n")
    }

    @Test func `a digest after a refused one belongs to another secret`() {
        let digest = String(repeating: "a", count: 32)
        let apop = "C: APOP bob \(digest)"
        let file = Dialogue("S: +OK\n\(apop)\nS: -ERR no\n\(apop)\nS: -ERR [IN-USE] x\n\(apop)").recorded()
        let sent = file.split(separator: "\n").filter { $0.hasPrefix("C: ") }.map { $0.dropFirst(12) }
        #expect(sent == ["${apop(bob)}", "${apop(bob.2)}", "${apop(bob.2)}"])
    }

    @Test func `the file is the same, however the octets were cut`() {
        let dialogue = Dialogue(
            """
            S: +OK <1@x>
            C: USER bob
            S: +OK
            C: PASS secret
            S: -ERR secret secret
            C: AUTH PLAIN
            S: + c29tZQ==
            C: AGFsaWNlAHNlY3JldA==
            S: +OK
            C: UIDL
            S: +OK
            S: 1 secretly
            S: .
            C: CAPA
            S: +OK secret
            S: TOP
            S: X-SECRET
            S: .
            C: RETR 1
            S: +OK
            S: ..
            S: .
            S closes
            """)
        let whole = dialogue.recorded()
        #expect(!whole.lowercased().replacing("${secret:", with: "").contains("secret"))
        #expect(dialogue.cut(before: { _ in true }).recorded() == whole)
        for place in 0..<dialogue.length { #expect(dialogue.cut(before: { $0 == place }).recorded() == whole) }
    }

    @Test func `a line that ended otherwise, or did not end, stands exactly as it was`() {
        let dialogue = Dialogue([
            .sent(.server, Array("+OK\n".utf8)), .sent(.client, Array("STAT\n".utf8)),
            .sent(.server, Array("+OK 1".utf8)), .closed(.server),
        ])
        #expect(dialogue.recorded() == "* connect\nS| +OK\\n\nC| STAT\\n\nS| +OK 1\n* close server\n")
    }

    @Test func `the beginning of a secret is not stored either`() {
        let dialogue = Dialogue([
            .sent(.server, Array("+OK\r\n".utf8)), .sent(.client, Array("PASS wonderland\r\n".utf8)),
            .sent(.server, Array("-ERR no wonder".utf8)), .sent(.client, Array("wond".utf8)), .closed(.client),
        ])
        #expect(
            dialogue.recorded()
                == "* connect\nS: +OK\nC: PASS ${secret:user}\nS| -ERR no ${secret:user}\nC| ${secret:user}\n* close client\n"
        )
    }

    @Test func `a secret behind 64 KiB of a line is not stored, on either side`() {
        let long = String(repeating: "x", count: 65_530)
        let dialogue = Dialogue([
            .sent(.server, Array("+OK\r\n".utf8)), .sent(.client, Array("PASS wonderland\r\n".utf8)),
            .sent(.server, Array("-ERR \(long)wonderland \(long)\r\n".utf8)),
            .sent(.client, Array("NOOP \(long)wonderland\r\n".utf8)), .closed(.client),
        ])
        for cut in [false, true] {
            let file = (cut ? dialogue.cut(before: { _ in true }) : dialogue).recorded()
            #expect(!file.contains("wond") && !file.contains("rland") && file.contains("${secret:user}"))
        }
    }

    @Test func `mail stays as it is, whatever stands in it`() {
        let mail = Dialogue("S: +OK\nC: PASS secret\nS: +OK\nC: RETR 1\nS: +OK\nS: secret\nS: .").recorded()
        #expect(mail.hasSuffix("C: RETR 1\nS: +OK\nS: secret\nS: .\n"))
        let list = Dialogue("S: +OK\nC: PASS secret\nS: +OK\nC: LIST\nS: +OK\nS: a\nS: secret\nS: .").recorded()
        #expect(list.hasSuffix("C: LIST\nS: +OK\nS: a\nS: ${secret:user}\nS: .\n"))
    }

    @Test func `literally, unique-ids, timestamp and the order of CAPA stand as they were`() {
        var options = TranscriptRecorder.Options()
        options.keepsLiterals = true
        let dialogue = "S: +OK <1@x>\nC: CAPA\nS: +OK\nS: TOP\nS: .\nC: UIDL\nS: +OK\nS: 1 abc\nS: .\n"
        #expect(Dialogue(String(dialogue.dropLast())).recorded(options) == "* connect\n" + dialogue)
    }

    @Test func `secrets are recorded where that was asked for`() {
        var options = TranscriptRecorder.Options()
        options.showsSecrets = true
        let dialogue = "S: +OK\nC: USER bob\nS: +OK\nC: PASS secret\nS: -ERR secret\n"
        #expect(Dialogue(String(dialogue.dropLast())).recorded(options) == "* connect\n" + dialogue)
    }

    @Test func `segments stand where a side went on in another write, but not within a secret`() {
        var options = TranscriptRecorder.Options()
        options.marksSegments = true
        let octets = { (text: String) in Array(text.utf8) }
        let dialogue = Dialogue([
            .sent(.server, octets("+OK he")), .sent(.server, octets("llo\r\n")), .sent(.client, octets("PASS se")),
            .sent(.client, octets("cret\r")), .sent(.client, octets("\nSTAT\r\n")), .sent(.client, octets("NOOP\r\n")),
            .sent(.server, octets("+OK\r\n+OK\r\n")), .sent(.server, octets("+OK\r\n")),
        ])
        #expect(
            dialogue.recorded(options) == """
                * connect
                S| +OK he
                ^
                S: llo
                C| PASS ${secret:user}
                ^
                C| \\r
                ^
                C| \\n
                C: STAT
                ^
                C: NOOP
                S: +OK
                S: +OK
                ^
                S: +OK

                """)
    }

    @Test func `the lines of a capability list that did not end are no block`() {
        let dialogue = Dialogue("S: +OK\nC: CAPA\nS: +OK\nS: TOP\nS closes")
        #expect(dialogue.recorded() == "* connect\nS: +OK\nC: CAPA\nS: +OK\nS: TOP\n* close server\n")
    }

    @Test func `under TLS another user begins, and what STLS was given is kept apart`() {
        let dialogue = Dialogue("S: +OK\nC: USER bob\nS: +OK\nC: STLS\nS: +OK\nTLS\nC: PASS secret\nS: +OK")
        #expect(
            dialogue.recorded()
                == "* connect\nS: +OK\nC: USER bob\nS: +OK\nC: STLS\nS: +OK\n* tls\nC: PASS ${secret:user}\nS: +OK\n")
    }

    @Test func `each connection has a timestamp of its own name`() {
        var recorder = TranscriptRecorder()
        let greetings = (1...3).flatMap { number -> [Recorded] in
            var session = Session()
            let octets = Array("+OK <\(number).2@example.jp>\r\n".utf8)
            _ = recorder.connected()
            return recorder.passed(octets, from: .server, as: session.observe(octets, from: .server))
        }
        let names = ["apop.stamp", "apop.stamp.2", "apop.stamp.3"]
        #expect(
            greetings
                == names.map {
                    .event(.sent(.server, WireText([.octets(Array("+OK ".utf8)), .placeholder(.variable($0))])))
                })
    }
}
