import MockServer
import Testing

@Suite("Faults: Multi-line replies")
struct FramingFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("terminator-missing", [.login(), "LIST"],
            ".|", ""),
        FaultRow("terminator-doubled", [.login(), "RETR 1"],
            "", ".|"),
        FaultRow("terminator-with-space", [.login(), "UIDL"],
            ".|", ". |"),
        FaultRow("terminator-bare-lf", [.login(), "LIST"],
            ".|", ".<LF>"),
        FaultRow("terminator-joined", [.login(), "RETR 1"],
            "three|.|", "three.|"),
        FaultRow("listing-bare-lf", [.login(), "LIST"],
            "1 35|2 43|3 28|.|", "1 35<LF>2 43<LF>3 28<LF>.|"),
        FaultRow("message-bare-lf", [.login(), "RETR 1"],
            "Subject: small||one|two|three|.|", "Subject: small<LF><LF>one<LF>two<LF>three<LF>.|"),
        FaultRow("message-nul", [.login(), "RETR 1"],
            "Subject: small|", "Subject:<NUL>small|"),
        FaultRow("list-single-multi", [.login(), "LIST 1"],
            "", ".|"),
        FaultRow("uidl-single-multi", [.login(), "UIDL 1"],
            "", ".|"),
        FaultRow("capa-one-line", ["CAPA"],
            "+OK capabilities follow|TOP|USER|SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|STLS|UIDL|UTF8|LANG|RESP-CODES|AUTH-RESP-CODE|PIPELINING|EXPIRE NEVER|IMPLEMENTATION popscope|.|", "+OK TOP USER SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 STLS UIDL UTF8 LANG RESP-CODES AUTH-RESP-CODE PIPELINING EXPIRE NEVER IMPLEMENTATION popscope|"),
        FaultRow("list-empty-without-dot", [.login("empty"), "LIST"],
            ".|", ""),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
