import Handbook

/// A sentence and the local commands that lead further, set off from it by blanks: `Next: PASS.     :help PASS`.
///
/// Nobody is there to type them in a batch: what the program explains by `popscope help` is named by that, and the others
/// are left out.
struct PointerText {
    private static let gap = "     "
    private let sentence: Substring
    private let commands: [Substring]

    /// A text of the Handbook.
    init(_ text: String) {
        let gap = text.firstRange(of: Self.gap + ":")
        sentence = text[..<(gap?.lowerBound ?? text.endIndex)]
        commands = gap.map { Self.commands(in: text[$0.lowerBound...]) } ?? []
    }

    /// The text for a reader who has a prompt, or has none.
    func text(in layout: Layout) -> String {
        let shown = layout.hasPrompt ? commands.map(String.init) : commands.compactMap(Self.batchForm)
        return shown.isEmpty ? String(sentence) : sentence + Self.gap + shown.joined(separator: "  ")
    }

    /// `:why` and `:help LIST`, each with its arguments.
    private static func commands(in text: Substring) -> [Substring] {
        text.split(separator: "  ").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
    }

    /// What a shell understands in the place of a local command; `nil` when it has nothing like it.
    static func batchForm(_ command: some StringProtocol) -> String? {
        let words = command.split(separator: " ", maxSplits: 1)
        return switch words.first {
        case ":help": (["popscope help"] + words.dropFirst()).joined(separator: " ")
        case ":open": (["popscope"] + words.dropFirst()).joined(separator: " ")
        default: nil
        }
    }
}

extension Suggestion {
    /// The suggestion as the reader can use it; `nil` when there is nobody to type a local command.
    func usable(in layout: Layout) -> Suggestion? {
        if layout.hasPrompt || !line.hasPrefix(":") { return self }
        return PointerText.batchForm(line).map { Suggestion($0, purpose) }
    }
}
