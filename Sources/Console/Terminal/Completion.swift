import Authentication
import Handbook
import POP3

/// What TAB offers, from the command table and what the session knows. A value: the editor's thread asks it.
struct Completion: Sendable {
    /// The session; `nil` when not connected.
    let session: Session?
    /// Decoded subjects by message number.
    let subjects: [Int: String]
    /// The user who was named last.
    let lastUser: String?
    let language: Language

    /// Candidates for the word left of the cursor.
    ///
    /// - Parameters:
    ///   - cursor: an offset in the UTF-8 of `line`.
    ///   - presses: how often TAB was pressed in a row; the second also offers what is not for this state.
    func candidates(for line: String, cursor: Int, presses: Int) -> [Candidate] {
        let left = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
        let words = left.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let word = words.last, let first = words.first else { return [] }
        if first.hasPrefix(":") { return PathCompletion.candidates(for: line, cursor: cursor) ?? local(words, word) }
        if words.count == 1 { return verbs(word, presses) }
        return arguments(of: Verb(first), position: words.count - 2, word)
    }

    private func verbs(_ word: String, _ presses: Int) -> [Candidate] {
        let phase = session?.phase ?? .authorization
        let rows = CommandTable.rows.filter { !$0.isObsolete && $0.verb.name.hasPrefix(Verb(word).name) }
        let here = rows.filter { $0.phases.contains(phase) }
        if presses < 2, !here.isEmpty { return here.map { candidate($0, word, nil) } }
        return rows.map { row in candidate(row, word, row.phases.contains(phase) ? nil : notHere) }
    }

    private var notHere: String { Localized(en: "not in this state", ja: "この状態では使えません")[language] }

    /// Lower case stays lower case: keywords are case-insensitive.
    private func candidate(_ row: CommandRow, _ word: String, _ description: String?) -> Candidate {
        let isLower = !word.isEmpty && word == word.lowercased()
        let name = isLower ? row.verb.name.lowercased() : row.verb.name
        return Candidate(row.arguments.allSatisfy(\.isOptional) ? name : name + " ", description)
    }

    private func arguments(of verb: Verb, position: Int, _ word: String) -> [Candidate] {
        guard let row = CommandTable[verb], position < row.arguments.count else { return [] }
        switch row.arguments[position] {
        case .message, .optionalMessage: return messages(word, isLast: position == row.arguments.count - 1)
        case .name: return [lastUser].compactMap { $0 }.filter { $0.hasPrefix(word) }.map { Candidate($0) }
        case .mechanism:
            let mechanisms = session?.knowledge.capabilities?.mechanisms ?? []
            return mechanisms.filter { $0.hasPrefix(word.uppercased()) }.map { Candidate($0) }
        case .password, .digest, .initialResponse, .lineCount, .languageRange, .extensionName: return []
        }
    }

    private func messages(_ word: String, isLast: Bool) -> [Candidate] {
        guard let maildrop = session?.knowledge.maildrop else { return [] }
        return maildrop.liveNumbers.filter { String($0).hasPrefix(word) }.prefix(200).map { number in
            let size = maildrop.sizes[number].map { Count.octets($0)[language] }
            let subject = subjects[number].map(Sanitizer.visible)
            let description = [size, subject].compactMap { $0 }.joined(separator: "  ")
            return Candidate(isLast ? "\(number)" : "\(number) ", description.isEmpty ? nil : description)
        }
    }

    /// The ways to log in that the server announces, as far as they are known here; all of them before CAPA.
    private var loginMethods: [String] {
        let announced = session?.knowledge.capabilities?.mechanisms
        let methods = LoginMethod.strongestFirst.filter { method in
            switch method {
            case .userPass: true
            case .apop: session?.knowledge.timestamp != nil
            case .sasl(let mechanism): announced?.contains(mechanism.name) ?? true
            }
        }
        return methods.map { $0.name + " " }
    }

    private func local(_ words: [String], _ word: String) -> [Candidate] {
        if words.count == 1 {
            let typed = word.dropFirst().lowercased()
            return LocalCommand.table.filter { $0.command.rawValue.hasPrefix(typed) }.map { row in
                Candidate(":" + row.command.rawValue + (row.arguments.isEmpty ? "" : " "), row.summary[language])
            }
        }
        guard case .local(let command, _) = LocalCommand.read(Array(words[0].utf8)) else { return [] }
        return values(of: command, words).filter { $0.lowercased().hasPrefix(word.lowercased()) }.map { Candidate($0) }
    }

    private func values(of command: LocalCommand, _ words: [String]) -> [String] {
        switch command {
        case .notes: return NotesPolicy.allCases.map(\.rawValue)
        case .lang: return Language.allCases.map(\.rawValue)
        case .raw: return ["on", "off"]
        case .b64: return words.count == 2 ? ["enc ", "dec "] : []
        case .set where words.count == 2: return Setting.table.map { $0.key + " " }
        case .set: return Setting.named(words[1])?.values.split(separator: "|").map(String.init) ?? []
        case .help: return CommandTable.rows.map(\.verb.name) + HelpTopics.groups
        case .decode, .save: return session?.knowledge.maildrop?.liveNumbers.map(String.init) ?? []
        case .login where words.count == 2: return loginMethods
        case .login: return [lastUser].compactMap(\.self)
        case .redact: return ["last"]
        case .check: return ["all"]
        case .open, .close, .reconnect, .status, .tls, .caps, .hex, .more, .lines, .timing, .wiretap, .why, .rfc,
            .state, .send, .pass, .apop, .pipeline, .source, .record, .rewind, .clear, .quit,
            .drop:
            return []
        }
    }
}
