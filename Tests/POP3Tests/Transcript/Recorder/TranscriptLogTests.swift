import POP3
import TestSupport
import Testing

@Suite("What is kept of a session")
struct TranscriptLogTests {
    private static func sent(_ text: String) -> Recorded { .event(.sent(.client, WireText(Array(text.utf8)))) }
    private static func said(_ text: String) -> Recorded { .event(.sent(.server, WireText(Array(text.utf8)))) }
    private static let typed: Recorded = .event(.sent(.client, WireText([.placeholder(.secret("typed"))])))

    @Test func `a message of 64 MiB passes, and no more than 16 MiB are kept`() {
        var session = RecordedSession()
        var log = TranscriptLog()
        let tell = { (log: inout TranscriptLog, pieces: [Recorded]) in log.append(pieces, at: .zero) }
        tell(&log, session.connected())
        tell(&log, session.passed(Array("+OK\r\n".utf8), from: .server).recorded)
        tell(&log, session.passed(Array("RETR 1\r\n".utf8), from: .client).recorded)
        tell(&log, session.passed(Array("+OK\r\n".utf8), from: .server).recorded)
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 65_534) + [13, 10]
        for _ in 0..<1024 {
            tell(&log, session.passed(piece, from: .server).recorded)
            #expect(log.cost <= TranscriptLog.limit)
        }
        #expect(log.hasGap)
        #expect(log.beginning.map(\.piece) == [.event(.connect), Self.said("+OK")])
        #expect(log.items(from: 0).count > 200)
        #expect(log.endIndex == 1028)
        #expect(log.resumption == log.endIndex)
        #expect(log.takeBackLastLine() == nil)
    }

    @Test func `what is dropped stands between the beginning and the newest pieces`() {
        var log = TranscriptLog(limit: 20_000)
        log.append([.event(.connect), Self.said("+OK"), Self.sent("NOOP"), Self.said("+OK")], at: .zero)
        for number in 1...9 {
            log.append([Self.sent("RETR \(number)"), .mail([UInt8](repeating: 0, count: 4_000))], at: .seconds(number))
        }
        #expect(
            log.beginning.map(\.piece) == [.event(.connect), Self.said("+OK"), Self.sent("NOOP"), Self.said("+OK")])
        #expect(log.items(from: log.resumption).first?.piece == Self.sent("RETR 6"))
        #expect(log.items(from: log.resumption).last?.time == .seconds(9))
        #expect(log.items(from: log.endIndex).isEmpty)
        #expect(log.cost <= 20_000)
    }

    // swift-format-ignore
    private static let taken: [(before: [Recorded], after: [Recorded])] = [
        ([sent("hunter2"), said("-ERR unknown HUNTER2")],
         [typed, .event(.sent(.server, WireText([.octets(Array("-ERR unknown ".utf8)), .placeholder(.secret("typed"))])))]),
        ([sent("USER hunter2"), said("+OK")],                      [typed, said("+OK")]),
        ([sent("QUIT"), said("+OK QUIT")],                         [typed, said("+OK QUIT")]),
        ([sent("STAT"), sent("x y"), .mail(Array("x y".utf8))],    [sent("STAT"), typed, .mail(Array("x y".utf8))]),
        ([sent("my word"), .lines(Array("a\r\nmy word\r\n".utf8))],
         [typed, .lines(Array("a\r\n".utf8)), .event(.sent(.server, WireText([.placeholder(.secret("typed"))])))]),
        ([.event(.sent(.client, WireText(Array("hunt".utf8), ending: .exact))), .event(.segment), sent("er2"), said("+OK hunter2")],
         [typed, .event(.sent(.server, WireText([.octets(Array("+OK ".utf8)), .placeholder(.secret("typed"))])))]),
        ([sent("hunter2"), .event(.sent(.server, WireText(Array("-ERR hun".utf8), ending: .exact))), .event(.segment), said("ter2")],
         [typed, .event(.sent(.server, WireText([.octets(Array("-ERR ".utf8)), .placeholder(.secret("typed"))], ending: .exact))), .event(.segment), said("")]),
        ([.event(.sent(.client, WireText(Array("hunt".utf8), ending: .exact))), sent("er2"), said("+OK")],  [typed, said("+OK")]),
        ([.event(.sent(.client, WireText(Array("hunter2\n".utf8), ending: .exact)))],
         [.event(.sent(.client, WireText([.placeholder(.secret("typed")), .octets([10])], ending: .exact)))]),
    ]

    @Test(arguments: taken)
    func `a line that is taken back is a secret, and so are its echoes`(before: [Recorded], after: [Recorded]) {
        var log = TranscriptLog()
        log.append([.event(.connect)] + before, at: .zero)
        let index = log.takeBackLastLine()?.index
        #expect(log.items(from: 1).map(\.piece) == after)
        #expect(index == 1 + (zip(before, after).firstIndex { $0 != $1 } ?? 0))
        #expect(log.endIndex == 1 + after.count)
    }

    @Test func `without a line there is nothing to take back`() {
        var log = TranscriptLog()
        log.append([.event(.connect)], at: .zero)
        #expect(log.takeBackLastLine() == nil)
    }
}

extension Zip2Sequence {
    fileprivate func firstIndex(where isMatch: (Element) -> Bool) -> Int? {
        enumerated().first { isMatch($0.element) }?.offset
    }
}
