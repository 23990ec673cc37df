/// The names of languages, as LANG has them (RFC 5646 section 2.1).
public enum LanguageTag {
    // tag = 1*8ALPHA *("-" 1*8(ALPHA / DIGIT))
    /// Whether a text has the form of a tag: `ja`, `en-GB`, `i-default`. Whether it is registered is not asked.
    public static func isTag(_ text: some StringProtocol) -> Bool {
        let parts = text.utf8.prefix(256).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = parts.first, first.allSatisfy(isLetter) else { return false }
        return parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { isLetter($0) || isDigit($0) } }
    }

    private static func isLetter(_ octet: UInt8) -> Bool { (0x41...0x5A).contains(octet & 0xDF) }
    private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }
}
