import POP3
import TestSupport
import Testing

@Suite("Session: STLS, RFC 2595 section 4")
struct SessionTLSTests {
    @Test func `after STLS what was learned in clear text is forgotten`() {
        let seen = Dialogue("S: +OK <1@x>\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: USER alice\nS: +OK\nC: STLS\nS: +OK\nTLS")
            .observed()
        let knowledge = seen.session.knowledge
        #expect(seen.events.last == .startTLS)
        #expect(knowledge.isSecure)
        #expect(knowledge.timestamp == "<1@x>")
        #expect(knowledge.capabilities == nil)
        #expect(knowledge.capabilitiesPhase == nil)
        #expect(knowledge.forgottenCapabilities == [Capability("STLS")])
        #expect(knowledge.user == nil)
        #expect(knowledge.login == .idle)
        #expect(seen.session.phase == .authorization)
    }

    @Test(arguments: [0, 1, 3, 10])
    func `clear text behind the reply to STLS is evidence, never part of the session`(cut: Int) {
        var session = Dialogue("S: +OK\nC: STLS").observed().session
        let injected = Array("+OK injected\r\n".utf8)
        let wire = Array("+OK begin\r\n".utf8) + injected
        let events =
            session.observe(Array(wire[..<(wire.count - cut)]), from: .server)
            + session.observe(Array(wire[(wire.count - cut)...]), from: .server)
        #expect(events.last == .startTLS)
        #expect(session.clearTextBehindSTLS == injected)
        session.secured()
        #expect(session.clearTextBehindSTLS == [])
        #expect(session.observe(Array("+OK secure\r\n".utf8), from: .server) == [.unsolicited("+OK secure")])
    }

    @Test func `of injected clear text at most four kibibytes are kept`() {
        var session = Dialogue("S: +OK\nC: STLS\nS: +OK").observed().session
        for _ in 1...3 { #expect(session.observe([UInt8](repeating: 0x78, count: 3_000), from: .server) == []) }
        #expect(session.clearTextBehindSTLS.count == 4_096)
    }

    @Test(arguments: ["S: +OK\nC: STLS\nS: -ERR", "S: +OK\nC: PASS a\nS: +OK\nC: STLS\nS: +OK"])
    func `STLS that is refused, or sent too late, begins nothing`(text: String) {
        let seen = Dialogue(text).observed()
        #expect(!seen.events.contains(.startTLS))
        #expect(!seen.session.knowledge.isSecure)
    }

    @Test func `commands behind STLS are given up with the handshake, and what comes is nobody's reply`() {
        var session = Dialogue("S: +OK\nC: STLS\nC: CAPA\nC: NOOP\nS: +OK").observed().session
        #expect(session.secured() == [Command("CAPA"), Command("NOOP")])
        #expect(session.pending.isEmpty)
        let seen = Dialogue("S: +OK\nC: STAT\nS: -ERR log in").observed(by: session)
        #expect(seen.events.first == .unsolicited("+OK"))
        #expect(seen.exchanges.map(\.command) == [Command("STAT")])
        #expect(seen.exchanges.map(\.reply.status) == [.err])
    }

    @Test func `nothing is given up where nothing waits`() {
        var session = Dialogue("S: +OK\nC: STLS\nS: +OK").observed().session
        #expect(session.secured() == [])
    }

    @Test func `no piece of the dialogue in clear text is left behind the handshake`() {
        // A name, a line that is not whole, and lines expected of a command that nobody answers.
        let named = Dialogue("S: +OK <1@x>\nC: USER alice\nS: +OK\nC: STLS\nS: +OK").observed().session
        var spoiled = named
        spoiled.expectLines()
        _ = spoiled.observe(Array("XYZZY\r\nUSER bo".utf8), from: .client)
        spoiled.expectLines()
        #expect(spoiled.secured() == [Command("XYZZY")])
        let text = "C: XYZZY x\nS: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .\nC: alice\nS: -ERR"
        let plain = Dialogue("S: +OK <1@x>\nC: STLS\nS: +OK\nTLS\n" + text).observed()
        let seen = Dialogue(text).observed(by: spoiled)
        #expect(seen.events == Array(plain.events.suffix(seen.events.count)))
        #expect(seen.exchanges.map(\.reply.body?.keptLines) == [nil, ["USER"], nil])
    }

    @Test func `lines expected of STLS do not keep it from beginning the handshake`() {
        var session = Dialogue("S: +OK").observed().session
        session.expectLines()
        let seen = Dialogue("C: STLS\nS: +OK").observed(by: session)
        #expect(seen.events.last == .startTLS)
        #expect(seen.exchanges.map(\.reply.body) == [nil])
        let next = Dialogue("TLS\nC: XYZZY\nS: +OK").observed(by: seen.session)
        #expect(next.exchanges.map(\.reply.body) == [nil])
    }

    @Test func `a connection that began with TLS is secure from the start`() {
        #expect(Session(isSecure: true).knowledge == Knowledge(isSecure: true))
    }
}
