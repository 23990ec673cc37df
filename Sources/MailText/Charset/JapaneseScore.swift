/// How much octets look like Japanese prose when taken as Shift_JIS or EUC-JP.
///
/// Japanese comes in runs of wide characters, with kana and the kanji of level 1; other text that happens to decode
/// gives lone kanji between letters, rare kanji and unassigned cells.
struct JapaneseScore {
    private(set) var points = 0
    private var characters = 0
    private var kana = 0
    private var faults = 0
    private var run = Run()

    var isConvincing: Bool {
        points > 0 && points >= characters && faults * 32 <= characters
    }

    private struct Run {
        var kana = 0
        var punctuation = 0
        var common = 0
        var rare = 0
        var strange = 0
        var halfWidth = 0

        var length: Int { kana + punctuation + common + rare + strange + halfWidth }

        /// A run of two says little, a kanji alone nothing.
        var points: Int {
            let kanji = length >= 2 ? common * 2 : 0
            let doubt = strange * 3 + (length >= 3 ? 0 : rare * 2 + halfWidth)
            return kana * 3 + punctuation + kanji - doubt
        }
    }

    init(shiftJIS octets: [UInt8]) {
        var offset = 0
        while offset < octets.count {
            let octet = octets[offset]
            offset += 1
            if octet < 0x80 {
                endRun()
            } else if ShiftJIS.isHalfWidthKana(octet) {
                run.halfWidth += 1
            } else if ShiftJIS.isLead(octet) {
                guard offset < octets.count else { break }
                guard ShiftJIS.isTrail(octets[offset]) else {
                    faults += 1
                    continue
                }
                count(UInt16(octet) << 8 | UInt16(octets[offset]))
                offset += 1
            } else {
                faults += 1
            }
        }
        endRun()
    }

    init(eucJP octets: [UInt8]) {
        var offset = 0
        while offset < octets.count {
            guard octets[offset] >= 0x80 else {
                endRun()
                offset += 1
                continue
            }
            switch EUCJP.character(in: octets, at: offset) {
            case .kana: run.halfWidth += 1
            case .pair(.jisX0208, let row, let cell):
                let pair = ShiftJIS.pair(row: row & 0x7F, cell: cell & 0x7F)
                count(UInt16(pair.lead) << 8 | UInt16(pair.trail))
            case .pair: run.rare += 1
            case .malformed: faults += 1
            case .cut: break
            }
            offset += EUCJP.length(in: octets, at: offset)
        }
        endRun()
        requireKana()
    }

    /// The cells of EUC-JP are those of EUC-KR and GB2312 too: only kana tell it from Korean and Chinese.
    private mutating func requireKana() {
        if kana * 8 < characters { points = 0 }
    }

    /// A cell by its Shift_JIS code.
    private mutating func count(_ code: UInt16) {
        switch code {
        case 0x829F...0x82F1, 0x8340...0x8396, 0x815B: run.kana += 1
        case 0x8140...0x81AC, 0x824F...0x829A, 0x849F...0x84BE, 0x8740...0x879C: run.punctuation += 1
        case 0x889F...0x9872: run.common += 1
        case 0x81B8...0x81FC, 0x839F...0x8460, 0x8470...0x8491: run.rare += 1
        case 0x989F...0x9FFC, 0xE040...0xEAA4, 0xED40...0xEEFC, 0xFA40...0xFC4B: run.rare += 1
        default: run.strange += 1
        }
    }

    private mutating func endRun() {
        guard run.length > 0 else { return }
        points += run.points
        characters += run.length
        kana += run.kana
        run = Run()
    }
}
