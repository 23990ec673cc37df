import MockServer
import Testing

@Suite("Faults: STLS")
struct STLSFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("stls-second-greeting", ["STLS", .secure],
            "", "+OK popscope POP3 server ready|"),
        FaultRow("stls-talks-before-handshake", ["STLS"],
            "", "begin the handshake|"),
        FaultRow("stls-announced-under-tls", ["STLS", .secure, "CAPA"],
            "", "STLS|"),
        FaultRow("stls-announced-after-login", [.login(), "CAPA"],
            "", "STLS|"),
        FaultRow("stls-refused", ["STLS"],
            "+OK begin TLS now|<TLS>", "-ERR no TLS here|"),
        FaultRow("stls-concealed", ["CAPA"],
            "STLS|", ""),
        FaultRow("stls-without-capa", ["CAPA"],
            "+OK capabilities follow|TOP|USER|SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|STLS|UIDL|UTF8|LANG|RESP-CODES|AUTH-RESP-CODE|PIPELINING|EXPIRE NEVER|IMPLEMENTATION popscope|.|", "-ERR this is no POP3 command|"),
        FaultRow("stls-with-argument", ["STLS x"],
            "-ERR too many arguments: STLS|", "+OK begin TLS now|<TLS>"),
        FaultRow("stls-after-login", [.login(), "STLS"],
            "-ERR you are logged in; STLS comes before that|", "+OK begin TLS now|<TLS>"),
        FaultRow("stls-keeps-name", ["USER mrose", "STLS", .secure, "PASS tanstaaf"],
            "-ERR PASS goes right after a USER that was accepted; give USER again|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("stls-logs-in", ["STLS", .secure, "STAT"],
            "-ERR log in before STAT: USER and PASS, APOP, or AUTH|", "+OK 0 0|"),
        FaultRow("stls-injection", [.octets("STLS\r\nNOOP\r\n"), .secure],
            "", "-ERR log in before NOOP: USER and PASS, APOP, or AUTH|"),
        FaultRow("stls-goes-on-in-clear", ["STLS", "NOOP"],
            "<injected>", "-ERR log in before NOOP: USER and PASS, APOP, or AUTH|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
