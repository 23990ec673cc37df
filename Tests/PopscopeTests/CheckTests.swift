import Foundation
import TestSupport
import Testing

@Suite("Putting a server to the test", .timeLimit(.minutes(5)))
struct CheckTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func served() async throws -> (server: RunningPopscope, url: String) {
        let server = try await RunningPopscope(
            ["serve", "--port", "0", "--tls-port", "0", "--user", "alice:wonderland"], home: home)
        return (server, server.firstLine.replacing("//", with: "//alice:wonderland@"))
    }

    private struct Parsed: Decodable {
        let target: String
        let summary: [String: Int]
        let refusal: String?
    }

    private func parsed(_ text: String) throws -> Parsed {
        try JSONDecoder().decode(Parsed.self, from: Data(text.utf8))
    }

    @Test func `the built-in server fails in nothing, and standard output is the report alone`() async throws {
        let (server, url) = try await served()
        let output = try await popscope(["check", url, "--format", "json"], home: home)
        let report = try parsed(output.stdout)
        #expect(output.status == 0 && output.stderr == "")
        #expect(report.target == server.firstLine && report.refusal == nil)
        #expect(report.summary["fail"] == 0 && report.summary["pass", default: 0] > 0)
        #expect(!output.stdout.contains("wonderland"))
    }

    @Test func `every form goes to its file, and the text stays on standard output`() async throws {
        let (server, url) = try await served()
        let forms = ["json", "junit", "tap", "markdown", "html"]
        let output = try await popscope(
            ["check", url, "--lang", "ja"] + forms.flatMap { ["--format", "\($0)=\(home.path)/\($0)"] }, home: home)
        #expect(output.status == 0 && output.stdout.hasPrefix("popscope check \(server.firstLine)\n"))
        for form in forms {
            let text = try String(contentsOfFile: "\(home.path)/\(form)", encoding: .utf8)
            #expect(text.contains(server.firstLine) || form == "tap" && text.hasPrefix("TAP version 13"))
            #expect(!text.contains("wonderland"))
        }
    }

    @Test(arguments: [
        (["127.0.0.1:PORT"], Int32(69), ""), (["name.invalid"], 68, ""), ([], 64, "Name a server"),
        (["127.0.0.1:PORT", "--only", "rfc9999-*"], 64, "--list names those of servers"),
        (["127.0.0.1:PORT", "--format", "yaml"], 64, "text, json, junit, tap, markdown, html"),
        (["127.0.0.1:PORT", "--format", "json", "--json"], 64, "Two reports"),
        (["127.0.0.1:PORT", "--fail-on", "loses-mail,x"], 64, "loses-mail, security"),
        (["127.0.0.1:PORT", "--update-baseline"], 64, "needs --baseline"),
        (["127.0.0.1:PORT", "--max-failed-logins", "many"], 64, "or unlimited"),
        (["127.0.0.1:PORT", "--jobs", "0"], 64, "from 1 to 64"),
        (["127.0.0.1:PORT", "--quick", "--allow-delete"], 64, "neither deletes nor waits"),
        (["127.0.0.1:PORT", "--baseline", "/nonexistent/x"], 66, "--update-baseline makes it"),
        (["pop3://bob@127.0.0.1:PORT"], 64, "--password-file"),
        (["127.0.0.1:PORT", "--other-account", "127.0.0.1"], 64, "needs a user"),
    ])
    func `what keeps a run from beginning has its exit status`(
        arguments: [String], status: Int32, words: String
    ) async throws {
        let port = try freePort()
        let output = try await popscope(
            ["check"] + arguments.map { $0.replacing("PORT", with: "\(port)") }, home: home)
        #expect(output.status == status, "\(output)")
        #expect(words.isEmpty || output.stderr.contains(words), "\(output.stderr)")
    }

    @Test func `a greeting that refuses is 75, and nothing is judged`() async throws {
        let server = try ScriptedServer([.send("-ERR busy\r\n"), .end])
        let output = try await popscope(["check", "127.0.0.1:\(server.port)", "--json"], home: home)
        #expect(output.status == 75)
        #expect(try parsed(output.stdout).refusal?.contains("-ERR busy") == true)
    }

    @Test func `where no row is judged the exit status is 3`() async throws {
        let (server, url) = try await served()
        let output = try await popscope(["check", url, "--only", "rfc1939-3-listen-tcp-110"], home: home)
        #expect(output.status == 3, "\(server.firstLine)")
    }

    @Test func `the list names a row with what judges it, and a plan connects nowhere`() async throws {
        let list = try await popscope(["check", "--list", "--rfc", "1939"], home: home)
        #expect(list.status == 0)
        #expect(list.stdout.contains("rfc1939-4-greeting-positive\tfact\tRFC 1939 4\tbreaks-clients\t"))
        #expect(!list.stdout.contains("rfc2449"))
        let plan = try await popscope(["check", "pop3://a:b@127.0.0.1:1", "--dry-run"], home: home)
        #expect(plan.status == 0 && plan.stdout.contains("greeting: "))
        #expect(plan.stdout.contains("nothing is deleted."))
        #expect(plan.stdout.contains(/[0-9]+ sessions, [0-9]+ logins, 0 deletions/))
        let deleting = try await popscope(
            ["check", "pop3://a:b@127.0.0.1:1", "--dry-run", "--allow-delete"], home: home)
        #expect(deleting.stdout.contains("logins, 2 deletions"))
        let quick = try await popscope(["check", "pop3://a:b@127.0.0.1:1", "--dry-run", "--quick"], home: home)
        #expect(quick.stdout.contains(", 5 logins, 0 deletions"))
        let stranger = try await popscope(["check", "127.0.0.1:1", "--dry-run"], home: home)
        #expect(stranger.stdout.contains(", 0 logins, 0 deletions"))
    }

    @Test func `a baseline is made and read`() async throws {
        let (server, url) = try await served()
        let path = home.path + "/known"
        for options in [["--update-baseline"], []] {
            let output = try await popscope(["check", url, "--baseline", path] + options, home: home)
            #expect(output.status == 0, "\(server.firstLine)")
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("# Known findings"))
    }
}
