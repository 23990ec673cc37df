/// Octets written as pairs of hexadecimal digits; blanks may stand between pairs.
func hex(_ digits: String) -> [UInt8] {
    let pairs = digits.filter { $0 != " " }
    return stride(from: 0, to: pairs.count, by: 2).compactMap { offset in
        UInt8(pairs.dropFirst(offset).prefix(2), radix: 16)
    }
}

/// Octets of a text in UTF-8, LF as CRLF.
func wire(_ text: String) -> [UInt8] {
    text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
}

/// Octets repeated.
func repeated(_ text: String, _ count: Int) -> [UInt8] {
    Array(repeatElement(Array(text.utf8), count: count).joined())
}
