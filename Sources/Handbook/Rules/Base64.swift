/// Base64 as far as a challenge needs it (RFC 4648 section 4).
enum Base64 {
    /// Whether octets are groups of four from the alphabet, with "=" at the end only; nothing at all is well formed.
    static func isWellFormed(_ octets: some BidirectionalCollection<UInt8>) -> Bool {
        guard octets.count.isMultiple(of: 4) else { return false }
        let padding = octets.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return padding <= 2 && octets.dropLast(padding).allSatisfy { value($0) != nil }
    }

    /// The octets that base64 text stands for; `nil` when it is not well formed.
    static func decode(_ octets: some BidirectionalCollection<UInt8>) -> [UInt8]? {
        guard isWellFormed(octets) else { return nil }
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var held = 0
        for octet in octets {
            guard let value = value(octet) else { break }
            bits = bits << 6 | value
            held += 6
            guard held >= 8 else { continue }
            held -= 8
            result.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
        }
        return result
    }

    private static func value(_ octet: UInt8) -> UInt32? {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(octet - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(octet - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(octet - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
