/// Reads a header out of a message, lenient to a fault: whatever it cannot read it skips and reports.
struct HeaderReader {
    static let fieldLimit = 2_000

    private let octets: [UInt8]
    private let isDelimiter: (Range<Int>) -> Bool
    private var offset: Int
    private var line: Int
    private var fields: [HeaderField] = []
    private var notes: [Note] = []
    private var open: Open?

    /// The field whose lines are being read.
    private struct Open {
        let name: Range<Int>
        let line: Int
        var value: Range<Int>
        /// Where its last sound line begins.
        var lastLine: Int?
    }

    /// What follows the header: the offset and the number of the first line of the body.
    struct End: Hashable {
        let offset: Int
        let line: Int
    }

    /// - Parameter isDelimiter: whether a line belongs to a multipart around this header, which then ends here.
    init(_ octets: [UInt8], from offset: Int, line: Int, isDelimiter: @escaping (Range<Int>) -> Bool) {
        self.octets = octets
        self.offset = offset
        self.line = line
        self.isDelimiter = isDelimiter
    }

    mutating func read() -> (header: Header, end: End) {
        while offset < octets.count {
            let (content, next) = octets.line(from: offset, before: octets.count)
            if isDelimiter(content) { break }
            guard take(content, next: next) else { break }
            offset = next
            line += 1
            if content.isEmpty { break }
        }
        close()
        return (Header(fields: fields, notes: notes), End(offset: offset, line: line))
    }

    /// - Returns: false where the body begins with this line.
    private mutating func take(_ content: Range<Int>, next: Int) -> Bool {
        guard let first = content.first else { return true }
        if octets[first].isBlank {
            extend(to: content)
        } else if let name = fieldName(content) {
            close()
            open = Open(name: name, line: line, value: (endOfName(name) + 1)..<content.upperBound, lastLine: first)
        } else if let field = open, let last = field.lastLine, isInsideEncodedWord(last..<field.value.upperBound) {
            open?.value = field.value.lowerBound..<content.upperBound
            open?.lastLine = nil
        } else {
            return skip(content, next: next)
        }
        return true
    }

    private mutating func extend(to content: Range<Int>) {
        guard let value = open?.value else { return report(.malformedHeaderLine(line)) }
        open?.value = value.lowerBound..<content.upperBound
        open?.lastLine = content.lowerBound
    }

    private mutating func skip(_ content: Range<Int>, next: Int) -> Bool {
        close()
        let isMbox = octets[content].starts(with: "From ".utf8) || octets[content].starts(with: ">From ".utf8)
        if isMbox, fields.isEmpty {
            report(.mboxLine(line))
            return true
        }
        guard !fields.isEmpty, next >= octets.count || isHeaderLine(from: next) else {
            report(.noEmptyLine(line))
            return false
        }
        report(.malformedHeaderLine(line))
        return true
    }

    private mutating func close() {
        guard let field = open else { return }
        open = nil
        guard fields.count < Self.fieldLimit else { return report(.fieldLimit(Self.fieldLimit)) }
        let name = String(decoding: octets[field.name], as: UTF8.self)
        fields.append(HeaderField(name: name, raw: Array(octets[field.value]), line: field.line))
    }

    private mutating func report(_ note: Note) {
        let limit = 32
        if notes.count < limit, !notes.contains(note) { notes.append(note) }
    }

    // field-name = 1*%d33-57 / %d59-126          RFC 5322 section 3.6.8; blanks before the colon by section 4.5
    private func fieldName(_ content: Range<Int>) -> Range<Int>? {
        let end = content.first { !(33...126).contains(octets[$0]) || octets[$0] == UInt8(ascii: ":") }
        guard let end, end > content.lowerBound else { return nil }
        let colon = (end..<content.upperBound).first { !octets[$0].isBlank }
        guard let colon, octets[colon] == UInt8(ascii: ":") else { return nil }
        return content.lowerBound..<end
    }

    private func endOfName(_ name: Range<Int>) -> Int {
        octets.index(of: UInt8(ascii: ":"), from: name.upperBound, before: octets.count)
    }

    /// An empty line, a continuation or a field.
    private func isHeaderLine(from start: Int) -> Bool {
        let content = octets.line(from: start, before: octets.count).content
        guard let first = content.first else { return true }
        return octets[first].isBlank || fieldName(content) != nil
    }

    /// The line ends within `=?charset?B?...`: some mailers broke lines there and forgot the blank that folds.
    private func isInsideEncodedWord(_ line: Range<Int>) -> Bool {
        let question = UInt8(ascii: "?")
        let start = line.dropLast().last { octets[$0] == UInt8(ascii: "=") && octets[$0 + 1] == question }
        guard let start else { return false }
        let marks = ((start + 1)..<line.upperBound).filter { octets[$0] == question }
        guard marks.count == 3, marks[2] == marks[1] + 2 else { return false }
        return [UInt8(ascii: "b"), UInt8(ascii: "q")].contains(octets[marks[1] + 1].lowercased)
    }
}
