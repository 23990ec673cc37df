import Foundation
import TestSupport
import Testing

@Suite("Serving a transcript", .timeLimit(.minutes(5)))
struct ServeTranscriptTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func file(_ text: String) throws -> String {
        let path = home.path + "/a.pop3"
        try Data(("#!pop3-transcript 1\n" + text + "\n").utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private static let once = ["--once", "--expect-complete"]

    @Test func `a client that does as recorded is complete`() async throws {
        let path = try file(
            "S: +OK\nC: STAT\n~ 20ms\nS: +OK 0 0\nC: QUIT\nS| +OK\n^\nS| \\x20bye\\r\\n\n* close server")
        let server = try await ServedTranscript(path, Self.once + ["--strict"], home: home)
        #expect(server.url.hasPrefix("pop3://127.0.0.1:"))
        let client = try await popscope(["replay", path, "--strict", "--against", server.url], home: home)
        #expect(client.status == 0)
        let (status, told) = try await server.end()
        #expect(status == 0)
        #expect(told.contains("connection 1: complete"))
        #expect(told.hasPrefix("popscope: on loopback only, without TLS\n"))
        #expect(told.contains("1 client, 0 of them left early, 0 lines not in the recording"))
    }

    @Test func `a client that stops half way, or says something else, is not`() async throws {
        let path = try file("S: +OK\nC: STAT\nS: +OK 0 0\nC: QUIT\nS: +OK\n* close server")
        let server = try await ServedTranscript(path, Self.once, home: home)
        let lines = ["-c", "CAPA", "-c", "STAT"]
        let client = try await popscope(lines + [server.url], home: home)
        #expect(client.stdout.contains("S: -ERR the recording has here, in line 3: STAT"))
        #expect(client.stdout.contains("S: +OK 0 0"))
        let (status, told) = try await server.end()
        #expect(status == 1)
        #expect(told.contains(#"connection 1: the client sent "CAPA"; the recording has "STAT" (line 3)"#))
        #expect(told.contains(#"connection 1: the client left before "QUIT" (line 5)"#))
    }

    @Test func `TLS begins where it was recorded`() async throws {
        for text in [
            "* connect\n* tls TLSv1.3\nS: +OK\nC: QUIT\nS: +OK\n* close server",
            "* connect\nS: +OK\nC: STLS\nS: +OK\n* tls TLSv1.3\nC: QUIT\nS: +OK\n* close server",
        ] {
            let path = try file(text)
            let server = try await ServedTranscript(path, Self.once, home: home)
            let client = try await popscope(["replay", path, "--insecure", "--against", server.url], home: home)
            #expect(client.status == 0, "\(client)")
            #expect(try await server.end().status == 0)
        }
    }

    @Test func `a login by SCRAM is completed with the secret of the file`() async throws {
        let path = try file(
            "S: +OK\nC: AUTH SCRAM-SHA-256\nS: +\\x20\nC: ${scram-sha-256(bob)}\nS: + ${challenge.1}\nC: ${scram-sha-256(bob)}\n"
                + "S: + ${challenge.2}\nC:\nS: +OK in\nC: QUIT\nS: +OK\n* close server")
        let secret = home.path + "/secret"
        try Data("lambkin\n".utf8).write(to: URL(fileURLWithPath: secret))
        let server = try await ServedTranscript(path, Self.once + ["--secret", "bob=@" + secret], home: home)
        let url = server.url.replacing("pop3://", with: "pop3://bob@")
        let client = try await popscope(
            [url, "--auth", "scram-sha-256", "--password-file", secret, "-c", "QUIT"], home: home)
        #expect(client.stdout.contains("S: +OK in"), "\(client)")
        let (_, told) = try await server.end()
        #expect(!told.contains("lambkin"))
    }

    @Test(arguments: [
        ["--tls-port", "0"], ["--user", "a:b"], ["--mail", "folder"], ["--no-clear-passwords"],
    ])
    func `an option of mailboxes is refused beside a transcript, by its name`(options: [String]) async throws {
        let output = try await popscope(["serve", "--transcript", try file("S: +OK")] + options, home: home)
        #expect(output.status == 64)
        #expect(output.stderr.hasPrefix("Error: \(options[0]) means nothing with --transcript"))
    }

    @Test func `an option of transcripts needs one`() async throws {
        for options in [["--once"], ["--strict"], ["--expect-complete"], ["--secret", "a=-"]] {
            #expect(try await popscope(["serve"] + options, home: home).status == 64)
        }
        #expect(try await popscope(["serve", "--transcript", home.path + "/none"], home: home).status == 66)
    }

    @Test func `connections of which only some begin with TLS are refused`() async throws {
        let path = try file("* connect\n* tls TLSv1.3\nS: +OK\n* close server\n*2 connect\nS2: +OK\n*2 close server")
        let output = try await popscope(["serve", "--transcript", path, "--port", "0"], home: home)
        #expect(output.status == 64)
        #expect(output.stderr.contains("begin with TLS and some in clear text"))
    }
}
