import MockServer
import Testing

@Suite("Faults: RETR")
struct MessagesFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("retr-unstuffed", [.login(), "RETR 2"],
            "..|..x|...|", ".|.x|..|"),
        FaultRow("top-unstuffed", [.login(), "TOP 2 9"],
            "..|..x|...|", ".|.x|..|"),
        FaultRow("stuffs-lone-dots-only", [.login(), "RETR 2"],
            "..x|...|", ".x|..|"),
        FaultRow("stuffs-first-dot-only", [.login(), "RETR 2"],
            "..x|...|", ".x|..|"),
        FaultRow("stuffs-dots-at-line-ends", [.login(), "RETR 2"],
            "Ends.|", "Ends..|"),
        FaultRow("retr-loses-last-line", [.login(), "RETR 1"],
            "three|", ""),
        FaultRow("message-with-from-line", [.login(), "RETR 1"],
            "", "From nobody@popscope.invalid Mon Jan  1 00:00:00 2001|"),
        FaultRow("message-with-status-line", [.login(), "RETR 1"],
            "", "Status: RO|"),
        FaultRow("message-changes-between-sessions", [.login(), "RETR 1"],
            "three|", "thre1|"),
        FaultRow("message-7-bit", ["UTF8", .login(), "RETR 3"],
            "Subject: café||un café|", "Subject: cafC)||un cafC)|"),
        FaultRow("retr-deleted-known", [.login(), "DELE 1", "RETR 1"],
            "-ERR message 1 is marked as deleted; RSET takes the mark away|", "+OK message 1|Subject: small||one|two|three|.|"),
        FaultRow("retr-unknown-known", [.login(), "RETR 4"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK message 4|.|"),
        FaultRow("retr-marks", [.login(), "RETR 1", "STAT"],
            "+OK 3 106|", "+OK 2 71|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
