import POP3

/// A line that no server understands, and what the person who typed it probably had in mind.
struct TypedLine: Hashable, Sendable {
    /// What the line looks like.
    enum Kind: Hashable, Sendable {
        /// A command of POP3, right or wrong in its arguments.
        case command
        case empty
        /// Letters or digits of a Japanese input method: `ＳＴＡＴ`, `LIST　１`.
        case fullWidth
        /// The word of a machine-translated page: `リスト`.
        case translated
        /// Letters outside ASCII that stand for no command.
        case notASCII
        case blankInFront, tab
        case url, http, smtp, imap, startTLS, help, goodbye, shell
        /// A line of a transcript: a server's reply, or "C:" and "S:" in front.
        case transcript
        /// A number alone.
        case number
        /// The beginning of a keyword, or more than a keyword: `RET`, `DELETE`.
        case abbreviation, tooLong
        /// One letter off: `LSIT`.
        case misspelt
        case unknown
    }

    /// What the line looks like.
    let kind: Kind
    /// The command that was probably meant; `nil` when none is likely.
    let meant: Verb?
    /// The line as POP3 writes it; `nil` when none is likely. Never with a secret in it.
    let corrected: String?
    /// Whether a known command has a blank at its end, or two in a row.
    let hasExtraBlanks: Bool

    init(_ command: Command?, in phase: Session.Phase) {
        let bytes = command?.kind == .command ? command?.line.bytes.prefix(512) ?? [] : []
        let text = String(decoding: bytes, as: UTF8.self)
        let folded = Self.halfWidth(text)
        let words = folded.split { $0 == " " || $0 == "\t" }.map(String.init)
        let reading = Self.read(text, folded, words, in: phase)
        kind = command.map { $0.kind == .response ? .command : reading.kind } ?? .command
        meant = reading.meant
        let known = words.first.flatMap { CommandTable[Verb($0)] }
        hasExtraBlanks = known.map { !$0.isSecret && (text.hasSuffix(" ") || text.contains("  ")) } ?? false
        let verb = reading.meant ?? (hasExtraBlanks ? known?.verb : nil)
        corrected = verb.map { Self.corrected($0, Array(words.dropFirst(reading.taken))) }
    }

    private typealias Reading = (kind: Kind, meant: Verb?, taken: Int)

    private static func read(_ text: String, _ folded: String, _ words: [String], in phase: Session.Phase) -> Reading {
        guard let first = words.first else { return (text.isEmpty ? .empty : .blankInFront, nil, 0) }
        let known = CommandTable[Verb(first)]?.verb
        if text != folded, folded.utf8.allSatisfy({ $0 < 0x80 }) {
            return (.fullWidth, known, 1)
        }
        if text.first == " ", let known { return (.blankInFront, known, 1) }
        if !text.hasPrefix(first + " "), text.hasPrefix(first + "\t"), let known { return (.tab, known, 1) }
        if known != nil { return (.command, nil, 1) }
        if !first.utf8.allSatisfy({ $0 < 0x80 }) {
            let meant = translation(of: first)
            return (meant == nil ? .notASCII : .translated, meant, 1)
        }
        return Foreign.read(words) ?? spelling(Verb(first).name, in: phase)
    }

