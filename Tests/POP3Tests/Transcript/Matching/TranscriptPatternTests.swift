import POP3
import Testing

@Suite("Regular expressions of a transcript")
struct TranscriptPatternTests {
    @Test(arguments: [
        (#"^\+OK (\d+) (\d+)$"#, "+OK 2 320", true), (#"^\+OK (\d+) (\d+)$"#, "+OK 2 320 x", false),
        (#"\+OK"#, "+OK ready", false), (#"\+OK.*"#, "+OK ready", true), ("caf\u{E9}", "caf\u{E9}", true),
        ("(?:a|b)*", "", true), ("[^ ]+", "a b", false),
    ])
    func `the whole line must be what the expression describes`(text: String, line: String, isMatch: Bool) throws {
        let octets = line.unicodeScalars.map { UInt8($0.value) }
        #expect(try TranscriptPattern(text).matches(octets) == isMatch)
    }

    @Test func `octets are Latin-1, and CRLF inside a line is two of them`() throws {
        #expect(try TranscriptPattern(#"\xe9"#).matches([0xE9]))
        #expect(try TranscriptPattern("..").matches([0x0D, 0x0A]))
        #expect(try TranscriptPattern("...").matches([0xC3, 0xA9, 0x00]))
    }

    @Test func `a line beyond the limit is not matched`() throws {
        let longest = [UInt8](repeating: 0x61, count: TranscriptPattern.longest)
        #expect(try TranscriptPattern("a+").matches(longest))
        #expect(try !TranscriptPattern("a+").matches(longest + [0x61]))
    }

    @Test(arguments: ["(a", "[a", "*", #"\"#])
    func `what is no expression is refused`(text: String) {
        #expect(throws: TranscriptPattern.Fault.self) { try TranscriptPattern(text) }
    }

    @Test(arguments: [#"(a)\1"#, #"(?<x>a)\k<x>"#, #"\\\2"#, "(?<x>a)(?P=x)"])
    func `back-references are refused`(text: String) {
        #expect(throws: TranscriptPattern.Fault.backReference) { try TranscriptPattern(text) }
    }

    @Test(arguments: ["(a+)+", "(?:a*b)*c", "((a|b+)x){2}", "(?<n>(a?)b)*"])
    func `what may take for ever on a hostile line is refused`(text: String) {
        #expect(throws: TranscriptPattern.Fault.nestedRepetition) { try TranscriptPattern(text) }
    }

    @Test(arguments: ["(?x)(a+) *", "(?1)", #"\Q[\E(a+)+"#])
    func `what would hide it is refused`(text: String) {
        #expect(throws: TranscriptPattern.Fault.unsupported) { try TranscriptPattern(text) }
    }

    @Test(arguments: ["( x+)?", "[(a+)]+", #"\(a+\)+"#, "(?i)a+"])
    func `what only looks like it is taken`(text: String) throws {
        #expect(try TranscriptPattern(text).text == text)
    }

    @Test(arguments: [
        (#"^\+OK (\d+) (\d+)$"#, "+OK 1 1"), (#"[\x21-\x7e]{1,70}"#, "x"), ("(?:first|second) x?", "first x"),
        (#"-ERR \[[A-Z/]+\] .*"#, "-ERR [A] x"), ("a{3}b*", "aaab"), ("[^a-c]", "d"), (#"[\d-]+"#, "1"),
    ])
    func `a sample is a line that the expression describes`(text: String, sample: String) throws {
        #expect(try TranscriptPattern(text).sample.map { String(decoding: $0, as: UTF8.self) } == sample)
    }

    @Test(arguments: ["(?=a)b", #"\p{L}"#, "a{2000}"])
    func `where no sample is found easily there is none`(text: String) throws {
        #expect(try TranscriptPattern(text).sample == nil)
    }
}
