/// The order of octets in UTF-16.
enum ByteOrder: Hashable, Sendable {
    case big
    case little
    /// By a byte order mark; without one big, unless the zero octets of us-ascii say otherwise (RFC 2781 section 4.3).
    case marked
}

/// The charsets that need no converter.
extension Decoding {
    init(ascii octets: [UInt8]) {
        utf8.reserveCapacity(octets.count)
        appendASCII(of: octets)
    }

    /// Strict: no overlong forms, no surrogates; each maximal part of a broken sequence becomes one U+FFFD.
    init(utf8 octets: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let plain = octets.starts(with: mark) ? Array(octets.dropFirst(mark.count)) : octets
        if String(validating: plain, as: UTF8.self) != nil {
            utf8 = plain
            return
        }
        utf8 = Array(String(decoding: plain, as: UTF8.self).utf8)
        replaced = utf8.replacementCount - plain.replacementCount
        isCut = plain.hasCutUTF8
    }

    init(utf16 octets: [UInt8], order: ByteOrder) {
        let isLittle = octets.isLittleEndian(order)
        let marked = octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF])
        let units = stride(from: marked ? 2 : 0, to: octets.count - 1, by: 2).map { offset in
            let first = UInt16(octets[offset])
            let second = UInt16(octets[offset + 1])
            return isLittle ? second << 8 | first : first << 8 | second
        }
        utf8 = Array(String(decoding: units, as: UTF16.self).utf8)
        replaced = utf8.replacementCount - units.count { $0 == 0xFFFD }
        if let last = units.last, (0xD800...0xDBFF).contains(last) { isCut = true }
        if octets.count % 2 == 1 {
            appendReplacement()
            isCut = true
        }
    }

    /// ISO-8859-1, where 0x80 to 0x9F are not text.
    init(latin1 octets: [UInt8]) {
        utf8.reserveCapacity(octets.count * 2)
        for octet in octets {
            switch octet {
            case 0..<0x80: utf8.append(octet)
            case 0x80..<0xA0: appendReplacement()
            default: append(Unicode.Scalar(octet))
            }
        }
    }

    init(windows1252 octets: [UInt8]) {
        utf8.reserveCapacity(octets.count * 2)
        for octet in octets {
            switch octet {
            case 0..<0x80: utf8.append(octet)
            case 0x80..<0xA0:
                if let scalar = Windows1252.row8And9[Int(octet) - 0x80] { append(scalar) } else { appendReplacement() }
            default: append(Unicode.Scalar(octet))
            }
        }
    }
}

enum Windows1252 {
    // swift-format-ignore
    static let row8And9: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]
}

extension Array<UInt8> {
    /// How often U+FFFD occurs in UTF-8; 0xEF begins a sequence wherever it stands.
    fileprivate var replacementCount: Int {
        var count = 0
        var start = index(of: 0xEF, from: 0, before: self.count)
        while start + 2 < self.count {
            if self[start + 1] == 0xBF && self[start + 2] == 0xBD { count += 1 }
            start = index(of: 0xEF, from: start + 1, before: self.count)
        }
        return count
    }

    /// The end cuts a sequence in two that was sound so far.
    ///
    /// One lead octet without any other sign of UTF-8 is rather the last letter of a word in ISO-8859-1.
    fileprivate var hasCutUTF8: Bool {
        guard let lead = suffix(3).lastIndex(where: { $0 >= 0xC0 }) else { return false }
        let needed = self[lead] >= 0xF0 ? 4 : self[lead] >= 0xE0 ? 3 : 2
        let isSign = count - lead > 1 || self[..<lead].contains { $0 >= 0x80 }
        return isSign && count - lead < needed && self[lead] <= 0xF4
    }

    fileprivate func isLittleEndian(_ order: ByteOrder) -> Bool {
        switch order {
        case .big: return starts(with: [0xFF, 0xFE])
        case .little: return !starts(with: [0xFE, 0xFF])
        case .marked:
            if starts(with: [0xFF, 0xFE]) || starts(with: [0xFE, 0xFF]) { return self[0] == 0xFF }
            let zeros = stride(from: 0, to: count - 1, by: 2).reduce(into: (even: 0, odd: 0)) { zeros, offset in
                if self[offset] == 0 { zeros.even += 1 }
                if self[offset + 1] == 0 { zeros.odd += 1 }
            }
            return zeros.odd > zeros.even
        }
    }
}
