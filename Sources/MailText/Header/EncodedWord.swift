// encoded-word = "=?" charset "?" encoding "?" encoded-text "?="          RFC 2047 section 2
// charset may end in "*" language                                         RFC 2231 section 5

/// One encoded word inside a header value.
struct EncodedWord: Hashable {
    let label: String
    let isBase64: Bool
    /// Where the encoded text stands in the value.
    let text: Range<Int>
    /// Where the value goes on.
    let end: Int

    private static let question = UInt8(ascii: "?")
    private static let labelLimit = 80

    /// The word that begins at this offset; `nil`: none does.
    ///
    /// Blanks inside the encoded text are tolerated; a `?` is not, so no octet is looked at more than a few times.
    init?(in value: [UInt8], at start: Int) {
        guard start + 1 < value.count, value[start] == UInt8(ascii: "="), value[start + 1] == Self.question else {
            return nil
        }
        let limit = min(value.count, start + 2 + Self.labelLimit)
        let labelEnd = value.index(of: Self.question, from: start + 2, before: limit)
        let label = value[(start + 2)..<max(labelEnd, start + 2)]
        guard labelEnd < limit, labelEnd + 2 < value.count, value[labelEnd + 2] == Self.question, !label.isEmpty,
            label.allSatisfy({ $0 > ASCII.space && $0 < 0x7F })
        else { return nil }
        switch value[labelEnd + 1].lowercased {
        case UInt8(ascii: "b"): isBase64 = true
        case UInt8(ascii: "q"): isBase64 = false
        default: return nil
        }
        let textEnd = value.index(of: Self.question, from: labelEnd + 3, before: value.count)
        guard textEnd + 1 < value.count, value[textEnd + 1] == UInt8(ascii: "=") else { return nil }
        self.label = String(decoding: label, as: UTF8.self)
        text = (labelEnd + 3)..<textEnd
        end = textEnd + 2
    }
}

/// Decodes header values.
enum EncodedWords {
    /// - Parameter notes: what is already known to be wrong with the value.
    static func decode(_ value: [UInt8], notes: [Note] = []) -> DecodedText {
        var reader = EncodedWordReader(value, notes: notes)
        return reader.read()
    }
}

private struct EncodedWordReader {
    private let value: [UInt8]
    private var text = DecodedTextBuilder()
    /// Octets of adjacent words in one charset: a character may begin in one word and end in the next.
    private var run: (label: String, octets: [UInt8])?

    init(_ value: [UInt8], notes: [Note]) {
        self.value = value
        notes.forEach { text.note($0) }
    }

    mutating func read() -> DecodedText {
        var literal = 0
        var offset = value.index(of: UInt8(ascii: "="), from: 0, before: value.count)
        while offset < value.count {
            guard let word = EncodedWord(in: value, at: offset) else {
                offset = value.index(of: UInt8(ascii: "="), from: offset + 1, before: value.count)
                continue
            }
            append(literal: literal..<offset, isBetweenWords: literal > 0)
            append(word)
            literal = word.end
            offset = value.index(of: UInt8(ascii: "="), from: literal, before: value.count)
        }
        append(literal: literal..<value.count, isBetweenWords: false)
        endRun()
        return text.headerValue()
    }

    /// Blanks between two words only separate them: they are not shown (RFC 2047 section 6.2).
    private mutating func append(literal: Range<Int>, isBetweenWords: Bool) {
        if literal.isEmpty || isBetweenWords && value[literal].allSatisfy(\.isBlank) { return }
        endRun()
        let octets = Array(value[literal])
        text.append(octets, labelled: nil)
    }

    private mutating func append(_ word: EncodedWord) {
        if let run, run.label.utf8.lowercasedText != word.label.utf8.lowercasedText { endRun() }
        let encoded = value[word.text]
        if encoded.contains(where: \.isBlank) { text.note(.brokenEncodedWord) }
        run = run ?? (word.label, [])
        if word.isBase64 {
            let decoded = Base64.decode(encoded)
            run?.octets += decoded.octets
            if let fault = decoded.fault { text.note(.badBase64(position: fault)) }
        } else {
            let decoded = QuotedPrintable.decodeWord(encoded)
            run?.octets += decoded.octets
            if let fault = decoded.fault { text.note(.badQuotedPrintable(position: fault)) }
        }
    }

    private mutating func endRun() {
        guard let ended = run else { return }
        run = nil
        text.append(ended.octets, labelled: ended.label)
    }
}
