/// Lays octets out in hexadecimal with their offsets, and as characters where they are printable ASCII.
struct HexView {
    private static let narrow = 60
    private let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// Sixteen octets a row, or eight where the screen is narrower than 60 columns.
    func lines(_ octets: [UInt8]) -> [String] {
        let isNarrow = layout.width.map { $0 < Self.narrow } ?? false
        let count = isNarrow ? 8 : 16
        let digits = max(isNarrow ? 4 : 6, String(max(octets.count - 1, 0), radix: 16).count)
        return stride(from: 0, to: octets.count, by: count).map { start in
            let row = octets[start..<min(start + count, octets.count)]
            let codes = isNarrow ? Self.pairs(row) : Self.columns(row)
            let text = String(decoding: row.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: ".") }, as: UTF8.self)
            let offset = Sanitizer.hexadecimal(start, digits: digits).lowercased()
            return layout.line(.note, "\(offset)  \(codes)  \(text)")
        }
    }

    /// `1b 24 42 3b 33 45 44 24  47 24 39 21 23 1b 28 42`
    private static func columns(_ row: ArraySlice<UInt8>) -> String {
        row.enumerated().map { ($0 == 8 ? "  " : $0 == 0 ? "" : " ") + octet($1) }.joined().padded(to: 48)
    }

    /// `1b24 423b 3345 4424`
    private static func pairs(_ row: ArraySlice<UInt8>) -> String {
        row.enumerated().map { ($0 > 0 && $0.isMultiple(of: 2) ? " " : "") + octet($1) }.joined().padded(to: 19)
    }

    private static func octet(_ value: UInt8) -> String {
        Sanitizer.hexadecimal(value, digits: 2).lowercased()
    }
}
