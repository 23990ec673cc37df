/// How many columns text takes on a terminal. Ambiguous characters count one, as terminals draw them by default.
///
/// Controls are counted as the ``Sanitizer`` shows them, so text may be measured before or after it passed there.
enum DisplayWidth {
    /// The columns of a text of one line.
    static func of(_ text: some StringProtocol) -> Int {
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        return isPlain ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// The columns of one grapheme.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.count == 1 { return of(first) }
        // An emoji with a variation selector, a skin colour or joined parts, and a flag, are drawn as one picture.
        if isPicture(scalars, first) { return 2 }
        return scalars.reduce(0) { $0 + of($1) }
    }

    /// The columns of one scalar: 2 when wide, 0 when it only changes its neighbours.
    static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if (0x20...0x7E).contains(value) { return 1 }
        if let shown = Sanitizer.replacement(of: value) { return shown.unicodeScalars.count }
        if value < 0x300 { return 1 }
        if WideRanges.contains(value) { return isCombining(scalar) ? 0 : 2 }
        return isCombining(scalar) ? 0 : 1
    }

    private static func isPicture(_ scalars: Character.UnicodeScalarView, _ first: Unicode.Scalar) -> Bool {
        if (0x1F1E6...0x1F1FF).contains(first.value) { return true }
        guard first.properties.isEmoji else { return false }
        return scalars.dropFirst().contains {
            $0.value == 0xFE0F || $0.value == 0x200D || $0.properties.isEmojiModifier
        }
    }

    private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        // The medial vowels and final consonants of Hangul sit on the leading consonant.
        if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value) { return true }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }
}

extension StringProtocol {
    /// The text, cut at the end and marked with `...` where it takes more than so many columns.
    func truncated(to width: Int) -> String {
        guard DisplayWidth.of(self) > width else { return String(self) }
        let mark = String(repeating: ".", count: Swift.min(3, Swift.max(width, 0)))
        var room = width - mark.count
        let kept = prefix { character in
            room -= DisplayWidth.of(character)
            return room >= 0
        }
        return kept + mark
    }

    /// The text with blanks behind it up to so many columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - DisplayWidth.of(self)))
    }
}
