/// A block of octets in a trace of curl's, row by row.
struct TraceBlock {
    /// What the octets are.
    enum Kind: Hashable {
        case sent, received
        /// A body, as it came or un-stuffed.
        case data
        case encrypted
    }

    let kind: Kind
    /// How many octets curl says there are.
    private let count: Int
    private var octets: [UInt8] = []
    /// Whether a row of text came: one without hexadecimal digits.
    private(set) var isAscii = false
    /// Where the row before ended, if it was text: what the next offset says tells what is missing behind it.
    private var end: Int?

    init(_ kind: Kind, count: Int) {
        self.kind = kind
        self.count = count
    }

    // row = 4*HEXDIG ":" SP (text / *("hh ") text)
    /// Takes a row.
    ///
    /// - Returns: whether the line is one.
    mutating func add(_ line: ArraySlice<UInt8>) -> Bool {
        let digits = line.prefix { $0 != UInt8(ascii: ":") }
        guard (4...15).contains(digits.count), let offset = Int(String(decoding: digits, as: UTF8.self), radix: 16),
            let row = line.dropFirst(digits.count).behind(": ") ?? line.dropFirst(digits.count).behind(":")
        else { return false }
        guard kind != .encrypted else { return true }
        endRow(at: offset)
        if let known = Self.octets(ofRow: row) {
            octets += known
        } else {
            isAscii = true
            octets += row
            end = offset.addingReportingOverflow(row.count).partialValue
        }
        return true
    }

    /// The octets of the whole block.
    mutating func finish() -> [UInt8] {
        endRow(at: count)
        return octets
    }

    /// Adds the CRLF that stood behind a row of text, and the blanks before it, which somebody may have cut off.
    private mutating func endRow(at offset: Int) {
        guard let end else { return }
        self.end = nil
        guard offset > end + 1 else { return }
        octets += [UInt8](repeating: Octet.space, count: min(offset - end - 2, 64)) + [Octet.cr, Octet.lf]
    }

    /// The octets of a row with 16 columns of hexadecimal digits; `nil` for a row of text.
    private static func octets(ofRow row: ArraySlice<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        let shown = row.dropFirst(48)
        guard row.count > 48, shown.count <= 16 else { return nil }
        for column in 0..<shown.count {
            let cell = row.dropFirst(column * 3).prefix(3)
            guard cell.last == Octet.space,
                let octet = UInt8(String(decoding: cell.dropLast(), as: UTF8.self), radix: 16)
            else { return nil }
            octets.append(octet)
        }
        return row.dropFirst(shown.count * 3).prefix(48 - shown.count * 3).allSatisfy { $0 == Octet.space }
            ? octets : nil
    }
}

/// A body in a trace of curl's. It may be the octets of the wire, or the message that curl made of them.
struct TracedData {
    private var octets: [UInt8] = []

    mutating func append(_ piece: [UInt8]) { octets += piece }

    /// curl goes on, or ends: what came is the body of the reply now coming.
    mutating func end(in log: inout ImportedSession) {
        guard !octets.isEmpty else { return }
        defer { octets = [] }
        var splitter = LineSplitter(limit: .max / 4)
        var lines = splitter.append(octets)
        if let rest = splitter.finish() { lines.append(rest) }
        guard log.isInBody else {
            for line in lines { log.note(line.bytes[...]) }
            return
        }
        let isWire = Self.isWire(lines)
        for line in lines { log.sent(.server, isWire ? line : line.stuffed) }
        if !isWire { log.sent(.server, Line(".")) }
    }

    /// Whether the lines are stuffed, and end in a lone ".".
    private static func isWire(_ lines: [Line]) -> Bool {
        lines.last?.bytes == [Octet.dot]
            && lines.dropLast().allSatisfy { $0.bytes.first != Octet.dot || $0.bytes.dropFirst().first == Octet.dot }
    }
}
