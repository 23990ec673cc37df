/// Base64 as SASL uses it: the alphabet with `+` and `/`, padded, without line breaks (RFC 4648 section 4).
///
/// Base64 is a spelling, no encryption: whoever sees it can read it.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    // base64 = *(4base64-char) [(2base64-char "==") / (3base64-char "=")]       RFC 5034 section 4
    /// Octets spelled in base64; empty for no octets.
    public static func encode(_ octets: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((octets.count + 2) / 3 * 4)
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place > group.count ? padding : alphabet[bits >> (6 * (3 - place)) & 0x3F])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The octets that `text` spells, or the first fault of its spelling.
    public static func decode(_ text: some StringProtocol) -> Result<[UInt8], Fault> {
        decode(Array(text.utf8))
    }

    /// The octets that a text in ASCII spells, or the first fault of its spelling.
    public static func decode(_ text: some Collection<UInt8>) -> Result<[UInt8], Fault> {
        let text = Array(text)
        let digits = text.prefix { $0 != padding }
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count / 4 * 3)
        var bits = 0
        for (index, digit) in digits.enumerated() {
            guard let value = value(of: digit) else { return .failure(.notInAlphabet(digit, position: index + 1)) }
            bits = bits << 6 | value
            guard index % 4 == 3 else { continue }
            octets += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
            bits = 0
        }
        return end(of: text, behind: digits.count, bits).map { octets + $0 }
    }

    /// The octets of the last group, which is shorter than the others and padded.
    private static func end(of text: [UInt8], behind digits: Int, _ bits: Int) -> Result<[UInt8], Fault> {
        let needed = (4 - digits % 4) % 4
        guard needed < 3 else { return .failure(.lonelyDigit) }
        let found = text.count - digits
        guard found == needed, text[digits...].allSatisfy({ $0 == padding }) else {
            return .failure(.padding(needed: needed, found: found))
        }
        switch needed {
        case 1 where bits & 0x3 == 0: return .success([UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)])
        case 2 where bits & 0xF == 0: return .success([UInt8(bits >> 4 & 0xFF)])
        default: return needed == 0 ? .success([]) : .failure(.leftoverBits)
        }
    }

    private static func value(of digit: UInt8) -> Int? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(digit) - 0x41
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit) - 0x61 + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit) - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

extension Base64 {
    /// Why a text is no base64.
    public enum Fault: Error, Hashable, Sendable {
        /// An octet that is no base64 digit; positions count from 1.
        case notInAlphabet(UInt8, position: Int)
        /// One digit is left over behind the groups of four: it stands for six bits, which is no octet.
        case lonelyDigit
        /// What follows the last digit must be `needed` times `=`, and nothing else; `found` octets follow it.
        case padding(needed: Int, found: Int)
        /// The last digit says more bits than its octets have; a decoder may refuse that (RFC 4648 section 3.5).
        case leftoverBits
    }
}
