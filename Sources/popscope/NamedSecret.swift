import ArgumentParser
import Console
import Handbook

/// Where a secret of a transcript comes from: `--secret NAME=@FILE`, `--secret NAME=-`. Never the secret itself.
struct NamedSecret {
    let name: String
    let source: SecretSource

    /// - Throws: `ValidationError`, which does not repeat the word: a secret may stand in it.
    init(parsing word: String) throws {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, parts[1] == "-" || (parts[1].hasPrefix("@") && parts[1].count > 1)
        else {
            throw ValidationError(
                HelpWords.text(
                    en: "--secret takes NAME=@FILE, or NAME=- for a line of standard input; never the secret itself.",
                    ja: "--secret は NAME=@FILE か NAME=- (標準入力の 1 行) の形です。秘密そのものは書けません。"))
        }
        name = parts[0]
        source = parts[1] == "-" ? .standardInput : .file(String(parts[1].dropFirst()))
    }

    /// What the words of `--secret` name.
    ///
    /// Not read as an option's value is: what is wrong there the parser would repeat.
    /// - Throws: `ValidationError`, also for a name that is given twice.
    static func all(_ words: [String]) throws -> [NamedSecret] {
        let secrets = try words.map(NamedSecret.init(parsing:))
        guard Set(secrets.map(\.name)).count == secrets.count else {
            throw ValidationError(
                HelpWords.text(
                    en: "--secret names a secret twice.", ja: "--secret で同じ NAME を 2 回指定しています。"))
        }
        return secrets
    }

    /// The secrets by their names.
    ///
    /// - Throws: exit status 66 for a source that cannot be read, after saying why on standard error.
    static func read(_ secrets: [NamedSecret]) throws -> [String: [UInt8]] {
        try secrets.reduce(into: [:]) { $0[$1.name] = try $1.source.firstLine() }
    }
}

/// Asks a person for the secrets that nothing else has given.
struct SecretPrompt {
    private let display: DisplayOptions

    init(_ display: DisplayOptions) {
        self.display = display
    }

    /// Asks for each name without a secret; where nobody can be asked, names stay without.
    ///
    /// - Parameter isUseful: is asked before the person is; if it says no, names stay without.
    /// - Throws: exit status 130 for Ctrl-C, and 64 where none was given, after saying so on standard error.
    func ask(
        for names: [String], into known: inout [String: [UInt8]], if isUseful: () async -> Bool
    ) async throws {
        let missing = names.filter { known[$0] == nil }
        guard !missing.isEmpty, StandardStream.inputIsTerminal, StandardStream.output.isTerminal, await isUseful()
        else { return }
        for (name, answer) in try await answers(for: missing) {
            switch answer {
            case .secret(_, let octets) where !octets.isEmpty: known[name] = octets
            case .interrupted: throw ExitCode(130)
            case .secret, .line, .endOfInput:
                let shown = Sanitizer.visible(name.utf8)
                let words = Localized(
                    en: "popscope: no secret of \(shown) was given, so nothing is played.",
                    ja: "popscope: \(shown) の秘密が入力されなかったため、何も再生しません。")
                StandardStream.error.say(words[display.language])
                throw ExitCode(64)
            }
        }
    }

    /// What was answered to each, up to the first that is no secret.
    private func answers(for names: [String]) async throws -> [(name: String, answer: Answer)] {
        let editor = try LineEditor(isPlain: display.isAccessible)
        defer { editor.stop() }
        var answers: [(name: String, answer: Answer)] = []
        for name in names {
            let shown = Sanitizer.visible(name.utf8)
            let prompt = Localized(en: "Secret of \(shown) (not shown): ", ja: "\(shown) の秘密 (表示されません): ")
            let answer = await editor.ask(.secret(prompt: prompt[display.language]))
            answers.append((name, answer))
            guard case .secret(_, let octets) = answer, !octets.isEmpty else { break }
        }
        return answers
    }
}
