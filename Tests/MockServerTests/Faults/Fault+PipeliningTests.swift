import MockServer
import Testing

@Suite("Faults: Pipelining")
struct PipeliningFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("pipelining-drops-batch", [.login(), .octets("STAT\r\nNOOP\r\n")],
            "+OK nothing done|", ""),
        FaultRow("pipelining-drops-after-error", [.login(), .octets("STAT\r\nXYZZ\r\nNOOP\r\n")],
            "+OK nothing done|", ""),
        FaultRow("pipelining-drops-after-login", [.octets("USER mrose\r\nPASS tanstaaf\r\nSTAT\r\n")],
            "+OK 3 106|", ""),
        FaultRow("pipelining-quit-overtakes", [.login(), .octets("STAT\r\nNOOP\r\nQUIT\r\n")],
            "+OK 3 106|+OK nothing done|", ""),
        FaultRow("pipelining-out-of-order", [.login(), .octets("UIDL 1\r\nNOOP\r\n")],
            "+OK 1 17fb89ee9dcab42a|+OK nothing done|", "+OK nothing done|+OK 1 17fb89ee9dcab42a|"),
        FaultRow("pipelining-buffer=256", [.login(), .octets(String(repeating: "STAT 1\r\n", count: 31) + "STAT\r\nSTAT\r\nNOOP\r\nNOOP\r\n")],
            "+OK 3 106|+OK nothing done|+OK nothing done|", ""),
        FaultRow("segment-is-line", [.login(), .octets("NO"), .octets("OP\r\n")],
            "+OK nothing done|", "-ERR this is no POP3 command; CAPA lists what this server offers|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
