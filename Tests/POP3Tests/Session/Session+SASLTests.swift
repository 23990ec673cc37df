import POP3
import TestSupport
import Testing

@Suite("Session: SASL, RFC 5034 section 4")
struct SessionSASLTests {
    @Test func `challenges and responses are exchanges, and the last one logs in`() {
        let seen = Dialogue(
            """
            S: +OK
            C: AUTH CRAM-MD5
            S: + PDE4OTYuNjk3QHg+
            C: dGltIGI5MTNhNjAy
            S: + YWdhaW4=
            C: c2Vjb25k
            S: +OK in
            """
        ).observed()
        #expect(seen.exchanges.map(\.command?.kind) == [nil, .command, .response, .response])
        #expect(seen.exchanges.map(\.reply.status) == [.ok, .challenge, .challenge, .ok])
        #expect(
            seen.exchanges.map(\.knowledgeAfter.login) == [
                .idle, .sasl(mechanism: "CRAM-MD5", step: 1), .sasl(mechanism: "CRAM-MD5", step: 2), .idle,
            ])
        #expect(seen.exchanges.compactMap { $0.command?.line.text } == ["AUTH CRAM-MD5", "********", "********"])
        #expect(seen.session.phase == .transaction)
    }

    @Test func `an initial response is secret and may log in at once`() {
        let seen = Dialogue("S: +OK\nC: AUTH plain AGFsaWNl\nS: +OK in").observed()
        #expect(seen.exchanges.last?.command?.line == "AUTH plain ********")
        #expect(seen.session.phase == .transaction)
    }

    @Test func `giving up or failing ends the dialogue, and commands are commands again`() {
        let seen = Dialogue(
            """
            S: +OK
            C: AUTH PLAIN
            S: +
            C: *
            S: -ERR cancelled
            C: AUTH PLAIN
            S: +
            C: AGFsaWNl
            S: -ERR [AUTH] no
            C: NOOP
            S: +OK
            """
        ).observed()
        #expect(
            seen.exchanges.map { $0.command?.line.text } == [
                nil, "AUTH PLAIN", "*", "AUTH PLAIN", "********", "NOOP",
            ])
        #expect(seen.session.phase == .authorization)
        #expect(seen.session.knowledge.login == .idle)
    }

    @Test(arguments: [("AUTH PLAIN", true), ("AUTH PLAIN AGFsaWNl", false), ("AUTH", false), ("NOOP", false)])
    func `a line sent early behind AUTH alone may be a secret`(command: String, isSecret: Bool) {
        let session = Dialogue("S: +OK\nC: \(command)").observed().session
        #expect(session.isAnsweringChallenge == isSecret)
    }

    @Test func `further responses sent early are masked too`() {
        let seen = Dialogue("S: +OK\nC: AUTH LOGIN\nC: dXNlcg==\nC: c2VjcmV0\nC: QUIT").observed()
        #expect(seen.session.pending.map(\.line.text) == ["AUTH LOGIN", "********", "********", "QUIT"])
    }

    @Test func `behind a challenge the next line is a response, and no more than that`() {
        var session = Dialogue("S: +OK\nC: AUTH PLAIN").observed().session
        _ = session.observe(Array("+ \r\n".utf8), from: .server)
        #expect(session.isAnsweringChallenge)
        _ = session.observe(Array("AGFsaWNl\r\n".utf8), from: .client)
        #expect(!session.isAnsweringChallenge)
    }

    @Test func `AUTH without an argument asks for a list and logs nobody in`() {
        let seen = Dialogue("S: +OK\nC: AUTH\nS: +OK\nS: PLAIN\nS: .").observed()
        #expect(seen.exchanges.last?.reply.body?.keptLines == ["PLAIN"])
        #expect(seen.session.phase == .authorization)
    }
}
