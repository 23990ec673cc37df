import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("The order of checks", .timeLimit(.minutes(5)))
struct CourseTests {
    private static func checks(_ footing: Footing) -> [Check] { Checklist.all.filter { $0.footing == footing } }

    /// What every row came to.
    private static func outcomes(_ report: Report) -> [RequirementID: Outcome] {
        Dictionary(uniqueKeysWithValues: report.results.map { ($0.requirement.id, $0.outcome) })
    }

    @Test func `a name in the tables is that of a check`() {
        let names = Set(Checklist.all.map(\.name))
        #expect(Set(Checklist.footings.keys).subtracting(names) == [])
        #expect(Set(Checklist.quick.values.flatMap(\.self)).subtracting(names) == [])
        #expect(Checklist.quick.keys.sorted() == Array(1...30))
    }

    @Test func `strangers log in nobody, and show no secret`() async throws {
        let (_, survey) = try await CountingServer.report(checks: [])
        let (_, all) = try await CountingServer.report(checks: Self.checks(.stranger) + Self.checks(.first))
        #expect(all.sessions > survey.sessions)
        #expect(all.logins == survey.logins)
    }

    @Test func `guests use one session`() async throws {
        let (_, figures) = try await CountingServer.report(checks: Self.checks(.guest)) { $0.sharesSession = true }
        // One login finds out how.
        #expect(figures.logins == 2)
    }

    @Test func `what comes of each row does not depend on how the checks are run`() async throws {
        let usual = try await MemoryRun.sound()
        let (other, _) = try await CountingServer.report { options in
            options.sharesSession = true
            options.jobs = 3
        }
        #expect(Self.outcomes(other) == Self.outcomes(usual))
    }

    @Test func `a session in which something was found is not used again`() async throws {
        let row: RequirementID = "rfc1939-5-noop-ok"
        let server = OddServer("", Checklist.listings + Checklist.top, [row: .fail]) { dialogue, line in
            line == "noop" ? "-ERR\r\n" : dialogue.sound(line)
        }
        #expect(try await server.judged { $0.sharesSession = true } == [row: .fail])
    }

    @Test func `--quick takes five logins at most, three wrong ones, and deletes nothing`() async throws {
        let (report, figures) = try await CountingServer.report { options in
            options.isQuick = true
            options.wrongLoginLimit = 3
        }
        #expect(figures.logins <= 5 && figures.wrongSecrets <= 3, "\(figures)")
        #expect(report.results.filter { $0.outcome <= .warn }.map(\.requirement.id) == [])
        #expect(report.count(of: .pass) > 90)
    }
}
