import POP3
import Testing

@Suite("Writing octets of a connection as a transcript")
struct TranscriptWriterTests {
    // swift-format-ignore
    private static let table: [(pieces: [Piece], file: String)] = [
        ([],                                                 ""),
        ([server("")],                                       ""),
        ([server("+OK\r\n")],                                "S: +OK\n"),
        ([server("+OK\r\n+OK\r\n"), client("QUIT\r\n")],     "S: +OK\nS: +OK\nC: QUIT\n"),
        ([server("+O"), server("K\r"), server("\n")],        "S: +OK\n"),
        ([server("\r\n"), server(".\r\n"), server("..\r\n")], "S:\nS: .\nS: ..\n"),
        ([server("+OK\n")],                                  "S| +OK\\n\n"),
        ([server("\n")],                                     "S| \\n\n"),
        ([server("+OK\r\r\n")],                              "S: +OK\\r\n"),
        ([server("a\rb \r\n")],                              "S: a\\rb\\x20\n"),
        ([server("+OK")],                                    "S| +OK\n"),
        ([server("+OK ")],                                   "S| +OK\\x20\n"),
        ([server("+OK\r")],                                  "S| +OK\\r\n"),
        ([server("+OK hel"), client("X\r\n"), server("lo\r\n")], "S| +OK hel\nC: X\nS: lo\n"),
        ([server("+OK\r"), client("X\r\n"), server("\n")],   "S| +OK\\r\nC: X\nS| \\n\n"),
        ([client("QU"), server("+OK\r\n", 2), client("IT\r\n")], "C| QU\nS2: +OK\nC: IT\n"),
        ([server("${x} $5 \\n\r\n")],                        "S: \\${x} $5 \\\\n\n"),
    ]

    struct Piece: Sendable {
        let side: Session.Side
        let octets: [UInt8]
        let connection: Int
    }

    @Test(arguments: table)
    func `octets become lines in one canonical way`(pieces: [Piece], file: String) {
        var writer = TranscriptWriter()
        let output = pieces.flatMap { writer.write($0.octets[...], from: $0.side, connection: $0.connection) }
        #expect(String(decoding: output + writer.finish(), as: UTF8.self) == "#!pop3-transcript 1\n" + file)
    }

    @Test func `an entry stands behind what came of a line before it`() {
        var writer = TranscriptWriter()
        let line = Array("+OK hello\r\n".utf8)
        var output = writer.write(line[..<5], from: .server)
        output += writer.write(.event(.segment, connection: 1))
        output += writer.write(line[5...], from: .server)
        output += writer.write(line[..<3], from: .server)
        output += writer.write(.event(.close(.server), connection: 1)) + writer.finish()
        let file = "S| +OK h\n^\nS: ello\nS| +OK\n* close server\n"
        #expect(String(decoding: output, as: UTF8.self) == "#!pop3-transcript 1\n" + file)
    }

