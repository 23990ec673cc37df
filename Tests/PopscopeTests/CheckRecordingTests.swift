import Foundation
import TestSupport
import Testing

@Suite("Judging what passed by", .timeLimit(.minutes(5)))
struct CheckRecordingTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func file(_ name: String, _ lines: String) throws -> String {
        let path = "\(home.path)/\(name)"
        try Data("#!pop3-transcript 1\n\(lines)\n".utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private static let begin = "* connect\nS: +OK ready\nC: USER a\nS: +OK\nC: PASS ${secret:a}\nS: +OK\n"
    private static let end = "\nC: QUIT\nS: +OK\n* close server"
    private static let sound = begin + "C: NOOP\nS: +OK" + end
    private static let wrongServer = begin + "C: NOOP\nS: -ERR no" + end
    private static let wrongClient = begin + "C: LOGOUT\nS: -ERR no" + end

    @Test func `a sound recording is 0, a wrong server 1, and a wrong client 1 where the client is asked for`()
        async throws
    {
        let sound = try file("sound.pop3", Self.sound)
        let server = try file("server.pop3", Self.wrongServer)
        let client = try file("client.pop3", Self.wrongClient)
        let runs: [([String], Int32, String)] = [
            ([sound], 0, "0 failed"), ([sound, "--client"], 0, "0 failed"),
            ([server], 1, "FAIL rfc1939-5-noop-ok"), ([server, "--client"], 0, "0 failed"),
            ([client], 0, "0 failed"), ([client, "--client"], 1, "FAIL rfc1939-3-keyword-3-or-4-chars"),
            ([sound, server], 1, "on: server.pop3"),
        ]
        for (arguments, status, words) in runs {
            let output = try await popscope(["check"] + arguments, home: home)
            #expect(output.status == status, "\(arguments): \(output)")
            #expect(output.stdout.contains(words), "\(output.stdout)")
            #expect(output.stderr == "")
        }
    }

    @Test func `the report says who was judged, in every form`() async throws {
        let client = try file("client.pop3", Self.wrongClient)
        let output = try await popscope(["check", client, "--client", "--format", "json"], home: home)
        #expect(output.stdout.contains("\"party\": \"client\""))
        #expect(output.stdout.contains("\"connections\": 1"))
        for form in ["junit", "tap", "markdown", "html", "text"] {
            let told = try await popscope(["check", client, "--client", "--format", form, "--lang", "ja"], home: home)
            #expect(told.status == 1 && told.stdout.contains("rfc1939-3-keyword-3-or-4-chars"), "\(form)")
        }
    }

    @Test(arguments: [
        (["nowhere.pop3"], Int32(66), "cannot read"), (["HOME/bad.pop3"], 65, "bad.pop3"),
        (["127.0.0.1:1", "127.0.0.1:2"], 64, "popscope compare"),
        (["127.0.0.1:1", "--client"], 64, "serve --check-client"),
        (["HOME/sound.pop3", "--only", "rfc1939-3-keyword-3-or-4-chars"], 64, "no requirement of a server"),
    ])
    func `what cannot be judged has its exit status`(arguments: [String], status: Int32, words: String) async throws {
        _ = try file("sound.pop3", Self.sound)
        try Data("#!pop3-transcript 1\nX: what\n".utf8).write(to: URL(fileURLWithPath: "\(home.path)/bad.pop3"))
        let output = try await popscope(
            ["check"] + arguments.map { $0.replacing("HOME", with: home.path) }, home: home)
        #expect(output.status == status, "\(output)")
        #expect(output.stderr.contains(words), "\(output.stderr)")
    }

    @Test func `a file that cannot be read does not spoil the others`() async throws {
        let sound = try file("sound.pop3", Self.sound)
        let output = try await popscope(["check", "\(home.path)/gone.pop3", sound], home: home)
        #expect(output.status == 66)
        #expect(output.stdout.contains("0 failed"))
    }

    @Test func `a baseline and a selection hold for recordings as well`() async throws {
        let server = try file("server.pop3", Self.wrongServer)
        let known = "\(home.path)/known"
        try Data("fail rfc1939-5-noop-ok\n".utf8).write(to: URL(fileURLWithPath: known))
        let output = try await popscope(["check", server, "--baseline", known], home: home)
        #expect(output.status == 0, "\(output)")
        let other = try await popscope(["check", server, "--only", "rfc1939-5-stat-format"], home: home)
        #expect(other.status == 3)
    }
}
