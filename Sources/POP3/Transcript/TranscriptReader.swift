/// Reads a transcript file as it comes, in pieces of any length.
///
/// It holds one line, or one block of `S{`: a file of any length takes the same memory. A file may begin with a byte order
/// mark and end its lines in CRLF. An error ends the reading.
public struct TranscriptReader: Sendable {
    /// The longest line of a file, in octets.
    public static let longestLine = 1 << 20
    /// The longest block of `S{`, in octets of the wire.
    public static let longestBlock = 1 << 18
    /// The longest pause, in milliseconds: a day.
    public static let longestPause = 86_400_000
    /// The largest body that may be left out, in octets.
    public static let largestBody = 1 << 40

    /// What the header said so far; complete with the first event.
    public private(set) var header = TranscriptHeader()
    /// The line of the file in which the entry that was handed out last begins, counted from 1; 0 before the first.
    public private(set) var line = 0

    private var partial: [UInt8] = []
    /// How many lines have ended.
    private var count = 0
    private var hasEvents = false
    private var keys: Set<String> = []
    private var block: Block?

    /// A reader at the beginning of a file.
    public init() {}

    /// The entries that end within these octets of the file.
    public mutating func read(_ bytes: [UInt8]) throws(TranscriptError) -> [TranscriptEntry] {
        try readNumbered(bytes).map(\.entry)
    }

    /// The entries that are left at the end of the file.
    public mutating func finish() throws(TranscriptError) -> [TranscriptEntry] {
        try finishNumbered().map(\.entry)
    }

    /// The entries that end within these octets of the file, each with the line in which it begins, counted from 1.
    public mutating func readNumbered(
        _ bytes: [UInt8]
    ) throws(TranscriptError) -> [(line: Int, entry: TranscriptEntry)] {
        var entries: [(line: Int, entry: TranscriptEntry)] = []
        var start = 0
        while let feed = bytes.withUnsafeBytes({ $0.offset(of: Octet.lf, from: start) }) {
            if partial.isEmpty {
                try take(bytes[start..<feed], &entries)
            } else {
                partial += bytes[start..<feed]
                let whole = partial
                partial = []
                try take(whole[...], &entries)
            }
            start = feed + 1
        }
        partial += bytes[start...]
        if partial.count > Self.longestLine { throw next(partial[...]).wrong(.shorterLine) }
        return entries
    }

    /// The entries that are left at the end of the file, each with the line in which it begins, counted from 1.
    public mutating func finishNumbered() throws(TranscriptError) -> [(line: Int, entry: TranscriptEntry)] {
        var entries: [(line: Int, entry: TranscriptEntry)] = []
        if !partial.isEmpty || count == 0 { try take(partial[...], &entries) }
        partial = []
        if let block { throw TranscriptError(line: block.line, found: block.mark, expected: .blockEnd) }
        return entries
    }

    private func next(_ octets: ArraySlice<UInt8>) -> TranscriptLine {
        TranscriptLine(octets: octets.last == Octet.cr ? octets.dropLast() : octets, number: count + 1)
    }

    private mutating func take(
        _ octets: ArraySlice<UInt8>, _ entries: inout [(line: Int, entry: TranscriptEntry)]
    ) throws(TranscriptError) {
        let line = next(octets)
        guard octets.count <= Self.longestLine else { throw line.wrong(.shorterLine) }
        count += 1
        if count == 1 { return try line.expectFirst() }
        guard let (number, entry) = try entry(of: line) else { return }
        try note(entry, of: line)
        self.line = number
        entries.append((number, entry))
    }

    /// The entry that ends with this line, and where it begins; `nil` within a block.
    private mutating func entry(of line: TranscriptLine) throws(TranscriptError) -> (Int, TranscriptEntry)? {
        let content = try line.content()
        guard var open = block else {
            switch content {
            case .entry(let entry): return (line.number, entry)
            case .blockBegin(let connection): block = Block(line: line.number, connection: connection)
            case .blockEnd: throw line.wrong(.blockBegin)
            }
            return nil
        }
        block = nil
        if case .blockEnd(open.connection) = content { return (open.line, open.entry) }
        try open.append(content, line)
        block = open
        return nil
    }

    private mutating func note(_ entry: TranscriptEntry, of line: TranscriptLine) throws(TranscriptError) {
        switch entry {
        case .comment, .blank: break
        case .header(let key, let value):
            if hasEvents { throw line.wrong(.headerFirst) }
            if let once = TranscriptHeader.once(key, value), !keys.insert(once).inserted {
                throw line.wrong(.headerOnce)
            }
            header.learn(key, value)
        case .event: hasEvents = true
        }
    }
}

/// A block of `S{` that is not complete.
private struct Block: Hashable, Sendable {
    /// Where it begins.
    let line: Int
    let connection: Int
    private var lines: [WireText] = []
    private var octets = 0

    init(line: Int, connection: Int) {
        self.line = line
        self.connection = connection
    }

    var entry: TranscriptEntry { .event(.unordered(lines), connection: connection) }

    var mark: String { connection == 1 ? "S{" : "S\(connection){" }

    mutating func append(_ content: TranscriptLine.Content, _ line: TranscriptLine) throws(TranscriptError) {
        guard case .entry(.event(.sent(.server, let text), connection)) = content, text.ending == .line else {
            throw line.wrong(.blockLine)
        }
        lines.append(text)
        octets += text.length + 2
        if octets > TranscriptReader.longestBlock { throw line.wrong(.shorterBlock) }
    }
}

extension TranscriptHeader {
    /// What a header line says that may be said only once; `nil` for others.
    fileprivate static func once(_ key: String, _ value: String) -> String? {
        switch key {
        case "requirement": nil
        case "var": TranscriptConstraint(value).map { "var " + $0.name }
        default: key.hasPrefix("x-") ? nil : key
        }
    }
}

extension TranscriptLine {
    // first-line = "#!pop3-transcript" SP "1"
    /// The first line of a file, without the byte order mark that some editors put before it.
    fileprivate func expectFirst() throws(TranscriptError) {
        let octets = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? octets.dropFirst(3) : octets
        if octets.elementsEqual(TranscriptWriter.firstLine) { return }
        let isOther = octets.starts(with: TranscriptWriter.firstLine.dropLast())
        throw TranscriptLine(octets: octets, number: number).wrong(isOther ? .version : .firstLine)
    }
}
