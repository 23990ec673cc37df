import TestSupport
import Testing

@Suite("Servers that misbehave", .timeLimit(.minutes(5)))
struct HostileServerTests {
    private typealias Step = ScriptedServer.Step
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func session(_ steps: [Step], _ lines: [String], _ options: [String] = []) async throws -> ProcessOutput {
        let server = try ScriptedServer(steps)
        let output = try await popscope(
            options + server.arguments, stdin: lines.map { $0 + "\n" }.joined(), home: home)
        expectNothingRaw(output)
        return output
    }

    /// No control character but LF, none of the second set, none that turns the direction of writing.
    private func expectNothingRaw(_ output: ProcessOutput) {
        let raw = (output.stdout + output.stderr).unicodeScalars.filter { scalar in
            switch scalar.value {
            case 0x0A: false
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        #expect(raw.map(\.value) == [])
    }

    private func rows(_ output: ProcessOutput) -> [Substring] {
        output.stdout.split(separator: "\n")
    }

    private static let endOfInput =
        "popscope: end of input: the connection was closed without QUIT (--quit-at-eof sends it)\n"

    // MARK: Octets that a terminal would obey

    @Test func `escape sequences are shown, not handed on`() async throws {
        let evil = "\u{1B}[2J\u{1B}]0;title\u{07}\u{9B}31m\u{202E}"
        let output = try await session(
            [.send("+OK \(evil)\r\n"), .line, .send("+OK \(evil)\r\n\(evil)\u{08}\rX\r\n.\r\n"), .end], ["RETR 1"])
        #expect(output.status == 0)
        #expect(output.stdout.contains("S: +OK ␛[2J␛]0;title\\x07"))
        #expect(rows(output).contains { $0.hasPrefix("S: ␛[2J␛]0;title\\x07") && $0.hasSuffix("<U+202E>\\x08\\rX") })
    }

    @Test func `escape sequences in replies of every kind are shown, not handed on`() async throws {
        let evil = "\u{1B}[31m\u{07}\u{9D}"
        let output = try await session(
            [
                .send("+OK <\(evil)@\(evil)>\r\n"), .line, .send("+OK\r\n\(evil) \(evil)\r\nSASL \(evil)\r\n.\r\n"),
                .line, .send("-ERR [\(evil)] \(evil)\r\n"), .line, .send("+OK\r\n1 \(evil)\r\n\(evil)\r\n.\r\n"),
                .line, .send("\(evil)\r\n"), .send("\(evil)\r\n"), .end,
            ], ["CAPA", "USER \u{1B}[0m", "UIDL", "NOOP", ":caps", ":status", ":hex", ":why", ":wiretap"])
        #expect(output.stdout.contains("␛[31m"))
    }

    @Test func `NUL and octets above 127 are shown in hexadecimal`() async throws {
        let output = try await session(
            [
                .send("+OK\r\n"), .line, .send([0x2B, 0x4F, 0x4B, 0x20, 0, 0xFF, 0x80, 13, 10]),
                .send([0, 0xC3, 13, 10]), .send(".\r\n"), .end,
            ], ["RETR 1"])
        #expect(output.status == 0)
        #expect(rows(output).contains("S: +OK \\x00\\xff\\x80"))
        #expect(rows(output).contains("S: \\x00\\xc3"))
        #expect(rows(output).contains("   | It holds NUL octets; the mail may be stored so."))
    }

    // MARK: What never ends

    @Test(.requires("python3"))
    func `a status line that never ends is given up, in bounded memory`() async throws {
        let server = try ScriptedServer([.send("+OK\r\n"), .line, .send("+OK "), .repeating(Self.noise, 1000)])
        let (output, peak) = try await popscopeMeasured(server.arguments, stdin: "NOOP\nNOOP\n", home: home)
        #expect(output.status == 76)
        #expect(rows(output).last == Self.givenUp(after: 65536))
        #expect(output.stdout.utf8.count < 100_000)
        #expect(peak < 100)
    }

    @Test(.requires("python3"))
    func `a body line that never ends is given up where the limit says so, in bounded memory`() async throws {
        let server = try ScriptedServer([.send("+OK\r\n"), .line, .send("+OK\r\n"), .repeating(Self.noise, 1000)])
        let (output, peak) = try await popscopeMeasured(
            ["--max-reply", "20000000"] + server.arguments, stdin: "RETR 1\n", home: home)
        #expect(output.status == 76)
        #expect(rows(output).last == Self.givenUp(after: 20000000))
        #expect(peak < 100)
    }

    @Test(.requires("python3"))
    func `a reply that never ends is given up where the limit says so, in bounded memory`() async throws {
        let server = try ScriptedServer([
            .send("+OK\r\n"), .line, .send("+OK\r\n"), .repeating(Array("1 120\r\n".utf8), 10_000_000),
        ])
        let (output, peak) = try await popscopeMeasured(
            ["--max-reply", "5000000"] + server.arguments, stdin: "LIST\n", home: home)
        #expect(output.status == 76)
        #expect(rows(output).last == Self.givenUp(after: 5000000))
        #expect(peak < 100)
    }

    @Test func `what is said of a reply that was given up stands on a row of its own`() async throws {
        let output = try await session(
            [.send("+OK\r\n"), .line, .send("+OK\r\n"), .repeating(Array("0123456789".utf8), 1000)], ["RETR 1"],
            ["--max-reply", "1000"])
        #expect(output.status == 76)
        #expect(rows(output).last == Self.givenUp(after: 1000))
    }

    @Test(.requires("python3"))
    func `a message of 50 MB passes whole, in little memory`() async throws {
        let line = String(repeating: "0123456789", count: 7) + "\r\n"
        let chunk = Array(String(repeating: line, count: 1000).utf8)
        let server = try ScriptedServer([
            .send("+OK\r\n"), .line, .send("+OK\r\n"), .repeating(chunk, 695), .send(".\r\n"), .end,
        ])
        let (output, peak) = try await popscopeMeasured(server.arguments, stdin: "RETR 1\n", home: home)
        #expect(output.status == 0)
        let row = "S: " + line.dropLast()
        #expect(rows(output).count { $0 == row } == 695_000)
        #expect(output.stdout.contains("   | Size: 50040000 octets after un-stuffing."))
        #if DEBUG
        #expect(peak < 80)
        #else
        #expect(peak < 40)
        #endif
    }

    private static func givenUp(after octets: Int) -> Substring {
        "   ! The server went on for \(octets) octets without an end; the connection was closed."
    }

    private static let noise = [UInt8](repeating: UInt8(ascii: "A"), count: 100_000)

    // MARK: Connections that end badly

    @Test func `a server that says nothing at all is 75`() async throws {
        let output = try await session([.end], ["NOOP"], ["--timeout", "1"])
        #expect(output.status == 75)
        #expect(output.stderr == "")
        #expect(rows(output).last?.hasPrefix("   ! No greeting within 1 s") == true)
    }

    @Test func `a server that answers no more is 75`() async throws {
        // The greeting comes at once, but on a busy machine not within one second.
        let output = try await session([.send("+OK\r\n"), .line, .end], ["NOOP", "NOOP"], ["--timeout", "5"])
        #expect(output.status == 75)
        #expect(output.stdout.split(separator: "C: NOOP").count == 2)
    }

    @Test(arguments: ["half\r\n", "half", "half\r\n.", ""])
    func `a server that closes within a body is 69`(body: String) async throws {
        let output = try await session([.send("+OK\r\n"), .line, .send("+OK\r\n" + body)], ["RETR 1", "NOOP"])
        #expect(output.status == 69)
        #expect(output.stderr == "")
        #expect(output.stdout.contains("A multi-line reply is complete only with the line \".\" (3)."))
        #expect(output.stdout.contains("   ! AUTHORIZATION -> closed, RFC 1939 3 (closed): the server closed the conn"))
        #expect(!output.stdout.contains("C: NOOP"))
    }

    @Test func `a server that closes within a status line is 69`() async throws {
        let output = try await session([.send("+OK\r\n"), .line, .send("+OK hal")], ["NOOP", "NOOP"])
        #expect(output.status == 69)
        #expect(output.stderr == "")
        #expect(rows(output).contains("S: +OK hal"))
        #expect(!output.stdout.contains("went on for"))
        #expect(output.stdout.contains("the server closed the connection"))
    }

    @Test func `a server that closes before its greeting is 69`() async throws {
        let output = try await session([], ["NOOP"])
        #expect(output.status == 69)
        #expect(output.stderr == "")
        #expect(output.stdout.contains("the server closed the connection before a session began"))
    }

    @Test func `a server that closes before it answers is 69`() async throws {
        let output = try await session([.send("+OK\r\n"), .line], ["STAT", "NOOP"])
        #expect(output.status == 69)
        #expect(output.stderr == "")
        #expect(!output.stdout.contains("C: NOOP"))
    }

    @Test func `a connection that is reset is 69`() async throws {
        let output = try await session([.send("+OK\r\n"), .line, .reset], ["NOOP", "NOOP"])
        #expect(output.status == 69)
        #expect(output.stderr == "")
        #expect(rows(output).last?.hasPrefix("   ! The connection was lost: Connection reset by peer.") == true)
    }

    @Test(arguments: ["-ERR no\r\n", "-ERR [IN-USE] busy\r\n"])
    func `a greeting that refuses is 75, and nothing is sent`(greeting: String) async throws {
        let server = try ScriptedServer([.send(greeting), .end])
        let output = try await popscope(server.arguments, stdin: "NOOP\n", home: home)
        #expect(output.status == 75)
        #expect(output.stderr == "")
        #expect(await server.linesToEnd() == [])
    }

    @Test(arguments: [("[IN-USE]", 75), ("[LOGIN-DELAY]", 75), ("[SYS/TEMP]", 75), ("[SYS/PERM]", 77), ("[AUTH]", 77)])
    func `a refused login says by its code whether to try again`(code: String, status: Int32) async throws {
        let output = try await session(
            [.send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("-ERR \(code) no\r\n"), .end],
            ["USER alice", "PASS open-sesame"])
        #expect(output.status == status)
    }

    // MARK: Replies out of step

    @Test func `a greeting that comes octet by octet is one greeting`() async throws {
        let octets = Array("+OK ready <1.2@example.jp>\r\n".utf8)
        let output = try await session(octets.map { .send([$0]) } + [.line, .send("+OK\r\n"), .end], ["NOOP"])
        #expect(output.status == 0)
        #expect(rows(output).filter { $0.hasPrefix("S: ") } == ["S: +OK ready <1.2@example.jp>", "S: +OK"])
    }

    @Test func `two replies to one command are told apart`() async throws {
        let output = try await session(
            [.send("+OK\r\n"), .line, .send("+OK one\r\n+OK two\r\n"), .line, .send("+OK three\r\n"), .end],
            ["NOOP", "NOOP"], ["--fail-on", "finding"])
        #expect(output.status == 1)
        let wire = rows(output).filter { $0.hasPrefix("S: ") || $0.hasPrefix("C: ") }
        #expect(wire == ["S: +OK", "C: NOOP", "S: +OK one", "S: +OK two", "C: NOOP", "S: +OK three"])
        #expect(output.stdout.contains("[rfc1939-5-one-response-per-command]"))
    }

    @Test func `a line that answers nothing is said to`() async throws {
        let output = try await session([.send("+OK\r\nHello\r\n"), .line, .send("+OK\r\n"), .end], ["NOOP"])
        #expect(output.status == 0)
        #expect(output.stderr == Self.endOfInput)
        #expect(
            output.stdout.contains("S: Hello\n   ! AUTHORIZATION, RFC 1939 3 (unsolicited): a line that answers no"))
    }
}

extension Trait where Self == ConditionTrait {
    /// A program of the system.
    fileprivate static func requires(_ tool: String) -> Self {
        .enabled(if: installed(tool) != nil, "\(tool) is not installed")
    }
}
