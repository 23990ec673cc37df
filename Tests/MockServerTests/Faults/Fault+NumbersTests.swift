import MockServer
import Testing

@Suite("Faults: Message numbers")
struct NumbersFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("number-wraps-at-32-bits", [.login(), "LIST 4294967297"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK 1 35|"),
        FaultRow("number-wraps-at-64-bits", [.login(), "LIST 18446744073709551617"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK 1 35|"),
        FaultRow("number-huge-closes", [.login(), "LIST 18446744073709551617"],
            "-ERR no such message; numbers run from 1 to 3|", "<close>"),
        FaultRow("number-negative", [.login(), "LIST -1"],
            "-ERR a message number is one or more decimal digits|", "+OK 1 35|"),
        FaultRow("number-with-letters", [.login(), "LIST 1x"],
            "-ERR a message number is one or more decimal digits|", "+OK 1 35|"),
        FaultRow("number-in-hex", [.login(), "LIST 0x1"],
            "-ERR a message number is one or more decimal digits|", "+OK 1 35|"),
        FaultRow("number-not-a-number", [.login(), "LIST x"],
            "-ERR a message number is one or more decimal digits|", "+OK 1 35|"),
        FaultRow("number-zero", [.login(), "LIST 0"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK 1 35|"),
        FaultRow("number-behind-last", [.login(), "LIST 9"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK 3 28|"),
        FaultRow("numbers-move", [.login(), "DELE 1", "LIST"],
            "2 43|3 28|", "1 43|2 28|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
