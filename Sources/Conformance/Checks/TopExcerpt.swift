import POP3

/// A message cut behind so many lines of its body, lines as they stand on the wire.
struct Excerpt {
    /// The lines of the header, those left out that servers add and change as they please.
    let header: [[UInt8]]
    /// Whether an empty line ends the header.
    let hasBlank: Bool
    let body: [[UInt8]]

    /// - Parameter count: how many lines of the body, in decimal digits of any length; `nil` for all.
    init(_ lines: [[UInt8]], lines count: String?) {
        let blank = lines.firstIndex(of: []) ?? lines.count
        hasBlank = blank < lines.count
        header = lines[..<blank].filter { !Self.isChanging($0) }
        let rest = lines.dropFirst(blank + 1)
        body = Array(rest.prefix(count.map { Int($0) ?? .max } ?? .max))
    }

    private static func isChanging(_ line: [UInt8]) -> Bool {
        let name = String(decoding: line.prefix { $0 != UInt8(ascii: ":") }.prefix(20), as: UTF8.self).lowercased()
        return ["status", "x-status", "x-uidl", "x-imap", "x-keywords", "x-mozilla-status"].contains(name)
    }

    /// Whether another excerpt ends where this one has a line with a "." alone.
    func isCutAtDot(_ other: Excerpt) -> Bool {
        other.body.count < body.count && body[other.body.count] == Array("..".utf8)
            && Array(body.prefix(other.body.count)) == other.body
    }

    /// Whether another excerpt is what comes of counting each line that begins with "." twice.
    ///
    /// - Parameters:
    ///   - whole: all lines of the body, as they stand on the wire.
    ///   - count: how many were asked for, in decimal digits of any length.
    func countsDotsTwice(_ other: Excerpt, in whole: ArraySlice<[UInt8]>, count: String) -> Bool {
        var left = Int(count) ?? .max
        let lines = whole.prefix { line in
            left -= line.first == UInt8(ascii: ".") ? 2 : 1
            return left >= 0
        }
        return lines.count < body.count && Array(lines) == other.body
    }
}
