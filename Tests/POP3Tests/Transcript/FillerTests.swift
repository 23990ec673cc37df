import Testing

@testable import POP3

@Suite("Filler for bodies that were left out")
struct FillerTests {
    @Test(arguments: [-1, 0, 1, 2, 3, 82, 83, 84, 85, 165, 166, 167, 1_480, 100_000])
    func `filler has the size that was left out, un-stuffed`(octets: Int) throws {
        var session = Session()
        _ = session.observe(Array("+OK\r\n".utf8), from: .server)
        _ = session.observe(Array("RETR 1\r\n".utf8), from: .client)
        let events = session.observe(
            Array("+OK\r\n".utf8) + Filler.body(octets: octets) + Array(".\r\n".utf8), from: .server)
        guard case .completed(let exchange) = events.last else {
            Issue.record("the reply is not complete")
            return
        }
        let body = try #require(exchange.reply.body)
        #expect(body.isTerminated)
        #expect(body.octets == max(octets, 0))
        #expect(body.unstuffed == 0 && body.stuffed == 0 && body.bareCarriageReturns == 0)
        #expect(body.bareLineFeeds == (octets == 1 ? 1 : 0))
    }

    @Test func `filler comes in lines, so that its size costs no memory`() {
        var count = 0
        for piece in Filler.pieces(octets: 10_000_001) {
            #expect(piece.count <= 83 && piece.last == 0x0A)
            count += piece.count
        }
        #expect(count == 10_000_001)
    }
}
