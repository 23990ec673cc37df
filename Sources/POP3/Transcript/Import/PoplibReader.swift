/// Reads what Python's poplib prints: at debug level 2 every line of both sides, as Python writes octets; at level 1 the commands.
///
/// poplib prints nothing of the greeting, which comes before a program can ask for it.
struct PoplibReader: LogReader {
    private var hasLines = false

    /// A line ends in CRLF for certain only where poplib shows it.
    var keepsOctets: Bool { hasLines }

    static func isSign(_ line: LogLine) -> Bool {
        ["*cmd*", "*put*", "*get*", "*resp*"].contains { said($0, in: line) != nil }
    }

    mutating func read(_ lines: LogLines, into log: inout ImportedSession) {
        hasLines = lines.contains { Self.said("*put*", in: $0) != nil || Self.said("*get*", in: $0) != nil }
        if !lines.contains(where: { Self.said("*get*", in: $0) != nil || Self.said("*resp*", in: $0) != nil }) {
            log.note(Array("what the server sent is not in this log".utf8)[...])
        }
        for line in lines {
            if let text = Self.said(hasLines ? "*put*" : "*cmd*", in: line) {
                log.sent(.client, text[...])
            } else if let text = Self.said(hasLines ? "*get*" : "*resp*", in: line) {
                hasLines ? log.sent(.server, Self.line(text)) : log.sent(.server, text[...])
            } else if !Self.isRepeated(line) {
                log.note(line.text)
            }
        }
    }

    /// What poplib prints once more in other words.
    private static func isRepeated(_ line: LogLine) -> Bool {
        ["*cmd* ", "*resp* ", "*stat* "].contains { line.text.behind($0) != nil }
    }

    private static func line(_ octets: [UInt8]) -> Line {
        var splitter = LineSplitter(limit: .max / 4)
        return splitter.append(octets).first ?? Line(bytes: octets, ending: .missing)
    }

    private static func said(_ mark: String, in line: LogLine) -> [UInt8]? {
        line.text.behind(mark + " ").flatMap(PythonLiteral.octets)
    }
}

/// The way in which Python writes octets and strings: `b'+OK\r\n'`, `'STAT'`.
private enum PythonLiteral {
    static func octets(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let quoted = text.behind("b") ?? text
        guard let quote = quoted.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""), quoted.count > 1,
            quoted.last == quote
        else { return nil }
        var rest = quoted.dropFirst().dropLast()
        var octets: [UInt8] = []
        while let octet = rest.popFirst() {
            if octet == UInt8(ascii: "\\") { octets += escaped(&rest) } else { octets.append(octet) }
        }
        return octets
    }

    private static func escaped(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        switch rest.popFirst() {
        case UInt8(ascii: "r"): [Octet.cr]
        case UInt8(ascii: "n"): [Octet.lf]
        case UInt8(ascii: "t"): [0x09]
        case UInt8(ascii: "x"): number(2, &rest).map { [UInt8(truncatingIfNeeded: $0)] } ?? Array("\\x".utf8)
        case UInt8(ascii: "u"): scalar(4, &rest) ?? Array("\\u".utf8)
        case let octet?: [octet]
        case nil: [UInt8(ascii: "\\")]
        }
    }

    private static func number(_ digits: Int, _ rest: inout ArraySlice<UInt8>) -> UInt32? {
        let text = rest.prefix(digits)
        guard text.count == digits, let number = UInt32(String(decoding: text, as: UTF8.self), radix: 16) else {
            return nil
        }
        rest = rest.dropFirst(digits)
        return number
    }

    private static func scalar(_ digits: Int, _ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        number(digits, &rest).flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) }
    }
}
