import Testing

@testable import popscope

@Suite("Rows of several clients")
struct ProxyRowsTests {
    private static func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

    @Test func `a client alone is shown at once, as it is`() {
        var rows = ProxyRows(isNumbered: true)
        rows.began(1)
        #expect(Self.text(rows.text(Array("S: hal".utf8), of: 1, isWhole: false)) == "S: hal")
        #expect(Self.text(rows.text(Array("f\nC: A\n".utf8), of: 1, isWhole: false)) == "f\nC: A\n")
        #expect(rows.ended(1) == [])
    }

    @Test func `of several clients each is shown whole, with its number in front of every row`() {
        var rows = ProxyRows(isNumbered: true)
        rows.began(1)
        #expect(Self.text(rows.text(Array("S: hal".utf8), of: 1, isWhole: false)) == "S: hal")
        rows.began(2)
        #expect(rows.text(Array("C: STAT\n".utf8), of: 2, isWhole: false) == [])
        #expect(Self.text(rows.text(Array("S: +OK\n".utf8), of: 2, isWhole: true)) == "\n[2] C: STAT\n[2] S: +OK\n")
        #expect(Self.text(rows.text(Array("f\n".utf8), of: 1, isWhole: true)) == "[1] f\n")
        #expect(rows.text(Array("S: x".utf8), of: 2, isWhole: false) == [])
        #expect(Self.text(rows.ended(2)) == "[2] S: x\n")
    }

    @Test func `what is held of a client is bounded`() {
        var rows = ProxyRows(isNumbered: true)
        rows.began(1)
        rows.began(2)
        let row = Array((String(repeating: "x", count: 999) + "\n").utf8)
        var longest = 0
        var shown = 0
        for count in 1...1_000 {
            shown += rows.text(row, of: 1, isWhole: false).count { $0 == 0x0A }
            longest = max(longest, count - shown)
        }
        #expect(longest < 70)
        #expect(rows.ended(1).count { $0 == 0x0A } == 1_000 - shown)
    }

    @Test func `JSON events are never marked`() {
        var rows = ProxyRows(isNumbered: false)
        rows.began(1)
        rows.began(2)
        #expect(Self.text(rows.text(Array("{}\n".utf8), of: 2, isWhole: true)) == "{}\n")
    }
}
