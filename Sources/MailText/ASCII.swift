#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The octets that mail gives a meaning to.
enum ASCII {
    static let tab: UInt8 = 0x09
    static let lf: UInt8 = 0x0A
    static let shiftOut: UInt8 = 0x0E
    static let shiftIn: UInt8 = 0x0F
    static let cr: UInt8 = 0x0D
    static let escape: UInt8 = 0x1B
    static let space: UInt8 = 0x20
}

extension UInt8 {
    init(ascii scalar: Unicode.Scalar) {
        self = UInt8(truncatingIfNeeded: scalar.value)
    }

    var isBlank: Bool { self == ASCII.space || self == ASCII.tab }
    var isLineEnd: Bool { self == ASCII.cr || self == ASCII.lf }
    var isLetter: Bool { (0x61...0x7A).contains(lowercased) }
    var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }

    var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}

extension ArraySlice<UInt8> {
    var trimmingBlanks: ArraySlice<UInt8> {
        guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
            return self[startIndex..<startIndex]
        }
        return self[first...last]
    }
}

extension Sequence<UInt8> {
    /// Names of fields, types and charsets are compared without case.
    var lowercasedText: String {
        String(decoding: map(\.lowercased), as: UTF8.self)
    }
}

extension Array<UInt8> {
    /// The offset of the octet, or of the end if it does not come before it.
    func index(of octet: UInt8, from start: Int, before end: Int) -> Int {
        guard start < end else { return end }
        return withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let hit = memchr(base + start, Int32(octet), end - start)
            else { return end }
            return UnsafeRawPointer(hit) - base
        }
    }

    /// The line that begins at an offset, without its end (CRLF or LF), and where the next one begins.
    func line(from start: Int, before end: Int) -> (content: Range<Int>, next: Int) {
        let feed = index(of: ASCII.lf, from: start, before: end)
        guard feed < end else { return (start..<end, end) }
        let hasReturn = feed > start && self[feed - 1] == ASCII.cr
        return (start..<(hasReturn ? feed - 1 : feed), feed + 1)
    }

    /// CRLF becomes LF; other octets stay.
    var withLineFeeds: [UInt8] {
        guard contains(ASCII.cr) else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var start = 0
        while start < count {
            let (content, next) = line(from: start, before: count)
            result += self[content]
            if content.upperBound < next { result.append(ASCII.lf) }
            start = next
        }
        return result
    }
}
