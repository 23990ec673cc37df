/// Octets as a person types them for `:send`: text in UTF-8 with escapes.
enum OctetNotation {
    /// What is wrong with a text.
    enum Fault: Error, Hashable, Sendable {
        case empty
        /// A quotation mark without its pair.
        case openQuote
        /// Something behind the closing quotation mark.
        case behindQuote
        /// A backslash and what follows it.
        case unknownEscape(String)
    }

    /// The octets of a text: `\r \n \t \0 \e \\ \" \xHH`, the text in quotation marks or bare.
    static func octets(of text: String) throws(Fault) -> [UInt8] {
        var rest = Substring(text).utf8
        guard let first = rest.first else { throw .empty }
        let isQuoted = first == UInt8(ascii: "\"")
        if isQuoted { rest = rest.dropFirst() }
        var octets: [UInt8] = []
        while let octet = rest.popFirst() {
            if octet == UInt8(ascii: "\\") {
                octets.append(try escape(&rest))
            } else if isQuoted, octet == UInt8(ascii: "\"") {
                guard rest.isEmpty else { throw .behindQuote }
                return octets
            } else {
                octets.append(octet)
            }
        }
        if isQuoted { throw .openQuote }
        return octets
    }

    private static func escape(_ rest: inout Substring.UTF8View) throws(Fault) -> UInt8 {
        let character = Substring(rest).prefix(1)
        switch rest.popFirst() {
        case UInt8(ascii: "r"): return 13
        case UInt8(ascii: "n"): return 10
        case UInt8(ascii: "t"): return 9
        case UInt8(ascii: "0"): return 0
        case UInt8(ascii: "e"): return 27
        case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
        case UInt8(ascii: "\""): return UInt8(ascii: "\"")
        case UInt8(ascii: "x"):
            let digits = Substring(rest.prefix(2))
            // UInt8's own reading would take a sign for a digit.
            guard digits.utf8.count == 2, digits.first != "+", let value = UInt8(digits, radix: 16) else {
                throw .unknownEscape("\\x\(digits)")
            }
            rest = rest.dropFirst(2)
            return value
        case .some: throw .unknownEscape("\\\(character)")
        case nil: throw .unknownEscape("\\")
        }
    }
}
