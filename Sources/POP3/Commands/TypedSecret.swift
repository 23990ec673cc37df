/// Finds the secret in a line that a person typed, well or badly.
///
/// The first word behind which a secret is due decides:
/// - a word that stands for PASS, APOP, AUTH, USER or LOGIN, wherever it stands: `C: PASS x`, `USER alice x`;
/// - at the head of the line, also with what follows glued to it: `PASSx`, `AUTHPLAIN x`, `PASS:x`;
/// - at the head of the line, also with one slip of the finger, unless that makes another command: `PSAS x`, `pas x`;
/// - at the head of the line, PASS also with more slips, or with a letter lost and the password glued: `PADD x`, `PASx9y`;
/// - at the head of the line, also with blanks between its letters: `P ASS x`.
///
/// Before all of them comes the password of a URL. Control octets count for nothing, and a bare CR begins a line.
enum TypedSecret {
    /// Where the secret stands; `nil` when there is none.
    static func range(in bytes: [UInt8]) -> Range<Int>? {
        guard bytes.contains(where: isControl) else { return plainRange(in: bytes) }
        let starts = [startAmongControls(in: bytes), startBehindReturn(in: bytes)].compactMap(\.self)
        return starts.min().map { $0..<bytes.count }
    }

    /// The same for a line in which control octets are: backspaces, escapes. A terminal shows nothing of them, so the
    /// keyword is what is left without them.
    private static func startAmongControls(in bytes: [UInt8]) -> Int? {
        let places = bytes.indices.filter { !isControl(bytes[$0]) }
        guard var start = plainRange(in: places.map { bytes[$0] }).map({ places[$0.lowerBound] }) else { return nil }
        while start > 0, isControl(bytes[start - 1]) { start -= 1 }
        return start
    }

    /// Some servers end a line at a bare CR: what stands behind it is judged as a line of its own.
    private static func startBehindReturn(in bytes: [UInt8]) -> Int? {
        let lines = bytes.split(omittingEmptySubsequences: false) { $0 == Octet.cr || $0 == Octet.lf }
        for line in lines.dropFirst() {
            let places = line.indices.filter { !isControl(bytes[$0]) }
            let visible = places.map { bytes[$0] }
            if let found = plainRange(in: visible) { return places[found.lowerBound] }
            if isBare(visible) { return places.first }
        }
        return nil
    }

    private static func plainRange(in bytes: [UInt8]) -> Range<Int>? {
        // A machine translation of "pass SECRET" may put the word behind: SECRETを渡す.
        if bytes.count > 9, bytes.suffix(9).elementsEqual("を渡す".utf8) { return 0..<(bytes.count - 9) }
        if let password = passwordOfURL(in: bytes) { return password }
        let words = Blank.words(of: bytes).map { bytes[$0] }
        var isHead = true
        for (index, word) in words.enumerated() {
            if let start = secretStart(in: words[index...], isHead: isHead) { return start..<bytes.count }
            // A prompt or a mark that was copied with the line: "C:", ">", "$".
            isHead = isHead && index < 8 && word.last.map(Self.isPunctuation) == true
        }
        return nil
    }

    /// Where the secret begins, if the first of the words is a keyword.
    private static func secretStart(in words: ArraySlice<ArraySlice<UInt8>>, isHead: Bool) -> Int? {
        guard let first = words.first else { return nil }
        if let found = SecretKeyword.find(in: first, isHead: isHead) {
            return found.keyword.secretStart(in: first[found.end...], Array(words.dropFirst().prefix(2)))
        }
        guard isHead, let found = SecretKeyword.find(across: Array(words.prefix(8))) else { return nil }
        return found.keyword.secretStart(in: [], Array(words.dropFirst(found.count).prefix(2)))
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
    static func isBare(_ line: Line) -> Bool { isBare(line.bytes) }

    private static func isBare(_ bytes: [UInt8]) -> Bool {
        let bytes = bytes.filter { !isControl($0) }
        let words = Blank.words(of: bytes)
        guard words.count == 1, words[0].count > 1, !isURL(bytes[words[0]]) else { return false }
        // No command is as long as that, nor any word for one.
        guard words[0].count <= 64 else { return true }
        let verb = Verb(resembling: String(decoding: bytes[words[0]], as: UTF8.self))
        if CommandTable[verb] != nil || isOrdinary(verb) { return false }
        guard isSpelledLikeVerb(bytes[words[0]]) else { return true }
        return !CommandTable.rows.contains { $0.verb.name.utf8.count > 3 && verb.isOneSlip(from: $0.verb) }
    }

    /// Whether a word is a URL: its password, if it has one, is found without a look at the surroundings.
    private static func isURL(_ word: ArraySlice<UInt8>) -> Bool {
        let scheme = word.prefix { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
        return !scheme.isEmpty && word.dropFirst(scheme.count).starts(with: "://".utf8)
    }

    /// Whether all octets, or all but the first, are letters of one case: so a person types a keyword, but base64 is
    /// hardly ever so.
    private static func isSpelledLikeVerb(_ word: ArraySlice<UInt8>) -> Bool {
        let isUpper = { (octet: UInt8) in (0x41...0x5A).contains(octet) }
        let isLower = { (octet: UInt8) in (0x61...0x7A).contains(octet) }
        return word.allSatisfy(isUpper)
            || word.dropFirst().allSatisfy(isLower) && word.first.map { isUpper($0) || isLower($0) } == true
    }

    /// Control octets but the tab, which is a blank.
    private static func isControl(_ octet: UInt8) -> Bool { (octet < 0x20 && octet != 0x09) || octet == 0x7F }

    static func isPunctuation(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: false
        default: true
        }
    }

    /// Whether a word that POP3 does not know is a command to a person.
    static func isOrdinary(_ verb: Verb) -> Bool { ordinary.contains(verb.name) }

    // swift-format-ignore
    private static let ordinary: Set = [
        // What people type at any prompt in the hope that it is a command.
        "HELP", "EXIT", "BYE", "LOGIN", "LOGOUT", "LOGOFF", "CLOSE", "STATUS", "DELETE", "RETRIEVE", "RESET", "CLEAR",
        "LS", "DIR", "INFO", "VERSION", "HELLO", "OPEN", "CONNECT", "DISCONNECT", "READ", "NEXT",
        // SMTP, LMTP, ManageSieve.
        "HELO", "EHLO", "LHLO", "STARTTLS", "MAIL", "RCPT", "DATA", "BDAT", "VRFY", "EXPN", "ETRN", "TURN",
        // IMAP.
        "CAPABILITY", "AUTHENTICATE", "SELECT", "EXAMINE", "FETCH", "SEARCH", "STORE", "EXPUNGE", "IDLE", "NAMESPACE",
        "CHECK", "LSUB", "APPEND",
        // HTTP, FTP, NNTP.
        "GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "TRACE", "FEAT", "SYST", "PASV", "MODE", "GROUP", "ARTICLE",
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
