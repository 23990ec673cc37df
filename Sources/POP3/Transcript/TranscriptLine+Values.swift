/// What stands behind the marks.
extension TranscriptLine {
    // connection = 1*2DIGIT, from 1
    /// The number of the connection, 1 where none stands, and what follows.
    func numbered(_ rest: ArraySlice<UInt8>) throws(TranscriptError) -> (connection: Int, rest: ArraySlice<UInt8>) {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return (1, rest) }
        guard digits.first != UInt8(ascii: "0"), digits.count <= 2, let connection = number(digits) else {
            throw wrong(.connection)
        }
        return (connection, rest[digits.endIndex...])
    }

    /// What stands behind the one space; empty when nothing does.
    func value(_ behind: ArraySlice<UInt8>) throws(TranscriptError) -> ArraySlice<UInt8> {
        guard let first = behind.first else { return behind }
        guard first == Octet.space else { throw wrong(.space) }
        return behind.dropFirst()
    }

    func expectEnd(_ behind: ArraySlice<UInt8>) throws(TranscriptError) {
        guard behind.isEmpty else { throw wrong(.endOfLine) }
    }

    /// Text in which nothing is escaped.
    func text(_ octets: ArraySlice<UInt8>) throws(TranscriptError) -> String {
        guard let text = String(validating: octets, as: UTF8.self) else { throw wrong(.utf8) }
        return text
    }

    /// Text that is escaped as octets of the wire are; a placeholder in it is only text.
    func unescaped(_ octets: ArraySlice<UInt8>) throws(TranscriptError) -> String {
        let octets = try parts(of: octets).flatMap { part in
            switch part {
            case .octets(let octets): octets
            case .placeholder(let placeholder): Array(placeholder.text.utf8)
            }
        }
        return try text(octets[...])
    }

    func status(_ value: ArraySlice<UInt8>) throws(TranscriptError) -> WireText {
        let text = WireText(try parts(of: value))
        guard case .octets(let octets) = text.parts.first,
            ["+OK", "-ERR", "+"].contains(String(decoding: octets.prefix { $0 != Octet.space }, as: UTF8.self))
        else { throw wrong(.status) }
        return text
    }

    func pattern(_ text: String) throws(TranscriptError) -> String {
        guard Self.isUsable(text) else { throw wrong(.pattern) }
        return text
    }

    /// Whether a text is a regular expression of at most 1,024 octets: its reader goes deeper with each parenthesis.
    static func isUsable(_ pattern: String) -> Bool {
        (1...1_024).contains(pattern.utf8.count) && (try? TranscriptPattern(pattern)) != nil
    }

    // file-name = 1*CHAR, no "/" and no control; neither "." nor ".."
    func fileName(_ value: ArraySlice<UInt8>) throws(TranscriptError) -> String {
        let name = try text(value)
        let isControl = { (octet: UInt8) in octet < 0x20 || octet == 0x7F }
        guard !["", ".", ".."].contains(name), !value.contains(UInt8(ascii: "/")), !value.contains(where: isControl)
        else { throw wrong(.fileName) }
        return name
    }

    func size(_ value: ArraySlice<UInt8>) throws(TranscriptError) -> Int {
        guard let count = number(value), count <= TranscriptReader.largestBody else { throw wrong(.count) }
        return count
    }

    func side(_ value: ArraySlice<UInt8>) throws(TranscriptError) -> Session.Side {
        guard let side = Session.Side(rawValue: String(decoding: value, as: UTF8.self)) else { throw wrong(.side) }
        return side
    }

    func number(_ digits: ArraySlice<UInt8>) -> Int? {
        Decimal.number(Substring(decoding: digits, as: UTF8.self))
    }
}

/// The pieces of a wire line.
extension TranscriptLine {
    func parts(of value: ArraySlice<UInt8>) throws(TranscriptError) -> [WireText.Part] {
        guard value.withUnsafeBytes({ Self.hasMarks($0) }) else { return [.octets(Array(value))] }
        var parts: [WireText.Part] = []
        var plain: [UInt8] = []
        var rest = value
        while let first = rest.first {
            if first == UInt8(ascii: "\\") {
                plain.append(try escaped(&rest))
            } else if first == UInt8(ascii: "$"), rest.dropFirst().first == UInt8(ascii: "{") {
                parts.append(.octets(plain))
                parts.append(.placeholder(try placeholder(&rest)))
                plain = []
            } else {
                plain.append(first)
                rest = rest.dropFirst()
            }
        }
        return parts + [.octets(plain)]
    }

    private static func hasMarks(_ octets: UnsafeRawBufferPointer) -> Bool {
        octets.offset(of: UInt8(ascii: "\\"), from: 0) != nil || octets.offset(of: UInt8(ascii: "$"), from: 0) != nil
    }

    /// Takes an escape, and returns the octet that it stands for.
    private func escaped(_ rest: inout ArraySlice<UInt8>) throws(TranscriptError) -> UInt8 {
        let behind = rest.dropFirst()
        if let octet = behind.first.flatMap(WireEscape.octet(behindBackslash:)) {
            rest = behind.dropFirst()
            return octet
        }
        let digits = behind.dropFirst().prefix(2)
        guard behind.first == UInt8(ascii: "x"), digits.count == 2, !digits.contains(UInt8(ascii: "+")),
            let octet = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw wrong(.escape, at: rest) }
        rest = rest[digits.endIndex...]
        return octet
    }

    /// Takes a placeholder.
    private func placeholder(_ rest: inout ArraySlice<UInt8>) throws(TranscriptError) -> Placeholder {
        // No form is longer than this: a name and the word before it.
        let window = rest.prefix(300)
        guard let end = window.firstIndex(of: UInt8(ascii: "}")),
            let placeholder = Placeholder(between: String(decoding: window[..<end].dropFirst(2), as: UTF8.self))
        else { throw wrong(.placeholder, at: rest) }
        rest = rest[(end + 1)...]
        return placeholder
    }
}
