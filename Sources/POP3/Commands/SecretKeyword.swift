/// A word behind which a person types a secret.
struct SecretKeyword: Sendable {
    /// What stands between the word and the secret.
    enum Gap: Sendable { case nothing, name, nameOfDigest, mechanism }

    /// The keyword, then what people write in its place; in upper case.
    let spellings: [String]
    let gap: Gap

    // swift-format-ignore
    private static let table = [
        SecretKeyword(.pass,  ["PASSWORD", "PASSWD", "PASSWORT", "PASSPHRASE", "PW", "PWD"], .nothing),
        SecretKeyword(.apop,  [],                                                           .nameOfDigest),
        SecretKeyword(.auth,  ["AUTHENTICATE"],                                             .mechanism),
        SecretKeyword(.user,  ["USERNAME"],                                                 .name),
        // IMAP's.
        SecretKeyword(Verb("LOGIN"), [],                                                    .name),
    ]

    private init(_ verb: Verb, _ others: [String], _ gap: Gap) {
        spellings = [verb.name] + others + Verb.translations(of: verb)
        self.gap = gap
    }

    /// Reads a word as a keyword.
    ///
    /// - Parameter isHead: whether the line begins here, so that slips count and what follows may be glued to it.
    /// - Returns: the keyword, and where in the line it ends, a ":" or "=" behind it included.
    static func find(in word: ArraySlice<UInt8>, isHead: Bool) -> (keyword: SecretKeyword, end: Int)? {
        let word = withoutMarks(word)
        let cut = word.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }
        let head = text(word[..<(cut ?? word.endIndex)])
        let end = cut.map { $0 + 1 } ?? word.endIndex
        if let exact = table.first(where: { $0.spellings.contains(head) }) { return (exact, end) }
        guard isHead, CommandTable[Verb(resembling: head)] == nil else { return nil }
        let slip = table.first { Verb(head).isOneSlip(from: Verb($0.spellings[0])) }
        return glued(word) ?? slip.map { ($0, end) } ?? brokenPass(in: word, head).map { (table[0], $0 ?? end) }
    }

    /// Reads words as a keyword with blanks between its letters: `P ASS`, `P A S S`.
    ///
    /// - Returns: the keyword, and how many of the words it takes.
    static func find(across words: [ArraySlice<UInt8>]) -> (keyword: SecretKeyword, count: Int)? {
        var joined: [UInt8] = []
        for (index, word) in words.prefix(8).enumerated() {
            joined += index == 0 ? withoutMarks(word) : word
            guard joined.count <= longest else { return nil }
            let head = text(joined[...])
            if index > 0, let keyword = table.first(where: { $0.spellings.contains(head) }) {
                return (keyword, index + 1)
            }
        }
        return nil
    }

    /// PASS with more than one slip: `PAS` with the password glued to it, or `PA` and at most four letters more.
    ///
    /// - Returns: where the password begins within the word; `.some(nil)` when it stands behind the word, `nil` when the
    ///   word is something else.
    private static func brokenPass(in word: ArraySlice<UInt8>, _ head: String) -> Int?? {
        if head.utf8.count > 4, head.hasPrefix("PAS") { return endOfPrefix("PAS", of: word) }
        guard head.hasPrefix("PA"), head.utf8.count <= 6, !TypedSecret.isOrdinary(Verb(head)) else { return nil }
        return CommandTable.rows.contains { Verb(head).isOneSlip(from: $0.verb) } ? nil : .some(nil)
    }

    private static func endOfPrefix(_ prefix: String, of word: ArraySlice<UInt8>) -> Int? {
        (word.startIndex...word.endIndex).prefix(longest + 1).first { text(word[..<$0]) == prefix }
    }

    /// The longest keyword at the beginning of a word.
    private static func glued(_ word: ArraySlice<UInt8>) -> (keyword: SecretKeyword, end: Int)? {
        for end in (word.startIndex...word.endIndex).prefix(longest + 1).reversed() {
            let head = text(word[..<end])
            guard head.utf8.count > 3 else { return nil }
            if let keyword = table.first(where: { $0.spellings.contains(head) }) { return (keyword, end) }
        }
        return nil
    }

    /// The octets of the longest spelling, in full-width letters.
    private static let longest = 36

    /// Without quotation marks, prompts, and the "C:" of a transcript.
    private static func withoutMarks(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let rest = word.drop(while: TypedSecret.isPunctuation)
        return rest.starts(with: "C:".utf8) || rest.starts(with: "c:".utf8) ? rest.dropFirst(2) : rest
    }

    /// In narrow letters and upper case: `paß` is PASS too.
    private static func text(_ word: ArraySlice<UInt8>) -> String {
        Verb.folded(String(decoding: word.prefix(longest + 1), as: UTF8.self)).uppercased()
    }
}

extension SecretKeyword {
    /// Where the secret begins behind the keyword; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - glued: what follows the keyword without a blank.
    ///   - words: the first two words behind that.
    func secretStart(in glued: ArraySlice<UInt8>, _ words: [ArraySlice<UInt8>]) -> Int? {
        let words = glued.isEmpty ? words : [glued] + words
        guard let first = words.first else { return nil }
        let second = words.count > 1 ? words[1].startIndex : nil
        switch gap {
        case .nothing: return first.startIndex
        case .name: return second
        case .nameOfDigest: return second ?? Self.digestStart(in: first)
        case .mechanism:
            guard let end = Self.mechanismEnd(in: first) else { return first.startIndex }
            return end == first.endIndex ? second : end
        }
    }

    /// An MD5 digest is 32 hexadecimal digits (RFC 1939 section 7); it may be glued to the name.
    private static func digestStart(in word: ArraySlice<UInt8>) -> Int? {
        if word.suffix(Command.mask.utf8.count).elementsEqual(Command.mask.utf8) {
            return word.endIndex - Command.mask.utf8.count
        }
        let digest = word.suffix(32)
        return digest.count == 32 && digest.allSatisfy(isHexadecimal) ? digest.startIndex : nil
    }

    // sasl-mech = 1*20mech-char, mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE      RFC 4422 section 3.1
    /// Where the name of a mechanism ends; `nil` when the word is no such name, but may be a response.
    private static func mechanismEnd(in word: ArraySlice<UInt8>) -> Int? {
        let name = word.prefix { isHexadecimal($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x2D || $0 == 0x5F }
        let rest = word.dropFirst(name.count)
        let isBase64 =
            rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "/")
            || (!rest.isEmpty && rest.allSatisfy { $0 == UInt8(ascii: "=") })
        guard (1...20).contains(name.count), !isBase64, hasOneCase(name) || hasOneCase(name.dropFirst()) else {
            return nil
        }
        return name.endIndex
    }

    /// Whether letters of both cases are mixed nowhere: `PLAIN` and `plain`, but no base64.
    private static func hasOneCase(_ name: ArraySlice<UInt8>) -> Bool {
        !name.contains { (0x41...0x5A).contains($0) } || !name.contains { (0x61...0x7A).contains($0) }
    }

    private static func isHexadecimal(_ octet: UInt8) -> Bool {
        (0x30...0x39).contains(octet) || (0x41...0x46).contains(octet & 0xDF)
    }
}
