import MockServer
import Testing

@Suite("Faults: AUTH")
struct SASLFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("auth-case-sensitive", ["AUTH plain"],
            "+ |", "-ERR unknown mechanism|"),
        FaultRow("auth-empty-challenge-without-space", ["AUTH PLAIN"],
            "+ |", "+|"),
        FaultRow("auth-empty-challenge-with-text", ["AUTH PLAIN"],
            "+ |", "+ go ahead|"),
        FaultRow("auth-challenge-in-clear", ["AUTH CRAM-MD5"],
            "+ PDM0NjZlOWEwODM5MTRmNjQuZDgxYThkMmI1YTQ0ODVhY0Bwb3BzY29wZS5pbnZhbGlkPg==|", "+ <3466e9a083914f64.d81a8d2b5a4485ac@popscope.invalid>|"),
        FaultRow("auth-without-empty-challenge", ["AUTH PLAIN"],
            "+ |", "-ERR send it all at once|"),
        FaultRow("auth-cancel-ok", ["AUTH PLAIN", "*"],
            "-ERR PLAIN cancelled|", "+OK cancelled|"),
        FaultRow("auth-cancel-silent", ["AUTH PLAIN", "*"],
            "-ERR PLAIN cancelled|", ""),
        FaultRow("initial-response-refused", ["AUTH PLAIN AG1yb3NlAHRhbnN0YWFm"],
            "+OK maildrop has 3 messages (106 octets)|", "-ERR wait for the challenge|"),
        FaultRow("initial-response-ignored", ["AUTH PLAIN AG1yb3NlAHRhbnN0YWFm"],
            "+OK maildrop has 3 messages (106 octets)|", "+ |"),
        FaultRow("initial-response-for-server-first", ["AUTH CRAM-MD5 dGVzdA=="],
            "-ERR the server speaks first in CRAM-MD5; send no initial response|", "+ PDM0NjZlOWEwODM5MTRmNjQuZDgxYThkMmI1YTQ0ODVhY0Bwb3BzY29wZS5pbnZhbGlkPg==|"),
        FaultRow("initial-response-empty-missing", ["AUTH PLAIN ="],
            "-ERR this is no message of PLAIN|", "+ |"),
        FaultRow("base64-skips-strangers", ["AUTH PLAIN AG1y-b3NlAHRhbnN0YWFm"],
            "-ERR this is no base64|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("base64-without-padding", ["AUTH PLAIN AGh1Z2UAdGFuc3RhYWY"],
            "-ERR this is no base64|", "+OK maildrop has 1 message (5517 octets)|"),
        FaultRow("base64-padding-inside", ["AUTH PLAIN =AG1yb3NlAHRhbnN0YWFm"],
            "-ERR this is no base64|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("response-limit", ["AUTH PLAIN", .line(String(repeating: "A", count: 400))],
            "-ERR this is no message of PLAIN|", "<close>"),
        FaultRow("auth-unknown-mechanism", ["AUTH X-NO-SUCH"],
            "-ERR this server does not offer that mechanism; CAPA lists those that it offers|", "+ |"),
        FaultRow("auth-unknown-response-is-command", ["AUTH X-NO-SUCH dGVzdA=="],
            "", "-ERR unknown command|"),
        FaultRow("auth-alone-ok", ["AUTH"],
            "-ERR an argument is missing: AUTH mechanism [initial-response]|", "+OK what now|"),
        FaultRow("challenge-outside-auth", ["XYZZ"],
            "-ERR this is no POP3 command; CAPA lists what this server offers|", "+ |"),
        FaultRow("auth-failure-keeps-name", ["AUTH PLAIN AG1yb3NlAHdyb25n", "PASS tanstaaf"],
            "-ERR PASS goes right after a USER that was accepted; give USER again|", "+OK maildrop has 3 messages (106 octets)|"),
        FaultRow("auth-failure-is-final", ["AUTH PLAIN AG1yb3NlAHdyb25n", "USER mrose"],
            "+OK give PASS next|", "-ERR you had your chance|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
