import MockServer
import Testing

@Suite("Faults: What is a command")
struct SyntaxFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("unknown-silent", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", ""),
        FaultRow("unknown-ok", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "+OK whatever you say|"),
        FaultRow("unknown-closes", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "-ERR this is no POP3 command|<close>"),
        FaultRow("obsolete-hangs", [.login(), "LAST"],
            "-ERR LAST left POP3 with RFC 1725 (1994)|", ""),
        FaultRow("empty-line-silent", [""],
            "-ERR an empty line is no command|", ""),
        FaultRow("keyword-case-sensitive", [.login(), "stat"],
            "+OK 3 106|", "-ERR this is no POP3 command; CAPA lists what this server offers|"),
        FaultRow("keyword-too-long", [.login(), "STATUS"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "+OK 3 106|"),
        FaultRow("keyword-abbreviated", [.login(), "STA"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "+OK 3 106|"),
        FaultRow("extra-arguments-ignored", [.login(), "LIST 1 2"],
            "-ERR too many arguments: LIST [msg]|", "+OK 1 35|"),
        FaultRow("arguments-where-none-belong", [.login(), "STAT 1"],
            "-ERR too many arguments: STAT|", "+OK 3 106|"),
        FaultRow("dele-takes-many", [.login(), "DELE 1 2", "STAT"],
            "+OK 3 106|", "+OK 1 28|"),
        FaultRow("retr-without-number", [.login(), "RETR"],
            "-ERR an argument is missing: RETR msg|", "+OK 35 octets|Subject: small||one|two|three|.|"),
        FaultRow("dele-without-number", [.login(), "DELE"],
            "-ERR an argument is missing: DELE msg|", "+OK message 1 marked as deleted; QUIT removes it|"),
        FaultRow("tab-separates", [.login(), "LIST\t1"],
            "-ERR a tab does not separate words; a single space does|", "+OK 1 35|"),
        FaultRow("spaces-collapsed", [.login(), "LIST  1"],
            "-ERR exactly one space stands between words, and none at either end of the line|", "+OK 1 35|"),
        FaultRow("control-octets-dropped", [.login(), "NO\u{1}OP"],
            "-ERR a command holds no control characters|", "+OK nothing done|"),
        FaultRow("acts-before-crlf", [.login(), .octets("NOOP")],
            "", "+OK nothing done|"),
        FaultRow("long-line-in-pieces", [.line("XXXX " + String(repeating: "a", count: 300))],
            "", "-ERR unknown command|"),
        FaultRow("line-limit", [.line("USER " + String(repeating: "a", count: 100))],
            "+OK give PASS next|", "<close>"),
        FaultRow("argument-limit", [.line("USER " + String(repeating: "a", count: 40))],
            "+OK give PASS next|", "<close>"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
