import POP3
import TestSupport
import Testing

@Suite("Reading a transcript as it comes")
struct TranscriptReaderTests {
    private static let file = Array(("#!pop3-transcript 1\n" + TranscriptConstructs.everything.file).utf8)

    @Test func `entries do not depend on how the file was cut`() throws {
        let entries = TranscriptConstructs.everything.entries
        for cut in 0...Self.file.count {
            let pieces = [Array(Self.file[..<cut]), Array(Self.file[cut...])]
            #expect(try Self.read(pieces).map(\.entry) == entries, "cut before octet \(cut)")
        }
        #expect(try Self.read(Self.file.map { [$0] }).map(\.entry) == entries, "byte by byte")
        var random = Randomness(seed: 1_939)
        for _ in 0..<100 {
            var rest = Self.file[...]
            var pieces: [[UInt8]] = []
            while !rest.isEmpty {
                let count = Int.random(in: 1...40, using: &random)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(try Self.read(pieces).map(\.entry) == entries)
        }
    }

    @Test func `each entry has the line in which it begins`() throws {
        let file = "#!pop3-transcript 1\r\n# a\r\n\r\n* connect\r\nS{\r\nS: TOP\r\nS}\r\nS: ."
        #expect(try Self.read([Array(file.utf8)]).map(\.line) == [2, 3, 4, 5, 8])
        var reader = TranscriptReader()
        #expect(reader.line == 0)
        #expect(try reader.read(Array("#!pop3-transcript 1\n* connect\n^\nS{\nS: TOP\n".utf8)).count == 2)
        #expect(reader.line == 3)
        #expect(try reader.read(Array("S}\nS".utf8)).count == 1)
        #expect(reader.line == 4)
        #expect(try reader.read(Array(":".utf8)) == [])
        #expect(try reader.finish() == [.event(.sent(.server, WireText([UInt8]())), connection: 1)])
        #expect(reader.line == 7)
    }

    @Test func `the header is known as soon as it was read`() throws {
        var reader = TranscriptReader()
        _ = try reader.read(Array("#!pop3-transcript 1\n@title T\n@server-eol lf\nS".utf8))
        #expect(reader.header.title == "T" && reader.header.serverEndsLinesInLF)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a line of any length costs time in proportion to it, and is refused when it cannot be held`() {
        var reader = TranscriptReader()
        #expect(throws: Never.self) { try reader.read(Array("#!pop3-transcript 1\n# ".utf8)) }
        let piece = [UInt8](repeating: 0x61, count: 16)
        let error = #expect(throws: TranscriptError.self) {
            for _ in 0...(TranscriptReader.longestLine / piece.count) { _ = try reader.read(piece) }
        }
        #expect(error?.line == 2 && error?.expected == .shorterLine)
    }

    private static func read(_ pieces: [[UInt8]]) throws -> [(line: Int, entry: TranscriptEntry)] {
        var reader = TranscriptReader()
        var entries: [(line: Int, entry: TranscriptEntry)] = []
        for piece in pieces { entries += try reader.readNumbered(piece) }
        return try entries + reader.finishNumbered()
    }
}
