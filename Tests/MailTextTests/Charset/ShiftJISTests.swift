import Testing

@testable import MailText

@Suite("Rows and cells of JIS X 0208")
struct ShiftJISTests {
    @Test
    func `every cell has its own pair of octets, all of them valid`() {
        let cells = (UInt8(0x21)...0x7E).flatMap { row in (UInt8(0x21)...0x7E).map { (row, $0) } }
        let pairs = cells.map { ShiftJIS.pair(row: $0.0, cell: $0.1) }
        #expect(pairs.allSatisfy { ShiftJIS.isLead($0.lead) && ShiftJIS.isTrail($0.trail) })
        #expect(Set(pairs.map { Int($0.lead) << 8 | Int($0.trail) }).count == 94 * 94)
    }

    @Test(arguments: [
        (0x21, 0x21, 0x8140), (0x21, 0x5F, 0x817E), (0x21, 0x60, 0x8180), (0x21, 0x7E, 0x819E), (0x22, 0x21, 0x819F),
        (0x5E, 0x7E, 0x9FFC), (0x5F, 0x21, 0xE040), (0x7E, 0x7E, 0xEFFC),
    ])
    func `the corners are where the standard puts them`(row: UInt8, cell: UInt8, code: Int) {
        let pair = ShiftJIS.pair(row: row, cell: cell)
        #expect(Int(pair.lead) << 8 | Int(pair.trail) == code)
    }

    /// The three encodings write the same characters; ISO-2022-JP and EUC-JP go through our arithmetic, CP932 does not.
    @Test
    func `ISO-2022-JP, EUC-JP and Shift_JIS agree on every assigned cell`() {
        let converters = Converters()
        var assigned = 0
        for row in UInt8(0x21)...0x7E {
            for cell in UInt8(0x21)...0x7E {
                let pair = ShiftJIS.pair(row: row, cell: cell)
                let direct = Charset.shiftJIS.decode([pair.lead, pair.trail], with: converters)
                guard direct.replaced == 0 else { continue }
                assigned += 1
                let jis = Charset.iso2022JP.decode([0x1B, 0x24, 0x42, row, cell, 0x1B, 0x28, 0x42], with: converters)
                let euc = Charset.eucJP.decode([row | 0x80, cell | 0x80], with: converters)
                #expect(jis == direct)
                #expect(euc == direct)
            }
        }
        #expect(assigned == 6_879 + 83 + 374)  // JIS X 0208, NEC row 13, NEC rows 89 to 92
    }
}
