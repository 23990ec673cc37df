import MockServer
import POP3

/// The built-in server behind somebody who changes what is said.
struct WrongServer: ServerMachine {
    /// What is said to a line; `ask` is what the built-in server says to one, and `past` holds the lines before,
    /// and first of all a word that is another one on each connection.
    typealias Change = @Sendable (_ line: String, _ past: [String], _ ask: (String) -> String) -> String

    /// What it does whatever is said.
    enum Habit: Sendable {
        /// A connection that is lost ends as if QUIT had been sent.
        case commitsDrops
        /// It closes behind each `-ERR`.
        case closesBehindErrors
        /// The lock of the mailbox stays behind QUIT.
        case keepsLocks
    }

    private var inner: MailboxServer
    private let change: Change
    private let habits: Set<Habit>
    private var pending: [UInt8] = []
    private var past = ["connection \(UInt32.random(in: .min ... .max))"]
    private var isClosed = false

    init(_ inner: MailboxServer, _ habits: Set<Habit> = [], _ change: @escaping Change) {
        self.inner = inner
        self.change = change
        self.habits = habits
    }

    mutating func opened(from address: String?) -> [Output] { inner.opened(from: address) }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        pending += bytes
        var outputs: [Output] = []
        while !isClosed, let feed = pending.firstIndex(of: 0x0A) {
            let line = String(decoding: pending[..<feed].filter { $0 != 0x0D }, as: UTF8.self)
            pending.removeSubrange(...feed)
            if habits.contains(.keepsLocks), line == "QUIT" {
                past.append(line)
                isClosed = true
                outputs.append(.send(Array("+OK\r\n".utf8)))
                continue
            }
            let said = answer(line)
            outputs.append(.send(Array(said.utf8)))
            isClosed = isClosed || (habits.contains(.closesBehindErrors) && said.hasPrefix("-ERR"))
        }
        if isClosed { outputs.append(.close(.orderly)) }
        return outputs
    }

    private mutating func answer(_ line: String) -> String {
        var inner = inner
        var isClosed = false
        let said = change(line, past) { line in
            inner.received(Array("\(line)\r\n".utf8)).map { output in
                switch output {
                case .send(let octets): return String(decoding: octets, as: UTF8.self)
                case .close:
                    isClosed = true
                    return ""
                case .wait, .startTLS, .injected: return ""
                }
            }.joined()
        }
        self.inner = inner
        self.isClosed = isClosed
        past.append(line)
        return said
    }

    mutating func secured() -> [Output] { inner.secured() }
    mutating func idled() -> [Output] { inner.idled() }
    var wakeAfter: Duration? { nil }

    mutating func closed() -> [Output] {
        if habits.contains(.commitsDrops), !isClosed { _ = answer("QUIT") }
        return habits.contains(.keepsLocks) && past.last == "QUIT" ? [] : inner.closed()
    }
}
