import MockServer
import Testing

@Suite("Faults: UIDL")
struct UniqueIDsFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("uidl-is-number", [.login(), "UIDL"],
            "1 17fb89ee9dcab42a|2 c99d164addff6dc2|3 e7d92ae6c635060f|", "1 1|2 2|3 3|"),
        FaultRow("uidl-changes-each-session", [.login(), .drop, .connect, .login(), "UIDL 1"],
            "+OK 1 17fb89ee9dcab42a|", "+OK 1 2-17fb89ee9dcab42a|"),
        FaultRow("uidl-shared", [.login(), "UIDL 2"],
            "+OK 2 c99d164addff6dc2|", "+OK 2 17fb89ee9dcab42a|"),
        FaultRow("uidl-too-long", [.login(), "UIDL 1"],
            "+OK 1 17fb89ee9dcab42a|", "+OK 1 17fb89ee9dcab42axxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|"),
        FaultRow("uidl-without-id", [.login(), "UIDL 1"],
            "+OK 1 17fb89ee9dcab42a|", "+OK 1 |"),
        FaultRow("uidl-not-ascii", [.login(), "UIDL 1"],
            "+OK 1 17fb89ee9dcab42a|", "+OK 1 é7fb89ee9dcab42a|"),
        FaultRow("uidl-with-size", [.login(), "UIDL"],
            "1 17fb89ee9dcab42a|2 c99d164addff6dc2|3 e7d92ae6c635060f|", "1 17fb89ee9dcab42a 35|2 c99d164addff6dc2 43|3 e7d92ae6c635060f 28|"),
        FaultRow("uidl-two-spaces", [.login(), "UIDL"],
            "1 17fb89ee9dcab42a|2 c99d164addff6dc2|3 e7d92ae6c635060f|", "1  17fb89ee9dcab42a|2  c99d164addff6dc2|3  e7d92ae6c635060f|"),
        FaultRow("uidl-single-other-id", [.login(), "UIDL 1"],
            "+OK 1 17fb89ee9dcab42a|", "+OK 1 17FB89EE9DCAB42AX|"),
        FaultRow("uidl-single-without-number", [.login(), "UIDL 1"],
            "+OK 1 17fb89ee9dcab42a|", "+OK 17fb89ee9dcab42a|"),
        FaultRow("uidl-lists-deleted", [.login(), "DELE 1", "UIDL"],
            "", "1 17fb89ee9dcab42a|"),
        FaultRow("uidl-misses-last", [.login(), "UIDL"],
            "3 e7d92ae6c635060f|", ""),
        FaultRow("uidl-deleted-known", [.login(), "DELE 1", "UIDL 1"],
            "-ERR message 1 is marked as deleted; RSET takes the mark away|", "+OK 1 17fb89ee9dcab42a|"),
        FaultRow("uidl-unknown-known", [.login(), "UIDL 4"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK 4 none|"),
        FaultRow("uidl-empty-refused", [.login("empty"), "UIDL"],
            "+OK 0 messages (0 octets)|.|", "-ERR no messages|"),
        FaultRow("uidl-refused", [.login(), "UIDL"],
            "+OK 3 messages (106 octets)|1 17fb89ee9dcab42a|2 c99d164addff6dc2|3 e7d92ae6c635060f|.|", "-ERR not implemented|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
