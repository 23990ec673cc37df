import Authentication
import MockServer
import POP3
import Synchronization
import TestSupport

@testable import Conformance

/// The built-in server, and a count of what is asked of it.
struct CountingServer: ServerMachine {
    /// What was counted, over all connections.
    struct Figures: Hashable, Sendable {
        var sessions = 0
        var logins = 0
        /// Logins that were refused.
        var refusals = 0
        /// QUIT where RETR, TOP or DELE was sent before on the same connection.
        var quitsBehindMail = 0
        var lines = 0
        /// Logins that were refused although the mailbox was free.
        var wrongSecrets = 0
    }

    /// Where it is counted.
    final class Count: Sendable {
        private let store = Mutex(Figures())
        var figures: Figures { store.withLock { $0 } }
        func add(_ change: (inout Figures) -> Void) { store.withLock { change(&$0) } }
    }

    private var server: any ServerMachine
    private var session = Session()
    private let count: Count
    private var hasTouchedMail = false

    init(_ server: any ServerMachine, _ count: Count) {
        self.server = server
        self.count = count
    }

    var wakeAfter: Duration? { server.wakeAfter }
    mutating func idled() -> [Output] { heard(server.idled()) }
    mutating func closed() -> [Output] { heard(server.closed()) }

    mutating func secured() -> [Output] {
        _ = session.secured()
        return heard(server.secured())
    }

    mutating func opened(from address: String?) -> [Output] {
        count.add { $0.sessions += 1 }
        return heard(server.opened(from: address))
    }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        for case .sent(let command) in session.observe(bytes, from: .client) {
            count.add { $0.lines += 1 }
            if [.retr, .top, .dele].contains(command.verb) { hasTouchedMail = true }
            if command.verb == .quit, hasTouchedMail { count.add { $0.quitsBehindMail += 1 } }
        }
        return heard(server.received(bytes))
    }

    private mutating func heard(_ outputs: [Output]) -> [Output] {
        for case .send(let bytes) in outputs {
            for case .completed(let exchange) in session.observe(bytes, from: .server) { note(exchange) }
        }
        return outputs
    }

    private func note(_ exchange: Exchange) {
        guard exchange.before == .authorization, let command = exchange.command else { return }
        if exchange.after == .transaction {
            count.add { $0.logins += 1 }
        } else if exchange.reply.status == .err, [.pass, .apop].contains(command.verb) || command.kind == .response {
            count.add { figures in
                figures.refusals += 1
                if exchange.reply.code == .auth { figures.wrongSecrets += 1 }
            }
        }
    }

    /// Inspects the built-in server, and counts.
    static func report(
        checks: [Check] = Checklist.all, mail: [[UInt8]] = MemoryRun.mail,
        change: (inout Inspection.Options) -> Void = { _ in }
    ) async throws -> (report: Report, figures: Figures) {
        let count = Count()
        let report = try await MemoryRun.report(checks: checks, mail: mail, change: change) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return CountingServer(MailboxServer(over: store, stamp: stamp, autologout: nil), count)
        }
        return (report, count.figures)
    }
}
