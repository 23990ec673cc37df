import TestSupport
import Testing

@testable import POP3

@Suite("Maildrop")
struct MaildropTests {
    private static func maildrop(after text: String) -> Maildrop? {
        Dialogue("S: +OK\nC: PASS a\nS: +OK\n" + text).observed().session.knowledge.maildrop
    }

    // swift-format-ignore
    private static let counts: [(dialogue: String, count: Int?, remaining: Int?, octets: Int?)] = [
        ("C: NOOP\nS: +OK",                                                nil,  nil,  nil),
        ("C: STAT\nS: +OK 2 320",                                          2,    2,    320),
        ("C: STAT\nS: +OK 0 0",                                            0,    0,    0),
        ("C: STAT\nS: -ERR",                                               nil,  nil,  nil),
        ("C: STAT\nS: +OK many",                                           nil,  nil,  nil),
        ("C: DELE 1\nS: +OK\nC: STAT\nS: +OK 1 200",                       2,    1,    200),
        ("C: DELE 1\nS: -ERR\nC: STAT\nS: +OK 2 320",                      2,    2,    320),
        ("C: STAT\nS: +OK 2 320\nC: DELE 2\nS: +OK",                       2,    1,    nil),
        ("C: STAT\nS: +OK 2 320\nC: DELE 2\nS: +OK\nC: RSET\nS: +OK",      2,    2,    nil),
        ("C: LIST\nS: +OK\nS: 1 120\nS: 2 200\nS: .",                      2,    2,    nil),
        ("C: DELE 1\nS: +OK\nC: LIST\nS: +OK\nS: 2 200\nS: .",             2,    1,    nil),
        ("C: LIST\nS: +OK\nS: .",                                          0,    0,    nil),
        ("C: LIST 2\nS: +OK 2 200",                                        nil,  nil,  nil),
        ("C: LIST\nS: +OK\nS: 1 120\nS: 1 200\nS: .",                      nil,  nil,  nil),
        ("C: LIST\nS: +OK\nS: 1 120\nS: garbage\nS: .",                    nil,  nil,  nil),
        ("C: STAT\nS: +OK 1 5\nC: DELE 1\nS: +OK\nC: DELE 7\nS: +OK",      1,    0,    nil),
    ]

    @Test(arguments: counts)
    func `the count includes marked messages, the octets do not`(
        dialogue: String, count: Int?, remaining: Int?, octets: Int?
    ) {
        let maildrop = Self.maildrop(after: dialogue)
        #expect(maildrop?.count == count)
        #expect(maildrop?.remaining == remaining)
        #expect(maildrop?.octets == octets)
    }

    @Test func `sizes and unique-ids are learned from lists and from single lines`() {
        let maildrop = Self.maildrop(
            after: """
                C: LIST
                S: +OK
                S: 1 120
                S: x y
                S: 3 300 text
                S: .
                C: LIST 2
                S: +OK 2 200
                C: UIDL
                S: +OK
                S: 1 aa
                S: 3 c c
                S: .
                C: UIDL 2
                S: +OK 2 bb
                C: UIDL 9
                S: -ERR 9 no
                """)
        #expect(maildrop?.sizes == [1: 120, 2: 200, 3: 300])
        #expect(maildrop?.uniqueIDs == [1: "aa", 2: "bb", 3: "c c"])
        #expect(maildrop?.liveNumbers == [1, 2, 3])
    }

    @Test func `what is said twice of one number is not believed`() {
        let text = "C: LIST 1\nS: +OK 1 5\nC: LIST\nS: +OK\nS: 1 120\nS: 2 200\nS: 1 5\nS: 3 7\nS: 3 7\nS: ."
        #expect(Self.maildrop(after: text)?.sizes == [1: 5, 2: 200])
        let listing = "C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: 1 c\nS: ."
        #expect(Self.maildrop(after: listing)?.uniqueIDs == [2: "b"])
    }

    // swift-format-ignore
    private static let doubts: [(exchanges: [(Line, Line)], marked: Set<Int>, perhaps: Set<Int>)] = [
        ([("DELE 1", "done")],                                      [],     [1]),
        ([("DELE 1", "-ERR")],                                      [],     []),
        ([("DELE", "done"), ("DELE x", "done"), ("NOOP", "done")],  [],     []),
        ([("DELE 1", "+OK"), ("DELE 1", "done")],                   [1],    []),
        ([("DELE 1", "done"), ("DELE 1", "+OK")],                   [1],    []),
        ([("DELE 1", "done"), ("DELE 1", "-ERR")],                  [],     [1]),
        ([("DELE 1", "+OK"), ("DELE 2", "done")],                   [1],    [2]),
        ([("DELE 1", "+OK"), ("DELE 2", "done"), ("RSET", "+OK")],  [],     []),
        ([("DELE 1", "+OK"), ("DELE 2", "done"), ("RSET", "hm")],   [],     [1, 2]),
        ([("DELE 1", "+OK"), ("RSET", "-ERR")],                     [1],    []),
        ([("RSET", "done")],                                        [],     []),
    ]

