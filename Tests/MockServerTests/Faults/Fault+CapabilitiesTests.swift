import MockServer
import Testing

@Suite("Faults: CAPA")
struct CapabilitiesFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("capa-forgets-sasl", [.login(), "CAPA"],
            "SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|", ""),
        FaultRow("capa-forgets-user", [.login(), "CAPA"],
            "USER|", ""),
        FaultRow("capa-other-mechanisms", [.login(), "CAPA"],
            "SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|", "SASL PLAIN|"),
        FaultRow("capa-auth-resp-code-before-login-only", [.login(), "CAPA"],
            "AUTH-RESP-CODE|", ""),
        FaultRow("expire-user-after-login", [.login(), "CAPA"],
            "EXPIRE NEVER|IMPLEMENTATION popscope|", "IMPLEMENTATION popscope|EXPIRE 30 USER|"),
        FaultRow("expire-shorter-after-login", [.login(), "CAPA"],
            "EXPIRE NEVER|IMPLEMENTATION popscope|", "IMPLEMENTATION popscope|EXPIRE 30|"),
        FaultRow("expire-without-user", [.login(), "CAPA"],
            "EXPIRE NEVER|IMPLEMENTATION popscope|", "IMPLEMENTATION popscope|EXPIRE 60|"),
        FaultRow("login-delay-longer-after-login", [.login(), "CAPA"],
            "", "LOGIN-DELAY 900|"),
        FaultRow("capa-tag-with-dot", ["CAPA"],
            "", "X-POP.SCOPE|"),
        FaultRow("capa-empty-line", ["CAPA"],
            "", "|"),
        FaultRow("capa-trailing-space", ["CAPA"],
            "TOP|", "TOP |"),
        FaultRow("capa-line-too-long=520", ["CAPA"],
            "IMPLEMENTATION popscope|", "IMPLEMENTATION popscope" + String(repeating: "-", count: 495) + "|"),
        FaultRow("capa-unregistered-tag", ["CAPA"],
            "", "MOOD|"),
        FaultRow("capa-top-with-argument", ["CAPA"],
            "TOP|", "TOP YES|"),
        FaultRow("capa-auth-resp-code-with-argument", ["CAPA"],
            "AUTH-RESP-CODE|", "AUTH-RESP-CODE YES|"),
        FaultRow("capa-implementation-empty", ["CAPA"],
            "IMPLEMENTATION popscope|", "IMPLEMENTATION|"),
        FaultRow("sasl-with-commas", ["CAPA"],
            "SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|", "SASL PLAIN,LOGIN,CRAM-MD5,SCRAM-SHA-1,SCRAM-SHA-256|"),
        FaultRow("sasl-lower-case", ["CAPA"],
            "SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|", "SASL plain login cram-md5 scram-sha-1 scram-sha-256|"),
        FaultRow("top-concealed", ["CAPA"],
            "TOP|", ""),
        FaultRow("uidl-concealed", ["CAPA"],
            "UIDL|", ""),
        FaultRow("resp-codes-concealed", ["CAPA"],
            "RESP-CODES|", ""),
        FaultRow("auth-resp-code-concealed", ["CAPA"],
            "AUTH-RESP-CODE|", ""),
        FaultRow("expire-in-words", ["CAPA"],
            "EXPIRE NEVER|", "EXPIRE 30 days|"),
        FaultRow("login-delay-in-words", ["CAPA"],
            "", "LOGIN-DELAY none|"),
        FaultRow("login-delay-not-kept", ["CAPA"],
            "", "LOGIN-DELAY 900|"),
        FaultRow("capa-once", ["CAPA", "CAPA"],
            "+OK capabilities follow|TOP|USER|SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|STLS|UIDL|UTF8|LANG|RESP-CODES|AUTH-RESP-CODE|PIPELINING|EXPIRE NEVER|IMPLEMENTATION popscope|.|", "-ERR you know that already|"),
        FaultRow("sasl-refused", ["AUTH PLAIN"],
            "+ |", "-ERR this is no POP3 command|"),
        FaultRow("user-refused", ["USER mrose"],
            "+OK give PASS next|", "-ERR this is no POP3 command|"),
        FaultRow("top-refused", [.login(), "TOP 1 0"],
            "+OK the top of message 1 follows|Subject: small||.|", "-ERR not implemented|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
