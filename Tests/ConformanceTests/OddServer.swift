import Handbook
import MockServer
import POP3
import Synchronization
import Testing

@testable import Conformance

/// A server that differs in one thing, and what that is called.
struct OddServer: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The checks that show it.
    let checks: [Check]
    /// What these rows come to.
    var outcomes: [RequirementID: Outcome] = [:]
    let warp: WarpedServer.Warp

    init(
        _ name: String, _ checks: [Check], _ outcomes: [RequirementID: Outcome] = [:],
        greeting: String? = nil,
        _ reply: @escaping @Sendable (inout WarpedServer.Dialogue, String) -> String = { $0.sound($1) }
    ) {
        testDescription = name
        self.checks = checks
        self.outcomes = outcomes
        warp = WarpedServer.Warp(greeting: { greeting ?? $0 }, reply: reply)
    }

    /// What came of the rows that are named, and every other one that is reported.
    func judged(change: (inout Inspection.Options) -> Void = { _ in }) async throws -> [RequirementID: Outcome] {
        let (warp, connections) = (warp, Connections())
        let report = try await MemoryRun.report(checks: checks, change: change) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            let server = MailboxServer(over: store, stamp: stamp, autologout: nil)
            return WarpedServer(server, warp, number: connections.next())
        }
        let told = report.results.filter { outcomes[$0.requirement.id] != nil || $0.outcome <= .warn }
        return Dictionary(uniqueKeysWithValues: told.map { ($0.requirement.id, $0.outcome) })
    }
}

/// Counts the connections of a run.
final class Connections: Sendable {
    private let count = Mutex(0)

    /// The number of a new one, from 1.
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
