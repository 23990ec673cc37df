import Foundation
import TestSupport
import Testing

@Suite("Judging the clients of the built-in server and of the proxy", .timeLimit(.minutes(5)))
struct ServeClientCheckTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    /// Serves one client, which says these lines, and gives what the server said of it.
    private func judged(_ lines: String, _ arguments: [String] = []) async throws -> ProcessOutput {
        let server = try await RunningPopscope(
            ["serve", "--port", "0", "--tls-port", "0", "--user", "alice:wonder land", "--check-client", "--once"]
                + arguments, home: home)
        _ = try await popscope([server.firstLine, "--notes", "off"], stdin: lines, home: home)
        return try await server.end()
    }

    private static let login = "CAPA\nUSER alice\nPASS wonder land\n"

    @Test func `a sound client is told to be one, and the status is 0`() async throws {
        let end = try await judged(Self.login + "STAT\nLIST\nRETR 1\nQUIT\n")
        #expect(end.status == 0, "\(end)")
        #expect(end.stdout.contains("0 failed, 0 warnings"))
        #expect(end.stderr.contains("client 1: 0 failed, 0 warnings"))
        #expect(!(end.stdout + end.stderr).contains("wonder land"))
    }

    @Test(arguments: [
        ("LOGOUT\nQUIT\n", Int32(1), "rfc1939-3-keyword-3-or-4-chars"),
        (":send \"NOOP\\n\"\nQUIT\n", 1, "rfc1939-3-command-crlf"),
        ("USER  alice\nQUIT\n", 1, "rfc1939-3-args-single-space"),
        (login + "RETR 99999\nQUIT\n", 0, "passed"),
        (login + "STAT\nRETR 99999\nQUIT\n", 1, "rfc1939-5-client-number-gaps"),
        (login + "DELE 1\n", 0, "rfc1939-6-client-quit-commits"),
        (":send \"STLS\\r\\nCAPA\\r\\n\"\n", 1, "rfc2595-4-client-waits-after-stls"),
    ])
    func `a wrong client is told of, in its row`(lines: String, status: Int32, row: String) async throws {
        let end = try await judged(lines)
        #expect(end.status == status, "\(end)")
        #expect(end.stdout.contains(row), "\(end.stdout)")
    }

    @Test func `lines in one write are seen as such, although the server answers each at once`() async throws {
        let end = try await judged("USER alice\n:pipeline PASS wonder land;STAT;QUIT\n", ["--fail-on", "warn"])
        #expect(end.status == 1)
        #expect(end.stdout.contains("WARN rfc2449-6.6-client-pipelines-only-if-announced"), "\(end.stdout)")
        let announced = try await judged(Self.login + ":pipeline STAT;LIST;QUIT\n", ["--fail-on", "warn"])
        #expect(announced.status == 0, "\(announced)")
    }

    @Test func `the forms of a report are those of check, and standard output has one`() async throws {
        let file = "\(home.path)/report.json"
        let end = try await judged("LOGOUT\nQUIT\n", ["--format", "json=\(file)", "--format", "tap"])
        #expect(end.status == 1)
        #expect(end.stdout.contains("\nTAP version 13\n"))
        #expect(end.stdout.contains("not ok "))
        #expect(!end.stdout.contains("popscope check"))
        let report = try String(contentsOfFile: file, encoding: .utf8)
        #expect(report.contains("\"party\": \"client\""))
    }

    @Test func `who is ended before a client came has judged nothing`() async throws {
        let server = try await RunningPopscope(
            ["serve", "--port", "0", "--tls-port", "0", "--check-client"], home: home)
        server.stop()
        #expect(try await server.end().status == 3)
    }

    @Test(arguments: [["--format", "json"], ["--profile", "modern"], ["--once"]])
    func `what belongs to judging needs it`(arguments: [String]) async throws {
        let output = try await popscope(["serve"] + arguments, home: home)
        #expect(output.status == 64 && output.stderr.contains("--check-client"))
    }

    @Test func `the proxy judges its clients as well`() async throws {
        let server = try ScriptedServer([.send("+OK ready\r\n"), .line, .send("-ERR no\r\n"), .line, .send("+OK\r\n")])
        let proxy = try await RunningPopscope(
            ["proxy", "--port", "0", "--once", "--check-client"] + server.arguments, home: home)
        _ = try await popscope([proxy.firstLine, "--notes", "off"], stdin: "LOGOUT\nQUIT\n", home: home)
        let end = try await proxy.end()
        #expect(end.status == 1, "\(end)")
        #expect(end.stdout.contains("FAIL rfc1939-3-keyword-3-or-4-chars"))
        #expect(end.stderr.contains("client 1: fail: "))
    }
}
