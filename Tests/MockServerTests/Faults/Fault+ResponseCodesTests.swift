import MockServer
import Testing

@Suite("Faults: Response codes")
struct ResponseCodesFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("auth-code-missing", ["USER mrose", "PASS x"],
            "-ERR [AUTH] user name and password do not fit together|", "-ERR user name and password do not fit together|"),
        FaultRow("auth-code-missing-for-apop", ["APOP mrose 00000000000000000000000000000000"],
            "-ERR [AUTH] user name and digest do not fit together|", "-ERR user name and digest do not fit together|"),
        FaultRow("auth-code-for-unknown-user", ["USER nobody"],
            "+OK give PASS next|", "-ERR [AUTH] no such user|"),
        FaultRow("auth-code-for-messages", [.login(), "RETR 9"],
            "-ERR no such message; numbers run from 1 to 3|", "-ERR [AUTH] no such message; numbers run from 1 to 3|"),
        FaultRow("in-use-with-ok", [.login(), "NOOP"],
            "+OK nothing done|", "+OK [IN-USE] nothing done|"),
        FaultRow("sys-with-ok", [.login(), "NOOP"],
            "+OK nothing done|", "+OK [SYS/TEMP] nothing done|"),
        FaultRow("sys-for-wrong-password", ["USER mrose", "PASS x"],
            "-ERR [AUTH] user name and password do not fit together|", "-ERR [SYS/PERM] user name and password do not fit together|"),
        FaultRow("sys-other-level", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR [SYS/BUSY] what is this|"),
        FaultRow("code-empty", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR [] what is this|"),
        FaultRow("code-not-closed", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR [X-UNKNOWN what is this|"),
        FaultRow("code-level-empty", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR [SYS//TEMP] what is this|"),
        FaultRow("code-behind-two-spaces", ["USER mrose", "PASS x"],
            "-ERR [AUTH] user name and password do not fit together|", "-ERR  [AUTH] user name and password do not fit together|"),
        FaultRow("login-delay-code-for-messages", [.login(), "RETR 9"],
            "-ERR no such message; numbers run from 1 to 3|", "-ERR [LOGIN-DELAY] no such message; numbers run from 1 to 3|"),
        FaultRow("utf8-code-for-dele", [.login(), "DELE 9"],
            "-ERR no such message; numbers run from 1 to 3|", "-ERR [UTF8] no such message; numbers run from 1 to 3|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
