import Foundation
import TestSupport
import Testing

@Suite("Secrets in a batch", .timeLimit(.minutes(5)))
struct SecretTests {
    private static let secret = "open-sesame"
    private static let encoded = Data("\0alice\0\(secret)".utf8).base64EncodedString()
    private static let digest = "c4c9334bac560ecc979e58001b3e22fb"

    /// What is sent, and what of it nobody may see.
    private static let sessions: [(lines: [String], hasUser: Bool, hidden: [String])] = [
        (["USER alice", "PASS \(secret)"], true, [secret]),
        (["user alice", "pAsS \(secret)"], true, [secret]),
        (["USER alice", "PASS \(secret) with spaces"], true, ["\(secret) with spaces"]),
        (["APOP alice \(digest)"], false, [digest]),
        (["AUTH PLAIN \(encoded)"], false, [encoded]),
        ([":pipeline USER alice;PASS \(secret)"], true, [secret]),
        ([":send \"PASS \(secret)\\r\\n\""], false, [secret]),
    ]

    @Test(arguments: sessions, [[], ["--json"], ["--lang", "ja"], ["--notes", "full", "--decode"]])
    func `a secret is nowhere, even when the server says it again`(
        session: (lines: [String], hasUser: Bool, hidden: [String]), options: [String]
    ) async throws {
        let home = try TemporaryFolder()
        let echo = session.hidden.joined(separator: " and ")
        let asksForPassword: [ScriptedServer.Step] = session.hasUser ? [.line, .send("+OK\r\n")] : []
        let server = try ScriptedServer(
            [.send("+OK <1.2@x>\r\n")] + asksForPassword + [.line, .send("-ERR [AUTH] no \(echo)\r\n"), .end])
        let lines = session.lines + [":hex", ":why", ":wiretap"]
        let output = try await popscope(
            options + server.arguments, stdin: lines.joined(separator: "\n"), home: home)
        #expect(output.status == 77)
        for word in session.hidden {
            #expect(!output.stdout.contains(word))
            #expect(!output.stderr.contains(word))
            #expect(home.files.filter { $0.value.firstRange(of: Data(word.utf8)) != nil }.keys.sorted() == [])
        }
    }

    @Test func `a password in the URL is warned of, used, and not shown`() async throws {
        let home = try TemporaryFolder()
        let server = try ScriptedServer([
            .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK\r\n"),
        ])
        let output = try await popscope(
            ["--auth", "user", "pop3://alice:\(Self.secret)@127.0.0.1:\(server.port)", "-c", "QUIT"], home: home)
        #expect(output.status == 0)
        #expect(await server.linesToEnd() == ["USER alice", "PASS \(Self.secret)", "QUIT"])
        #expect(!(output.stdout + output.stderr).contains(Self.secret))
        #expect(output.stdout.contains("The password stands in the URL"))
        #expect(
            (output.stdout + output.stderr).contains("This connection is not encrypted: anyone on the path can read"))
    }
}
