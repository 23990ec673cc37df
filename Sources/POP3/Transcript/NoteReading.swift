/// Finds secrets in words that are no part of a session, or that nobody took for one: notes, comments, a shell's lines.
struct NoteReading {
    /// The text with its secrets masked.
    let masked: [UInt8]
    /// What certainly is a secret, so that it is one wherever else it stands.
    let certain: [[UInt8]]

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - session: what had been said where the text stands.
    ///   - isLoggingIn: whether the client has begun to log in.
    init(_ text: [UInt8], in session: Session, isLoggingIn: Bool) {
        let options = ShellOptions.secrets(in: text)
        let isUnderWay = isLoggingIn && (session.phase == .authorization || session.phase == .greeting)
        let due = isUnderWay ? Self.due(in: text, session) : []
        let typed = Command(Line(bytes: text)).secretRange
        let isCommand = session.isGreeted && Self.isCommand(text)
        certain = (options + due + (isCommand ? [typed].compactMap(\.self) : [])).map { Array(text[$0]) }
            .filter { SecretKeyword.find(in: $0[...], isHead: false) == nil }
        masked = Self.masked(text, options + due + [typed].compactMap(\.self))
    }

    /// What may be a secret because one is due: a word alone, and a word that looks like base64.
    private static func due(in text: [UInt8], _ session: Session) -> [Range<Int>] {
        let words = Blank.words(of: text)
        if words.count == 1 { return isTold(text, session) ? [] : words }
        return words.filter { isLikeBase64(text[$0]) }
    }

    /// Whether a word alone is a command, a key for openssl or what openssl says for itself.
    private static func isTold(_ text: [UInt8], _ session: Session) -> Bool {
        switch OpenSSLMessage(text[...]) {
        case .answerToKey, .closed, .done, .rule: return true
        case .connected, .agreed, .certificate, .verified, .ticket, .progress, .failed, .script, nil: break
        }
        guard text.count > 1 else { return true }
        return !session.isAnsweringChallenge && CommandTable[Verb(String(decoding: text, as: UTF8.self))] != nil
    }

    /// Whether a word is base64 or a token: letters of both cases, or letters and digits, and nothing else.
    private static func isLikeBase64(_ word: ArraySlice<UInt8>) -> Bool {
        let isToken = word.starts(with: "eyJ".utf8)
        let isUpper = { (octet: UInt8) in (0x41...0x5A).contains(octet) }
        let isLower = { (octet: UInt8) in (0x61...0x7A).contains(octet) }
        let isDigit = { (octet: UInt8) in (0x30...0x39).contains(octet) }
        let marks = isToken ? "+/=-_.~" : "+/="
        guard word.count >= 8, word.allSatisfy({ isUpper($0) || isLower($0) || isDigit($0) || marks.utf8.contains($0) })
        else { return false }
        let rest = word.dropFirst()
        let isMixed = rest.contains(where: isUpper) && rest.contains(where: isLower)
        return isMixed
            || word.contains { isUpper($0) || isLower($0) } && word.contains { isDigit($0) || $0 == UInt8(ascii: "=") }
    }

    /// Whether a text is a command with a secret, as a client would send it.
    private static func isCommand(_ text: [UInt8]) -> Bool {
        let command = Command(Line(bytes: text))
        guard let row = command.row, command.hasSecret, !command.isSecretMisplaced else { return false }
        return command.arguments.count <= row.arguments.count
    }

    private static func masked(_ text: [UInt8], _ secrets: [Range<Int>]) -> [UInt8] {
        var ranges: [Range<Int>] = []
        for range in secrets.sorted(by: { $0.lowerBound < $1.lowerBound }) { ranges.append(overlapping: range) }
        var masked: [UInt8] = []
        var start = 0
        for range in ranges {
            masked += text[start..<range.lowerBound] + Array(Command.mask.utf8)
            start = range.upperBound
        }
        return masked + text[start...]
    }
}

/// The options of a command line behind which a secret stands: `curl -u NAME:PASSWORD`.
private enum ShellOptions {
    /// Behind these stands a name, and behind its ":" a password.
    private static let ofUsers: Set = ["--user", "--proxy-user", "-U"]
    private static let ofSecrets: Set = ["--oauth2-bearer", "--pass", "--password", "--proxy-pass"]

    static func secrets(in text: [UInt8]) -> [Range<Int>] {
        let words = Blank.words(of: text)
        return words.indices.compactMap { index in
            let word = text[words[index]]
            let cut = word.firstIndex(of: UInt8(ascii: "="))
            let option = String(decoding: word[..<(cut ?? word.endIndex)], as: UTF8.self)
            let next = index + 1 < words.count ? words[index + 1].lowerBound : nil
            let start = cut.map { $0 + 1 } ?? next
            if ofSecrets.contains(option) { return start.flatMap { value(in: text, from: $0) } }
            if ofUsers.contains(option) { return start.flatMap { password(in: text, from: $0) } }
            guard word.first == UInt8(ascii: "-"), word.dropFirst().first != UInt8(ascii: "-"),
                let letter = word.firstIndex(of: UInt8(ascii: "u"))
            else { return nil }
            return letter + 1 < word.endIndex
                ? password(in: text, from: letter + 1) : next.flatMap { password(in: text, from: $0) }
        }
    }

    /// A value up to the next blank, or within quotation marks.
    private static func value(in text: [UInt8], from start: Int) -> Range<Int>? {
        guard start < text.count else { return nil }
        let mark = text[start]
        guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
            let end = text[start...].firstIndex { $0 <= Octet.space } ?? text.count
            return start < end ? start..<end : nil
        }
        let end = text[(start + 1)...].firstIndex(of: mark) ?? text.count
        return start + 1 < end ? (start + 1)..<end : nil
    }

    private static func password(in text: [UInt8], from start: Int) -> Range<Int>? {
        guard let value = value(in: text, from: start), let colon = text[value].firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        return colon + 1 < value.upperBound ? (colon + 1)..<value.upperBound : nil
    }
}
