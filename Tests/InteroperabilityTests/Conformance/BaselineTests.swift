import Foundation
import TestSupport
import Testing

/// What the checks say of servers that people run: each line of a baseline is a claim that was seen again by a bare socket.
@Suite("Baselines of real servers", .requiresServers, .requiresDebian12, .timeLimit(.minutes(5)))
struct BaselineTests {
    @Test(arguments: CheckedSetting.all)
    func `exactly what the baseline lists is found, and no mail is lost but the few messages that may be deleted`(
        setting: CheckedSetting
    ) async throws {
        try await withServer(setting.kind) { server in
            let rows = setting.rows.flatMap { ["--only", $0] }
            let report = try await server.check(at: setting.host, ["--allow-delete"] + rows)
            let known = try setting.baseline()
            #expect(report.findings == (rows.isEmpty ? known : known.filter { report.judged.contains($0.key) }))
            let left = try server.mail(of: "alice", "wonderland")
            #expect(left == LabMail.texts.filter(left.contains))
            #expect(left.count >= setting.messagesLeft)
            #expect(try server.mail(of: "bob", "builder") == LabMail.texts)
        }
    }

    @Test(arguments: ServerKind.withTLS, Encryption.allCases)
    func `under TLS the verdicts are the same, and nothing is deleted that was not allowed`(
        kind: ServerKind, encryption: Encryption
    ) async throws {
        try await withServer(kind) { server in
            // Who may not delete cannot find out what a second session could.
            let rows = ["--rfc", "1939", "--rfc", "2449", "--skip", "rfc1939-4-exclusive-lock"]
            let report = try await server.check(over: encryption, rows)
            let setting = try #require(CheckedSetting.all.first { $0.kind == kind })
            let known = try setting.baseline().filter { report.judged.contains($0.key) }
            #expect(report.findings == known)
            #expect(report.judged.count > 100)
            #expect(try server.mail(of: "alice", "wonderland") == LabMail.texts)
            #expect(try server.mail(of: "bob", "builder") == LabMail.texts)
        }
    }
}
