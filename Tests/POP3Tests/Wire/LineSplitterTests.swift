import POP3
import Testing

@Suite("LineSplitter")
struct LineSplitterTests {
    // swift-format-ignore
    private static let streams: [(wire: String, lines: [Line])] = [
        ("",                      []),
        ("\r\n",                  [""]),
        ("\n",                    [line("", .lf)]),
        ("\r",                    [line("\r", .missing)]),
        ("+OK\r\n",               ["+OK"]),
        ("+OK\n",                 [line("+OK", .lf)]),
        ("+OK",                   [line("+OK", .missing)]),
        ("+OK\r",                 [line("+OK\r", .missing)]),
        ("+OK\r\r\n",             ["+OK\r"]),
        ("a\rb\r\n",              ["a\rb"]),
        ("a\n\rb\r\n",            [line("a", .lf), "\rb"]),
        ("\u{0}\u{7F}\r\n",       ["\u{0}\u{7F}"]),
        ("a\r\nb\nc\r\n\r\n\nd",  ["a", line("b", .lf), "c", "", line("", .lf), line("d", .missing)]),
    ]

    @Test(arguments: streams)
    func `a stream is cut after each LF, and ends with what is left`(wire: String, lines: [Line]) {
        #expect(Self.lines(of: [Array(wire.utf8)]) == lines)
    }

    @Test(arguments: streams)
    func `lines do not depend on how the stream was cut`(wire: String, lines: [Line]) {
        Self.expectSame(Array(wire.utf8), lines, limit: 65_536)
    }

    // swift-format-ignore
    private static let longStreams: [(wire: String, lines: [Line])] = [
        ("abcd\r\n",          ["abcd"]),
        ("abcd\n",            [line("abcd", .lf)]),
        ("abcde\n",           [line("abcd", .missing), line("e", .lf)]),
        ("abcde\r\n",         [line("abcd", .missing), "e"]),
        ("abcd\re\r\n",       [line("abcd", .missing), "\re"]),
        ("abcd\r\r\n",        [line("abcd", .missing), "\r"]),
        ("abcd\r",            [line("abcd\r", .missing)]),
        ("abcdefgh\n",        [line("abcd", .missing), line("efgh", .lf)]),
        ("abcdefghi\r\n",     [line("abcd", .missing), line("efgh", .missing), "i"]),
        ("abcdefgh",          [line("abcd", .missing), line("efgh", .missing)]),
        ("abcdef\r\nNOOP\r\n", [line("abcd", .missing), "ef", "NOOP"]),
    ]

    @Test(arguments: longStreams)
    func `a line past the limit comes in pieces of that length, however it was cut`(wire: String, lines: [Line]) {
        #expect(Self.lines(of: [Array(wire.utf8)], limit: 4) == lines)
        Self.expectSame(Array(wire.utf8), lines, limit: 4)
    }

    @Test func `no octet is lost, whatever the limit`() {
        let wire = Array("a\r\r\n\n\rbcdefg\r\n.\r\nhijklmnopqr".utf8)
        for limit in 0...20 { #expect(Self.lines(of: [wire], limit: limit).flatMap(\.octets) == wire) }
    }

    @Test func `the limit is never below two, so that pieces come to an end`() {
        #expect(LineSplitter(limit: -1).limit == 2)
    }

    @Test func `next says how far it has read`() {
        var splitter = LineSplitter()
        let wire = Array("A\r\nB\nC".utf8)
        let first = splitter.next(in: wire[...])
        #expect(first?.line == "A" && first?.end == 3)
        let second = splitter.next(in: wire[3...])
        #expect(second?.line == Line(bytes: [0x42], ending: .lf) && second?.end == 5)
        #expect(splitter.next(in: wire[5...]) == nil)
        #expect(splitter.finish() == Line(bytes: [0x43], ending: .missing))
        #expect(splitter.finish() == nil)
    }

    @Test func `a cut line is still being read until its end has come`() {
        var splitter = LineSplitter(limit: 4)
        #expect(splitter.append(Array("abcdef".utf8)) == [Self.line("abcd", .missing)])
        #expect(splitter.append([0x0A]) == [Self.line("ef", .lf)])
        #expect(splitter.finish() == nil)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a line that never ends costs time in proportion to its length`() {
        var splitter = LineSplitter(limit: 1_024)
        let pieces = splitter.append([UInt8](repeating: 0x61, count: 20_000_000))
        #expect(pieces.count == 20_000_000 / 1_024)
        #expect(pieces.allSatisfy { $0.count == 1_024 && $0.ending == .missing })
    }

    private static func expectSame(_ wire: [UInt8], _ lines: [Line], limit: Int) {
        #expect(Self.lines(of: wire.map { [$0] }, limit: limit) == lines, "byte by byte")
        for cut in 0...wire.count {
            let cutLines = Self.lines(of: [Array(wire[..<cut]), Array(wire[cut...])], limit: limit)
            #expect(cutLines == lines, "cut before octet \(cut)")
        }
    }

    private static func lines(of chunks: [[UInt8]], limit: Int = 65_536) -> [Line] {
        var splitter = LineSplitter(limit: limit)
        let lines = chunks.flatMap { splitter.append($0) }
        return lines + (splitter.finish().map { [$0] } ?? [])
    }

    private static func line(_ text: String, _ ending: Line.Ending) -> Line {
        Line(bytes: Array(text.utf8), ending: ending)
    }
}
