import MockServer
import Testing

@Suite("Faults: TOP")
struct TopFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("top-ignores-count", [.login(), "TOP 1 1"],
            "", "two|three|"),
        FaultRow("top-one-line-more", [.login(), "TOP 1 1"],
            "", "two|"),
        FaultRow("top-one-line-less", [.login(), "TOP 1 1"],
            "one|", ""),
        FaultRow("top-without-blank-line", [.login(), "TOP 1 0"],
            "|", ""),
        FaultRow("top-counts-header", [.login(), "TOP 1 1"],
            "|one|", ""),
        FaultRow("top-counts-wire-dots", [.login(), "TOP 2 3"],
            "..x|", ""),
        FaultRow("top-refuses-large-counts", [.login(), "TOP 1 9"],
            "+OK the top of message 1 follows|Subject: small||one|two|three|.|", "-ERR the message is not that long|"),
        FaultRow("top-count-wraps", [.login(), "TOP 1 4294967296"],
            "one|two|three|", ""),
        FaultRow("top-negative-count", [.login(), "TOP 1 -1"],
            "-ERR a number of lines is one or more decimal digits|", "+OK the top of message 1 follows|Subject: small||.|"),
        FaultRow("top-count-in-letters", [.login(), "TOP 1 x"],
            "-ERR a number of lines is one or more decimal digits|", "+OK the top of message 1 follows|Subject: small||.|"),
        FaultRow("top-without-count", [.login(), "TOP 1"],
            "-ERR an argument is missing: TOP msg n|", "+OK the top of message 1 follows|Subject: small||.|"),
        FaultRow("top-deleted-known", [.login(), "DELE 1", "TOP 1 0"],
            "-ERR message 1 is marked as deleted; RSET takes the mark away|", "+OK message 1|Subject: small||.|"),
        FaultRow("top-unknown-known", [.login(), "TOP 4 0"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK message 4|.|"),
        FaultRow("top-marks", [.login(), "TOP 1 0", "STAT"],
            "+OK 3 106|", "+OK 2 71|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
