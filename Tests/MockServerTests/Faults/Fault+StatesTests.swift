import MockServer
import Testing

@Suite("Faults: States and the end of a session")
struct StatesFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("stat-before-login", ["STAT"],
            "-ERR log in before STAT: USER and PASS, APOP, or AUTH|", "+OK 0 0|"),
        FaultRow("list-before-login", ["LIST"],
            "-ERR log in before LIST: USER and PASS, APOP, or AUTH|", "+OK 0 messages|.|"),
        FaultRow("retr-before-login", ["USER mrose", "RETR 1"],
            "-ERR log in before RETR: USER and PASS, APOP, or AUTH|", "+OK 35 octets|Subject: small||one|two|three|.|"),
        FaultRow("dele-before-login", ["DELE 1"],
            "-ERR log in before DELE: USER and PASS, APOP, or AUTH|", "+OK marked|"),
        FaultRow("noop-before-login", ["NOOP"],
            "-ERR log in before NOOP: USER and PASS, APOP, or AUTH|", "+OK nothing done|"),
        FaultRow("rset-before-login", ["RSET"],
            "-ERR log in before RSET: USER and PASS, APOP, or AUTH|", "+OK nothing marked|"),
        FaultRow("top-before-login", ["TOP 1 0"],
            "-ERR log in before TOP: USER and PASS, APOP, or AUTH|", "+OK nothing|.|"),
        FaultRow("uidl-before-login", ["UIDL"],
            "-ERR log in before UIDL: USER and PASS, APOP, or AUTH|", "+OK nothing|.|"),
        FaultRow("user-after-login", [.login(), "USER x"],
            "-ERR you are logged in; USER comes before that|", "+OK give PASS|"),
        FaultRow("pass-after-login", [.login(), "PASS x"],
            "-ERR you are logged in; PASS comes before that|", "+OK welcome|"),
        FaultRow("apop-after-login", [.login(), "APOP x y"],
            "-ERR you are logged in; APOP comes before that|", "+OK welcome|"),
        FaultRow("auth-after-login", [.login(), "AUTH PLAIN"],
            "-ERR you are logged in; AUTH comes before that|", "+OK welcome|"),
        FaultRow("capa-after-login-refused", [.login(), "CAPA"],
            "+OK capabilities follow|TOP|USER|SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|UIDL|UTF8|LANG|RESP-CODES|AUTH-RESP-CODE|PIPELINING|EXPIRE NEVER|IMPLEMENTATION popscope|.|", "-ERR CAPA comes before login|"),
        FaultRow("quit-between-user-and-pass-refused", ["USER mrose", "QUIT"],
            "+OK bye|<close>", "-ERR give PASS|"),
        FaultRow("quit-before-login-refused", ["QUIT"],
            "+OK bye|", "-ERR bye|"),
        FaultRow("quit-before-login-silent", ["QUIT"],
            "+OK bye|", ""),
        FaultRow("quit-without-close", [.login(), "QUIT"],
            "<close>", ""),
        FaultRow("late-close", [.login(), "QUIT"],
            "<close>", "<wait 30.0 seconds><close>"),
        FaultRow("quit-goes-on", ["QUIT", "NOOP"],
            "", "-ERR log in before NOOP: USER and PASS, APOP, or AUTH|"),
        FaultRow("stat-once", [.login(), "STAT", "STAT"],
            "+OK 3 106|", "-ERR you know that already|"),
        FaultRow("retr-once", [.login(), "RETR 1", "RETR 1"],
            "+OK 35 octets|Subject: small||one|two|three|.|", "-ERR you have it already|"),
        FaultRow("unknown-clears-marks", [.login(), "DELE 1", "XYZZ", "STAT"],
            "+OK 2 71|", "+OK 3 106|"),
        FaultRow("noop-clears-marks", [.login(), "DELE 1", "NOOP", "STAT"],
            "+OK 2 71|", "+OK 3 106|"),
        FaultRow("noop-refused", [.login(), "NOOP"],
            "+OK nothing done|", "-ERR not implemented|"),
        FaultRow("rset-refused", [.login(), "RSET"],
            "+OK maildrop has 3 messages (106 octets)|", "-ERR not implemented|"),
        FaultRow("autologout", [.patience],
            "600.0 seconds", "30.0 seconds"),
        FaultRow("autologout-speaks", [.login(), .idle],
            "", "-ERR you are too slow|"),
        FaultRow("autologout-updates", [.login(), "DELE 1", .idle, .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "+OK maildrop has 2 messages (71 octets)|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
