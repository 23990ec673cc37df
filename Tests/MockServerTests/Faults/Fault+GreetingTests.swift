import MockServer
import Testing

@Suite("Faults: The greeting")
struct GreetingFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("greeting-missing", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", ""),
        FaultRow("greeting-two-lines", [.greeting],
            "", "+OK unauthorized use is prohibited|"),
        FaultRow("greeting-of-smtp", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "220 popscope POP3 server ready <1.2.1@popscope.invalid>|"),
        FaultRow("greeting-joined", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "+OKpopscope POP3 server ready <1.2.1@popscope.invalid>|"),
        FaultRow("greeting-bare-lf", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "+OK popscope POP3 server ready <1.2.1@popscope.invalid><LF>"),
        FaultRow("greeting-too-long=520", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "+OK popscope POP3 server ready <1.2.1@popscope.invalid>" + String(repeating: ".", count: 463) + "|"),
        FaultRow("greeting-not-ascii", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "+OK popscope POP3 server ready <1.2.1@popscope.invalid> é|"),
        FaultRow("greeting-angle-brackets", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "+OK <localhost> popscope POP3 server ready <1.2.1@popscope.invalid>|"),
        FaultRow("timestamp-malformed", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "+OK popscope POP3 server ready <1.2.1>|"),
        FaultRow("timestamp-repeated", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "+OK popscope POP3 server ready <1@popscope.invalid>|"),
        FaultRow("timestamp-missing", [.greeting],
            "+OK popscope POP3 server ready <1.2.1@popscope.invalid>|", "+OK popscope POP3 server ready|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
