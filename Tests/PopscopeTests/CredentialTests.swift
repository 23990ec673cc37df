import Foundation
import TestSupport
import Testing

@Suite("Where a password comes from", .timeLimit(.minutes(5)))
struct CredentialTests {
    private static let secret = "tweedledum7"
    private static let login: [ScriptedServer.Step] = [
        .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK\r\n"),
    ]
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = home.path + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private func run(_ options: [String], stdin: String = "", user: String = "alice@") async throws -> [String] {
        let server = try ScriptedServer(Self.login)
        let output = try await popscope(
            ["--auth", "user", "pop3://\(user)127.0.0.1:\(server.port)"] + options, stdin: stdin, home: home)
        #expect(output.status == 0, "\(output)")
        #expect(!(output.stdout + output.stderr).contains(Self.secret))
        return await server.linesToEnd()
    }

    private static let sent = ["USER alice", "PASS \(secret)", "QUIT"]

    @Test func `a file gives its first line`() async throws {
        let path = try file("password", "\(Self.secret)\r\nmore\n")
        #expect(try await run(["--password-file", path, "-c", "QUIT"]) == Self.sent)
    }

    @Test func `standard input gives its first line, and the lines behind it are sent`() async throws {
        #expect(try await run(["--password-file", "-"], stdin: "\(Self.secret)\nQUIT\n") == Self.sent)
    }

    @Test func `a command gives the first line that it prints`() async throws {
        #expect(try await run(["--password-command", "echo \(Self.secret); echo more", "-c", "QUIT"]) == Self.sent)
    }

    @Test func `a netrc file gives user and password of the host`() async throws {
        let path = try file("netrc", "machine 127.0.0.1 login alice password \(Self.secret)\n")
        #expect(try await run(["--netrc-file", path, "-c", "QUIT"], user: "") == Self.sent)
        try Data("machine 127.0.0.1 login alice password \(Self.secret)\n".utf8)
            .write(to: URL(filePath: home.path + "/.netrc"))
        #expect(try await run(["--netrc", "-c", "QUIT"]) == Self.sent)
    }

    @Test func `the URL comes first`() async throws {
        let path = try file("password", "another\n")
        #expect(
            try await run(["--password-file", path, "-c", "QUIT"], user: "alice:\(Self.secret)@") == Self.sent)
    }

    @Test(arguments: [
        ["--password-file", "/nonexistent/file"], ["--password-command", "exit 3"], ["--password-command", "true"],
        ["--netrc-file", "/nonexistent/netrc"],
    ])
    func `a source that gives nothing is 66, before anybody is called`(options: [String]) async throws {
        let output = try await popscope(options + ["pop3://alice@127.0.0.1:1", "-c", "QUIT"], home: home)
        #expect(output.status == 66)
        #expect(output.stderr.hasPrefix("popscope: "))
    }

    @Test(arguments: [
        ["--password-file", "x", "127.0.0.1"], ["--auth", "plain", "127.0.0.1"],
        ["--auth", "nonsense", "pop3://alice@127.0.0.1"],
        ["--password-file", "x", "--password-command", "y", "pop3://alice@127.0.0.1"],
        ["--tls", "never", "pop3s://alice@127.0.0.1"], ["--tls", "starttls"], ["--auth", "plain"],
    ])
    func `what cannot be meant is 64`(arguments: [String]) async throws {
        #expect(try await popscope(arguments, home: home).status == 64)
    }

    @Test func `the password of the command line goes to its server and to no other`() async throws {
        let other = try ScriptedServer([.send("+OK\r\n"), .line, .send("+OK\r\n")])
        let first = try ScriptedServer(Self.login)
        let path = try file("password", "\(Self.secret)\n")
        let output = try await popscope(
            [
                "--auth", "user", "--password-file", path, "pop3://alice@127.0.0.1:\(first.port)",
                "-c", ":open pop3://bob@127.0.0.1:\(other.port)", "-c", "QUIT",
            ], home: home)
        #expect(await other.linesToEnd() == ["QUIT"])
        #expect(!(output.stdout + output.stderr).contains(Self.secret))
    }

    @Test func `a login that nobody can be asked for sends nothing`() async throws {
        let server = try ScriptedServer([.send("+OK\r\n"), .line, .send("+OK\r\n")])
        let output = try await popscope(
            server.arguments + ["-c", ":login user alice", "-c", "QUIT"], home: home)
        #expect(await server.linesToEnd() == ["QUIT"])
        #expect(output.status == 77)
        #expect(output.stdout.contains("Nobody can be asked for the password here"))
    }
}
