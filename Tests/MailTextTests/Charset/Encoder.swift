@testable import MailText

/// Writes Japanese text in a charset, by a table read from the decoder of Shift_JIS alone.
struct Encoder {
    private let charset: Charset
    private static let pairs: [Unicode.Scalar: [UInt8]] = {
        var table: [Unicode.Scalar: [UInt8]] = [:]
        let converters = Converters()
        let leads = Array(UInt8(0x81)...0x9F) + Array(UInt8(0xE0)...0xFC)
        let singles = (UInt8(0x20)...0x7E).map { [$0] } + (UInt8(0xA1)...0xDF).map { [$0] }
        let doubles = leads.flatMap { lead in (UInt8(0x40)...0xFC).map { [lead, $0] } }
        for octets in singles + doubles {
            let decoding = Charset.shiftJIS.decode(octets, with: converters)
            let scalars = String(decoding: decoding.utf8, as: UTF8.self).unicodeScalars
            guard decoding.replaced == 0, scalars.count == 1, let scalar = scalars.first else { continue }
            table[scalar] = table[scalar] ?? octets
        }
        return table
    }()

    init(_ charset: Charset) {
        self.charset = charset
    }

    /// `nil`: a character is not in the charset.
    func encode(_ text: String) -> [UInt8]? {
        if charset == .utf8 { return Array(text.utf8) }
        var octets: [UInt8] = []
        var set = "(B"
        for scalar in text.unicodeScalars {
            guard let written = Self.pairs[scalar] else { return nil }
            guard charset == .iso2022JP else {
                octets += written
                continue
            }
            let next = written.count == 2 ? "$B" : written[0] >= 0x80 ? "(I" : "(B"
            if next != set { octets += [0x1B] + Array(next.utf8) }
            set = next
            octets += written.count == 2 ? cell(written[0], written[1]) : [written[0] & 0x7F]
        }
        return set == "(B" || charset != .iso2022JP ? octets : octets + [0x1B] + Array("(B".utf8)
    }

    /// The row and cell of a Shift_JIS pair, found by search.
    private func cell(_ lead: UInt8, _ trail: UInt8) -> [UInt8] {
        for row in UInt8(0x21)...0x7E {
            for cell in UInt8(0x21)...0x7E where ShiftJIS.pair(row: row, cell: cell) == (lead, trail) {
                return [row, cell]
            }
        }
        return []
    }
}
