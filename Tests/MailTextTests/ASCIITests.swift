import Testing

@testable import MailText

@Suite("Octets and lines")
struct ASCIITests {
    @Test(arguments: [
        ("a\r\nb\r\n", "a\nb\n"), ("a\nb", "a\nb"), ("a\rb\r", "a\rb\r"), ("a\r\r\n", "a\r\n"), ("\r\n\r\n", "\n\n"),
        ("", ""),
    ])
    func `CRLF becomes LF, and other line ends stay`(text: String, result: String) {
        #expect(String(decoding: Array(text.utf8).withLineFeeds, as: UTF8.self) == result)
    }

    @Test(arguments: [
        ("ab\r\ncd", 0, 0..<2, 4), ("ab\r\ncd", 4, 4..<6, 6), ("\n", 0, 0..<0, 1), ("\r\n", 0, 0..<0, 2),
        ("a\r", 0, 0..<2, 2),
        ("a\r\r\n", 0, 0..<2, 4), ("", 0, 0..<0, 0),
    ])
    func `a line ends with CRLF, LF or the end`(text: String, start: Int, content: Range<Int>, next: Int) {
        let octets = Array(text.utf8)
        #expect(octets.line(from: start, before: octets.count) == (content, next))
    }

    @Test(arguments: [(" a b\t", "a b"), ("a", "a"), (" \t ", ""), ("", "")])
    func `blanks around a value go, those inside stay`(text: String, result: String) {
        #expect(Array(Array(text.utf8)[...].trimmingBlanks) == Array(result.utf8))
    }
}
