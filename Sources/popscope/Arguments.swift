import ArgumentParser

/// The words of the command line, before they are parsed.
enum Arguments {
    /// Options whose value is the next word.
    private static let valued: Set<String> = [
        "-c", "--command", "-f", "--file", "--notes", "--lang", "--color", "--timeout", "--fail-on", "--max-reply",
    ]

    /// Puts the command in front, so that options may stand before it too.
    ///
    /// - Throws: `ValidationError` for a word that looks like a mistyped command.
    static func inOrder(_ words: [String]) throws -> [String] {
        guard let index = firstOperand(of: words) else { return words }
        let word = words[index]
        if commands.contains(word) {
            return [word] + words[..<index] + words[(index + 1)...]
        }
        if !word.contains(where: { ".:/[".contains($0) }), let command = commands.first(where: { isNear(word, $0) }) {
            throw ValidationError(
                "'\(word)' is no command. For the command: popscope \(command). For a host of that name: popscope \(word):110"
            )
        }
        return words
    }

    private static var commands: [String] {
        Popscope.configuration.subcommands.compactMap { $0.configuration.commandName }
    }

    private static func firstOperand(of words: [String]) -> Int? {
        var index = 0
        while index < words.count {
            let word = words[index]
            if word == "--" { return nil }
            guard word.hasPrefix("-"), word != "-" else { return index }
            index += valued.contains(word) ? 2 : 1
        }
        return nil
    }

    /// Whether two words differ by at most two insertions, deletions or changes of a letter, and not in most of them.
    static func isNear(_ word: String, _ command: String) -> Bool {
        let word = Array(word.lowercased())
        let command = Array(command)
        guard word != command, command.count > 3, abs(word.count - command.count) <= 2 else { return false }
        var row = Array(0...command.count)
        for (i, letter) in word.enumerated() {
            var next = [i + 1]
            for (j, other) in command.enumerated() {
                next.append(min(row[j] + (letter == other ? 0 : 1), row[j + 1] + 1, next[j] + 1))
            }
            row = next
        }
        return row[command.count] <= (command.count > 4 ? 2 : 1)
    }
}
