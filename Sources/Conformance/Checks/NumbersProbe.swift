import Handbook
import POP3

/// A command that must be refused, and the requirements that say so.
struct Probe: Sendable {
    let command: String
    let requirements: [RequirementID]
    /// What it is called when the server takes the command; `nil` where the rows say it.
    let outcome: Outcome?

    init(_ command: String, _ requirements: RequirementID..., as outcome: Outcome? = nil) {
        self.command = command
        self.requirements = requirements
        self.outcome = outcome
    }
}

extension Bench {
    /// Does something for each item in TRANSACTION. Where the server closes behind an error, the rest is done in other sessions.
    func inTransaction<Item>(_ items: [Item], _ step: (Visit, Item) async throws -> Void) async throws {
        var rest = items[...]
        while !rest.isEmpty {
            try await loggedIn { visit in
                var isFirst = true
                while let item = rest.first, visit.isOpen {
                    do {
                        try await step(visit, item)
                    } catch Interruption.closed(_, behindRefusal: true) where !isFirst {
                        return
                    }
                    rest.removeFirst()
                    isFirst = false
                }
            }
        }
    }

    /// Tries commands that must be refused.
    func refuses(_ probes: [Probe]) async throws {
        var rest = probes[...]
        try await inTransaction(probes) { visit, probe in
            if visit.isInStride { try await visit.sendAhead(rest.map(\.command)) }
            try await visit.refuses(probe)
            rest.removeFirst()
        }
    }
}

extension Visit {
    /// Tries a command that must be refused. One that is taken all the same is undone where that is possible.
    func refuses(_ probe: Probe) async throws(Interruption) {
        let exchange: Exchange
        do {
            exchange = try await send(probe.command)
        } catch {
            guard let reason = error.insteadOfRefusal else { throw error }
            for row in probe.requirements { breach(row, reason, expected: Expectation.err.texts, as: probe.outcome) }
            return await drop()
        }
        for row in probe.requirements { expect(.err, of: exchange, row, as: probe.outcome) }
        if exchange.isPositive, exchange.command?.verb == .dele { _ = try await attempt("\(Verb.rset)") }
    }

    /// Sends a command that must be carried out. What the system or the need for UTF-8 mode hinders is nobody's breach.
    ///
    /// - Returns: the positive exchange; `nil` when it was refused.
    func demand(_ command: String, _ requirements: RequirementID...) async throws(Interruption) -> Exchange? {
        let exchange = try await send(command)
        if exchange.isPositive { return exchange }
        if let code = exchange.reply.code, ResponseCode.system.covers(code) || code == .utf8 { return nil }
        for row in requirements { expect(.ok, of: exchange, row) }
        return nil
    }

    /// Whether the conversation is in step: behind a one-line reply a server may have sent lines that nobody waits for.
    func isInStep(or requirement: RequirementID) async throws(Interruption) -> Bool {
        let exchange = try await send("\(Verb.noop)")
        guard exchange.reply.status == .malformed else { return true }
        breach(
            requirement,
            Localized(
                en: "More lines followed a reply that has one line.", ja: "1 行で終わるはずの応答の後に、さらに行が続きました。"),
            actual: exchange.reply.first)
        await drop()
        return false
    }
}

extension Interruption {
    /// What to say when it came in place of `-ERR`; `nil` when it says nothing about the server.
    fileprivate var insteadOfRefusal: Localized? {
        switch self {
        case .closed(.some, behindRefusal: false), .unterminated: text
        case .closed, .link, .silent, .unanswered, .refused, .notLoggedIn, .changed: nil
        }
    }
}

extension MailFacts {
    /// The numbers of some messages: both ends, and where one more digit begins.
    var someNumbers: [Int] {
        let numbers = sizes.isEmpty ? Array(1...max(count, 1)).prefix(count) : sizes.keys.sorted()[...]
        guard numbers.count > 24 else { return Array(numbers) }
        let wanted = Set(Array(1...12) + [99, 100, 101, 999, 1000])
        return numbers.filter(wanted.contains) + numbers.suffix(3).filter { !wanted.contains($0) }
    }
}