    @Test func `what is complete is handed out at once`() {
        var writer = TranscriptWriter()
        #expect(
            String(decoding: writer.write(Array("+OK\r\n+".utf8)[...], from: .server), as: UTF8.self)
                == "#!pop3-transcript 1\nS: +OK\n")
        #expect(String(decoding: writer.finish(), as: UTF8.self) == "S| +\n")
        #expect(writer.finish() == [])
    }

    @Test func `of a server that ends lines in LF, CRLF is the exception`() {
        var writer = TranscriptWriter()
        var output = writer.write(.header(key: "server-eol", value: "lf"))
        output += writer.write(Array("+OK\n+OK\r\n".utf8)[...], from: .server)
        output += writer.write(Array("QUIT\r\nQUIT\n".utf8)[...], from: .client)
        let file = "#!pop3-transcript 1\n@server-eol lf\nS: +OK\nS| +OK\\r\\n\nC: QUIT\nC| QUIT\\n\n"
        #expect(String(decoding: output, as: UTF8.self) == file)
    }

    @Test func `a writer may be told how lines end`() {
        var writer = TranscriptWriter(header: TranscriptHeader([.header(key: "server-eol", value: "lf")]))
        let output = writer.write(Array("+OK\n".utf8)[...], from: .server)
        #expect(String(decoding: output, as: UTF8.self) == "#!pop3-transcript 1\nS: +OK\n")
    }

    @Test func `a line too long to be held is cut into pieces of 65536 octets and its rest`() throws {
        let octets = [UInt8](repeating: 0xFF, count: 150_000)
        let pieces = [octets[..<65_536], octets[65_536..<131_072], octets[131_072...]]
        let entries = pieces.enumerated().map { index, piece in
            TranscriptEntry.event(
                .sent(.server, WireText(Array(piece), ending: index == 2 ? .line : .exact)), connection: 1)
        }
        var writer = TranscriptWriter()
        let wire = octets + [0x0D, 0x0A]
        let raw = writer.write(wire[...], from: .server) + writer.finish()
        let whole = Transcript([.event(.sent(.server, WireText(octets)), connection: 1)]).octets
        #expect(try Transcript(raw).entries == entries)
        #expect(raw == whole)
    }

    @Test func `placeholders are never cut`() throws {
        let name = String(repeating: "n", count: 200)
        let filler = [UInt8](repeating: 0x61, count: 65_400)
        let text = WireText([.octets(filler), .placeholder(.variable(name)), .octets(filler)])
        let entries = try Transcript(Transcript([.event(.sent(.client, text), connection: 1)]).octets).entries
        #expect(
            entries == [
                .event(.sent(.client, WireText(filler, ending: .exact)), connection: 1),
                .event(.sent(.client, WireText([.placeholder(.variable(name))], ending: .exact)), connection: 1),
                .event(.sent(.client, WireText(filler)), connection: 1),
            ])
    }

    @Test func `text that cannot stand on one line is spelled out, and long text is cut between characters`() {
        let entries: [TranscriptEntry] = [
            .comment(" a\nS: +OK\r"), .header(key: "title", value: "a\nb"), .event(.matching("a\nb"), connection: 1),
        ]
        let file = "#!pop3-transcript 1\n# a\\nS: +OK\\r\n@title a\\nb\nS/ a\\nb\n"
        #expect(String(decoding: Transcript(entries).octets, as: UTF8.self) == file)
        let long = Transcript([.event(.note(String(repeating: "日本", count: 20_000)), connection: 1)])
        let cut = Transcript([
            .event(
                .note(String(repeating: "日", count: 0) + String(String(repeating: "日本", count: 20_000).prefix(21_845))),
                connection: 1)
        ])
        #expect(long.octets == cut.octets)
        #expect(throws: Never.self) { try Transcript(long.octets) }
    }

    @Test func `a block that cannot be read as one is written in order`() throws {
        let exact = WireText(Array("x".utf8), ending: .exact)
        let long = WireText([UInt8](repeating: 0x61, count: 65_537))
        let many = Array(
            repeating: WireText([UInt8](repeating: 0x61, count: 62)), count: TranscriptReader.longestBlock / 64)
        #expect(try Self.reread([.unordered([exact])]) == [.sent(.server, exact)])
        #expect(try Self.reread([.unordered([long])]).count == 2)
        #expect(try Self.reread([.unordered(many)]) == [.unordered(many)])
        #expect(try Self.reread([.unordered(many + [WireText([UInt8]())])]).count == many.count + 1)
    }

    private static func reread(_ events: [TranscriptEvent]) throws -> [TranscriptEvent] {
        try Transcript(Transcript(events.map { .event($0, connection: 1) }).octets).events.map(\.event)
    }

    private static func server(_ text: String, _ connection: Int = 1) -> Piece {
        Piece(side: .server, octets: Array(text.utf8), connection: connection)
    }

    private static func client(_ text: String, _ connection: Int = 1) -> Piece {
        Piece(side: .client, octets: Array(text.utf8), connection: connection)
    }
}
