import MockServer
import Testing

@Suite("Stored messages")
struct StoredMessageTests {
    /// The octets of a message once it is stored.
    private func stored(_ message: [UInt8]) throws -> [UInt8] {
        let store = MailStore([Account("mrose", password: "x", mail: [message])])
        let first = try #require(store.messages(of: "mrose")?.first)
        #expect(first.size == first.octets.count)
        return first.octets
    }

    @Test(arguments: [
        ("", ""), ("a", "a\r\n"), ("a\r\n", "a\r\n"), ("a\n", "a\r\n"), ("a\r", "a\r\n"), ("\n", "\r\n"),
        ("a\nb\r\nc\rd", "a\r\nb\r\nc\r\nd\r\n"), ("a\r\r\nb", "a\r\nb\r\n"), ("a\n\nb", "a\r\n\r\nb\r\n"),
        ("a\0b", "ab\r\n"), ("a\r\0\nb\0", "a\r\nb\r\n"), (".\n..\n", ".\r\n..\r\n"),
    ])
    func `every line ends in CRLF and NUL is left out`(message: String, octets: String) throws {
        #expect(try stored(Array(message.utf8)) == Array(octets.utf8))
    }

    @Test
    func `octets above 127 are kept`() throws {
        #expect(try stored([0xFF, 0x80, 0x0D, 0x0A]) == [0xFF, 0x80, 0x0D, 0x0A])
    }

    @Test(arguments: [
        ("Subject: a\r\n", ["Subject: a", "."]),
        ("\r\nbody\r\nmore\r\n", ["", "body", "."]),
        ("a: b\r\n\r\n", ["a: b", "", "."]),
        ("a: b\r\n\r\n\r\n\r\n", ["a: b", "", "", "."]),
        ("", ["."]),
        ("a: b\r\n.c: d\r\n\r\n.\r\n.\r\n", ["a: b", "..c: d", "", "..", "."]),
    ])
    func `the top is the head, the blank line if there is one, and the lines asked for`(
        message: String, lines: [String]
    ) {
        let store = MailStore([Account("mrose", password: "tanstaaf", mail: [Array(message.utf8)])])
        var bench = Bench.transaction(store)
        #expect(Array(bench.say("TOP 1 1").wireLines.dropFirst()) == lines)
    }
}
