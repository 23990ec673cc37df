import MockServer
import Testing

@Suite("Faults: Mechanisms of AUTH")
struct MechanismsFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("plain-any-password", ["AUTH PLAIN AG1yb3NlAHdyb25n"],
            "-ERR [AUTH] user name and password do not fit together|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("plain-empty-password", ["AUTH PLAIN AG1yb3NlAA=="],
            "-ERR this is no message of PLAIN|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("plain-acts-as-anybody", ["AUTH PLAIN aHVnZQBtcm9zZQB0YW5zdGFhZg=="],
            "-ERR [AUTH] this user may act as nobody else|", "+OK maildrop has 1 message (5517 octets)|"),
        FaultRow("plain-ignores-authzid", ["AUTH PLAIN aHVnZQBtcm9zZQB0YW5zdGFhZg=="],
            "-ERR [AUTH] this user may act as nobody else|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("plain-same-authzid-refused", ["AUTH PLAIN bXJvc2UAbXJvc2UAdGFuc3RhYWY="],
            "+OK maildrop has 3 messages (106 octets)|", "-ERR [AUTH] user name and password do not fit together|"),
        FaultRow("plain-two-fields", ["AUTH PLAIN bXJvc2UAdGFuc3RhYWY="],
            "-ERR this is no message of PLAIN|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("login-prompts-in-clear", ["AUTH LOGIN"],
            "+ VXNlcm5hbWU6|", "+ Username:|"),
        FaultRow("cram-challenge-repeated", ["AUTH CRAM-MD5"],
            "+ PDM0NjZlOWEwODM5MTRmNjQuZDgxYThkMmI1YTQ0ODVhY0Bwb3BzY29wZS5pbnZhbGlkPg==|", "+ PDEyMzQ1Njc4OWFiY2RlZi4xMjM0NTY3ODlhYmNkZWZAcG9wc2NvcGUuaW52YWxpZD4=|"),
        FaultRow("cram-challenge-is-number", ["AUTH CRAM-MD5"],
            "+ PDM0NjZlOWEwODM5MTRmNjQuZDgxYThkMmI1YTQ0ODVhY0Bwb3BzY29wZS5pbnZhbGlkPg==|", "+ MzQ2NjkwODM5MTQ2NDgxODI1NDQ4NQ==|"),
        FaultRow("cram-any-digest", ["AUTH CRAM-MD5", "bXJvc2UgMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA="],
            "-ERR [AUTH] user name and password do not fit together|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("scram-iterations-missing", ["AUTH SCRAM-SHA-1 biwsbj1tcm9zZSxyPWFiYw=="],
            "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0saT00MDk2|", "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0=|"),
        FaultRow("scram-salt-missing", ["AUTH SCRAM-SHA-1 biwsbj1tcm9zZSxyPWFiYw=="],
            "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0saT00MDk2|", "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0csaT00MDk2|"),
        FaultRow("scram-nonce-foreign", ["AUTH SCRAM-SHA-1 biwsbj1tcm9zZSxyPWFiYw=="],
            "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0saT00MDk2|", "+ cj14YWJjci9SUDdKdnE0VHpEcGduMmV5OFpxMVdHLHM9ZVFQdlhISEVGTW9RZGdxSG0vekZHdz09LGk9NDA5Ng==|"),
        FaultRow("scram-nonce-repeated", ["AUTH SCRAM-SHA-1 biwsbj1tcm9zZSxyPWFiYw=="],
            "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0saT00MDk2|", "+ cj1hYmM3Ky92NysvdjcrL3Y3Ky92NysvdjcrL3Yscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0saT00MDk2|"),
        FaultRow("scram-without-header", ["AUTH SCRAM-SHA-1 eCwsbj1tcm9zZSxyPWFiYw=="],
            "-ERR this is no message of SCRAM-SHA-1|", "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0saT00MDk2|"),
        FaultRow("scram-ignores-mandatory", ["AUTH SCRAM-SHA-1 biwsbT14LG49bXJvc2Uscj1hYmM="],
            "-ERR the message insists on an extension that this server does not know|", "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0saT00MDk2|"),
        FaultRow("scram-name-unchecked", ["AUTH SCRAM-SHA-1 biwsbj11cz1lcixyPWFiYw=="],
            "-ERR this is no message of SCRAM-SHA-1|", "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1vZm5zS09xU0lrMWdQUmVRTy9nYWpBPT0saT00MDk2|"),
        FaultRow("scram-unknown-extension-refused", ["AUTH SCRAM-SHA-1 biwsbj1tcm9zZSxyPWFiYyx4PWZvbw=="],
            "+ cj1hYmNyL1JQN0p2cTRUekRwZ24yZXk4WnExV0cscz1lUVB2WEhIRUZNb1FkZ3FIbS96Rkd3PT0saT00MDk2|", "-ERR unknown attribute|"),
        FaultRow("scram-data-with-success", ["AUTH SCRAM-SHA-1 biwsbj1tcm9zZSxyPWFiYw==", "Yz1iaXdzLHI9YWJjci9SUDdKdnE0VHpEcGduMmV5OFpxMVdHLHA9Ujg4MFBwbHJ3Q2tEVnhGUUNIZ1NsYjNoVHZJPQ=="],
            "+ dj1BcjNvZ3B6b3JjcHBSdVNRWkZic1J3NUZLZzA9|", "+OK dj1BcjNvZ3B6b3JjcHBSdVNRWkZic1J3NUZLZzA9|"),
        FaultRow("scram-signature-wrong", ["AUTH SCRAM-SHA-1 biwsbj1tcm9zZSxyPWFiYw==", "Yz1iaXdzLHI9YWJjci9SUDdKdnE0VHpEcGduMmV5OFpxMVdHLHA9Ujg4MFBwbHJ3Q2tEVnhGUUNIZ1NsYjNoVHZJPQ=="],
            "+ dj1BcjNvZ3B6b3JjcHBSdVNRWkZic1J3NUZLZzA9|", "+ dj1BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQT09|"),
        FaultRow("scram-any-proof", ["AUTH SCRAM-SHA-1 biwsbj1tcm9zZSxyPWFiYw==", "Yz1iaXdzLHI9YWJjci9SUDdKdnE0VHpEcGduMmV5OFpxMVdHLHA9QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBPQ=="],
            "-ERR [AUTH] user name and password do not fit together|", "+OK maildrop has 3 messages (106 octets)|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
