/// The part of long lines that a row has room for; `...` stands where something is left out.
struct TextWindow {
    /// The columns that are left out on the left.
    let start: Int
    private let width: Int?

    /// A window on lines that are read one below the other.
    ///
    /// - Parameters:
    ///   - column: the column that must be seen.
    ///   - width: the columns of the window; `nil` shows everything.
    init(of lines: [String], around column: Int, width: Int?) {
        self.width = width
        let longest = lines.map { DisplayWidth.of($0) }.max() ?? 0
        guard let width, longest > width, column > width * 2 / 3 else {
            start = 0
            return
        }
        start = min(column - width / 2, max(0, longest - width / 2))
    }

    /// What is seen of a line.
    func cut(_ line: String) -> String {
        guard let width else { return line }
        guard start > 0 else { return line.truncated(to: width) }
        let mark = "..."
        var left = start + mark.count
        let rest = line.drop { character in
            guard left > 0 else { return false }
            left -= DisplayWidth.of(character)
            return true
        }
        // Half of a wide character is a blank.
        let seen = mark + String(repeating: " ", count: max(0, -left)) + rest
        return seen.truncated(to: width)
    }
}
