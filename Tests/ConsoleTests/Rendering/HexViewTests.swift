import Handbook
import Testing

@testable import Console

@Suite("Octets in hexadecimal")
struct HexViewTests {
    private static let line = Array("\u{1B}$B;3ED$G$9!#\u{1B}(B\r\n".utf8)

    @Test func `sixteen octets a row, with offsets and characters`() {
        #expect(
            HexView(Layout(.en, width: 80)).lines(Self.line) == [
                "   | 000000  1b 24 42 3b 33 45 44 24  47 24 39 21 23 1b 28 42  .$B;3ED$G$9!#.(B",
                "   | 000010  0d 0a                                             ..",
            ])
    }

    @Test func `eight octets a row on 40 columns`() {
        let lines = HexView(Layout(.en, width: 40)).lines(Self.line)
        #expect(
            lines == [
                "   | 0000  1b24 423b 3345 4424  .$B;3ED$",
                "   | 0008  4724 3921 231b 2842  G$9!#.(B",
                "   | 0010  0d0a                 ..",
            ])
        #expect(lines.allSatisfy { $0.count <= 40 })
    }

    @Test func `nothing gives no row, and large offsets fit`() {
        #expect(HexView(Layout(.en)).lines([]) == [])
        let last = HexView(Layout(.en, width: 40)).lines([UInt8](repeating: 0x61, count: 65_544)).last
        #expect(last == "   | 10000  6161 6161 6161 6161  aaaaaaaa")
    }

    @Test(arguments: Layout.screens)
    func `no octet reaches the terminal`(layout: Layout) {
        #expect(Hostile.dangers(in: HexView(layout).lines((0...255).map { UInt8($0) }).block) == [])
    }
}
