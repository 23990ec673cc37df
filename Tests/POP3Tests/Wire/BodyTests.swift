import POP3
import Testing

@Suite("Body: the numbers of a multi-line reply")
struct BodyTests {
    /// What is expected of a body; the rest of its numbers is zero.
    struct Case: Sendable, CustomTestStringConvertible {
        let wire: String
        var lines = 0, octets = 0, stuffed = 0, unstuffed = 0, longest = 0
        var bareLineFeeds = 0, bareCarriageReturns = 0, nuls = 0
        var hasEightBit = false, hasBareTerminator = false
        var testDescription: String { wire.debugDescription }

        func matches(_ body: Body) -> Bool {
            [lines, octets, stuffed, unstuffed, longest, bareLineFeeds, bareCarriageReturns, nuls]
                == [
                    body.lines, body.octets, body.stuffed, body.unstuffed, body.longest, body.bareLineFeeds,
                    body.bareCarriageReturns, body.nuls,
                ] && hasEightBit == body.hasEightBit && hasBareTerminator == body.hasBareTerminator
        }
    }

    // swift-format-ignore
    private static let cases: [Case] = [
        Case(wire: ""),
        Case(wire: "\r\n",            lines: 1, octets: 2),
        Case(wire: "abc\r\n",         lines: 1, octets: 5, longest: 3),
        Case(wire: "abc\r\nde\r\n",   lines: 2, octets: 9, longest: 3),
        Case(wire: "abc\n",           lines: 1, octets: 4, longest: 3, bareLineFeeds: 1),
        Case(wire: "\n",              lines: 1, octets: 1, bareLineFeeds: 1),
        Case(wire: "..\r\n",          lines: 1, octets: 3, stuffed: 1, longest: 1),
        Case(wire: "...\r\n",         lines: 1, octets: 4, stuffed: 1, longest: 2),
        Case(wire: "..a\r\n",         lines: 1, octets: 4, stuffed: 1, longest: 2),
        Case(wire: ".a\r\n",          lines: 1, octets: 3, unstuffed: 1, longest: 1),
        Case(wire: ". \r\n",          lines: 1, octets: 3, unstuffed: 1, longest: 1),
        Case(wire: ".\r\r\n",         lines: 1, octets: 3, unstuffed: 1, longest: 1, bareCarriageReturns: 1),
        Case(wire: ".a\n",            lines: 1, octets: 2, unstuffed: 1, longest: 1, bareLineFeeds: 1),
        Case(wire: "a\rb\r\n",        lines: 1, octets: 5, longest: 3, bareCarriageReturns: 1),
        Case(wire: "a\r\r\n",         lines: 1, octets: 4, longest: 2, bareCarriageReturns: 1),
        Case(wire: "\r\r\n",          lines: 1, octets: 3, longest: 1, bareCarriageReturns: 1),
        Case(wire: "a\u{0}\u{0}\r\n", lines: 1, octets: 5, longest: 3, nuls: 2),
        Case(wire: "\u{E9}\r\n",      lines: 1, octets: 4, longest: 2, hasEightBit: true),
        Case(wire: " .\r\n",          lines: 1, octets: 4, longest: 2),
        Case(wire: "a\r\n.b\r\n..\r\n\nend\r\n", lines: 5, octets: 15, stuffed: 1, unstuffed: 1, longest: 3,
             bareLineFeeds: 1),
    ]

    @Test(arguments: cases)
    func `each number counts what it says`(expected: Case) {
        let body = Self.body(of: [Array((expected.wire + ".\r\n").utf8)])
        #expect(body.map(expected.matches) == true, "\(String(describing: body))")
        #expect(body?.isTerminated == true)
        #expect(body?.kept == Array(expected.wire.utf8))
        #expect(body?.isWhole == true)
    }

    @Test(arguments: cases)
    func `a body does not depend on how its bytes were cut`(expected: Case) {
        let wire = Array((expected.wire + ".\r\n").utf8)
        let whole = Self.body(of: [wire])
        #expect(Self.body(of: wire.map { [$0] }) == whole)
        for first in 0...wire.count {
            for second in first...wire.count {
                let chunks = [wire[..<first], wire[first..<second], wire[second...]].map { Array($0) }
                #expect(Self.body(of: chunks) == whole, "cut before \(first) and \(second)")
            }
        }
    }

    @Test(arguments: cases)
    func `a terminator that ends in a bare LF ends the body too`(expected: Case) {
        var expected = expected
        expected.hasBareTerminator = true
        let body = Self.body(of: [Array((expected.wire + ".\n").utf8)])
        #expect(body.map(expected.matches) == true)
        #expect(body?.isTerminated == true)
    }

