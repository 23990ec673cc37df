import MockServer
import Testing

@Suite("Faults: The first line of a reply")
struct StatusLineFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("status-lower-case", [.login(), "NOOP"],
            "+OK nothing done|", "+ok nothing done|"),
        FaultRow("status-mixed-case", ["NOOP"],
            "-ERR log in before NOOP: USER and PASS, APOP, or AUTH|", "-Err log in before NOOP: USER and PASS, APOP, or AUTH|"),
        FaultRow("status-of-imap", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-BAD unknown command|"),
        FaultRow("status-joined", ["NOOP"],
            "-ERR log in before NOOP: USER and PASS, APOP, or AUTH|", "-ERRlog in before NOOP: USER and PASS, APOP, or AUTH|"),
        FaultRow("status-tab", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR<TAB>this is no POP3 command; CAPA lists what this server offers|"),
        FaultRow("status-line-too-long=520", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR this is no POP3 command; CAPA lists what this server offers" + String(repeating: ".", count: 454) + "|"),
        FaultRow("status-line-latin1", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR this is no POP3 command; CAPA lists what this server offers �|"),
        FaultRow("status-line-nul", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR this is no POP3 command; CAPA lists what this server offers<NUL>|"),
        FaultRow("line-bare-lf", [.login(), "STAT"],
            "+OK 3 106|", "+OK 3 106<LF>"),
        FaultRow("line-two-returns", [.login(), "STAT"],
            "+OK 3 106|", "+OK 3 106<CR>|"),
        FaultRow("reply-doubled", [.login(), "RSET"],
            "", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("reply-trailing-line", [.login(), "STAT"],
            "", "|"),
        FaultRow("error-two-lines", [.login(), "LIST 9"],
            "", "-ERR see the manual|"),
        FaultRow("error-with-terminator", [.login(), "RETR 9"],
            "", ".|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
