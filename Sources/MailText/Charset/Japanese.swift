/// The cells of Shift_JIS.
enum ShiftJIS {
    static func isLead(_ octet: UInt8) -> Bool {
        (0x81...0x9F).contains(octet) || (0xE0...0xFC).contains(octet)
    }

    static func isTrail(_ octet: UInt8) -> Bool {
        (0x40...0xFC).contains(octet) && octet != 0x7F
    }

    static func isHalfWidthKana(_ octet: UInt8) -> Bool {
        (0xA1...0xDF).contains(octet)
    }

    /// A row and a cell of JIS X 0208, each 0x21 to 0x7E: two rows share a lead octet.
    static func pair(row: UInt8, cell: UInt8) -> (lead: UInt8, trail: UInt8) {
        let lead = (row - 0x21) / 2 + 0x81
        let odd = cell + (cell >= 0x60 ? 0x20 : 0x1F)
        return (lead > 0x9F ? lead + 0x40 : lead, row % 2 == 1 ? odd : cell + 0x7E)
    }
}

/// The sets that Japanese mail switches between.
enum JapaneseSet: Hashable, Sendable {
    case ascii, roman, kana, jisX0208, jisX0212, jisX0213First, jisX0213Second, gb2312, ksX1001

    var isDouble: Bool {
        switch self {
        case .ascii, .roman, .kana: false
        case .jisX0208, .jisX0212, .jisX0213First, .jisX0213Second, .gb2312, .ksX1001: true
        }
    }

    /// The converter for octets of `encoded`.
    ///
    /// Code page 932 knows the NEC and IBM rows that glibc's ISO-2022-JP and EUC-JP refuse.
    fileprivate var converter: String {
        switch self {
        case .ascii, .roman, .kana, .jisX0208: "CP932"
        case .jisX0212: "EUC-JP"
        case .jisX0213First, .jisX0213Second: "EUC-JISX0213"
        case .gb2312: "GB18030"
        case .ksX1001: "CP949"
        }
    }
}

/// Gathers characters of the Japanese sets and has them converted run by run.
struct JapaneseText {
    private var octets: [UInt8] = []
    /// The set whose converter the gathered octets are for.
    private var current = JapaneseSet.ascii
    private var decoding = Decoding()
    private let converters: Converters

    init(reserving count: Int, converters: Converters) {
        self.converters = converters
        octets.reserveCapacity(count)
    }

    mutating func append(ascii octet: UInt8) {
        octets.append(octet)
    }

    /// JIS X 0201: us-ascii but for two characters.
    mutating func append(roman octet: UInt8) {
        switch octet {
        case 0x5C: append("\u{A5}")
        case 0x7E: append("\u{203E}")
        default: octets.append(octet)
        }
    }

    /// A half-width katakana by its 8-bit code, 0xA1 to 0xDF.
    mutating func append(kana octet: UInt8) {
        use(.kana)
        octets.append(octet)
    }

    /// A character by its 7-bit row and cell, each 0x21 to 0x7E.
    mutating func append(_ set: JapaneseSet, row: UInt8, cell: UInt8) {
        use(set)
        switch set {
        case .ascii, .roman, .kana, .jisX0208:
            let pair = ShiftJIS.pair(row: row, cell: cell)
            octets.append(pair.lead)
            octets.append(pair.trail)
        case .jisX0212, .jisX0213Second: octets += [0x8F, row | 0x80, cell | 0x80]
        case .jisX0213First, .gb2312, .ksX1001: octets += [row | 0x80, cell | 0x80]
        }
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        flush()
        decoding.append(scalar)
    }

    mutating func appendReplacement() {
        flush()
        decoding.appendReplacement()
    }

    mutating func finished(isCut: Bool) -> Decoding {
        if isCut { appendReplacement() }
        flush()
        decoding.isCut = isCut
        return decoding
    }

    private mutating func use(_ set: JapaneseSet) {
        guard set != current else { return }
        if set.converter != current.converter { flush() }
        current = set
    }

    private mutating func flush() {
        guard !octets.isEmpty else { return }
        if octets.allSatisfy({ $0 < 0x80 }) {
            decoding.utf8 += octets
        } else {
            decoding.append(octets, converter: current.converter, malformed: .pair, with: converters)
        }
        octets.removeAll(keepingCapacity: true)
    }
}