    // swift-format-ignore
    private static let unfinished: [Case] = [
        Case(wire: ""),
        Case(wire: "abc",        lines: 1, octets: 3, longest: 3),
        Case(wire: "abc\r\n",    lines: 1, octets: 5, longest: 3),
        Case(wire: "abc\r",      lines: 1, octets: 4, longest: 4, bareCarriageReturns: 1),
        Case(wire: ".",          lines: 1, unstuffed: 1),
        Case(wire: ".\r",        lines: 1, octets: 1, unstuffed: 1, longest: 1, bareCarriageReturns: 1),
        Case(wire: "a\r\n.",     lines: 2, octets: 3, unstuffed: 1, longest: 1),
        Case(wire: "..",         lines: 1, octets: 1, stuffed: 1, longest: 1),
    ]

    @Test(arguments: unfinished)
    func `a body whose stream ends before the terminator is counted, and is not terminated`(expected: Case) {
        let wire = Array(expected.wire.utf8)
        let whole = Self.body(of: [wire], thenClosed: true)
        #expect(whole.map(expected.matches) == true, "\(String(describing: whole))")
        #expect(whole?.isTerminated == false)
        #expect(whole?.kept == wire)
        #expect(Self.body(of: wire.map { [$0] }, thenClosed: true) == whole)
    }

    @Test func `what follows the terminator is no part of the body`() {
        let body = Self.body(of: [Array("a\r\n.\r\n+OK next\r\n.\r\n".utf8)])
        #expect(body?.kept == Array("a\r\n".utf8))
    }

    @Test(arguments: [-1, 0, 1])
    func `one mebibyte is kept, the numbers count everything`(excess: Int) {
        let wire = [UInt8](repeating: 0x61, count: Body.limit + excess - 2) + [0x0D, 0x0A]
        let body = Self.body(of: [wire + Array(".\r\n".utf8)])
        #expect(body?.octets == wire.count)
        #expect(body?.longest == wire.count - 2)
        #expect(body?.kept == Array(wire.prefix(Body.limit)))
        #expect(body?.isWhole == (excess <= 0))
    }

    @Test(arguments: ["..\r\n", ".x\r\n"])
    func `dots do not hide that an octet was not kept`(line: String) {
        let filler = [UInt8](repeating: 0x61, count: Body.limit + 1 - line.utf8.count - 2) + [0x0D, 0x0A]
        let body = Self.body(of: [Array(line.utf8) + filler + Array(".\r\n".utf8)])
        #expect(body?.kept.count == Body.limit)
        #expect(body?.isWhole == false)
    }

    @Test func `the kept octets are lines as they stand on the wire, and a message as it was`() {
        let body = Body(["..", "a", Line(bytes: [0x62], ending: .lf), ".c"])
        #expect(body.keptLines == ["..", "a", Line(bytes: [0x62], ending: .lf), ".c"])
        #expect(body.message == Array(".\r\na\r\nb\nc\r\n".utf8))
        #expect(body.isTerminated)
    }

    @Test func `a kept line that was cut has no ending`() {
        let body = Self.body(of: [[UInt8](repeating: 0x61, count: Body.limit + 5) + Array("\r\n.\r\n".utf8)])
        #expect(body?.keptLines == [Line(bytes: [UInt8](repeating: 0x61, count: Body.limit), ending: .missing)])
    }

    @Test(arguments: [255, 256, 257, 1_000])
    func `a long run of bare CRs and NULs is counted to the last one`(count: Int) {
        let run = [UInt8](repeating: 0x0D, count: count) + [UInt8](repeating: 0, count: count)
        let body = Self.body(of: [run + Array("\r\n.\r\n".utf8)])
        #expect(body?.bareCarriageReturns == count)
        #expect(body?.nuls == count)
    }

    @Test func `a large body passes, and the events carry every octet`() {
        var session = Self.sessionAwaitingBody()
        let line = [UInt8](repeating: 0x61, count: 70) + [0x0D, 0x0A]
        let chunk = Array(repeatElement(line, count: 910).joined())
        let chunks = 3_000_000 / chunk.count
        var passed = 0
        for _ in 0..<chunks {
            for case .body(let piece) in session.observe(chunk, from: .server) { passed += piece.count }
        }
        let exchange = Self.exchange(in: session.observe(Array(".\r\n".utf8), from: .server))
        #expect(passed == chunks * chunk.count)
        #expect(exchange?.reply.body?.lines == chunks * 910)
        #expect(exchange?.reply.body?.octets == passed)
    }

    private static func sessionAwaitingBody() -> Session {
        var session = Session()
        _ = session.observe(Array("+OK\r\n".utf8), from: .server)
        _ = session.observe(Array("RETR 1\r\n".utf8), from: .client)
        _ = session.observe(Array("+OK\r\n".utf8), from: .server)
        return session
    }

    private static func exchange(in events: [Session.Event]) -> Exchange? {
        events.lazy.compactMap { if case .completed(let exchange) = $0 { exchange } else { nil } }.first
    }

    private static func body(of chunks: [[UInt8]], thenClosed: Bool = false) -> Body? {
        var session = sessionAwaitingBody()
        var events = chunks.flatMap { session.observe($0, from: .server) }
        if thenClosed { events += session.closed(by: .server) }
        return exchange(in: events)?.reply.body
    }
}
