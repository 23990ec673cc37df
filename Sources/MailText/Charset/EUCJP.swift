/// EUC-JP: JIS X 0208 in two octets, half-width kana after 0x8E, JIS X 0212 after 0x8F.
enum EUCJP {
    private static let kanaShift: UInt8 = 0x8E
    private static let supplementShift: UInt8 = 0x8F
    private static let high: ClosedRange<UInt8> = 0xA1...0xFE

    static func decode(_ octets: [UInt8], with converters: Converters) -> Decoding {
        var text = JapaneseText(reserving: octets.count, converters: converters)
        var offset = 0
        while offset < octets.count {
            guard octets[offset] >= 0x80 else {
                text.append(ascii: octets[offset])
                offset += 1
                continue
            }
            switch character(in: octets, at: offset) {
            case .kana(let octet): text.append(kana: octet)
            case .pair(let set, let row, let cell): text.append(set, row: row & 0x7F, cell: cell & 0x7F)
            case .malformed: text.appendReplacement()
            case .cut: return text.finished(isCut: true)
            }
            offset += length(in: octets, at: offset)
        }
        return text.finished(isCut: false)
    }

    enum Character: Hashable {
        case kana(UInt8)
        case pair(JapaneseSet, UInt8, UInt8)
        case malformed
        case cut
    }

    /// The character at an octet above 0x7F.
    static func character(in octets: [UInt8], at offset: Int) -> Character {
        let rest = octets[(offset + 1)...].prefix(octets[offset] == supplementShift ? 2 : 1)
        let needed = octets[offset] == supplementShift ? 2 : 1
        guard high.contains(octets[offset]) || octets[offset] == kanaShift || needed == 2,
            rest.allSatisfy(high.contains)
        else { return .malformed }
        guard rest.count == needed, let first = rest.first, let last = rest.last else { return .cut }
        switch octets[offset] {
        case kanaShift: return (0xA1...0xDF).contains(first) ? .kana(first) : .malformed
        case supplementShift: return .pair(.jisX0212, first, last)
        case let row: return .pair(.jisX0208, row, first)
        }
    }

    static func length(in octets: [UInt8], at offset: Int) -> Int {
        switch character(in: octets, at: offset) {
        case .kana: 2
        case .pair(let set, _, _): set == .jisX0212 ? 3 : 2
        case .malformed, .cut: 1
        }
    }
}
