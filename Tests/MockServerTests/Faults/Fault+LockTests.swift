import MockServer
import Testing

@Suite("Faults: The lock")
struct LockFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("lock-missing", [.login(), .connect, .login()],
            "-ERR [IN-USE] another session holds this maildrop; try again when it has ended|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("lock-kept-after-quit", [.login(), "QUIT", .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "-ERR [IN-USE] another session holds this maildrop; try again when it has ended|"),
        FaultRow("lock-kept-after-drop", [.login(), .drop, .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "-ERR [IN-USE] another session holds this maildrop; try again when it has ended|"),
        FaultRow("lock-kept-after-wrong-password", ["USER mrose", "PASS x", .connect, .login()],
            "+OK maildrop has 3 messages (106 octets)|", "-ERR [IN-USE] another session holds this maildrop; try again when it has ended|"),
        FaultRow("lock-refused-silently", [.login(), .connect, .login()],
            "-ERR [IN-USE] another session holds this maildrop; try again when it has ended|", "<close>"),
        FaultRow("lock-refused-with-ok", [.login(), .connect, .login()],
            "-ERR [IN-USE] another session holds this maildrop; try again when it has ended|", "+OK maildrop has 0 messages (0 octets)|"),
        FaultRow("lock-told-to-strangers", [.login(), .connect, "USER mrose", "PASS x"],
            "-ERR [AUTH] user name and password do not fit together|", "-ERR [IN-USE] another session holds this maildrop; try again when it has ended|"),
        FaultRow("lock-blamed-on-password", [.login(), .connect, .login()],
            "-ERR [IN-USE] another session holds this maildrop; try again when it has ended|", "-ERR [AUTH] another session holds this maildrop; try again when it has ended|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
