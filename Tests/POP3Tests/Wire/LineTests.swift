import POP3
import Testing

@Suite("Line, RFC 1939 section 3")
struct LineTests {
    @Test(arguments: [(Line.Ending.crlf, "NOOP\r\n"), (.lf, "NOOP\n"), (.missing, "NOOP")])
    func `a line gives back its octets as they crossed the wire`(ending: Line.Ending, wire: String) {
        let line = Line(bytes: Array("NOOP".utf8), ending: ending)
        #expect(line.octets == Array(wire.utf8))
        #expect(line.count == wire.utf8.count)
    }

    @Test func `octets that are no UTF-8 appear as replacement characters, and stay as they are`() {
        let line = Line(bytes: [0x41, 0xFF, 0x42])
        #expect(line.text == "A\u{FFFD}B")
        #expect(line.octets == [0x41, 0xFF, 0x42, 0x0D, 0x0A])
    }

    @Test func `a literal is a line of UTF-8 that ends in CRLF`() {
        #expect(("\u{3042}" as Line) == Line(bytes: [0xE3, 0x81, 0x82], ending: .crlf))
    }
}
