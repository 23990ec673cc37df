import MockServer
import Testing

@Suite("Faults: DELE, RSET and UPDATE")
struct DeletionFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("dele-ignored", [.login(), "DELE 1", "STAT"],
            "+OK 2 71|", "+OK 3 106|"),
        FaultRow("dele-at-once", [.login(), "DELE 1", .drop, .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "+OK maildrop has 2 messages (71 octets)|"),
        FaultRow("dele-twice-known", [.login(), "DELE 1", "DELE 1"],
            "-ERR message 1 is marked as deleted; RSET takes the mark away|", "+OK message 1 is marked already|"),
        FaultRow("dele-unknown-known", [.login(), "DELE 4"],
            "-ERR no such message; numbers run from 1 to 3|", "+OK message 4 marked as deleted; QUIT removes it|"),
        FaultRow("rset-keeps-marks", [.login(), "DELE 1", "RSET", "STAT"],
            "+OK 3 106|", "+OK 2 71|"),
        FaultRow("rset-takes-one-mark", [.login(), "DELE 1", "DELE 2", "RSET", "STAT"],
            "+OK 3 106|", "+OK 2 63|"),
        FaultRow("rset-without-marks-refused", [.login(), "RSET"],
            "+OK maildrop has 3 messages (106 octets)|", "-ERR nothing is marked|"),
        FaultRow("quit-keeps-marked", [.login(), "DELE 1", "QUIT", .connect, .login()],
            "+OK maildrop has 2 messages (71 octets)|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("quit-removes-one", [.login(), "DELE 1", "DELE 2", "QUIT", .connect, .login()],
            "+OK maildrop has 1 message (28 octets)|", "+OK maildrop has 2 messages (71 octets)|"),
        FaultRow("quit-removes-all", [.login(), "DELE 1", "QUIT", .connect, .login()],
            "+OK maildrop has 2 messages (71 octets)|", "+OK maildrop has 0 messages (0 octets)|"),
        FaultRow("quit-removes-next", [.login(), "DELE 1", "QUIT", .connect, .login(), "RETR 1"],
            "+OK 43 octets|Subject: dotted||Ends.|..|..x|...|last|", "+OK 35 octets|Subject: small||one|two|three|"),
        FaultRow("quit-removes-fetched", [.login(), "RETR 1", "QUIT", .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "+OK maildrop has 2 messages (71 octets)|"),
        FaultRow("drop-updates", [.login(), "DELE 1", .drop, .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "+OK maildrop has 2 messages (71 octets)|"),
        FaultRow("drop-removes-fetched", [.login(), "RETR 1", .drop, .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "+OK maildrop has 2 messages (71 octets)|"),
        FaultRow("partial-quit-updates", [.login(), "DELE 1", .octets("QUIT"), .drop, .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "+OK maildrop has 2 messages (71 octets)|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
