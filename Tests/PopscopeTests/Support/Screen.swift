/// What a terminal shows: as much of one as the console makes use of. Rows never leave it at the top.
struct Screen {
    private(set) var columns: Int
    /// The control sequences that it does not know; a test that sees one is no test.
    private(set) var strangers: [String] = []
    /// A cell behind a wide character is empty.
    private var rows: [[String]] = [[]]
    private var row = 0
    private var column = 0
    private var undecoded: [UInt8] = []
    private var found = (row: 0, column: 0)

    init(columns: Int) {
        self.columns = columns
    }

    /// The rows, without blanks at their ends.
    var lines: [String] {
        rows.map { cells in
            let text = cells.joined()
            guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
            return String(text[...last])
        }
    }

    /// The row of the cursor.
    var currentLine: String { lines[row] }

    /// Looks for a text in one row behind what was found last, and goes behind it.
    mutating func finds(_ text: String) -> Bool {
        for (number, line) in rows.enumerated().dropFirst(found.row) {
            let line = line.joined()
            let passed = number == found.row ? found.column : 0
            guard let start = line.index(line.startIndex, offsetBy: passed, limitedBy: line.endIndex),
                let range = line[start...].firstRange(of: text)
            else { continue }
            found = (number, line.distance(from: line.startIndex, to: range.upperBound))
            return true
        }
        return false
    }

    mutating func resize(columns: Int) {
        self.columns = columns
    }

    mutating func take(_ octets: [UInt8]) {
        undecoded += octets
        while let length = nextLength(), length <= undecoded.count {
            let text = String(decoding: undecoded.prefix(length), as: UTF8.self)
            undecoded.removeFirst(length)
            if text.first == "\u{1B}" { obey(text) } else { text.unicodeScalars.forEach { put($0) } }
        }
    }

    /// How many octets the next character or control sequence takes; `nil` when that is not known yet.
    private func nextLength() -> Int? {
        switch undecoded.first {
        case nil: nil
        case 0x1B: controlLength()
        case .some(0xC2...0xDF): 2
        case .some(0xE0...0xEF): 3
        case .some(0xF0...0xF4): 4
        case .some: 1
        }
    }

    // ESC "[" parameters final                                        ECMA-48 section 5.4
    private func controlLength() -> Int? {
        guard undecoded.count >= 2 else { return nil }
        guard undecoded[1] == UInt8(ascii: "[") else { return 2 }
        return undecoded.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }.map { $0 + 1 }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x07: break
        case 0x08: column = max(0, min(column, columns - 1) - 1)
        case 0x0A: moveDown(1)
        case 0x0D: column = 0
        case 0..<0x20, 0x7F..<0xA0: strangers.append("U+\(String(scalar.value, radix: 16))")
        default: write(String(scalar), width: Self.isWide(scalar) ? 2 : 1)
        }
    }

    private mutating func write(_ text: String, width: Int) {
        if column + width > columns {
            column = 0
            moveDown(1)
        }
        changed()
        fill(to: column + width)
        rows[row][column] = text
        if width == 2 { rows[row][column + 1] = "" }
        column += width
    }

    private mutating func moveDown(_ count: Int) {
        row += count
        while rows.count <= row { rows.append([]) }
    }

    private mutating func fill(to width: Int) {
        while rows[row].count < width { rows[row].append(" ") }
    }

    private mutating func obey(_ sequence: String) {
        let parameter = Int(sequence.dropFirst(2).dropLast())
        let count = max(1, parameter ?? 1)
        switch (sequence.dropFirst().first, sequence.last) {
        case ("[", "A"): row = max(0, row - count)
        case ("[", "B"): moveDown(count)
        case ("[", "C"): column = min(columns - 1, column + count)
        case ("[", "D"): column = max(0, min(column, columns - 1) - count)
        case ("[", "G"): column = min(columns, count) - 1
        case ("[", "K") where parameter ?? 0 == 0: eraseRow()
        case ("[", "J") where parameter ?? 0 == 0:
            eraseRow()
            rows.removeSubrange((row + 1)...)
        case ("[", "P"): rows[row].removeSubrange(clamped(column)..<clamped(column + count))
        case ("[", "@"):
            fill(to: column)
            rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
        case ("[", "m"), ("[", "h"), ("[", "l"): break
        default: strangers.append(String(sequence.dropFirst()))
        }
    }

    /// What stands here now may be looked for again.
    private mutating func changed() {
        if (row, column) < found { found = (row, column) }
    }

    private mutating func eraseRow() {
        changed()
        rows[row].removeSubrange(clamped(column)...)
    }

    private func clamped(_ column: Int) -> Int { min(column, rows[row].count) }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
