import POP3
import Testing

@testable import Console

@Suite("What is kept of a connection")
struct RecordsTests {
    private static func exchanges(_ count: Int) -> [Exchange] {
        var session = Session()
        var exchanges: [Exchange] = []
        func observe(_ text: String, _ side: Session.Side) {
            for case .completed(let exchange) in session.observe(Array(text.utf8), from: side) {
                exchanges.append(exchange)
            }
        }
        observe("+OK\r\n", .server)
        for (line, reply) in [("USER a", "+OK"), ("PASS b", "+OK")] + (1...count).map({ ("DELE \($0)", "+OK") }) {
            observe(line + "\r\n", .client)
            observe(reply + "\r\n", .server)
        }
        return exchanges
    }

    @Test func `only the newest exchange keeps what was known of the maildrop`() {
        var records = Records(isRewindable: false)
        for exchange in Self.exchanges(3) { _ = records.append(exchange, elapsed: nil) }
        #expect(records.last?.exchange.knowledge.maildrop?.marked.count == 2)
        #expect(records.all.dropLast().allSatisfy { $0.exchange.knowledge.maildrop == nil })
    }

    @Test func `where one can go back each exchange keeps what was known before it`() {
        var records = Records(isRewindable: true)
        for exchange in Self.exchanges(3) { _ = records.append(exchange, elapsed: nil) }
        records.undo(after: 5)
        #expect(records.last?.number == 5)
        #expect(records.last?.exchange.knowledge.maildrop?.marked.count == 1)
        #expect(records.standing.count == 5)
    }

    @Test func `the oldest exchanges go when there are too many, and numbers stand`() {
        var records = Records(isRewindable: false)
        let exchange = Self.exchanges(1)[3]
        for _ in 0..<70_000 { _ = records.append(exchange, elapsed: nil) }
        #expect(records.all.count == 65_536)
        #expect(records.last?.number == 70_000)
        #expect(records.count == 70_000)
    }

    @Test func `subjects are those of the messages that stand`() {
        var session = Session()
        _ = session.observe(Array("+OK\r\n".utf8), from: .server)
        var records = Records(isRewindable: true)
        for (number, subject) in [(1, "one"), (2, "two"), (1, "new")] {
            _ = session.observe(Array("TOP \(number) 0\r\n".utf8), from: .client)
            let reply = "+OK\r\nSubject: \(subject)\r\n\r\n.\r\n"
            for case .completed(let exchange) in session.observe(Array(reply.utf8), from: .server) {
                _ = records.append(exchange, elapsed: nil)
            }
        }
        #expect(records.knownSubjects() == [1: "new", 2: "two"])
        records.undo(after: 2)
        #expect(records.knownSubjects() == [1: "one", 2: "two"])
    }
}
