import Foundation
import TestSupport
import Testing

@Suite("Findings as files", .timeLimit(.minutes(5)))
struct CheckFindingsTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func served(_ arguments: String...) async throws -> RunningPopscope {
        try await RunningPopscope(
            ["serve", "--port", "0", "--tls-port", "0", "--user", "alice:wonderland"] + arguments, home: home)
    }

    private func login(_ server: RunningPopscope) -> String {
        server.firstLine.replacing("//", with: "//alice:wonderland@")
    }

    @Test func `a finding differs from the server that it was found on, and not from a right one`() async throws {
        let (wrong, right) = (try await served("--fault", "stat-two-spaces"), try await served())
        let folder = "\(home.path)/made/here"
        let arguments = ["check", login(wrong), "--only", "rfc1939-5-stat-format", "--save-findings", folder]
        let check = try await popscope(arguments, home: home)
        #expect(check.status == 1 && check.stderr.contains("1 finding in \(folder)"))
        let file = "\(folder)/rfc1939-5-stat-format.pop3"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("@requirement rfc1939-5-stat-format\n") && !text.contains("wonderland"))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        for (server, status) in [(wrong, Int32(1)), (right, 0)] {
            let replay = try await popscope(["replay", file, "--against", login(server)], home: home)
            #expect(replay.status == status, "\(replay)")
        }
    }

    @Test func `a file that says something else stays, unless it may be replaced`() async throws {
        let wrong = try await served("--fault", "stat-two-spaces")
        let file = "\(home.path)/f/rfc1939-5-stat-format.pop3"
        let arguments = [
            "check", login(wrong), "--only", "rfc1939-5-stat-format", "--save-findings", "\(home.path)/f",
        ]
        #expect(try await popscope(arguments, home: home).status == 1)
        #expect(try await popscope(arguments, home: home).status == 1)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
        let refused = try await popscope(arguments, home: home)
        #expect(refused.status == 73 && refused.stderr.contains("--overwrite"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        #expect(try await popscope(arguments + ["--overwrite"], home: home).status == 1)
        #expect(try String(contentsOfFile: file, encoding: .utf8) != "mine")
    }

    @Test func `a folder that cannot be made is said before anybody waits`() async throws {
        try Data().write(to: URL(fileURLWithPath: "\(home.path)/file"))
        let output = try await popscope(
            ["check", "127.0.0.1", "--save-findings", "\(home.path)/file/x"], home: home)
        #expect(output.status == 73 && output.stderr.contains("cannot write"))
    }
}
