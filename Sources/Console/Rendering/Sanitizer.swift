/// Shows octets that somebody else chose as text that a terminal only prints, never obeys.
///
/// Printable UTF-8 stands as itself. ESC is shown as `␛`, since readers of Japanese mail look for it; TAB is shown as `\t`
/// and not as blanks, since on the wire it is one octet, and behind a gutter it would move the text by another number of
/// columns than the server meant. Other controls of C0 and C1 are shown as `\xHH`; characters that hide, reorder or break
/// text as `<U+202E>`. A line that is no UTF-8 as a whole shows each octet above 127 as `\xHH`: in Shift_JIS some pairs of
/// octets look like UTF-8 by accident, and would be shown as characters that nobody wrote.
public enum Sanitizer {
    /// How the octets above 127 of a line are shown.
    enum Form: Hashable, Sendable {
        /// As the characters of UTF-8; an octet that belongs to none as `\xHH`.
        case text
        /// Each as `\xHH`.
        case octets
    }

    /// The octets as visible text of one line.
    public static func visible(_ octets: some Sequence<UInt8>) -> String {
        var output: [UInt8] = []
        Array(octets).withUnsafeBufferPointer {
            _ = append($0, as: form(of: $0, isLast: true), isLast: true, to: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// How a line is shown: as text when it is UTF-8 as a whole.
    ///
    /// - Parameter isLast: whether nothing follows; else a sequence that is cut at the end may still become one.
    static func form(of octets: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Form {
        var index = 0
        while index < octets.count {
            let unit = UTF8Unit(octets, at: index)
            if unit.scalar == nil { return unit.isCut && !isLast ? .text : .octets }
            index += unit.length
        }
        return .text
    }

    /// The text as visible text of one line.
    static func visible(_ text: String) -> String {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? text : visible(text.utf8)
    }

    /// What stands for a scalar that must not reach a terminal; `nil` when it may.
    static func replacement(of scalar: UInt32) -> String? {
        switch scalar {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x34E: nil
        case 0x1B: "\u{241B}"
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        case 0x00...0x1F, 0x7F...0x9F: escape(scalar)
        case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xFFFE...0xFFFF, 0x1BCA0...0x1BCA3,
            0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
            "<U+" + hexadecimal(scalar, digits: 4) + ">"
        default: nil
        }
    }

    /// An octet as `\xHH`.
    static func escape(_ octet: some BinaryInteger) -> String {
        "\\x" + hexadecimal(octet, digits: 2).lowercased()
    }

    /// Appends octets as visible text.
    ///
    /// - Parameter isLast: whether nothing follows; else a UTF-8 sequence that is cut at the end is left to the next call.
    /// - Returns: how many octets were taken, and how many of them, TABs apart, were shown as something else.
    static func append(
        _ octets: UnsafeBufferPointer<UInt8>, as form: Form, isLast: Bool, to output: inout [UInt8]
    ) -> (taken: Int, changed: Int) {
        var changed = 0
        var start = 0
        var index = 0
        while index < octets.count {
            let unit = UTF8Unit(octets, at: index)
            if form == .text, unit.isCut, !isLast { break }
            let scalar = form == .octets && octets[index] >= 0x80 ? nil : unit.scalar
            let length = scalar == nil ? 1 : unit.length
            if let shown = scalar.map(replacement) ?? escape(octets[index]) {
                output.append(contentsOf: octets[start..<index])
                output.append(contentsOf: shown.utf8)
                // A TAB is harmless, and many messages are full of them.
                if octets[index] != 0x09 { changed += length }
                start = index + length
            }
            index += length
        }
        output.append(contentsOf: octets[start..<index])
        return (index, changed)
    }

    /// Whether every octet is printable ASCII. Written so that the compiler makes vector code of it.
    static func isPlain(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        var strange: UInt8 = 0
        for octet in octets { strange |= octet &- 0x20 > 0x5E ? 1 : 0 }
        return strange == 0
    }

    /// A number in upper-case hexadecimal with at least so many digits.
    static func hexadecimal(_ value: some BinaryInteger, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
