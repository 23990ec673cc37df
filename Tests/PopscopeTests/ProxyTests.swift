import Foundation
import TestSupport
import Testing

@Suite("Between a client and a server", .timeLimit(.minutes(5)))
struct ProxyTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    /// A proxy on a port that the system chose.
    private func running(_ arguments: [String]) async throws -> RunningPopscope {
        try await RunningPopscope(["proxy", "--port", "0"] + arguments, home: home)
    }

    private static let session: [ScriptedServer.Step] = [
        .send("+OK ready\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK hunter22 is right\r\n"), .line,
        .send("+OK\r\n..a\r\n.\r\n"), .line, .send("+OK bye\r\n"),
    ]
    private static let lines = "USER bob\nPASS hunter22\nRETR 1\nQUIT\n"

    @Test func `client and server meet as if nobody stood between, and both are explained`() async throws {
        let server = try ScriptedServer(Self.session)
        let proxy = try await running(server.arguments + ["--once", "--notes", "brief"])
        #expect(proxy.firstLine.hasPrefix("pop3://127.0.0.1:"))
        let client = try await popscope([proxy.firstLine, "--notes", "off"], stdin: Self.lines, home: home)
        #expect(client.status == 0)
        #expect(client.stdout.contains("S: +OK ********"))
        #expect(client.stdout.contains("S: ..a\nS: .\n"))
        #expect(await server.linesToEnd() == ["USER bob", "PASS hunter22", "RETR 1", "QUIT"])
        let end = try await proxy.end()
        #expect(end.status == 0)
        #expect(end.stdout.contains("C: PASS ********\nS: +OK ******** is right\n"))
        #expect(end.stdout.contains("S: ..a\nS: .\n   | TRANSACTION, RFC 1939 5 (RETR): "))
        #expect(end.stderr.contains("popscope: 1 client, 5 exchanges\n"))
        #expect(!(end.stdout + end.stderr).contains("hunter22"))
    }

    @Test func `a recording has both sides, is private, and has no secret`() async throws {
        let server = try ScriptedServer(Self.session)
        let path = home.path + "/a.pop3"
        let proxy = try await running(server.arguments + ["--once", "--record", path])
        _ = try await popscope([proxy.firstLine], stdin: Self.lines, home: home)
        #expect(try await proxy.end().status == 0)
        let lines = String(decoding: try #require(home.files["a.pop3"]), as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "#!pop3-transcript 1")
        #expect(
            lines.drop { $0 != "* connect" } == [
                "* connect", "S: +OK ready", "C: USER bob", "S: +OK", "C: PASS ${secret:bob}",
                "S: +OK ${secret:bob} is right", "C: RETR 1", "S: +OK", "S: ..a", "S: .", "C: QUIT", "S: +OK bye",
                "* close server",
            ])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let again = try await popscope(["proxy", "127.0.0.1", "--record", path], home: home)
        #expect(again.status == 73)
        #expect(again.stderr.hasPrefix("popscope: \(path) exists"))
        let hostile = home.path + "/b\u{1B}[2J.pop3"
        try Data().write(to: URL(fileURLWithPath: hostile))
        let shown = try await popscope(["proxy", "127.0.0.1", "--record", hostile], home: home)
        #expect(shown.status == 73)
        #expect(!shown.stderr.contains("\u{1B}"))
    }

    @Test func `who ends the proxy blames no side, and is told what was recorded`() async throws {
        let server = try ScriptedServer([.send("+OK ready\r\n"), .line, .send("+OK\r\n"), .end])
        let path = home.path + "/a.pop3"
        let proxy = try await running(server.arguments + ["--record", path])
        let client = try ConsoleRun([proxy.firstLine], home: home)
        try await client.wait(for: "AUTH> ")
        client.type("USER bob\r")
        try await client.wait(for: "S: +OK")
        try await client.wait(for: "AUTH> ")
        proxy.stop()
        let end = try await proxy.end()
        #expect(end.stdout.hasSuffix("   | The proxy closed both connections; neither side had ended its own.\n"))
        #expect(end.stderr.hasSuffix("popscope: recorded 1 file:\n  \(path)\n"))
        let recorded = String(decoding: try #require(home.files["a.pop3"]), as: UTF8.self)
        let note = "* note The proxy closed both connections; neither side had ended its own.\n"
        #expect(recorded.hasSuffix("C: USER bob\nS: +OK\n" + note))
    }

    @Test(arguments: [
        ("none/a.pop3", "cannot record to the folder %/none: No such file or directory"),
        ("file/a.pop3", "cannot record to the folder %/file: Not a directory"),
        ("link.pop3", "%/link.pop3 exists, and is not overwritten"),
        ("folder", "%/folder exists, and is not overwritten"),
    ])
    func `where nothing can be recorded, nobody connects`(name: String, reason: String) async throws {
        let files = FileManager.default
        try Data().write(to: URL(fileURLWithPath: home.path + "/file"))
        try files.createSymbolicLink(atPath: home.path + "/link.pop3", withDestinationPath: home.path + "/gone")
        try files.createDirectory(atPath: home.path + "/folder", withIntermediateDirectories: false)
        let output = try await popscope(
            ["proxy", "127.0.0.1", "--port", "0", "--record", home.path + "/" + name], home: home)
        #expect(output.status == 73)
        #expect(output.stderr.hasPrefix("popscope: " + reason.replacing("%", with: home.path)))
        #expect(output.stdout.isEmpty)
    }

    @Test func `what the client does wrong is found and counted`() async throws {
        let server = try ScriptedServer([.send("+OK ready\r\n"), .line, .send("-ERR\r\n"), .line, .send("+OK\r\n")])
        let proxy = try await running(server.arguments + ["--once"])
        _ = try await popscope([proxy.firstLine, "-c", "LIST  1", "-c", "QUIT"], home: home)
        let end = try await proxy.end()
        #expect(end.stdout.contains("[rfc1939-3-args-single-space]"))
        #expect(
            end.stderr.hasSuffix(
                """
                popscope: 2 findings about clients
                  1 x rfc1939-3-args-single-space
                  1 x rfc1939-3-client-right-state
                popscope: 0 findings about the server

                """))
    }

    @Test func `a server that cannot be reached costs the client its connection, and why is said`() async throws {
        let gone = try ScriptedServer([])
        let proxy = try await running(["127.0.0.1", "1", "--once", "--record", home.path + "/a.pop3"])
        let client = try await popscope([proxy.firstLine, "-c", "CAPA"], home: home)
        #expect(client.status == 69)
        let end = try await proxy.end()
        #expect(end.status == 69)
        #expect(end.stdout.contains("   ! "))
        #expect(home.files["a.pop3"] == nil)
        withExtendedLifetime(gone) {}
    }

    @Test func `each line of JSON is one event, the first of which says where clients connect`() async throws {
        let server = try ScriptedServer(Self.session)
        let proxy = try await running(server.arguments + ["--once", "--json"])
        let listening = try #require(
            try JSONSerialization.jsonObject(with: Data(proxy.firstLine.utf8)) as? [String: Any])
        let url = try #require((listening["urls"] as? [String])?.first)
        _ = try await popscope([url], stdin: Self.lines, home: home)
        let events = try await proxy.end().stdout.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let types = ["listening", "note", "connected"] + Array(repeating: "exchange", count: 5) + ["closed"]
        #expect(events.map { $0["type"] as? String } == types)
    }

    @Test(arguments: [
        (["proxy"], "server"), (["proxy", "pop3://bob@127.0.0.1"], "leave the user out"),
        (["proxy", "127.0.0.1", "--cert", "a"], "--cert and --key go together"),
        (["proxy", "127.0.0.1", "--port", "65536"], "is no port"),
        (["proxy", "127.0.0.1", "--record", "a", "--record-dir", "b"], "exclude each other"),
        (["proxy", "127.0.0.1", "--record", ""], "--record needs a path"),
        (["proxy", "127.0.0.1", "--record-dir", ""], "--record-dir needs a path"),
    ])
    func `what cannot be is refused before anybody connects`(arguments: [String], word: String) async throws {
        let output = try await popscope(arguments, home: home)
        #expect(output.status == 64)
        #expect(output.stderr.contains(word))
    }
}
