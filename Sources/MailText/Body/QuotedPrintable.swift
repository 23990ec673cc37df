/// Quoted-printable, RFC 2045 section 6.7, and its relatives in header values.
enum QuotedPrintable {
    private static let equals = UInt8(ascii: "=")

    /// A body: `=` at the end of a line joins it to the next, blanks at the end of a line are not part of it.
    ///
    /// `fault` is the offset of the first `=` that means nothing; it stays as it stands.
    static func decode(_ encoded: ArraySlice<UInt8>) -> (octets: [UInt8], fault: Int?) {
        var octets: [UInt8] = []
        octets.reserveCapacity(encoded.count)
        var fault: Int?
        var offset = encoded.startIndex
        while offset < encoded.endIndex {
            let octet = encoded[offset]
            if octet.isBlank {
                let end = endOfBlanks(encoded, from: offset)
                if !isLineEnd(encoded, at: end) { octets += encoded[offset..<end] }
                offset = end
            } else if octet == equals, let next = softBreak(encoded, after: offset) {
                offset = next
            } else if octet == equals, let decoded = hexadecimal(encoded, after: offset) {
                octets.append(decoded)
                offset += 3
            } else {
                if octet == equals, fault == nil { fault = offset - encoded.startIndex }
                octets.append(octet)
                offset += 1
            }
        }
        return (octets, fault)
    }

    /// The text of an encoded word in Q, RFC 2047 section 4.2: `_` is a space.
    static func decodeWord(_ encoded: ArraySlice<UInt8>) -> (octets: [UInt8], fault: Int?) {
        let spaced = encoded.map { $0 == UInt8(ascii: "_") ? ASCII.space : $0 }
        return decodeHexadecimal(spaced[...], marker: equals)
    }

    /// Replaces a marker and two hexadecimal digits by the octet they mean.
    static func decodeHexadecimal(_ encoded: ArraySlice<UInt8>, marker: UInt8) -> (octets: [UInt8], fault: Int?) {
        var octets: [UInt8] = []
        octets.reserveCapacity(encoded.count)
        var fault: Int?
        var offset = encoded.startIndex
        while offset < encoded.endIndex {
            if encoded[offset] == marker, let decoded = hexadecimal(encoded, after: offset) {
                octets.append(decoded)
                offset += 3
            } else {
                if encoded[offset] == marker, fault == nil { fault = offset - encoded.startIndex }
                octets.append(encoded[offset])
                offset += 1
            }
        }
        return (octets, fault)
    }

    private static func hexadecimal(_ encoded: ArraySlice<UInt8>, after marker: Int) -> UInt8? {
        guard marker + 2 < encoded.endIndex, let high = encoded[marker + 1].hexadecimalValue,
            let low = encoded[marker + 2].hexadecimalValue
        else { return nil }
        return high << 4 | low
    }

    /// Where the next line begins if only blanks stand between a `=` and the end of its line.
    private static func softBreak(_ encoded: ArraySlice<UInt8>, after equals: Int) -> Int? {
        let end = endOfBlanks(encoded, from: equals + 1)
        guard isLineEnd(encoded, at: end) else { return nil }
        guard end < encoded.endIndex else { return end }
        return encoded[end] == ASCII.cr ? end + 2 : end + 1
    }

    private static func endOfBlanks(_ encoded: ArraySlice<UInt8>, from offset: Int) -> Int {
        encoded[offset...].firstIndex { !$0.isBlank } ?? encoded.endIndex
    }

    /// CRLF, LF, or the end of all.
    private static func isLineEnd(_ encoded: ArraySlice<UInt8>, at offset: Int) -> Bool {
        guard offset < encoded.endIndex else { return true }
        let isPair = encoded[offset] == ASCII.cr && offset + 1 < encoded.endIndex && encoded[offset + 1] == ASCII.lf
        return isPair || encoded[offset] == ASCII.lf
    }
}
