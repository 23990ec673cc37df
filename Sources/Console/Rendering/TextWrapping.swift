/// Breaks text into lines of a width: at blanks, and between CJK characters with plain kinsoku (no closing mark begins a
/// line, no opening mark ends one). A grapheme is never split; a word longer than a line is cut.
struct TextWrapping {
    /// The columns of the first line.
    let firstWidth: Int
    /// The columns of every other line.
    let width: Int
    private var lines: [String] = []
    private var line = ""
    private var used = 0

    /// The lines of a text; one at least. Widths below 2 count as 2, since a wide character must fit.
    static func lines(of text: String, firstWidth: Int, width: Int) -> [String] {
        guard DisplayWidth.of(text) > firstWidth else { return [text] }
        var wrapping = TextWrapping(firstWidth: max(firstWidth, 2), width: max(width, 2))
        for piece in Piece.pieces(of: text) { wrapping.append(piece) }
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
        if used > 0 { breakLine() }
        guard piece.width > room else { return add(piece.text, piece.width) }
        for character in piece.text {
            let columns = DisplayWidth.of(character)
            if columns > room { breakLine() }
            add(String(character), columns)
        }
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

    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var piece = Piece()
        var previous: Character?
        for character in text {
            if character == " " {
                if !piece.text.isEmpty { pieces.append(piece) }
                if !piece.text.isEmpty { piece = Piece() }
                piece.blanks += 1
            } else {
                if let previous, previous != " ", Kinsoku.allowsBreak(between: previous, and: character) {
                    pieces.append(piece)
                    piece = Piece()
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

/// Where Japanese text may be broken.
private enum Kinsoku {
    private static let neverFirst = Set<Character>(
        "、。，．・：；？！ー々ゝゞヽヾ）」』】〕〉》］｝ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]},.:;?!%")
    private static let neverLast = Set<Character>("（「『【〔〈《［｛([{")

    static func allowsBreak(between first: Character, and second: Character) -> Bool {
        guard isWide(first) || isWide(second) else { return false }
        return !neverFirst.contains(second) && !neverLast.contains(first)
    }

    private static func isWide(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { WideRanges.contains($0.value) } ?? false
    }
}
