import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

/// A server that is wrong in one thing, and where that must be reported.
struct MistakenServer: Sendable, CustomTestStringConvertible {
    let name: String
    let rows: Set<RequirementID>
    let warp: WarpedServer.Warp

    init(
        _ name: String, _ rows: Set<RequirementID>, cut: WarpedServer.Cut = .atCRLF,
        _ reply: @escaping @Sendable (inout WarpedServer.Dialogue, String) -> String = { $0.sound($1) }
    ) {
        self.name = name
        self.rows = rows
        warp = WarpedServer.Warp(cut: cut, reply: reply)
    }

    init(_ name: String, _ rows: Set<RequirementID>, greeting: @escaping @Sendable (String) -> String) {
        self.name = name
        self.rows = rows
        warp = WarpedServer.Warp(greeting: greeting)
    }

    var testDescription: String { name }

    /// The rows in which checks report this server, each with what it is called.
    func reported(by checks: [Check]) async throws -> [RequirementID: Outcome] {
        let warp = warp
        let report = try await MemoryRun.report(checks: checks) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return WarpedServer(MailboxServer(over: store, stamp: stamp, autologout: nil), warp)
        }
        let found = report.results.filter { [.fail, .warn, .error].contains($0.outcome) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.requirement.id, $0.outcome) })
    }
}
