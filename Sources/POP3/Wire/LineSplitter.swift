/// Cuts a byte stream into lines without losing an octet.
///
/// A line that grows past ``limit`` is handed out in pieces whose ending is ``Line/Ending/missing``, so that a peer that
/// never ends a line cannot fill the memory.
public struct LineSplitter: Hashable, Sendable {
    /// The longest line kept whole, in octets without its ending.
    public let limit: Int
    private var partial: [UInt8] = []
    private var isCut = false

    /// A splitter for one direction of a connection.
    public init(limit: Int = 65_536) {
        self.limit = limit
    }

    /// Whether octets of an unfinished line are waiting, or the line now being read was cut.
    public var isInsideLine: Bool { !partial.isEmpty || isCut }

    /// Takes octets from `bytes` up to the end of the first line, and says how far that was.
    ///
    /// - Returns: the line, or a cut piece of it, and the index behind it; `nil` when all octets were taken and no line has ended.
    public mutating func next(in bytes: ArraySlice<UInt8>) -> (line: Line, end: Int)? {
        let start = bytes.startIndex
        let feed = bytes.withUnsafeBytes { $0.offset(of: Octet.lf, from: 0) }.map { start + $0 }
        let room = limit - partial.count
        guard (feed ?? bytes.endIndex) - start <= room + 1 else { return cut(bytes, after: max(room, 1)) }
        guard let feed else {
            partial += bytes
            return nil
        }
        partial += bytes[..<feed]
        return (take(endedBy: .lf), feed + 1)
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
        defer { isCut = false }
        return partial.isEmpty ? nil : take(endedBy: .missing)
    }

    private mutating func cut(_ bytes: ArraySlice<UInt8>, after count: Int) -> (line: Line, end: Int) {
        let end = bytes.startIndex + count
        partial += bytes[..<end]
        let line = take(endedBy: .missing)
        isCut = true
        return (line, end)
    }

    private mutating func take(endedBy ending: Line.Ending) -> Line {
        defer { partial = [] }
        isCut = false
        guard ending == .lf, partial.last == Octet.cr else { return Line(bytes: partial, ending: ending) }
        return Line(bytes: Array(partial.dropLast()), ending: .crlf)
    }
}
