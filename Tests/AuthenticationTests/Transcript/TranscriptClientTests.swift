import Authentication
import POP3
import Testing

@Suite("The client lines of a transcript")
struct TranscriptClientTests {
    private let secrets = TranscriptSecrets(["tim": Array("tanstaaftanstaaf".utf8), "tim.2": Array("other".utf8)])

    private func client() -> TranscriptClient {
        TranscriptClient(secrets) { Nonce([1, 2, 3]) }
    }

    private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

    private func line(_ start: String, _ placeholder: Placeholder) -> WireText {
        WireText([.octets(Array(start.utf8)), .placeholder(placeholder)])
    }

    /// A session whose greeting has come.
    private func session(_ greeting: String = "+OK <1896.697170952@dbc.mtview.ca.us>\r\n") -> Session {
        var session = Session()
        _ = session.observe(Array(greeting.utf8), from: .server)
        return session
    }

    @Test(arguments: [("bob", "bob"), ("bob.2", "bob"), ("bob.smith", "bob.smith"), (".2", ".2"), ("bob.", "bob.")])
    func `the name of a second secret names the same user`(name: String, user: String) {
        #expect(TranscriptSecrets.user(of: name) == user)
    }

    @Test func `no description shows a secret`() {
        #expect(!String(reflecting: secrets).contains("tanstaaf"))
        #expect(!"\(client())".contains("tanstaaf"))
    }

    @Test func `a digest is made of the timestamp of this run`() throws {
        var client = TranscriptClient(TranscriptSecrets(["mrose": Array("tanstaaf".utf8)])) { Nonce([1]) }
        let text = line("APOP mrose ", .computed(.apop, name: "mrose"))
        let octets = try client.octets(of: text, in: session(), TranscriptVariables())
        #expect(self.text(octets) == "APOP mrose c4c9334bac560ecc979e58001b3e22fb\r\n")
        #expect(throws: TranscriptSecretFault.noTimestamp) {
            try client.octets(of: text, in: session("+OK\r\n"), TranscriptVariables())
        }
    }

    @Test(arguments: [
        (Placeholder.secret("tim.2"), "PASS ", "PASS other"),
        (.computed(.plain, name: "tim.2"), "AUTH PLAIN ", "AUTH PLAIN AHRpbQBvdGhlcg=="),
        (.computed(.loginUser, name: "tim.2"), "", "dGlt"), (.computed(.loginSecret, name: "tim.2"), "", "b3RoZXI="),
        (.computed(.bearer, name: "tim.2"), "AUTH XOAUTH2 ", "AUTH XOAUTH2 dXNlcj10aW0BYXV0aD1CZWFyZXIgb3RoZXIBAQ=="),
    ])
    func `a secret stands where its placeholder stands`(placeholder: Placeholder, start: String, expected: String)
        throws
    {
        var client = client()
        let octets = try client.octets(of: line(start, placeholder), in: session(), TranscriptVariables())
        #expect(text(octets) == expected + "\r\n")
    }

    @Test func `a challenge of this run is answered`() throws {
        // The example of RFC 2195 section 2.
        var client = client()
        var session = session()
        _ = try client.octets(of: WireText(Array("AUTH CRAM-MD5".utf8)), in: session, TranscriptVariables())
        _ = session.observe(Array("AUTH CRAM-MD5\r\n".utf8), from: .client)
        let challenge = "+ PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+\r\n"
        for case .completed(let exchange) in session.observe(Array(challenge.utf8), from: .server) {
            client.took(exchange)
        }
        let octets = try client.octets(
            of: line("", .computed(.cramMD5, name: "tim")), in: session, TranscriptVariables())
        #expect(text(octets) == "dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw\r\n")
    }

    @Test(arguments: ["a\rb", "a\nDELE 1", "a\0b"], [Placeholder.secret("x"), .computed(.loginSecret, name: "x")])
    func `a secret that would be more than a secret is not sent`(secret: String, placeholder: Placeholder) {
        var client = TranscriptClient(TranscriptSecrets(["x": Array(secret.utf8)])) { Nonce([1]) }
        #expect(throws: TranscriptSecretFault.self) {
            try client.octets(of: line("PASS ", placeholder), in: session(), TranscriptVariables())
        }
    }

    @Test func `what is not known is told`() {
        var client = client()
        #expect(throws: TranscriptSecretFault.missing("bob")) {
            try client.octets(of: line("PASS ", .secret("bob")), in: session(), TranscriptVariables())
        }
        #expect(throws: TranscriptSecretFault.variable("x")) {
            try client.octets(of: line("", .variable("x")), in: session(), TranscriptVariables())
        }
        #expect(throws: TranscriptSecretFault.noChallenge) {
            try client.octets(of: line("", .computed(.cramMD5, name: "tim")), in: session(), TranscriptVariables())
        }
    }
}
