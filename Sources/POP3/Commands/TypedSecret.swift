/// Finds the secret in a line that a person typed, well or badly.
///
/// The first word behind which a secret is due decides:
/// - a word that stands for PASS, APOP, AUTH, USER or LOGIN, wherever it stands: `C: PASS x`, `USER alice x`;
/// - at the head of the line, also with what follows glued to it: `PASSx`, `AUTHPLAIN x`, `PASS:x`;
/// - at the head of the line, also with one slip of the finger, unless that makes another command: `PSAS x`, `pas x`.
///
/// Before all of them comes the password of a URL.
enum TypedSecret {
    /// Where the secret stands; `nil` when there is none.
    static func range(in bytes: [UInt8]) -> Range<Int>? {
        // A machine translation of "pass SECRET" may put the word behind: SECRETを渡す.
        if bytes.count > 9, bytes.suffix(9).elementsEqual("を渡す".utf8) { return 0..<(bytes.count - 9) }
        if let password = passwordOfURL(in: bytes) { return password }
        let words = Blank.words(of: bytes)
        var isHead = true
        for index in words.indices {
            if let found = SecretKeyword.find(in: bytes[words[index]], isHead: isHead) {
                let glued = bytes[found.end..<words[index].upperBound]
                let behind = words[(index + 1)...].prefix(2).map { bytes[$0] }
                if let start = found.keyword.secretStart(in: glued, behind) { return start..<bytes.count }
            }
            // A prompt or a mark that was copied with the line: "C:", ">", "$".
            isHead = isHead && bytes[words[index]].last.map(Self.isPunctuation) == true
        }
        return nil
    }

    /// The password of `pop3://USER:PASSWORD@HOST`.
    private static func passwordOfURL(in bytes: [UInt8]) -> Range<Int>? {
        guard let scheme = bytes.indices.first(where: { bytes[$0...].starts(with: "://".utf8) }) else { return nil }
        let authority = bytes[(scheme + 3)...].prefix { $0 != Octet.space && $0 != UInt8(ascii: "/") }
        guard let colon = authority.firstIndex(of: UInt8(ascii: ":")),
            let at = authority.lastIndex(of: UInt8(ascii: "@")), colon + 1 < at
        else { return nil }
        return (colon + 1)..<at
    }

    /// Whether a line that came where a secret may come is one: a word alone, and no command however badly spelled.
    static func isBare(_ line: Line) -> Bool {
        let words = Blank.words(of: line.bytes)
        guard words.count == 1, words[0].count > 1 else { return false }
        let word = String(decoding: line.bytes[words[0]], as: UTF8.self)
        let verb = Verb(resembling: word)
        if CommandTable[verb] != nil || ordinary.contains(verb.name) { return false }
        guard isInOneCase(line.bytes[words[0]]) else { return true }
        return !CommandTable.rows.contains { $0.verb.name.utf8.count > 3 && verb.isOneSlip(from: $0.verb) }
    }

    /// Whether all octets are letters of one case: so a person types a keyword, but base64 is hardly ever so.
    private static func isInOneCase(_ word: ArraySlice<UInt8>) -> Bool {
        word.allSatisfy { (0x41...0x5A).contains($0) } || word.allSatisfy { (0x61...0x7A).contains($0) }
    }

    static func isPunctuation(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: false
        default: true
        }
    }

    /// What people type at any prompt in the hope that it is a command.
    private static let ordinary: Set = [
        "HELP", "EXIT", "BYE", "LOGIN", "LOGOUT", "LOGOFF", "CLOSE", "HELO", "EHLO", "STARTTLS", "CAPABILITY", "STATUS",
        "DELETE", "RETRIEVE", "RESET", "CLEAR", "LS",
    ]
}

/// What a person may take for a blank: space, tab, the ideographic space that an input method types, and the ";" between
/// two commands in one line.
enum Blank {
    static func words(of bytes: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let isJoint = bytes[index] == UInt8(ascii: ";") && index > start
            let length = isJoint ? 1 : blankLength(in: bytes, at: index)
            if length > 0, index > start { words.append(start..<index) }
            index += max(length, 1)
            if length > 0 { start = index }
        }
        if start < bytes.count { words.append(start..<bytes.count) }
        return words
    }

    private static func blankLength(in bytes: [UInt8], at index: Int) -> Int {
        if bytes[index] == Octet.space || bytes[index] == 0x09 { return 1 }
        return bytes[index...].starts(with: [0xE3, 0x80, 0x80]) ? 3 : 0
    }
}
