/// What an error shows of a line.
extension TranscriptLine {
    func wrong(_ expected: TranscriptError.Expectation) -> TranscriptError {
        TranscriptError(line: number, found: found(octets, expected), expected: expected)
    }

    /// The same for a fault in the middle of a line, which may be long. Of a client's line the beginning is shown, for it
    /// tells whether a secret follows.
    func wrong(_ expected: TranscriptError.Expectation, at rest: ArraySlice<UInt8>) -> TranscriptError {
        isOfClient
            ? wrong(expected) : TranscriptError(line: number, found: found(rest, expected), expected: expected)
    }

    private var isOfClient: Bool { octets.first.map { $0 & 0xDF == UInt8(ascii: "C") } == true }

    private func found(_ octets: ArraySlice<UInt8>, _ expected: TranscriptError.Expectation) -> String {
        // Enough for 60 columns, and to see a secret.
        let line = Line(bytes: Array(octets.prefix(1_024)))
        let said = line.bytes.drop { $0 != Octet.space && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "|") }
            .dropFirst().drop { $0 == Octet.space }
        // Who forgot the mark may have written nothing but a secret.
        if expected == .mark, Self.isSecret(line.bytes) { return Command.mask }
        if isOfClient && TypedSecret.isBare(Line(bytes: Array(said))) || expected == .mark && Self.isSecret(Array(said))
        {
            return Self.visible(line.bytes[..<said.startIndex] + Command.mask.utf8)
        }
        return Self.visible(Command(line).redacted().line.bytes[...])
    }

    /// Whether a word alone may be a secret: a status and an escape are none.
    private static func isSecret(_ word: [UInt8]) -> Bool {
        word.first.map(TypedSecret.isPunctuation) == false && TypedSecret.isBare(Line(bytes: word))
    }

    /// As text of at most 60 columns.
    private static func visible(_ octets: ArraySlice<UInt8>) -> String {
        var columns = 0
        var visible: [UInt8] = []
        let isCut = octets.withUnsafeBytes { octets in
            var index = 0
            while index < octets.count {
                let unit = UTF8Unit(octets, at: index)
                let (shown, width) = shown(unit, octets[index..<(index + unit.length)])
                columns += width
                if columns > 57 { return true }
                visible += shown
                index += unit.length
            }
            return false
        }
        return String(decoding: visible, as: UTF8.self) + (isCut ? "..." : "")
    }

    /// How a character is shown, and its columns. Which are wide is another's table: here all beyond U+1100 are.
    private static func shown(_ unit: UTF8Unit, _ octets: Slice<UnsafeRawBufferPointer>) -> ([UInt8], Int) {
        if let scalar = unit.scalar, WireEscape.isPrintable(scalar) {
            return (Array(octets), scalar.value < 0x1100 ? 1 : 2)
        }
        var shown: [UInt8] = []
        WireEscape.escape(octets, to: &shown)
        return (shown, shown.count)
    }
}