    private static func spelling(_ word: String, in phase: Session.Phase) -> Reading {
        if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return (.number, .retr, 0) }
        let rows = CommandTable.rows.filter { !$0.isObsolete }
        let verbs =
            rows.filter { $0.phases.contains(phase) }.map(\.verb)
            + rows.filter { !$0.phases.contains(phase) }.map(\.verb)
        guard word.utf8.count >= 2, word.utf8.count <= 12 else { return (.unknown, nil, 1) }
        if let verb = verbs.first(where: { $0.name.hasPrefix(word) }) { return (.abbreviation, verb, 1) }
        if let verb = verbs.first(where: { word.hasPrefix($0.name) }) { return (.tooLong, verb, 1) }
        if let verb = verbs.first(where: { isOneOff(Array(word.utf8), Array($0.name.utf8)) }) {
            return (.misspelt, verb, 1)
        }
        return (.unknown, nil, 1)
    }

    /// Whether two words differ by one letter more, one less, one changed, or two neighbours exchanged.
    static func isOneOff(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        let start = zip(one, other).prefix { $0 == $1 }.count
        let a = one[start...]
        let b = other[start...]
        switch a.count - b.count {
        case 1: return a.dropFirst().elementsEqual(b)
        case -1: return b.dropFirst().elementsEqual(a)
        case 0:
            if a.dropFirst().elementsEqual(b.dropFirst()) { return true }
            return a.count >= 2 && a.prefix(2).elementsEqual(b.prefix(2).reversed())
                && a.dropFirst(2).elementsEqual(b.dropFirst(2))
        default: return false
        }
    }

    /// The verb whose translation stands at the start of a word; machine translation often eats the blank behind it.
    private static func translation(of word: String) -> Verb? {
        (2...8).reversed().lazy
            .filter { $0 <= word.count }
            .map { Verb(resembling: String(word.prefix($0))) }
            .first { CommandTable[$0] != nil }
    }

    private static func corrected(_ verb: Verb, _ arguments: [String]) -> String {
        guard let row = CommandTable[verb] else { return verb.name }
        if row.isSecret { return verb.name }
        let line = ([verb.name] + arguments.prefix(row.arguments.count)).joined(separator: " ")
        return line.utf8.allSatisfy { (0x20...0x7E).contains($0) } && line.utf8.count <= 60 ? line : row.syntax
    }

    /// Full-width forms (U+FF01 to U+FF5E) and the ideographic space as ASCII.
    private static func halfWidth(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                    case 0x3000: " "
                    default: scalar
                    }
                }))
    }
}

/// Lines of other protocols and programs that people type at a POP3 server.
private enum Foreign {
    static func read(_ words: [String]) -> (kind: TypedLine.Kind, meant: Verb?, taken: Int)? {
        let first = words[0].uppercased()
        if words.contains(where: { isURL($0) }), !shell.contains(first), !http.contains(first) { return (.url, nil, 1) }
        if first.hasPrefix("+OK") || first.hasPrefix("-ERR") || first == "S:" || first == "." {
            return (.transcript, nil, 1)
        }
        if first == "C:" {
            let verb = words.dropFirst().first.map { Verb($0) }.flatMap { CommandTable[$0]?.verb }
            return (.transcript, verb, 2)
        }
        if http.contains(first) || words.contains(where: { $0.hasPrefix("HTTP/") }) { return (.http, nil, 1) }
        if first == "STARTTLS" || words.dropFirst().first?.uppercased() == "STARTTLS" {
            return (.startTLS, .stls, words.count)
        }
        if smtp.contains(first) { return (.smtp, nil, 1) }
        if goodbyes.contains(first) { return (.goodbye, .quit, words.count) }
        if helps.contains(first) { return (.help, nil, 1) }
        if imap.contains(first) || words.dropFirst().first.map({ imap.contains($0.uppercased()) }) == true {
            return (.imap, nil, 1)
        }
        return shell.contains(first) ? (.shell, nil, 1) : nil
    }

    private static func isURL(_ word: String) -> Bool {
        ["http://", "https://", "pop3://", "pop3s://", "pop://", "imap://", "imaps://", "mailto:"].contains {
            word.lowercased().hasPrefix($0)
        }
    }

    private static let http: Set = ["GET", "POST", "HEAD", "PUT", "OPTIONS", "CONNECT"]
    private static let smtp: Set = ["EHLO", "HELO", "MAIL", "RCPT", "DATA", "VRFY", "EXPN", "LHLO"]
    private static let goodbyes: Set = ["EXIT", "BYE", "LOGOUT", "CLOSE", "DISCONNECT", "Q"]
    private static let helps: Set = ["HELP", "?", "H", "MAN", "MENU"]
    private static let imap: Set = [
        "LOGIN", "SELECT", "EXAMINE", "FETCH", "LOGOUT", "CAPABILITY", "IDLE", "SEARCH", "STORE", "AUTHENTICATE",
        "EXPUNGE",
        "LSUB", "SUBSCRIBE", "ENABLE", "NAMESPACE",
    ]
    private static let shell: Set = [
        "LS", "CD", "SSH", "TELNET", "OPENSSL", "NC", "NCAT", "CURL", "WGET", "CAT", "SUDO", "PWD", "MAIL", "MUTT",
        "VI",
        "CLEAR", "PING", "ECHO", "POPSCOPE", "$", "%", "#", "GREP", "APT", "BREW",
    ]
}
