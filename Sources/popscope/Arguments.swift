import ArgumentParser
import Handbook

/// The words of the command line, before they are parsed.
enum Arguments {
    /// Options whose value is the next word.
    static let valued: Set<String> = [
        "-c", "--command", "-f", "--file", "--notes", "--lang", "--color", "--timeout", "--fail-on", "--max-reply",
        "--tls", "--cacert", "--sni", "--tls-min", "--auth", "--password-file", "--password-command", "--netrc-file",
        "--against", "--mode", "--secret", "--jobs", "--junit", "--transcript",
        "--format", "--output", "--from",
        "--other-account", "--only", "--skip", "--rfc", "--level", "--impact", "--profile", "--max-failed-logins",
        "--delay", "--baseline", "--save-findings", "--fixtures", "--deliver", "--recipient",
        "--record", "--record-dir", "--bodies", "--port", "--tls-port", "--user", "--mail", "--cert", "--key",
        "--fault",
    ]

    /// Puts the command in front, so that options may stand before it too; `connect` where none is named.
    ///
    /// - Throws: `ValidationError` for a word that looks like a mistyped command.
    static func inOrder(_ words: [String]) throws -> [String] {
        guard let index = firstOperand(of: words) else {
            if asksForHelp(words) { return ["--help"] }
            return words == ["--version"] ? words : [connect] + words
        }
        let word = words[index]
        if commands.contains(word) {
            let rest = words[..<index] + words[(index + 1)...]
            // A host of that name is still reached: help:110.
            return isHelp(Array(rest)) ? ["help", word] : [word] + rest
        }
        if !word.contains(where: { ".:/[".contains($0) }), let command = commands.first(where: { isNear(word, $0) }) {
            throw ValidationError(
                "'\(word)' is no command. For the command: popscope \(command). For a host of that name: popscope \(word):110"
            )
        }
        return [connect] + words
    }

    private static let connect = "connect"

    private static var commands: [String] {
        Popscope.configuration.subcommands.compactMap { $0.configuration.commandName }
    }

    /// Whether `help` is all that was said besides options: `popscope connect help`.
    private static func isHelp(_ words: [String]) -> Bool {
        guard let index = firstOperand(of: words), words[index] == "help" else { return false }
        return firstOperand(of: Array(words[(index + 1)...])) == nil
    }

    /// What is right for people whose fingers type another program first; `nil` for anybody else.
    static func hint(for server: [String]) -> Localized? {
        guard let program = server.first, ["telnet", "nc", "ncat", "netcat"].contains(program), server.count > 1,
            server.count > 2 || Int(server[1]) == nil
        else { return nil }
        let rest = server.dropFirst().joined(separator: " ")
        // Behind "@" a password may stand in front of it.
        let line = rest.contains("@") ? "popscope SERVER" : "popscope \(rest)"
        return Localized(
            en: "popscope takes the place of \(program), so leave that word out: \(line)",
            ja: "popscope は \(program) の代わりになるので、その語は不要です: \(line)")
    }

    /// Whether words without an operand ask for help on the program; else it would be that on `connect`.
    private static func asksForHelp(_ words: [String]) -> Bool {
        words.indices.contains { index in
            ["-h", "--help"].contains(words[index]) && (index == 0 || !valued.contains(words[index - 1]))
        }
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

    /// Whether two words differ by at most two insertions, deletions, changes or swaps of letters; by one in a short word.
    static func isNear(_ word: String, _ command: String) -> Bool {
        let word = Array(word.lowercased())
        let command = Array(command)
        guard word != command, command.count > 3, abs(word.count - command.count) <= 2 else { return false }
        return distance(word, command) <= (command.count > 4 ? 2 : 1)
    }

    /// How many edits make one word of the other, where two letters in the wrong order are one.
    private static func distance(_ word: [Character], _ command: [Character]) -> Int {
        var rows = [Array(0...command.count)]
        for i in word.indices {
            var row = [i + 1]
            for j in command.indices {
                let changed = rows[i][j] + (word[i] == command[j] ? 0 : 1)
                row.append(min(changed, rows[i][j + 1] + 1, row[j] + 1))
                guard i > 0, j > 0, word[i] == command[j - 1], word[i - 1] == command[j] else { continue }
                row[j + 1] = min(row[j + 1], rows[i - 1][j - 1] + 1)
            }
            rows.append(row)
        }
        return rows[word.count][command.count]
    }
}
