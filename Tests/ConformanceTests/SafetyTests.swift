import Authentication
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Safety", .timeLimit(.minutes(5)))
struct SafetyTests {
    private static let careful: @Sendable (inout Inspection.Options) -> Void = { options in
        options.allowsDeletion = false
        options.wrongLoginLimit = 3
        options.sharesSession = true
    }

    @Test(arguments: [false, true])
    func `without leave to delete no session that sent RETR, TOP or DELE ends by QUIT`(sharing: Bool) async throws {
        let checks = Checklist.messages + Checklist.top + Checklist.deletion + Checklist.update
        let (report, figures) = try await CountingServer.report(checks: checks) { options in
            options.allowsDeletion = false
            options.sharesSession = sharing
        }
        #expect(figures.quitsBehindMail == 0)
        #expect(report.count(of: .pass) > 0)
        let deleting = Set(Checklist.update.flatMap(\.requirements)).subtracting(
            Checklist.all.filter { !$0.deletes }.flatMap(\.requirements))
        for result in report.results where deleting.contains(result.requirement.id) {
            #expect(result.outcome == .skip)
            #expect(result.judgements[0].reason?.en.contains("--allow-delete") == true)
        }
    }

    @Test func `QUIT is tested in sessions that fetched nothing`() async throws {
        let (report, figures) = try await CountingServer.report(checks: Checklist.quitting) {
            $0.allowsDeletion = false
        }
        #expect(figures.quitsBehindMail == 0)
        let rows = Set(Checklist.quitting.flatMap(\.requirements)).subtracting(["rfc1939-6-quit-no-args"])
        #expect(report.results.filter { rows.contains($0.requirement.id) }.allSatisfy { $0.outcome == .pass })
    }

    @Test func `leave to delete is used for two messages at most`() async throws {
        let store = MailStore([Account("alice", password: "wonderland", mail: MemoryRun.mail)])
        let report = try await MemoryRun.report(checks: Checklist.deletion + Checklist.update) { _ in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return MailboxServer(over: store, stamp: stamp, autologout: nil)
        }
        #expect(report.results.filter { $0.outcome <= .error } == [])
        #expect(store.messages(of: "alice")?.count == MemoryRun.mail.count - 2)
    }

    @Test(arguments: [0, 1, 3])
    func `no more wrong secrets are sent than are allowed`(limit: Int) async throws {
        let (_, figures) = try await CountingServer.report { options in
            Self.careful(&options)
            options.wrongLoginLimit = limit
        }
        #expect(figures.wrongSecrets <= limit)
    }

    @Test func `a row that is left out because of wrong logins names the option`() async throws {
        let (report, _) = try await CountingServer.report(checks: Checklist.passwordRefusals) { options in
            Self.careful(&options)
            options.wrongLoginLimit = 0
        }
        let row = report.results.first { $0.requirement.id == "rfc1939-7-pass-wrong-err" }
        #expect(row?.outcome == .skip)
        #expect(row?.judgements[0].reason?.en.contains("--max-failed-logins") == true)
    }

    @Test(arguments: ["[LOGIN-DELAY] ", "[IN-USE] ", "[SYS/TEMP] ", ""])
    func `a login that is refused for a moment is tried again`(code: String) async throws {
        let server = OddServer("", Checklist.listings + Checklist.quitting + Checklist.top) { dialogue, line in
            // Every second connection; a session of its own knows nothing of the others.
            guard line.hasPrefix("PASS "), dialogue.number.isMultiple(of: 2) else { return dialogue.sound(line) }
            return "-ERR \(code)wait\r\n"
        }
        #expect(try await server.judged { $0.loginPatience = .milliseconds(400) } == [:])
    }

    @Test(arguments: ["[LOGIN-DELAY] ", "[SYS/TEMP] "])
    func `a login that is refused for good is skipped in the end, and never fails`(code: String) async throws {
        // The survey gets in.
        let server = OddServer(
            "", Checklist.listings + Checklist.quitting + Checklist.top + Checklist.locks,
            ["rfc1939-5-stat-format": .skip]
        ) { dialogue, line in
            line.hasPrefix("PASS ") && dialogue.number > 4 ? "-ERR \(code)wait\r\n" : dialogue.sound(line)
        }
        #expect(try await server.judged { $0.loginPatience = .milliseconds(30) } == ["rfc1939-5-stat-format": .skip])
    }

    @Test func `a delay passes between two logins`() async throws {
        let start = ContinuousClock.now
        let (_, figures) = try await CountingServer.report(checks: Checklist.locks) { options in
            options.loginDelay = .milliseconds(15)
        }
        let logins = figures.logins + figures.refusals
        #expect(logins > 4)
        #expect(ContinuousClock.now - start >= .milliseconds(15) * (logins - 1))
    }

    @Test func `what takes minutes needs --slow`() async throws {
        let report = try await MemoryRun.sound(checks: Checklist.slow)
        let slow = report.results.filter { $0.requirement.needs.contains(.slow) }
        #expect(!slow.isEmpty && slow.allSatisfy { $0.outcome == .skip })
        #expect(slow.contains { $0.judgements[0].reason?.en.contains("--slow") == true })
    }

    @Test func `with no user the rows that need no login are judged, and the others say what they need`() async throws {
        let (report, figures) = try await CountingServer.report { $0.account = nil }
        #expect(figures.logins == 0)
        #expect(report.results.filter { $0.outcome <= .warn }.map(\.requirement.id) == [])
        #expect(report.count(of: .pass) > 20)
        let needing = report.results.filter { $0.requirement.needs.contains(.login) }
        #expect(needing.allSatisfy { $0.outcome == .skip })
        #expect(needing.contains { $0.judgements[0].reason?.en.contains("name a user in the URL") == true })
    }
}
