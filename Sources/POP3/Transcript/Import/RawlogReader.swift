/// Reads Dovecot's rawlogs: before each line its time, and in the combined form `I: ` for the client and `O: ` for the server.
///
/// A file of one direction gives that direction; with its other half it is for ``RawlogJoin``.
struct RawlogReader: LogReader {
    let keepsOctets = true

    /// The same logs are kept of IMAP: so a time alone says nothing.
    static func isSign(_ line: LogLine) -> Bool {
        let timed = RawlogLine.behindTime(line.text)
        let sided = RawlogLine.side(of: timed ?? line.text)
        guard let text = sided?.rest ?? timed else { return false }
        return PastedStatus(text) != nil || PastedCommand(text) != nil
    }

    mutating func read(_ lines: LogLines, into log: inout ImportedSession) {
        guard lines.contains(where: { RawlogLine.side(of: RawlogLine.behindTime($0.text) ?? $0.text) != nil }) else {
            var join = RawlogJoin()
            join.add(lines)
            return join.read(into: &log)
        }
        var sides = RawlogSides()
        let said = lines.flatMap { sides.read($0) } + sides.finish()
        if RawlogJoin.lacksLogin(said.lazy.filter { $0.side == .client }.map(\.line)) { log.assumeLogin() }
        for (side, line) in said { log.sent(side, line) }
    }
}

/// One line of a rawlog.
enum RawlogLine {
    // time = 1*DIGIT "." 6DIGIT SP
    static func behindTime(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let seconds = line.prefix(20).prefix { (0x30...0x39).contains($0) }
        let rest = line.dropFirst(seconds.count)
        let micros = rest.dropFirst().prefix(7)
        guard seconds.count > 5, rest.first == Octet.dot, micros.count == 7, micros.last == Octet.space,
            micros.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return rest.dropFirst(8)
    }

    // side = ("I" / "O") (":" / ">") SP; ">" when the line goes on in a piece of its own
    static func side(of text: ArraySlice<UInt8>) -> (side: Session.Side, isWhole: Bool, rest: ArraySlice<UInt8>)? {
        let mark = text.prefix(3)
        guard mark.count == 3, mark.last == Octet.space else { return nil }
        let rest = text.dropFirst(3)
        switch String(decoding: mark, as: UTF8.self) {
        case "I: ": return (.client, true, rest)
        case "O: ": return (.server, true, rest)
        case "I> ": return (.client, false, rest)
        case "O> ": return (.server, false, rest)
        default: return nil
        }
    }
}

/// Puts the pieces of the combined form together.
struct RawlogSides {
    typealias Said = (side: Session.Side, line: Line)

    private var client: [UInt8] = []
    private var server: [UInt8] = []

    /// Takes a line of the log, in which several pieces stand if the first ones did not end theirs.
    mutating func read(_ line: LogLine) -> [Said] {
        var text = line.text
        while let (side, isWhole, rest) = RawlogLine.side(of: RawlogLine.behindTime(text) ?? text) {
            guard !isWhole else { return [take(side, line.wire(rest))] }
            let end = Self.nextPiece(in: rest) ?? rest.endIndex
            switch side {
            case .client: client += rest[..<end]
            case .server: server += rest[..<end]
            }
            text = rest[end...]
        }
        return []
    }

    /// What was left without an end.
    mutating func finish() -> [Said] {
        let rest: [Said] = [
            (.client, Line(bytes: client, ending: .missing)), (.server, Line(bytes: server, ending: .missing)),
        ]
        return rest.filter { !$0.line.bytes.isEmpty }
    }

    private mutating func take(_ side: Session.Side, _ line: Line) -> Said {
        switch side {
        case .client:
            defer { client = [] }
            return (side, Line(bytes: client + line.bytes, ending: line.ending))
        case .server:
            defer { server = [] }
            return (side, Line(bytes: server + line.bytes, ending: line.ending))
        }
    }

    /// Where the next piece begins in a line whose first piece has no end: at a time with a side behind it.
    private static func nextPiece(in text: ArraySlice<UInt8>) -> Int? {
        var search = text
        while let dot = search.firstIndex(of: Octet.dot) {
            let digits = text[..<dot].suffix(20).reversed().prefix { (0x30...0x39).contains($0) }.count
            let start = dot - min(digits, 10)
            if let rest = RawlogLine.behindTime(text[start...]), RawlogLine.side(of: rest) != nil { return start }
            search = search[(dot + 1)...]
        }
        return nil
    }
}
