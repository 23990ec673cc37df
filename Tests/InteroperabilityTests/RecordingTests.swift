import Foundation
import TestSupport
import Testing

@Suite("Recordings of real servers", .requiresServers, .timeLimit(.minutes(5)))
struct RecordingTests {
    @Test(arguments: Login.allCases)
    func `a recording over STLS holds no secret, and replays to a server in memory and to the real one`(
        login: Login
    ) async throws {
        try await withServer(.dovecot) { lent in
            let account = try #require(lent.account)
            let folder = try TemporaryFolder()
            let file = folder.path + "/session.pop3"
            let visited = try await visit(account, by: login, over: .starttls, ["--record", file]).output
            #expect(visited.status == 0, "\(visited.stdout)\(visited.stderr)")
            let recording = try String(contentsOfFile: file, encoding: .utf8)
            expectNoSecret(of: account, in: recording)
            #expect(recording.contains("C: \(login.command)"), "\(recording)")
            #expect(recording.contains("* tls"), "\(recording)")
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)

            let alone = try await replay(file)
            #expect(alone.status == 0, "\(alone.stdout)\(alone.stderr)\n\(recording)")
            let against = try await replay(file, against: account)
            #expect(against.status == 0, "\(against.stdout)\(against.stderr)\n\(recording)")
        }
    }

    @Test(arguments: [
        ["user alice", "pass wonderland", "stat", "quit"],
        ["PASS wonderland", "QUIT"],
        ["USER alice", "wonderland", "QUIT"],
        ["USER alice PASS wonderland", "QUIT"],
        ["auth plain", "AGFsaWNlAHdvbmRlcmxhbmQ=", "QUIT"],
        ["PASSwonderland", "psas wonderland", "QUIT"],
        [#":send "USER alice\r\nPASS wonder""#, #":send "land\r\n""#, "STAT", "QUIT"],
        ["NOOP wonderland", ":redact last", "QUIT"],
    ])
    func `a secret typed in any way is not in the recording`(lines: [String]) async throws {
        for kind in ServerKind.allCases {
            try await withServer(kind) { server in
                let folder = try TemporaryFolder()
                let file = folder.path + "/session.pop3"
                let output = try await popscope(
                    ["--record", file, "127.0.0.1:\(server.ports.clear)"] + lines.flatMap { ["-c", $0] }, home: folder)
                #expect([0, 77].contains(output.status), "\(output.stdout)\(output.stderr)")
                let recording = String(decoding: try #require(folder.files["session.pop3"]), as: UTF8.self)
                #expect(recording.contains(#/(?m)^C[:|] ./#), "\(kind): \(recording)")
                for (name, contents) in folder.files {
                    let isClean = ["wonder", "d29uZGVy", "HdvbmRlcmxhbmQ"].allSatisfy {
                        contents.firstRange(of: Data($0.utf8)) == nil
                    }
                    #expect(isClean, "\(kind) \(name): \(String(decoding: contents, as: UTF8.self))")
                }
            }
        }
    }

    @Test func `a changed server line that carries meaning differs there`() async throws {
        try await withServer(.dovecot) { server in
            let folder = try TemporaryFolder()
            let file = folder.path + "/session.pop3"
            let lines = ["USER alice", "PASS wonderland", "STAT", "LIST 2", "UIDL 1", "RETR 1", "DELE 9", "QUIT"]
            let output = try await popscope(
                ["--record", file, "127.0.0.1:\(server.ports.clear)"] + lines.flatMap { ["-c", $0] }, home: folder)
            #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
            let recording = try String(contentsOfFile: file, encoding: .utf8)
            var account = Account(ports: server.ports, authority: "")
            account.password = "wonderland"
            #expect(try await replay(file, against: account).status == 0)
            var differing = 0
            for (number, line) in recording.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                guard let changed = Self.changed(line) else { continue }
                differing += 1
                var lines = recording.split(separator: "\n", omittingEmptySubsequences: false)
                lines[number] = changed[...]
                try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
                let differs = try await replay(file, against: account)
                #expect(differs.status == 1, "\(changed): \(differs.stdout)\(differs.stderr)")
                #expect(differs.stdout.contains("session.pop3:\(number + 1)"), "\(changed): \(differs.stdout)")
            }
            #expect(differing >= 5, "\(recording)")
        }
    }

    /// A server line with another meaning; nil for lines that have none, or whose change would change what is asked.
    private static func changed(_ line: Substring) -> String? {
        if line.hasPrefix("S: Subject:") { return line + "!" }
        if line.hasPrefix("S: -ERR") { return String(line.replacing("-ERR", with: "+OK", maxReplacements: 1)) }
        if line.hasPrefix("S: +OK Logged in") { return String(line.replacing("+OK", with: "-ERR", maxReplacements: 1)) }
        return line.contains(#/^S: \+OK \d+ \d+$/#) ? line + "1" : nil
    }
}

/// Runs `popscope replay` over a file.
///
/// - Parameter account: on whose server, in clear text until the file says STLS; nil for the server in memory.
func replay(_ file: String, against account: Account? = nil, _ options: [String] = []) async throws -> ProcessOutput {
    let home = try TemporaryFolder()
    guard let account else { return try await popscope(["replay", file] + options, home: home) }
    let secret = home.path + "/password"
    try Data((account.password + "\n").utf8).write(to: URL(fileURLWithPath: secret))
    let trust = account.authority.isEmpty ? [] : ["--cacert", account.authority]
    return try await popscope(
        ["replay", file, "--against", "pop3://127.0.0.1:\(account.ports.clear)"]
            + ["--secret", "\(account.user)=@\(secret)"] + trust + options,
        home: home)
}

/// Expects that a text holds a password in no form: as it is, in base64, in PLAIN, in a digest or a proof.
func expectNoSecret(of account: Account, in text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let forms =
        [account.password]
        + [account.password, "\0\(account.user)\0\(account.password)"].map { Data($0.utf8).base64EncodedString() }
    for form in forms { #expect(!text.contains(form), "\(text)", sourceLocation: sourceLocation) }
    let sent = text.split(separator: "\n").filter { $0.hasPrefix("C:") || $0.hasPrefix("C|") }
    #expect(
        !sent.contains { $0.contains(/[0-9a-f]{32}|[A-Za-z0-9+\/]{24,}/) }, "\(text)", sourceLocation: sourceLocation)
}
