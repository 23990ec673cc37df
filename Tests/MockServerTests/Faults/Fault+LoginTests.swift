import MockServer
import Testing

@Suite("Faults: USER, PASS and APOP")
struct LoginFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("any-password", ["USER mrose", "PASS x"],
            "-ERR [AUTH] user name and password do not fit together|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("any-user", ["USER nobody", "PASS x"],
            "-ERR [AUTH] user name and password do not fit together|", "+OK maildrop has 0 messages (0 octets)|"),
        FaultRow("password-case-folded", ["USER mrose", "PASS TANSTAAF"],
            "-ERR [AUTH] user name and password do not fit together|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("password-cut", ["USER mrose", "PASS tanstaafxyz"],
            "-ERR [AUTH] user name and password do not fit together|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("wrong-password-logs-in", ["USER mrose", "PASS x", "STAT"],
            "-ERR log in before STAT: USER and PASS, APOP, or AUTH|", "+OK 3 106|"),
        FaultRow("pass-without-user", ["PASS x"],
            "-ERR PASS goes right after a USER that was accepted; give USER again|", "+OK welcome|"),
        FaultRow("pass-again", ["USER mrose", "PASS x", "PASS tanstaaf"],
            "-ERR PASS goes right after a USER that was accepted; give USER again|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("pass-without-password", ["USER mrose", "PASS"],
            "-ERR an argument is missing: PASS string|", "+OK give PASS|"),
        FaultRow("user-without-name", ["USER"],
            "-ERR an argument is missing: USER name|", "+OK give PASS next|"),
        FaultRow("user-twice", ["USER x", "USER mrose"],
            "-ERR after USER come PASS or QUIT; the name is forgotten, so begin again with USER|", "+OK give PASS next|"),
        FaultRow("user-refused-closes", ["USER nobody"],
            "+OK give PASS next|", "-ERR no such user|<close>"),
        FaultRow("login-lost-after-failure", ["USER mrose", "PASS x", "USER mrose"],
            "+OK give PASS next|", "-ERR you had your chance|"),
        FaultRow("login-without-maildrop", [.login(), "STAT"],
            "+OK 3 106|", "-ERR log in before STAT: USER and PASS, APOP, or AUTH|"),
        FaultRow("apop-any-digest", ["APOP mrose 00000000000000000000000000000000"],
            "-ERR [AUTH] user name and digest do not fit together|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("apop-refuses-all", ["APOP mrose ab1c394092b93d562d87422836b5b172"],
            "+OK maildrop has 3 messages (106 octets)|", "-ERR [AUTH] user name and digest do not fit together|"),
        FaultRow("apop-without-digest", ["APOP mrose"],
            "-ERR an argument is missing: APOP name digest|", "+OK welcome|"),
        FaultRow("apop-after-user", ["USER mrose", "APOP mrose ab1c394092b93d562d87422836b5b172"],
            "-ERR after USER come PASS or QUIT; the name is forgotten, so begin again with USER|", "+OK maildrop has 3 messages (106 octets)|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
