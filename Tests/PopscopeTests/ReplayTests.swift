import Foundation
import TestSupport
import Testing

@Suite("Replaying transcripts", .timeLimit(.minutes(5)))
struct ReplayTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private static let session = """
        #!pop3-transcript 1
        * connect
        S: +OK ready ${apop.stamp}
        C: USER bob
        S: +OK
        C: PASS ${secret:bob}
        S: +OK in
        C: STAT
        S: +OK 2 320
        C: QUIT
        S: +OK bye
        * close server

        """

    /// Puts a file into the home folder, and returns its path.
    private func file(_ name: String, _ text: String) throws -> String {
        let path = home.path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    @Test func `a transcript replays against the server inside the program`() async throws {
        let path = try file("a.pop3", Self.session)
        let output = try await popscope(["replay", path, "--strict"], home: home)
        #expect(output.stdout == "OK      \(path): 5 replies as recorded\n")
        #expect(output.stderr == "")
        #expect(output.status == 0)
    }

    @Test func `several files are played at once, and told in their order`() async throws {
        let paths = try (1...8).map { try file("\($0).pop3", Self.session) }
        let output = try await popscope(["replay", "--jobs", "3", "--lang", "ja"] + paths, home: home)
        #expect(output.stdout == paths.map { "OK      \($0): 5 個の応答が記録どおり\n" }.joined())
        #expect(output.status == 0)
    }

    @Test(arguments: [
        ("#!pop3-transcript 1\nX: what\n", Int32(65), ":", "line 2"), ("no transcript\n", 65, ":", "line 1"),
        ("#!pop3-transcript 1\nS: +OK\nS/ (a\n", 65, ":", "line 3"),
        ("#!pop3-transcript 1\nS: +OK\nS< missing\n", 66, ":", "line 3"),
    ])
    func `what cannot be played is told with its line`(
        content: String, status: Int32, separator: String, place: String
    ) async throws {
        let path = try file("bad.pop3", content)
        let output = try await popscope(["replay", path], home: home)
        #expect(output.status == status)
        #expect(output.stderr.contains(place), "\(output.stderr)")
        #expect(output.stderr.contains(path + separator))
    }

    @Test func `a file that is not there is told, and the others are played`() async throws {
        let path = try file("a.pop3", Self.session)
        let output = try await popscope(["replay", home.path + "/none.pop3", path], home: home)
        #expect(output.status == 66)
        #expect(output.stdout.hasPrefix("OK"))
    }

    @Test func `where nothing is compared nothing is right`() async throws {
        let output = try await popscope(["replay", try file("a.pop3", "#!pop3-transcript 1\n")], home: home)
        #expect(output.status == 3)
    }

    @Test(arguments: [["--update"], ["--mode", "new"], ["--tls", "implicit"], ["--secret", "a=-"]])
    func `what needs a live server says so`(options: [String]) async throws {
        let output = try await popscope(["replay", "x.pop3"] + options, home: home)
        #expect(output.status == 64)
        #expect(output.stderr.contains("--against"))
    }

    @Test func `a secret is never an argument`() async throws {
        let output = try await popscope(["replay", "x.pop3", "--secret", "bob=lambkin"], home: home)
        #expect(output.status == 64)
        #expect(!output.stderr.contains("lambkin"))
    }

    @Test func `a difference is shown with line, column and meaning, and in every report`() async throws {
        let path = try file("a.pop3", Self.session)
        let other = try file("other.pop3", Self.session.replacing("+OK 2 320", with: "+OK 2 321"))
        let secret = try file("secret", "lambkin\n")
        let server = try await ServedTranscript(other, home: home)
        let arguments = ["replay", path, "--against", server.url, "--secret", "bob=@" + secret]
        let output = try await popscope(arguments + ["--junit", home.path + "/junit.xml"], home: home)
        #expect(output.status == 1)
        let indent = String(repeating: " ", count: "\(path):9: ".count)
        #expect(
            output.stdout == """
                DIFFERS \(path): 1 difference in 5 replies
                \(path):9: expected  +OK 2 320
                \(indent)actual    +OK 2 321
                \(indent)                  ^ column 9
                   | TRANSACTION, STAT: STAT tells the number of messages and their size in octets: the maildrop is another one (RFC 1939 5).

                """)
        let junit = try text(home.path + "/junit.xml")
        #expect(junit.contains(#"tests="1" failures="1""#))
        #expect(junit.contains("column 9"))
        let json = try await popscope(arguments + ["--json"], home: home)
        #expect(json.stdout.contains(#""outcome":"differs""#))
        #expect(
            json.stdout.contains(#""differences":[{"line":9,"expected":"+OK 2 320","actual":"+OK 2 321","column":9"#))
        for report in [output.stdout, output.stderr, json.stdout, json.stderr, junit] {
            #expect(!report.contains("lambkin"))
        }
    }

    @Test func `an update makes the file say what the server said, and keeps its mode`() async throws {
        let path = try file("a.pop3", Self.session)
        let other = try file("other.pop3", Self.session.replacing("+OK 2 320", with: "+OK 2 321"))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let server = try await ServedTranscript(other, home: home)
        let output = try await popscope(
            ["replay", path, "--against", server.url, "--secret", "bob=-", "--update"], stdin: "lambkin\n", home: home)
        #expect(output.status == 0)
        #expect(try text(path) == Self.session.replacing("+OK 2 320", with: "+OK 2 321"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
    }

    @Test func `errors behind a refused login take the place of no reply`() async throws {
        let path = try file("a.pop3", Self.session)
        let refusing = Self.session.replacing("S: +OK in", with: "S: -ERR no")
            .replacing("S: +OK 2 320", with: "S: -ERR log in")
        let server = try await ServedTranscript(try file("other.pop3", refusing), home: home)
        for options in [["--update"], ["--mode", "all"], ["--update", "--lang", "ja"]] {
            let arguments = ["replay", path, "--against", server.url, "--secret", "bob=-"]
            let output = try await popscope(arguments + options, stdin: "lambkin\n", home: home)
            #expect(output.status == 1)
            let words =
                options.contains("ja")
                ? "ここで成功していたログインをサーバーが拒否したため、この接続の応答は書き換えません。"
                : "the server refused the login that succeeded here; nothing of this connection is rewritten."
            #expect(output.stderr.contains("popscope: \(path):7: \(words)\n"))
            #expect(!output.stderr.contains("replies rewritten") && !output.stderr.contains("を書き換えました"))
            #expect(try text(path) == Self.session)
        }
    }

    @Test func `a file that cannot be read is an error of the report`() async throws {
        let path = try file("a.pop3", Self.session)
        let bad = try file("bad.pop3", "#!pop3-transcript 1\nX: what\n")
        let none = home.path + "/none.pop3"
        let report = home.path + "/junit.xml"
        let output = try await popscope(["replay", bad, path, none, "--junit", report], home: home)
        #expect(output.status == 65)
        let cases = try text(report).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(cases.contains { $0.hasPrefix("<testsuites tests=\"3\" failures=\"0\" errors=\"2\"") })
        let names = cases.filter { $0.hasPrefix("<testcase") }
        #expect(zip(names, [bad, path, none]).allSatisfy { $0.contains("name=\"\($1)\"") } && names.count == 3)
        let errors = cases.filter { $0.hasPrefix("<error") }
        #expect(errors.count == 2)
        #expect(errors.first?.contains("line 2") == true && errors.last?.contains("No such file") == true)
    }

    @Test func `a report takes the place of no transcript`() async throws {
        let path = try file("a.pop3", Self.session)
        symlink("a.pop3", home.path + "/link.xml")
        let output = try await popscope(["replay", path, "--junit", home.path + "/link.xml"], home: home)
        #expect(output.status == 73)
        #expect(output.stderr.contains("link.xml is one of the files that are read"))
        #expect(try text(path) == Self.session)
    }

    @Test func `a secret is named once, and a file is played once`() async throws {
        let options = ["replay", "x.pop3", "--against", "127.0.0.1:1", "--secret", "a=-", "--secret", "a=-"]
        #expect(try await popscope(options, home: home).status == 64)
        let path = try file("a.pop3", Self.session)
        let output = try await popscope(["replay", path, path, home.path + "/./a.pop3"], home: home)
        #expect(output.stdout == "OK      \(path): 5 replies as recorded\n")
    }

    @Test func `a secret that nobody gives is asked for by name`() async throws {
        let path = try file("a.pop3", Self.session)
        let server = try await ServedTranscript(path, home: home)
        let output = try await popscope(["replay", path, "--against", server.url], home: home)
        #expect(output.status == 64)
        #expect(output.stdout.contains("--secret bob=@FILE"))
    }

    @Test func `a server that is not there is no difference`() async throws {
        let path = try file("a.pop3", Self.session)
        let port = try freePort()
        let output = try await popscope(["replay", path, "--against", "127.0.0.1:\(port)"], home: home)
        #expect(output.status == 69)
        #expect(output.stdout.hasPrefix("STOPPED"))
    }

    @Test func `of a folder it is said how its files are named`() async throws {
        let output = try await popscope(["replay", home.path + "/"], home: home)
        #expect(output.status == 66)
        #expect(output.stderr == "popscope: \(home.path)/ is a folder; name the files in it: \(home.path)/*.pop3\n")
    }

    @Test func `that a secret is readable is said once for a file`() async throws {
        let path = try file(
            "a.pop3",
            Self.session
                + "*2 connect\nS2: +OK\nC2: PASS ${secret:bob}\nS2: +OK\nC2: QUIT\nS2: +OK\n*2 close server\n")
        let server = try await ServedTranscript(path, home: home)
        let secret = try file("secret", "lambkin\n")
        let output = try await popscope(
            ["replay", path, "--against", server.url, "--secret", "bob=@" + secret], home: home)
        #expect(output.status == 0, "\(output)")
        #expect(output.stderr.split(separator: "\n").count == 1)
    }
}

