import Testing

@testable import Console

@Suite("Octets as a person types them")
struct OctetNotationTests {
    @Test(arguments: [
        ("\"NOOP\\r\\n\"", Array("NOOP\r\n".utf8)), ("NOOP\\r\\n", Array("NOOP\r\n".utf8)),
        ("\\x00\\xfF\\xA0", [0, 255, 160]), ("\\0\\t\\e", [0, 9, 27]), ("\"\\\"\\\\\"", Array("\"\\".utf8)),
        ("日", [0xE6, 0x97, 0xA5]), ("\"\"", []), ("a\"b", Array("a\"b".utf8)), ("\\x0d0", [13, 0x30]),
    ])
    func `escapes become octets`(text: String, octets: [UInt8]) throws {
        #expect(try OctetNotation.octets(of: text) == octets)
    }

    @Test(arguments: [
        ("", OctetNotation.Fault.empty), ("\"NOOP", .openQuote), ("\"", .openQuote), ("\"NOOP\\\"", .openQuote),
        ("\"NOOP\" now", .behindQuote), ("\\q", .unknownEscape("\\q")), ("NOOP\\", .unknownEscape("\\")),
        ("\\x1", .unknownEscape("\\x1")), ("\\xg0", .unknownEscape("\\xg0")), ("\\x+1", .unknownEscape("\\x+1")),
        ("\\x-1", .unknownEscape("\\x-1")), ("\\日", .unknownEscape("\\日")),
    ])
    func `what is no notation is refused with the place`(text: String, fault: OctetNotation.Fault) {
        #expect(throws: fault) { try OctetNotation.octets(of: text) }
    }
}
