import POP3
import Testing

@Suite("Dot-stuffing, RFC 1939 section 3")
struct DotStuffingTests {
    @Test(arguments: [(".", ".."), (".a", "..a"), ("..", "..."), ("a.", "a."), ("", ""), (" .", " .")])
    func `a leading dot is doubled on the wire, and taken away again`(text: String, wire: String) {
        #expect(Line(text).stuffed == Line(wire))
        #expect(Line(wire).unstuffed == Line(text))
    }

    @Test(arguments: [Line.Ending.crlf, .lf, .missing])
    func `stuffing leaves the ending of a line alone`(ending: Line.Ending) {
        let line = Line(bytes: [0x2E], ending: ending)
        #expect(line.stuffed == Line(bytes: [0x2E, 0x2E], ending: ending))
        #expect(line.stuffed.unstuffed == line)
    }

    // swift-format-ignore
    private static let messages: [(message: String, wire: String)] = [
        ("",                       ""),
        ("a\r\n",                  "a\r\n"),
        (".\r\n",                  "..\r\n"),
        (".a\r\n..b\r\nc.\r\n",    "..a\r\n...b\r\nc.\r\n"),
        ("\r\n.\r\n",              "\r\n..\r\n"),
        ("a\n.b\n",                "a\n..b\n"),
        ("a\r.b\r\n",              "a\r.b\r\n"),
    ]

    @Test(arguments: messages)
    func `a message is stuffed line by line, and comes back unchanged`(message: String, wire: String) {
        #expect(DotStuffing.stuff(Array(message.utf8)) == Array(wire.utf8))
        #expect(DotStuffing.unstuff(Array(wire.utf8)) == Array(message.utf8))
    }

    @Test(arguments: [("a", "a\r\n"), (".", "..\r\n"), ("a\r\nb", "a\r\nb\r\n"), ("a\r", "a\r\r\n")])
    func `a message without a final line ending gets one on the wire`(message: String, wire: String) {
        #expect(DotStuffing.stuff(Array(message.utf8)) == Array(wire.utf8))
    }

    @Test func `a dot that nobody doubled is taken away like any other`() {
        #expect(DotStuffing.unstuff(Array(".a\r\n".utf8)) == Array("a\r\n".utf8))
    }

    @Test func `a slice is unstuffed like an array`() {
        let wire = Array("x..a\r\n".utf8)
        #expect(DotStuffing.unstuff(wire[1...]) == Array(".a\r\n".utf8))
    }

    @Test(arguments: messages)
    func `a message is unstuffed the same, however its wire form was cut`(message: String, wire: String) {
        let octets = Array(wire.utf8)
        for cut in 0...octets.count {
            var unstuffer = Unstuffer()
            let pieces = [octets[..<cut], octets[cut...]].map { unstuffer.message(from: $0) }
            #expect(pieces[0] + pieces[1] == Array(message.utf8), "cut before octet \(cut)")
        }
    }
}
