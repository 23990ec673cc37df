/// How the octets of a body were made fit for transport, RFC 2045 section 6.
public enum TransferEncoding: Hashable, Sendable {
    /// us-ascii in short lines; what holds where the header says nothing.
    case sevenBit
    /// Short lines with octets above 0x7F.
    case eightBit
    /// No lines at all, perhaps.
    case binary
    /// Four characters for three octets, section 6.8.
    case base64
    /// `=` and two hexadecimal digits for an octet, section 6.7.
    case quotedPrintable
    /// A name that RFC 2045 does not define, as written.
    case other(String)

    init(_ octets: [UInt8]) {
        let name = ParameterizedValue(octets).value
        self =
            switch name {
            case "7bit", "": .sevenBit
            case "8bit": .eightBit
            case "binary": .binary
            case "base64": .base64
            case "quoted-printable": .quotedPrintable
            default: .other(name)
            }
    }

    /// Undoes the encoding, lenient to whatever does not belong.
    func decode(_ octets: ArraySlice<UInt8>) -> DecodedOctets {
        switch self {
        case .sevenBit, .eightBit, .binary: return DecodedOctets(octets: Array(octets), notes: [])
        case .base64:
            let decoded = Base64.decode(octets)
            return DecodedOctets(octets: decoded.octets, notes: decoded.fault.map { [.badBase64(position: $0)] } ?? [])
        case .quotedPrintable:
            let decoded = QuotedPrintable.decode(octets)
            let notes = decoded.fault.map { [Note.badQuotedPrintable(position: $0)] } ?? []
            return DecodedOctets(octets: decoded.octets, notes: notes)
        case .other(let name):
            return DecodedOctets(octets: Array(octets), notes: [.unknownTransferEncoding(name)])
        }
    }
}

/// The content of a part with its transfer encoding undone.
public struct DecodedOctets: Hashable, Sendable {
    /// The content.
    public let octets: [UInt8]
    /// What did not belong into the encoding.
    public let notes: [Note]
}

/// Base64, RFC 2045 section 6.8.
enum Base64 {
    private static let invalid: UInt8 = 0xFF
    private static let sextets: [UInt8] = {
        var table = [UInt8](repeating: invalid, count: 256)
        for (value, octet) in (Array(0x41...0x5A) + Array(0x61...0x7A) + Array(0x30...0x39) + [0x2B, 0x2F]).enumerated()
        {
            table[octet] = UInt8(value)
        }
        return table
    }()

    /// Blanks and line ends may stand anywhere; padding ends the data and may be missing.
    ///
    /// `fault` is the offset of the first other octet; it is passed over, as section 6.8 asks.
    static func decode(_ encoded: ArraySlice<UInt8>) -> (octets: [UInt8], fault: Int?) {
        var octets: [UInt8] = []
        octets.reserveCapacity(encoded.count / 4 * 3)
        var bits: UInt32 = 0
        var held = 0
        var fault: Int?
        var offset = encoded.startIndex
        while offset < encoded.endIndex, encoded[offset] != UInt8(ascii: "=") {
            let sextet = sextets[Int(encoded[offset])]
            if sextet != invalid {
                bits = bits << 6 | UInt32(sextet)
                held += 1
                if held == 4 {
                    octets.append(UInt8(truncatingIfNeeded: bits >> 16))
                    octets.append(UInt8(truncatingIfNeeded: bits >> 8))
                    octets.append(UInt8(truncatingIfNeeded: bits))
                    held = 0
                }
            } else if !encoded[offset].isBlank, !encoded[offset].isLineEnd, fault == nil {
                fault = offset - encoded.startIndex
            }
            offset += 1
        }
        if held == 3 { octets.append(UInt8(truncatingIfNeeded: bits >> 10)) }
        if held == 3 { octets.append(UInt8(truncatingIfNeeded: bits >> 2)) }
        if held == 2 { octets.append(UInt8(truncatingIfNeeded: bits >> 4)) }
        let trailing = encoded[offset...].firstIndex { $0 != UInt8(ascii: "=") && !$0.isBlank && !$0.isLineEnd }
        return (octets, fault ?? trailing.map { $0 - encoded.startIndex })
    }
}
