import Foundation
import POP3
import TestSupport
import Testing

@Suite("A transcript loses no octet")
struct TranscriptRoundTripTests {
    /// How many lists of events are tried; `POPSCOPE_ROUNDTRIPS=1000000` is what a release is tried with.
    private static let lists =
        ProcessInfo.processInfo.environment["POPSCOPE_ROUNDTRIPS"].flatMap { Int($0) } ?? 3_000

    @Test func `any octets of two sides are read back as they were, however they came in pieces`() {
        let failures = Self.tally { random in
            var entries = Self.header(&random)
            let pieces = (0..<Int.random(in: 1...8, using: &random)).map { _ in Piece(&random) }
            let file = Self.file(entries, pieces.flatMap { $0.cut(&random) })
            guard file == Self.file(entries, pieces), let transcript = try? Transcript(file) else { return false }
            entries += transcript.entries.dropFirst(entries.count)
            return transcript.octets == file && entries == transcript.entries
                && Self.runs(of: pieces) == Self.runs(of: transcript)
        }
        #expect(failures == [])
    }

    @Test func `any entries are read back as they were`() {
        let failures = Self.tally { random in
            let entries =
                Self.header(&random) + (0..<Int.random(in: 0...8, using: &random)).map { _ in Self.entry(&random) }
            let file = Transcript(entries).octets
            guard let transcript = try? Transcript(file) else { return false }
            return transcript.entries == entries && transcript.octets == file
        }
        #expect(failures == [])
    }

    /// The seeds, a few at most, with which it did not hold.
    private static func tally(_ holds: (inout Randomness) -> Bool) -> [UInt64] {
        var failures: [UInt64] = []
        for seed in 0..<UInt64(lists) where failures.count < 10 {
            var random = Randomness(seed: seed)
            if !holds(&random) { failures.append(seed) }
        }
        return failures
    }

    private static func file(_ entries: [TranscriptEntry], _ pieces: [Piece]) -> [UInt8] {
        var writer = TranscriptWriter()
        var file = entries.flatMap { writer.write($0) }
        for piece in pieces { file += writer.write(piece.octets, from: piece.side, connection: piece.connection) }
        return file + writer.finish()
    }
}

/// Octets that came together.
private struct Piece: Hashable {
    let side: Session.Side
    let connection: Int
    var octets: ArraySlice<UInt8>

    init(_ side: Session.Side, _ connection: Int, _ octets: ArraySlice<UInt8>) {
        self.side = side
        self.connection = connection
        self.octets = octets
    }

    init(_ random: inout Randomness) {
        self.init(
            Bool.random(using: &random) ? .client : .server, Int.random(in: 0..<4, using: &random) == 0 ? 2 : 1,
            Self.octets(&random)[...])
    }

    static func octets(_ random: inout Randomness) -> [UInt8] {
        (0..<Int.random(in: 0...10, using: &random)).flatMap { _ in
            Int.random(in: 0..<8, using: &random) == 0
                ? [UInt8.random(in: .min ... .max, using: &random)] : words.randomElement(using: &random) ?? []
        }
    }

    private static let words: [[UInt8]] =
        [
            "\r", "\n", "\r\n", "\r\n", "\0", "\u{85}", "\u{2028}", "\u{2029}", "\u{1B}", "${", "${secret:bob}", "$",
            "{", "}", "\\", "\\x41", "C: ", "S: ", "S}", "^", "* close server", "#", ".", ".\r\n", "\u{FEFF}",
            "\u{202E}", "\u{2066}", "\u{200B}", " ", "\t", "\u{3000}", "\u{A0}", "日本語", "é", "+OK", "ab",
        ].map { Array($0.utf8) } + [[0x85], [0xFF], [0xE3], [0xE3, 0x80], [0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80]]

    func cut(_ random: inout Randomness) -> [Piece] {
        guard !octets.isEmpty else { return [self] }
        let cut = Int.random(in: octets.startIndex...octets.endIndex, using: &random)
        return [Piece(side, connection, octets[..<cut]), Piece(side, connection, octets[cut...])]
    }
}

extension TranscriptRoundTripTests {
    /// The octets in their order, neighbours of one side and connection joined.
    private static func runs(of pieces: some Sequence<Piece>) -> [Piece] {
        pieces.reduce(into: []) { runs, piece in
            if piece.octets.isEmpty { return }
            if let last = runs.last, last.side == piece.side, last.connection == piece.connection {
                runs[runs.count - 1].octets += piece.octets
            } else {
                runs.append(piece)
            }
        }
    }

    private static func runs(of transcript: Transcript) -> [Piece] {
        let header = transcript.header
        return runs(
            of: transcript.events.compactMap { event, connection in
                guard case .sent(let side, let text) = event, let octets = text.octets else { return nil }
                let ending: Line.Ending = text.ending == .line ? header.ending(of: side) : .missing
                return Piece(side, connection, Line(bytes: octets, ending: ending).octets[...])
            })
    }

    private static func header(_ random: inout Randomness) -> [TranscriptEntry] {
        var entries: [TranscriptEntry] = []
        if Bool.random(using: &random) { entries.append(.header(key: "title", value: "T" + rawText(&random))) }
        if Bool.random(using: &random) { entries.append(.header(key: "server-eol", value: "lf")) }
        if Bool.random(using: &random) { entries.append(.comment(rawText(&random))) }
        return entries
    }

    private static func entry(_ random: inout Randomness) -> TranscriptEntry {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: .comment(rawText(&random))
        case 1: .blank
        default: .event(event(&random), connection: Int.random(in: 1...3, using: &random))
        }
    }

    private static func event(_ random: inout Randomness) -> TranscriptEvent {
        let side: Session.Side = Bool.random(using: &random) ? .client : .server
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return .connect
        case 1: return .tls(text(&random))
        case 2: return .close(side)
        case 3: return .reset(side)
        case 4: return .timeout
        case 5: return .note(text(&random))
        case 6: return .status(WireText([.octets(Array("-ERR ".utf8))] + parts(&random)))
        case 7: return .matching("^\\+OK \\d+$")
        case 8: return .unordered((0..<3).map { _ in WireText(parts(&random)) })
        case 9: return .anyLines
        case 10: return .file("a b.eml")
        case 11: return .omitted(octets: Int.random(in: 0...TranscriptReader.largestBody, using: &random))
        case 12: return .pause(milliseconds: Int.random(in: 0...TranscriptReader.longestPause, using: &random))
        case 13: return .segment
        case 14: return .sent(side, WireText(parts(&random), ending: .exact))
        default: return .sent(side, WireText(parts(&random)))
        }
    }

    private static func parts(_ random: inout Randomness) -> [WireText.Part] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            switch Int.random(in: 0..<8, using: &random) {
            case 0: .placeholder(.secret("bob.2"))
            case 1: .placeholder(.variable("uid.1"))
            case 2: .placeholder(.anything)
            case 3: .placeholder(.computed(.scramSHA256, name: "bob@example.jp"))
            default: .octets(Piece.octets(&random))
            }
        }
    }

    private static func text(_ random: inout Randomness) -> String {
        String(decoding: Piece.octets(&random), as: UTF8.self)
    }

    /// Text that fits on one line.
    private static func rawText(_ random: inout Randomness) -> String {
        String(decoding: Piece.octets(&random).filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
}
