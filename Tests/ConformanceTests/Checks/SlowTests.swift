import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Checks that wait", .timeLimit(.minutes(5)))
struct SlowTests {
    static let checks = Checklist.slow(
        SlowTimes(
            least: .milliseconds(60), step: .milliseconds(20), steps: 3, most: .milliseconds(200)))

    private func outcomes(autologout: Duration?) async throws -> [String: Outcome] {
        let report = try await MemoryRun.report(checks: Self.checks, change: { $0.allowsSlowness = true }) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return MailboxServer(over: store, stamp: stamp, autologout: autologout)
        }
        let rows = report.results.filter { $0.requirement.id.name.contains("autologout") }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.requirement.id.name, $0.outcome) })
    }

    @Test func `a server without a timer passes`() async throws {
        let outcomes = try await outcomes(autologout: nil)
        #expect(outcomes["rfc1939-3-autologout-min-10min"] == .pass)
        #expect(outcomes["rfc1939-3-autologout-min-10min-preauth"] == .pass)
        #expect(outcomes["rfc1939-3-autologout-reset-by-command"] == .pass)
        #expect(outcomes["rfc1939-3-autologout-no-update"] == .skip)
    }

    @Test func `a timer is told of, and loses no mail`() async throws {
        let outcomes = try await outcomes(autologout: .milliseconds(120))
        #expect(outcomes["rfc1939-3-autologout-allowed"] == .info)
        #expect(outcomes["rfc1939-3-autologout-silent-close"] == .pass)
        #expect(outcomes["rfc1939-3-autologout-no-update"] == .pass)
    }

    @Test func `a timer that is too short fails`() async throws {
        let outcomes = try await outcomes(autologout: .milliseconds(30))
        #expect(outcomes["rfc1939-3-autologout-min-10min"] == .fail)
    }

    @Test func `without leave nothing waits`() async throws {
        let report = try await MemoryRun.sound(checks: Self.checks)
        let rows = report.results.filter { $0.requirement.needs.contains(.slow) }
        #expect(rows.allSatisfy { $0.outcome == .skip })
    }
}
