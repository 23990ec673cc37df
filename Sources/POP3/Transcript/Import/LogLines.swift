/// One line of a log, as it stands in the file.
struct LogLine: Hashable, Sendable {
    /// The octets of the line, without the CR and LF at its end.
    let text: ArraySlice<UInt8>
    /// How many CR stood before the LF: a terminal adds one to the one of the wire.
    let returns: Int
    /// Whether an LF ended the line; only the last line of a file may lack it.
    let isEnded: Bool

    /// The line for people; octets that are no UTF-8 appear as U+FFFD.
    var string: String { String(decoding: text, as: UTF8.self) }

    /// Whether nothing but blanks stands in it.
    var isBlank: Bool { text.allSatisfy { $0 == Octet.space || $0 == 0x09 } }

    /// The line as one of the wire, for logs that keep the octets.
    var wire: Line { wire(text) }

    /// A part of the line, up to its end, as a line of the wire.
    func wire(_ rest: ArraySlice<UInt8>) -> Line {
        let extra = [UInt8](repeating: Octet.cr, count: max(0, isEnded ? returns - 1 : returns))
        let ending: Line.Ending = isEnded ? (returns > 0 ? .crlf : .lf) : .missing
        return Line(bytes: rest + extra, ending: ending)
    }
}

/// The lines of a log, one after the other, in a single pass over its octets.
struct LogLines: Sequence, IteratorProtocol {
    private let octets: [UInt8]
    private var start = 0

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    mutating func next() -> LogLine? {
        guard start < octets.count else { return nil }
        let feed = octets.withUnsafeBytes { $0.offset(of: Octet.lf, from: start) }
        let whole = octets[start..<(feed ?? octets.count)]
        start = feed.map { $0 + 1 } ?? octets.count
        var text = whole
        while text.last == Octet.cr { text = text.dropLast() }
        return LogLine(text: text, returns: whole.count - text.count, isEnded: feed != nil)
    }
}

extension ArraySlice<UInt8> {
    /// What follows `prefix`; `nil` when the octets begin otherwise.
    func behind(_ prefix: String) -> ArraySlice<UInt8>? {
        starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil
    }

    /// The octets without the blanks they begin with.
    var withoutIndentation: ArraySlice<UInt8> { drop { $0 == Octet.space || $0 == 0x09 } }

    /// The octets without the blanks at both ends.
    var trimmed: ArraySlice<UInt8> {
        var rest = withoutIndentation
        while let last = rest.last, last == Octet.space || last == 0x09 { rest = rest.dropLast() }
        return rest
    }
}
