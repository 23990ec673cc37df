/// Cuts a byte stream into lines without losing an octet.
///
/// A line that grows past ``limit`` is handed out in pieces whose ending is ``Line/Ending/missing``, so that a peer that
/// never ends a line cannot fill the memory.
public struct LineSplitter: Hashable, Sendable {
    /// The longest line kept whole, in octets without its ending; at least 2.
    public let limit: Int
    /// What came of the line now being read: never more than the limit and one octet, which may be the CR of its ending.
    private var partial: [UInt8] = []

    /// A splitter for one direction of a connection.
    public init(limit: Int = 65_536) {
        self.limit = max(2, limit)
    }

    /// Takes octets from `bytes` up to the end of the first line, and says how far that was.
    ///
    /// - Returns: the line, or a cut piece of it, and the index behind it; `nil` when all octets were taken and no line has ended.
    public mutating func next(in bytes: ArraySlice<UInt8>) -> (line: Line, end: Int)? {
        // Looking no further than a line can reach keeps a long run without LF from being searched again and again.
        let window = bytes.prefix(limit + 2 - partial.count)
        let feed = window.withUnsafeBytes { $0.offset(of: Octet.lf, from: 0) }.map { window.startIndex + $0 }
        if partial.isEmpty, let feed, let line = wholeLine(window[..<feed]) { return (line, feed + 1) }
        partial += window[..<(feed ?? window.endIndex)]
        if isTooLong { return (cut(), feed ?? window.endIndex) }
        return feed.map { (take(endedBy: .lf), $0 + 1) }
    }

    /// All lines that end within `bytes`; the rest is kept for the next call.
    public mutating func append(_ bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var rest = bytes[...]
        while let (line, end) = next(in: rest) {
            lines.append(line)
            rest = rest[end...]
        }
        return lines
    }

    /// The octets after the last line ending, if there are any; for the end of the stream.
    public mutating func finish() -> Line? {
        partial.isEmpty ? nil : take(endedBy: .missing)
    }

    /// The line of all octets before its LF; `nil` when it is longer than the limit.
    private func wholeLine(_ octets: ArraySlice<UInt8>) -> Line? {
        let isCRLF = octets.last == Octet.cr
        let bytes = isCRLF ? octets.dropLast() : octets
        return bytes.count > limit ? nil : Line(bytes: Array(bytes), ending: isCRLF ? .crlf : .lf)
    }

    /// A CR on the last place may be half of an ending.
    private var isTooLong: Bool {
        partial.count > limit + 1 || (partial.count == limit + 1 && partial.last != Octet.cr)
    }

    private mutating func cut() -> Line {
        defer { partial.removeFirst(limit) }
        return Line(bytes: Array(partial[..<limit]), ending: .missing)
    }

    private mutating func take(endedBy ending: Line.Ending) -> Line {
        var bytes: [UInt8] = []
        swap(&bytes, &partial)
        guard ending == .lf, bytes.last == Octet.cr else { return Line(bytes: bytes, ending: ending) }
        bytes.removeLast()
        return Line(bytes: bytes)
    }
}
