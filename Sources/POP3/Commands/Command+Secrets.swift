extension Command {
    /// Whether the line carries something that must never be shown or stored.
    ///
    /// Generous on purpose: `pass x`, a tab for the space, blanks in front, full-width letters and the words of
    /// machine-translated tutorials count too, since a person who types them types a password.
    public var hasSecret: Bool { secretStart != nil }

    /// The secret octets of the line; `nil` when there are none.
    public var secret: [UInt8]? { secretStart.map { Array(line.bytes[$0...]) } }

    /// The same command with its secret replaced by ``mask``. Redacting twice changes nothing.
    public func redacted() -> Command {
        guard let secretStart else { return self }
        let masked = Line(bytes: line.bytes[..<secretStart] + Array(Self.mask.utf8), ending: line.ending)
        switch kind {
        case .command: return Command(masked, count: count)
        case .response: return Command(response: masked, count: count)
        }
    }

    /// The line for people, its secret masked; still to be sanitised before it reaches a terminal.
    public var displayText: String { redacted().line.text }

    private var secretStart: Int? {
        switch kind {
        case .response:
            return line.bytes.isEmpty || line.bytes == [UInt8(ascii: "*")] ? nil : 0
        case .command:
            let words = Blank.words(of: line.bytes)
            // A machine translation of "pass SECRET" may put the word behind: SECRETを渡す.
            if line.bytes.suffix(9).elementsEqual("を渡す".utf8), line.bytes.count > 9 { return 0 }
            guard let keyword = words.first,
                let row = CommandTable[Verb(resembling: String(decoding: line.bytes[keyword], as: UTF8.self))],
                let position = row.arguments.firstIndex(where: \.isSecret), words.count > position + 1
            else { return nil }
            return words[position + 1].lowerBound
        }
    }
}

/// What a person may take for a blank: space, tab, and the ideographic space that an input method types.
private enum Blank {
    static func words(of bytes: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let length = blankLength(in: bytes, at: index)
            if length > 0, index > start { words.append(start..<index) }
            index += max(length, 1)
            if length > 0 { start = index }
        }
        if start < bytes.count { words.append(start..<bytes.count) }
        return words
    }

    private static func blankLength(in bytes: [UInt8], at index: Int) -> Int {
        if bytes[index] == Octet.space || bytes[index] == 0x09 { return 1 }
        return bytes[index...].starts(with: [0xE3, 0x80, 0x80]) ? 3 : 0
    }
}
