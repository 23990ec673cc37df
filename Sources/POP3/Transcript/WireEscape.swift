// escape = "\\" / "\r" / "\n" / "\t" / "\$" / "\x" 2HEXDIG
/// The spelling of octets in a transcript.
///
/// Printable UTF-8 stands as itself. Everything else is escaped, octet by octet: controls, what is no UTF-8, characters
/// that hide, reorder or break text, blanks that are no U+0020, and a blank at the end, which editors take away.
enum WireEscape {
    /// Appends the one canonical spelling of octets.
    ///
    /// `\` is always `\\`; `$` is `\$` only before `{`, where it would begin a placeholder. A blank at the end stands as
    /// itself: something follows.
    static func append(_ octets: ArraySlice<UInt8>, to output: inout [UInt8]) {
        octets.withUnsafeBytes { octets in
            if isPlain(octets) { return output.append(contentsOf: octets) }
            var start = 0
            var index = 0
            while index < octets.count {
                let unit = UTF8Unit(octets, at: index)
                let end = index + unit.length
                if !standsAsItself(unit.scalar, before: end < octets.count ? octets[end] : nil) {
                    output.append(contentsOf: octets[start..<index])
                    escape(octets[index..<end], to: &output)
                    start = end
                }
                index = end
            }
            output.append(contentsOf: octets[start...])
        }
    }

    private static func standsAsItself(_ scalar: Unicode.Scalar?, before next: UInt8?) -> Bool {
        switch scalar {
        case "\\", nil: false
        case "$": next != UInt8(ascii: "{")
        case .some(let scalar): isPrintable(scalar)
        }
    }

    /// Appends the one canonical spelling of octets with which a line ends.
    static func append(last octets: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let blank = blanks.first { octets.suffix($0.count).elementsEqual($0) } ?? []
        append(octets.dropLast(blank.count), to: &output)
        escape(octets.suffix(blank.count), to: &output)
    }

    static let tab: UInt8 = 0x09

    /// U+0020 and U+3000, in UTF-8.
    private static let blanks: [[UInt8]] = [[0x20], [0xE3, 0x80, 0x80]]

    /// What the character behind a `\` stands for; `nil` when it has no meaning, or takes digits.
    static func octet(behindBackslash character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "\\"), UInt8(ascii: "$"): character
        case UInt8(ascii: "r"): Octet.cr
        case UInt8(ascii: "n"): Octet.lf
        case UInt8(ascii: "t"): tab
        default: nil
        }
    }

    /// Whether a character may stand as itself.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        // Controls; blanks that look like U+0020.
        case 0x00...0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F: false
        // Characters of no width, directions of writing, ends of lines, fillers, notes in the text, tags.
        case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xFFFE...0xFFFF, 0x1BCA0...0x1BCA3,
            0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
            false
        default: true
        }
    }

    /// Octets as `\\`, `\$`, `\r`, `\n`, `\t` or `\xHH`.
    static func escape(_ octets: some Sequence<UInt8>, to output: inout [UInt8]) {
        for octet in octets {
            switch octet {
            case UInt8(ascii: "\\"), UInt8(ascii: "$"): output += [UInt8(ascii: "\\"), octet]
            case Octet.cr: output += "\\r".utf8
            case Octet.lf: output += "\\n".utf8
            case tab: output += "\\t".utf8
            default: output += [UInt8(ascii: "\\"), UInt8(ascii: "x"), digit(octet >> 4), digit(octet & 0x0F)]
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// Whether all octets stand as themselves. Written so that the compiler makes vector code of it.
    private static func isPlain(_ octets: UnsafeRawBufferPointer) -> Bool {
        var strange: UInt8 = 0
        for octet in octets {
            strange |= octet &- 0x20 > 0x5E ? 1 : 0
            strange |= octet == UInt8(ascii: "\\") || octet == UInt8(ascii: "$") ? 1 : 0
        }
        return strange == 0
    }
}

// UTF8-octets, RFC 3629 section 4
/// A character of UTF-8, or an octet that belongs to none.
struct UTF8Unit {
    /// The character; `nil` for an octet that is no part of one.
    let scalar: Unicode.Scalar?
    /// In octets, from 1 to 4.
    let length: Int

    /// What stands at an index.
    init(_ octets: UnsafeRawBufferPointer, at index: Int) {
        let (bits, rest, least): (UInt32, Int, UInt32) =
            switch octets[index] {
            case 0x00...0x7F: (UInt32(octets[index]), 0, 0)
            case 0xC2...0xDF: (UInt32(octets[index] & 0x1F), 1, 0x80)
            case 0xE0...0xEF: (UInt32(octets[index] & 0x0F), 2, 0x800)
            case 0xF0...0xF4: (UInt32(octets[index] & 0x07), 3, 0x1_0000)
            default: (0, octets.count, 0)
            }
        let scalar = Self.value(bits, octets, after: index, rest).flatMap { $0 < least ? nil : Unicode.Scalar($0) }
        self.scalar = scalar
        length = scalar == nil ? 1 : rest + 1
    }

    private static func value(
        _ bits: UInt32, _ octets: UnsafeRawBufferPointer, after index: Int, _ count: Int
    ) -> UInt32? {
        guard count < octets.count - index else { return nil }
        var value = bits
        for octet in octets[(index + 1)..<(index + 1 + count)] {
            guard octet & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(octet & 0x3F)
        }
        return value
    }
}
