/// Numbers with their nouns, in both languages.
extension Int {
    var messages: Localized { Localized(en: self == 1 ? "1 message" : "\(self) messages", ja: "\(self) 通") }
    var octets: Localized { Localized(en: self == 1 ? "1 octet" : "\(self) octets", ja: "\(self) オクテット") }
    var lines: Localized { Localized(en: self == 1 ? "1 line" : "\(self) lines", ja: "\(self) 行") }
}

extension String {
    /// Text from the wire made fit to stand inside a sentence: printable ASCII stays, any other octet becomes `\xHH`, and
    /// what is longer than `limit` octets is cut.
    init(quoting bytes: some Collection<UInt8>, limit: Int = 40) {
        self = bytes.prefix(limit).map(Self.visible).joined() + (bytes.count > limit ? "..." : "")
    }

    /// A word that a person typed, fit to stand inside a sentence: printable ASCII, Latin letters, kana, Chinese characters and
    /// full-width forms stay, the octets of any other character become `\xHH`, and what is longer than `limit` characters
    /// is cut.
    init(showing word: String, limit: Int) {
        self =
            word.unicodeScalars.prefix(limit).map(Self.visible).joined()
            + (word.unicodeScalars.count > limit ? "..." : "")
    }

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x20...0x7E, 0xC0...0x24F, 0x3041...0x3096, 0x30A1...0x30FE, 0x3400...0x9FFF, 0xFF01...0xFF5E:
            String(scalar)
        default: String(scalar).utf8.map(visible).joined()
        }
    }

    private static func visible(_ octet: UInt8) -> String {
        if (0x20...0x7E).contains(octet) { return String(Unicode.Scalar(octet)) }
        let digits = String(octet, radix: 16, uppercase: true)
        return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }
}

extension Localized {
    /// Local commands that lead further, set off from the sentence in front of them.
    func leading(to commands: String...) -> Localized {
        self + Localized(verbatim: "     " + commands.joined(separator: "  "))
    }
}

extension Set<Int> {
    /// Messages by their numbers: `message 1`, `messages 1, 3`.
    var named: Localized {
        let numbers = sorted().listed()
        return Localized(en: count == 1 ? "message \(numbers)" : "messages \(numbers)", ja: "\(numbers) 番")
    }
}

extension Sequence<Int> {
    /// The first few numbers, in a row: `1, 3, 4`, and how many more there are.
    func listed(upTo limit: Int = 8) -> String {
        let numbers = Array(self)
        let shown = numbers.prefix(limit).map(String.init).joined(separator: ", ")
        return numbers.count > limit ? "\(shown) (+\(numbers.count - limit))" : shown
    }
}