    @Test(arguments: doubts)
    func `a reply that cannot be read leaves a mark in doubt`(
        exchanges: [(Line, Line)], marked: Set<Int>, perhaps: Set<Int>
    ) {
        let maildrop = Self.maildrop(of: exchanges)
        #expect(maildrop.marked == marked)
        #expect(maildrop.perhapsMarked == perhaps)
    }

    @Test func `a session learns of the doubt as well`() {
        let text = "C: DELE 1\nS: +OK\nC: DELE 2\nS: ok done"
        #expect(Self.maildrop(after: text)?.marked == [1])
        #expect(Self.maildrop(after: text)?.perhapsMarked == [2])
    }

    @Test func `while a mark is in doubt no count rests on it`() {
        let doubted: [(Line, Line)] = [("STAT", "+OK 3 30"), ("DELE 1", "done")]
        let maildrop = Self.maildrop(of: doubted + [("STAT", "+OK 2 20")])
        #expect(maildrop.count == 3)
        #expect(maildrop.remaining == nil)
        #expect(maildrop.octets == 20)
        #expect(Self.maildrop(of: doubted).octets == nil)
        #expect(Self.maildrop(of: doubted + [("RSET", "+OK")]).remaining == 3)
    }

    private static func maildrop(of exchanges: [(Line, Line)]) -> Maildrop {
        exchanges.reduce(into: Maildrop()) { maildrop, exchange in
            maildrop.learn(
                from: Exchange(
                    command: Command(exchange.0), reply: Reply(first: exchange.1), before: .transaction,
                    after: .transaction))
        }
    }

    @Test func `messages are fetched by RETR, and not by TOP`() {
        let text = "C: RETR 2\nS: +OK\nS: .\nC: TOP 1 0\nS: +OK\nS: .\nC: RETR 3\nS: -ERR\nC: RETR x\nS: +OK\nS: ."
        #expect(Self.maildrop(after: text)?.fetched == [2])
    }

    @Test func `RSET takes every mark away`() {
        #expect(Self.maildrop(after: "C: DELE 1\nS: +OK\nC: DELE 2\nS: +OK")?.marked == [1, 2])
        #expect(Self.maildrop(after: "C: DELE 1\nS: +OK\nC: RSET\nS: +OK")?.marked == [])
        #expect(Self.maildrop(after: "C: DELE 1\nS: +OK\nC: RSET\nS: -ERR")?.marked == [1])
    }

    // swift-format-ignore
    private static let live: [(dialogue: String, numbers: [Int])] = [
        ("C: NOOP\nS: +OK",                                            []),
        ("C: STAT\nS: +OK 0 0",                                        []),
        ("C: STAT\nS: +OK 3 9",                                        [1, 2, 3]),
        ("C: STAT\nS: +OK 3 9\nC: DELE 2\nS: +OK",                     [1, 3]),
        ("C: LIST\nS: +OK\nS: 7 1\nS: 4 1\nS: .\nC: DELE 7\nS: +OK",   [4]),
    ]

    @Test(arguments: live)
    func `live numbers are those not marked, ascending`(dialogue: String, numbers: [Int]) {
        #expect(Self.maildrop(after: dialogue)?.liveNumbers == numbers)
    }

    @Test func `a server that claims a huge maildrop costs neither memory nor a crash`() {
        let maildrop = Self.maildrop(after: "C: DELE 1\nS: +OK\nC: STAT\nS: +OK \(Int.max) \(Int.max)")
        #expect(maildrop?.count == .max)
        #expect(maildrop?.remaining == .max - 1)
        #expect(maildrop?.liveNumbers.count == 9_999)
    }

    @Test func `a listing longer than what is kept tells no wrong size`() {
        let lines = (1...100_000).map { "\($0) 12345678" }
        var session = Dialogue("S: +OK\nC: PASS a\nS: +OK\nC: LIST\nS: +OK").observed().session
        _ = session.observe(Array((lines.joined(separator: "\r\n") + "\r\n.\r\n").utf8), from: .server)
        let maildrop = session.knowledge.maildrop
        #expect(maildrop?.count == nil)
        #expect(maildrop.map { Set($0.sizes.values) } == [12_345_678])
        #expect(maildrop.map { $0.sizes.count < 100_000 } == true)
    }
}
