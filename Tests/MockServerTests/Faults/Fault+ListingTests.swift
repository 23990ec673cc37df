import MockServer
import Testing

@Suite("Faults: STAT and LIST")
struct ListingFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("stat-counts-deleted", [.login(), "DELE 1", "STAT"],
            "+OK 2 71|", "+OK 3 106|"),
        FaultRow("stat-count-wrong", [.login(), "STAT"],
            "+OK 3 106|", "+OK 4 106|"),
        FaultRow("stat-size-wrong", [.login(), "STAT"],
            "+OK 3 106|", "+OK 3 116|"),
        FaultRow("stat-in-words", [.login(), "STAT"],
            "+OK 3 106|", "+OK 3 messages (106 octets)|"),
        FaultRow("stat-two-spaces", [.login(), "STAT"],
            "+OK 3 106|", "+OK 3  106|"),
        FaultRow("stat-extra", [.login(), "STAT"],
            "+OK 3 106|", "+OK 3 106 octets|"),
        FaultRow("stat-empty-refused", [.login("empty"), "STAT"],
            "+OK 0 0|", "-ERR no messages|"),
        FaultRow("list-counts-deleted", [.login(), "DELE 1", "LIST"],
            "", "1 35|"),
        FaultRow("list-extra", [.login(), "LIST"],
            "1 35|2 43|3 28|", "1 35 octets|2 43 octets|3 28 octets|"),
        FaultRow("list-two-spaces", [.login(), "LIST"],
            "1 35|2 43|3 28|", "1  35|2  43|3  28|"),
        FaultRow("list-indented", [.login(), "LIST"],
            "1 35|2 43|3 28|", " 1 35| 2 43| 3 28|"),
        FaultRow("list-backwards", [.login(), "LIST"],
            "1 35|2 43|3 28|", "3 28|2 43|1 35|"),
        FaultRow("list-from-zero", [.login(), "LIST"],
            "1 35|2 43|3 28|", "0 35|1 43|2 28|"),
        FaultRow("list-misses-last", [.login(), "LIST"],
            "3 28|", ""),
        FaultRow("list-empty-refused", [.login("empty"), "LIST"],
            "+OK 0 messages (0 octets)|.|", "-ERR no messages|"),
        FaultRow("list-single-other-size", [.login(), "LIST 1"],
            "+OK 1 35|", "+OK 1 350|"),
        FaultRow("list-single-without-number", [.login(), "LIST 1"],
            "+OK 1 35|", "+OK 35|"),
        FaultRow("list-deleted-known", [.login(), "DELE 1", "LIST 1"],
            "-ERR message 1 is marked as deleted; RSET takes the mark away|", "+OK 1 35|"),
        FaultRow("list-unknown-known", [.login(), "LIST 4"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK 4 0|"),
        FaultRow("list-zero-is-all", [.login(), "LIST 0"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK 3 messages (106 octets)|1 35|2 43|3 28|.|"),
        FaultRow("list-in-hex", [.login(), "LIST"],
            "1 35|2 43|3 28|", "1 0x23|2 0x2b|3 0x1c|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
