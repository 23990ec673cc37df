import Foundation
import TestSupport
import Testing

@Suite("Comparing servers", .timeLimit(.minutes(5)))
struct CompareTests {
    private let home: TemporaryFolder
    /// Rows that are judged before a login, so that a run is short.
    private static let rows = ["--only", "rfc1939-3-status-*", "--only", "rfc1939-4-greeting-*"]

    init() throws {
        home = try TemporaryFolder()
    }

    private func served(_ arguments: String...) async throws -> RunningPopscope {
        try await RunningPopscope(
            ["serve", "--port", "0", "--tls-port", "0", "--user", "alice:wonderland"] + arguments, home: home)
    }

    @Test func `a server and the report of another stand beside one another`() async throws {
        let right = try await served()
        let wrong = try await served("--fault", "status-lower-case")
        let report = "\(home.path)/wrong.json"
        let check = try await popscope(
            ["check", wrong.firstLine, "--format", "json=\(report)"] + Self.rows, home: home)
        #expect(check.status == 1)
        let output = try await popscope(
            ["compare", right.firstLine, report, "--format", "html=\(home.path)/page.html"] + Self.rows, home: home)
        #expect(output.status == 0 && output.stderr == "")
        #expect(output.stdout.contains("\npass   FAIL   rfc1939-3-status-upper-case"))
        #expect(output.stdout.contains("| B  \(wrong.firstLine)"))
        let page = try String(contentsOfFile: "\(home.path)/page.html", encoding: .utf8)
        #expect(page.contains("<td class=\"fail\">FAIL</td>"))
    }

    @Test func `a server that cannot be reached is told, and the others are shown`() async throws {
        let right = try await served()
        let port = try freePort()
        let output = try await popscope(
            ["compare", "127.0.0.1:\(port)", right.firstLine, "--lang", "ja"] + Self.rows, home: home)
        #expect(output.status == 69 && output.stdout.contains("| B  \(right.firstLine)"))
        #expect(output.stdout.contains("|    ") || output.stdout.contains("!    "))
    }

    @Test(arguments: [
        (["127.0.0.1"], Int32(64), "2 to 26"), (["127.0.0.1", "pop4://x"], 64, "no POP3 URL"),
        (["a.json", "127.0.0.1"], 66, "a.json"),
        (["HOME/text.json", "127.0.0.1"], 65, "no JSON"),
        (["pop3://bob@127.0.0.1", "127.0.0.1"], 64, "--password-file"),
        (["127.0.0.1", "127.0.0.1", "--format", "tap"], 64, "text, html, json, markdown"),
        (["127.0.0.1", "127.0.0.1", "--format", "json", "--json"], 64, "Two documents"),
        (["HOME/text.json", "127.0.0.1", "--format", "json=HOME/text.json"], 73, "text.json"),
    ])
    func `what keeps a comparison from beginning has its exit status`(
        arguments: [String], status: Int32, words: String
    ) async throws {
        try Data("text".utf8).write(to: URL(fileURLWithPath: "\(home.path)/text.json"))
        let output = try await popscope(
            ["compare"] + arguments.map { $0.replacing("HOME", with: home.path) }, home: home)
        #expect(output.status == status && output.stderr.contains(words), "\(output)")
    }
}
