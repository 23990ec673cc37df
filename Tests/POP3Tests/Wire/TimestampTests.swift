import POP3
import TestSupport
import Testing

@Suite("The timestamp of a greeting, RFC 1939 section 7")
struct TimestampTests {
    // swift-format-ignore
    private static let table: [(greeting: String, timestamp: String?)] = [
        ("+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>", "<1896.697170952@dbc.mtview.ca.us>"),
        ("+OK <a@b> ready",           "<a@b>"),
        ("+OK <first@x> <last@x>",    "<last@x>"),
        ("+OK <<a@b>",                "<a@b>"),
        ("+OK <a@b>>",                "<a@b>"),
        ("+OK <no-at-sign>",          "<no-at-sign>"),
        ("+OK <>",                    nil),
        ("+OK <a b>",                 nil),
        ("+OK <a@b",                  nil),
        ("+OK >a@b<",                 nil),
        ("+OK <\u{3042}@b>",          nil),
        ("+OK ready",                 nil),
        ("-ERR <a@b>",                nil),
    ]

    @Test(arguments: table)
    func `it is the last bracketed word of a positive greeting`(greeting: String, timestamp: String?) {
        #expect(Dialogue("S: " + greeting).observed().session.knowledge.timestamp == timestamp)
    }
}
