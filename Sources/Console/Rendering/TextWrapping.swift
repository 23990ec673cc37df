/// Breaks text into lines of a width: at blanks, and between words of Japanese with plain kinsoku (no closing mark begins a
/// line, no opening mark ends one). A grapheme is never split; a word longer than a line is cut.
public struct TextWrapping {
    /// The columns of the first line.
    let firstWidth: Int
    /// The columns of every other line.
    let width: Int
    private var lines: [String] = []
    private var line = ""
    private var used = 0

    /// The lines of a text without line ends; one at least.
    ///
    /// Widths are in columns; those below 2 count as 2, since a wide character must fit.
    public static func lines(of text: String, firstWidth: Int, width: Int) -> [String] {
        guard DisplayWidth.of(text) > firstWidth else { return [text] }
        var wrapping = TextWrapping(firstWidth: max(firstWidth, 2), width: max(width, 2))
        for piece in Piece.pieces(of: text, by: .word) { wrapping.append(piece) }
        return wrapping.lines + [wrapping.line]
    }

    private init(firstWidth: Int, width: Int) {
        self.firstWidth = firstWidth
        self.width = width
    }

    private var room: Int { (lines.isEmpty ? firstWidth : width) - used }

    private mutating func append(_ piece: Piece) {
        if piece.blanks + piece.width <= room {
            add(String(repeating: " ", count: piece.blanks) + piece.text, piece.blanks + piece.width)
            return
        }
        if let rule = piece.rule.next, piece.width > (piece.rule == .word ? width * 2 / 3 : width) {
            return divide(piece, by: rule)
        }
        if used > 0 { breakLine() }
        guard piece.width > room else { return add(piece.text, piece.width) }
        for character in piece.text {
            let columns = DisplayWidth.of(character)
            if columns > room { breakLine() }
            add(String(character), columns)
        }
    }

    /// What would leave too much of a line empty, or fits none, is broken where it stands.
    private mutating func divide(_ piece: Piece, by rule: Kinsoku) {
        var parts = Piece.pieces(of: piece.text, by: rule)
        parts[0].blanks = piece.blanks
        for part in parts { append(part) }
    }

    private mutating func add(_ text: String, _ columns: Int) {
        line += text
        used += columns
    }

    private mutating func breakLine() {
        lines.append(line)
        line = ""
        used = 0
    }
}

/// Characters that stay together on a line, and the blanks in front of them.
private struct Piece {
    var blanks = 0
    var text = ""
    var width = 0
    /// By which it was parted from its neighbours.
    let rule: Kinsoku

    static func pieces(of text: String, by rule: Kinsoku) -> [Piece] {
        var pieces: [Piece] = []
        var piece = Piece(rule: rule)
        var previous: Character?
        for character in text {
            if character == " " {
                if !piece.text.isEmpty { pieces.append(piece) }
                if !piece.text.isEmpty { piece = Piece(rule: rule) }
                piece.blanks += 1
            } else {
                if let previous, previous != " ", rule.allowsBreak(between: previous, and: character) {
                    pieces.append(piece)
                    piece = Piece(rule: rule)
                }
                piece.text.append(character)
                piece.width += DisplayWidth.of(character)
            }
            previous = character
        }
        if !piece.text.isEmpty { pieces.append(piece) }
        return pieces
    }
}

/// Where Japanese text may be broken; each rule allows more than the one before it.
private enum Kinsoku {
    /// In front of a word: kanji or katakana stay together, with the hiragana behind them.
    case word
    /// Between hiragana as well.
    case hiragana
    /// Between any two characters of which neither forbids it.
    case character

    /// What is tried where pieces by this rule are too long; `nil` behind the last.
    var next: Kinsoku? {
        switch self {
        case .word: .hiragana
        case .hiragana: .character
        case .character: nil
        }
    }

    private static let neverFirst = Set<Character>(
        "、。，．・：；？！ー…‥～々ゝゞヽヾ）」』】〕〉》］｝ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]},.:;?!%")
    private static let neverLast = Set<Character>("（「『【〔〈《［｛([{")

    func allowsBreak(between first: Character, and second: Character) -> Bool {
        let (one, two) = (Script(first), Script(second))
        guard one != .other || two != .other else { return false }
        guard !Self.neverFirst.contains(second), !Self.neverLast.contains(first) else { return false }
        let partsWords = one == .mark || two == .mark || (one != two && two != .hiragana)
        switch self {
        case .word: return partsWords
        case .hiragana: return partsWords || (one == .hiragana && two == .hiragana)
        case .character: return true
        }
    }
}

/// What kind of character a word is written in.
private enum Script {
    case kanji, hiragana, katakana
    /// Another wide character, such as a full stop or a picture.
    case mark
    /// A character of one column.
    case other

    init(_ character: Character) {
        guard let value = character.unicodeScalars.first?.value, WideRanges.contains(value) else {
            self = .other
            return
        }
        switch value {
        case 0x3041...0x309F: self = .hiragana
        case 0x30A1...0x30FF: self = .katakana
        // Letters and digits of full width make words like katakana do.
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: self = .katakana
        case 0x3005, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: self = .kanji
        default: self = .mark
        }
    }
}
