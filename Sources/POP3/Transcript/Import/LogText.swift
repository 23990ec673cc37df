/// Brings the octets of a log into a form in which its lines can be read.
enum LogText {
    /// How much of a file is looked at to tell what it is, in octets.
    static let window = 1 << 18

    /// The octets as text: a byte order mark removed, UTF-16 (as PowerShell writes it) made UTF-8.
    ///
    /// - Throws: ``ImportError/empty``, ``ImportError/binary(offset:)``.
    static func text(of octets: [UInt8]) throws(ImportError) -> [UInt8] {
        let text = withoutMark(octets)
        guard text.contains(where: { $0 > Octet.space }) else { throw .empty }
        if let offset = binaryOffset(in: text) { throw .binary(offset: offset) }
        return text
    }

    private static func withoutMark(_ octets: [UInt8]) -> [UInt8] {
        if octets.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(octets.dropFirst(3)) }
        if octets.starts(with: [0xFF, 0xFE]) { return utf8(octets.dropFirst(2), low: 0) }
        if octets.starts(with: [0xFE, 0xFF]) { return utf8(octets.dropFirst(2), low: 1) }
        return octets
    }

    /// - Parameter low: where in a pair the low octet stands: 0 or 1.
    private static func utf8(_ octets: ArraySlice<UInt8>, low: Int) -> [UInt8] {
        let units = stride(from: octets.startIndex, to: octets.endIndex - 1, by: 2).map {
            UInt16(octets[$0 + 1 - low]) << 8 | UInt16(octets[$0 + low])
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Where a file turns out to be no text: at a NUL, or at one control octet too many; `nil` for text.
    ///
    /// Terminals write ESC, BEL and BS, and ISO-2022-JP needs ESC; logs hold hardly any others.
    private static func binaryOffset(in octets: [UInt8]) -> Int? {
        var allowance = 16
        for (offset, octet) in octets.prefix(8192).enumerated() {
            switch octet {
            case 0: return offset
            case 0x07...0x0D, 0x1B, 0x20...: break
            default: allowance -= 1
            }
            if allowance < 0 { return offset }
        }
        return nil
    }

    /// A line as a terminal shows it in the end: what was rubbed out is gone, and so are colours and titles.
    ///
    /// ESC stays where ISO-2022-JP needs it.
    static func shown(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard text.contains(where: { $0 == 0x08 || $0 == 0x1B || $0 == 0x07 || $0 == 0x7F }) else { return text }
        var shown: [UInt8] = []
        var rest = text
        while let octet = rest.first {
            if octet == 0x1B, let behind = behindSequence(rest) {
                rest = behind
                continue
            }
            rest = rest.dropFirst()
            switch octet {
            case 0x08, 0x7F: rubOut(&shown)
            case 0x07: break
            default: shown.append(octet)
            }
        }
        return shown[...]
    }

    /// Removes the last character, however many octets UTF-8 gave it.
    private static func rubOut(_ shown: inout [UInt8]) {
        while let last = shown.popLast(), last & 0xC0 == 0x80 {}
    }

    // CSI = ESC "[" *(%x20-3F) final (%x40-7E); OSC = ESC "]" ... BEL       ECMA-48 sections 5.4 and 8.3
    private static func behindSequence(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        switch text.dropFirst().first {
        case UInt8(ascii: "["): text.dropFirst(2).drop { (0x20...0x3F).contains($0) }.dropFirst()
        case UInt8(ascii: "]"): text.dropFirst(2).drop { $0 != 0x07 }.dropFirst()
        default: nil
        }
    }
}
