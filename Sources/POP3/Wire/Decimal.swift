/// Decimal numbers as POP3 writes them: digits only (RFC 1939 section 3).
enum Decimal {
    /// The number of a run of digits; `nil` when there is no digit, another character, or more than 63 bits.
    static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
