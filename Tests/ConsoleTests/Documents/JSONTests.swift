import Foundation
import Testing

@testable import Console

@Suite("JSON, RFC 8259")
struct JSONTests {
    @Test(arguments: [
        (JSON.null, "null"), (.bool(true), "true"), (.integer(-3), "-3"), (.tenths(1.26), "1.3"), (.tenths(-1), "0.0"),
        (.text("a\"b\\c\n\r\t\u{1}"), #""a\"b\\c\n\r\t\u0001""#), (.text("山田 😀"), "\"山田 😀\""),
        (.text("\u{202E}\u{9B}\u{E0041}"), #""\u202e\u009b\udb40\udc41""#), (.octets(Array("a\\b".utf8)), #""a\\\\b""#),
        (.octets([0x1B, 0xFF, 0x61]), #""\u001b\\xffa""#), (.array([]), "[]"),
        (.array([.integer(1), .null]), "[1,null]"),
        (.object([.init("b", .integer(1)), .init("a", .object([]))]), #"{"b":1,"a":{}}"#),
    ])
    func `a value is written in one way`(value: JSON, text: String) {
        #expect(String(decoding: value.bytes, as: UTF8.self) == text)
    }

    @Test func `every octet survives: the text is that of a transcript`() throws {
        let octets = (0...255).map { UInt8($0) }
        let line = JSON.array([.octets(octets)]).bytes
        #expect(Hostile.dangers(in: line) == [] && !line.contains(0x0A))
        let parsed = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String])
        let ascii = octets.prefix(128).map { $0 == 0x5C ? "\\\\" : String(UnicodeScalar($0)) }.joined()
        let rest = octets.dropFirst(128).map { "\\x" + String($0, radix: 16) }.joined()
        #expect(parsed == [ascii + rest])
    }
}
