import Testing

@testable import POP3

@Suite("Octets and placeholders of one line")
struct WireTextTests {
    @Test func `neighbouring octets become one piece, and empty ones none`() {
        let parts: [WireText.Part] = [
            .octets([]), .octets([1]), .octets([2]), .placeholder(.anything), .octets([]), .octets([3]),
        ]
        #expect(WireText(parts).parts == [.octets([1, 2]), .placeholder(.anything), .octets([3])])
        #expect(WireText([UInt8]()).parts == [])
        #expect(WireText([.octets([1])]) == WireText([1]))
    }

    @Test func `octets are known where no placeholder stands`() {
        #expect(WireText([UInt8]()).octets == [])
        #expect(WireText([1, 2]).octets == [1, 2])
        #expect(WireText([.placeholder(.anything)]).octets == nil)
        #expect(WireText([.octets([1]), .placeholder(.secret("bob"))]).octets == nil)
        #expect(WireText([.octets([1]), .placeholder(.secret("bob"))]).placeholders == [.secret("bob")])
    }

    @Test func `a text is cut into pieces of which the last keeps its ending`() {
        let text = WireText([.octets([1, 2, 3, 4, 5]), .placeholder(.anything), .octets([6])])
        #expect(text.length == 10)
        #expect(text.pieces(of: 10) == [text])
        #expect(
            text.pieces(of: 4) == [
                WireText([1, 2, 3, 4], ending: .exact), WireText([5], ending: .exact),
                WireText([.placeholder(.anything)], ending: .exact), WireText([6]),
            ])
    }
}