@Suite("Replaying on a terminal", .timeLimit(.minutes(5)), .enabled(if: installed("setsid") != nil, "no setsid"))
struct ReplayTerminalTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = home.path + "/" + name
        try Data(("#!pop3-transcript 1\n" + text).utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private static let login = "S: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: QUIT\nS: +OK\n* close server\n"

    @Test(arguments: [("\u{3}", Int32(130)), ("\u{4}", 130), ("\r", 64)])
    func `no secret, no replay`(keys: String, status: Int32) async throws {
        let paths = try ["a.pop3", "b.pop3"].map { try file($0, Self.login) }
        let server = try await ServedTranscript(paths[0], home: home)
        let console = try ConsoleRun(["replay", "--against", server.url] + paths, home: home)
        try await console.wait(for: "Secret of bob (not shown): ")
        console.type(keys)
        #expect(await console.ending() == status)
        #expect(!console.screen.lines.contains { $0.contains("a.pop3") || $0.contains("b.pop3") })
        server.stop()
        #expect(try await !server.end().told.contains("the client sent"))
    }

    @Test func `nobody is asked for the secret of a server that is not there`() async throws {
        let console = try ConsoleRun(
            ["replay", "--against", "127.0.0.1:1", try file("a.pop3", Self.login)], home: home)
        #expect(await console.ending() == 69)
        #expect(!console.screen.lines.contains { $0.contains("Secret of") })
        #expect(console.screen.lines.contains { $0.hasPrefix("STOPPED ") })
    }

    @Test func `the file that takes long is named, and its row goes again`() async throws {
        let slow = try file("slow.pop3", "S: +OK\nC: STAT\nS: +OK 0 0\n")
        let server = try ScriptedServer([.send("+OK\r\n"), .line, .proceed, .send("+OK 0 0\r\n")])
        let quick = try file("quick.pop3", "S: +OK\n")
        let console = try ConsoleRun(
            ["replay", "--against", "127.0.0.1:\(server.port)", "--timeout", "1", slow, quick], home: home, columns: 200
        )
        try await console.wait(for: "[1/2] playing \(slow)")
        try server.proceed()
        _ = await console.ending()
        #expect(!console.screen.lines.contains { $0.contains("playing") })
    }
}
