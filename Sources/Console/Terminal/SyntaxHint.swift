import Handbook
import POP3

/// The syntax of what is being typed, for the right margin.
enum SyntaxHint {
    /// The columns that a prompt leaves on a screen of 80.
    static let room = 40

    /// `TOP msg n   headers + n body lines`, or the syntax alone; `nil` when the line begins no known command.
    static func text(for line: String, in language: Language) -> String? {
        guard let word = line.split(separator: " ").first else { return nil }
        if word.hasPrefix(":") || word.hasPrefix("：") {
            guard case .local(let command, _) = LocalCommand.read(Array(word.utf8)) else { return nil }
            return command.row?.syntax
        }
        guard let row = CommandTable[Verb(word)] else { return nil }
        let whole = row.syntax + (CommandPages[row.verb].map { "   " + $0.gist[language] } ?? "")
        return DisplayWidth.of(whole) > room ? row.syntax : whole
    }
}
