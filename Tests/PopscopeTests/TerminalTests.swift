import Foundation
import TestSupport
import Testing

@Suite("The console on a real terminal", .timeLimit(.minutes(5)), .enabled(if: installed("setsid") != nil, "no setsid"))
struct TerminalTests {
    private let home: TemporaryFolder
    private static let secret = "open-sesame"

    init() throws {
        home = try TemporaryFolder()
    }

    /// The practice server, logged in, after STAT.
    private func practice(columns: Int = 80, environment: [String: String] = [:]) async throws -> ConsoleRun {
        let console = try ConsoleRun(home: home, columns: columns, environment: environment)
        try await console.wait(for: "practice AUTH> ")
        console.type("USER alice\r")
        try await console.wait(for: "practice AUTH> ")
        console.type("PASS wonderland\r")
        try await console.wait(for: "practice TRANS> ")
        console.type("STAT\r")
        try await console.wait(for: "practice TRANS 8 msgs> ")
        return console
    }

    private var historyPath: String { home.path + "/state/popscope/history" }

    // MARK: Passwords

    @Test func `a password is typed hidden, and stays nowhere`() async throws {
        let server = try ScriptedServer([
            .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .end,
        ])
        let console = try ConsoleRun(server.arguments, home: home)
        try await console.wait(for: "AUTH> ")
        console.type("USER alice\r")
        try await console.wait(for: "AUTH> ")
        console.type("PASS\r")
        try await console.wait(for: "anyone on the path can read the password.", "Password for alice (not shown): ")
        console.type(Self.secret + "\r")
        try await console.wait(for: "C: PASS ********", "TRANS> ")
        console.type(":pass\r")
        try await console.wait(for: "(not shown): ")
        console.type(Self.secret + "\r")
        try await console.wait(for: "C: PASS ********", "TRANS> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
        #expect(await server.linesToEnd() == ["USER alice", "PASS \(Self.secret)", "PASS \(Self.secret)"])
        #expect(console.written.firstRange(of: Array(Self.secret.utf8)) == nil)
        let history = try String(contentsOfFile: historyPath, encoding: .utf8)
        #expect(history == "USER alice\n:pass\n:q\n")
        let attributes = try FileManager.default.attributesOfItem(atPath: historyPath)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test(arguments: ["PASS ", "pass ", "Pass  "])
    func `a password that is pasted is hidden all the same`(keyword: String) async throws {
        let server = try ScriptedServer([
            .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK\r\n"), .line, .send("+OK 2 320\r\n"), .end,
        ])
        let console = try ConsoleRun(server.arguments, home: home)
        try await console.wait(for: "AUTH> ")
        console.type("USER alice\r\(keyword)\(Self.secret)\rSTAT\r")
        try await console.wait(for: "********", "S: +OK 2 320", "TRANS 2 msgs> ")
        console.type(":q!\r")
        #expect(await console.ending() == 0)
        #expect(await server.hears(keyword.trimmingCharacters(in: [" "]) + keyword.dropFirst(4) + Self.secret))
        #expect(console.written.firstRange(of: Array(Self.secret.utf8)) == nil)
        #expect(home.files.filter { $0.value.firstRange(of: Data(Self.secret.utf8)) != nil }.keys.sorted() == [])
    }

    @Test func `Ctrl-C at a hidden prompt sends nothing`() async throws {
        let console = try ConsoleRun(home: home)
        try await console.wait(for: "practice AUTH> ")
        console.type("USER alice\r")
        try await console.wait(for: "practice AUTH> ")
        console.type("PASS\r")
        try await console.wait(for: "(not shown): ")
        console.type("won\u{3}")
        try await console.wait(for: "Nothing was sent.", "practice AUTH> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
    }

    // MARK: Editing

    @Test func `TAB completes verbs and the numbers of messages`() async throws {
        let console = try await practice()
        console.type("st\t\r")
        try await console.wait(for: "stat", "S: +OK 8 ", "practice TRANS 8 msgs> ")
        console.type("LIST\r")
        try await console.wait(for: "S: .", "practice TRANS 8 msgs> ")
        console.type("DELE 1\r")
        try await console.wait(for: "practice TRANS 8 msgs, 1 to delete> ")
        console.type("RETR \t")
        try await console.wait(for: "2  ", "octets", "8  ", "RETR ")
        #expect(!console.screen.lines.contains { $0.hasPrefix("1  ") })
        console.type("3\t\r")
        try await console.wait(for: "S: +OK ", "Subject: 打ち合わせの件", "1 to delete> ")
        console.type(":q!\r")
        #expect(await console.ending() == 0)
        #expect(console.screen.lines.contains { $0.hasPrefix("practice TRANS 8 msgs, 1 to delete> RETR 3") })
        #expect(console.screen.strangers == [])
    }

    @Test func `a server that closes leaves the line that is being typed intact`() async throws {
        let server = try ScriptedServer([.send("+OK\r\n"), .proceed])
        let console = try ConsoleRun(server.arguments, home: home, columns: 100)
        try await console.wait(for: "AUTH> ")
        console.type("STA")
        try await console.wait(for: "STA")
        try server.proceed()
        try await console.wait(for: "the server closed the connection", "closed> STA")
        #expect(console.screen.currentLine.hasPrefix("127.0.0.1:\(server.port) closed> STA"))
        console.type("T\r")
        try await console.wait(for: "The connection is closed, so nothing was sent.", "closed> ")
        console.type("\u{4}")
        #expect(await console.ending() == 0)
        #expect(console.screen.lines.contains { $0.hasPrefix("127.0.0.1:\(server.port) closed> STAT") })
    }

    @Test func `a narrower terminal gets narrower notes`() async throws {
        let console = try await practice(columns: 100)
        console.type("STA")
        try await console.wait(for: "STA")
        console.resize(columns: 40)
        console.type("T\r")
        try await console.wait(for: "S: +OK 8 ", "TRANS 8 msgs> ")
        console.type(":why\r")
        try await console.wait(for: ":why", "TRANS 8 msgs> ")
        let start = console.screen.lines.lastIndex { $0.contains(":why") } ?? 0
        let notes = console.screen.lines[start...].filter { $0.hasPrefix("   | ") }
        #expect(notes.count > 2)
        #expect(notes.filter { $0.count > 40 } == [])
        console.type(":q!\r")
        #expect(await console.ending() == 0)
    }

    // MARK: Ctrl-C, Ctrl-D

    @Test func `Ctrl-C while waiting gives the prompt back, and a reply that is late is shown`() async throws {
        let server = try ScriptedServer([.send("+OK\r\n"), .line, .proceed, .send("+OK late\r\n"), .end])
        let console = try ConsoleRun(server.arguments, home: home)
        try await console.wait(for: "AUTH> ")
        console.type("NOOP\r")
        #expect(await server.hears("NOOP"))
        console.type("\u{3}")
        try await console.wait(for: "1 reply outstanding", "AUTH> ")
        try server.proceed()
        try await console.wait(for: "S: +OK late", "AUTH> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
    }

    @Test func `Ctrl-C once more closes the connection`() async throws {
        let server = try ScriptedServer([.send("+OK\r\n"), .line, .end])
        let console = try ConsoleRun(server.arguments, home: home)
        try await console.wait(for: "AUTH> ")
        console.type("NOOP\r")
        #expect(await server.hears("NOOP"))
        console.type("\u{3}")
        try await console.wait(for: "1 reply outstanding", "AUTH> ")
        console.type("\u{3}")
        try await console.wait(for: "closed> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
        #expect(await server.linesToEnd() == [])
    }

    @Test func `Ctrl-C drops the line, and on an empty one tells how to leave`() async throws {
        let console = try await practice()
        console.type("DELE 1")
        try await console.wait(for: "DELE 1")
        console.type("\u{3}")
        try await console.wait(for: "^C", "practice TRANS 8 msgs> ")
        console.type("\u{3}")
        try await console.wait(for: "QUIT ends the session; :q leaves without it.", "practice TRANS 8 msgs> ")
        console.type("\u{4}")
        #expect(await console.ending() == 0)
    }

    @Test(arguments: [("q", ["DELE 1", "QUIT"]), ("d", ["DELE 1"])])
    func `Ctrl-D asks before deletions are lost or made final`(choice: String, lines: [String]) async throws {
        let server = try ScriptedServer(
            [.send("+OK\r\n")] + Array(repeating: [.line, .send("+OK\r\n")], count: 4).flatMap(\.self))
        let console = try ConsoleRun(server.arguments, home: home)
        try await console.wait(for: "AUTH> ")
        console.type("USER alice\r")
        try await console.wait(for: "AUTH> ")
        console.type("PASS x\r")
        try await console.wait(for: "TRANS> ")
        console.type("DELE 1\r")
        try await console.wait(for: "1 to delete> ")
        console.type("\u{4}")
        try await console.wait(for: "[q] send QUIT, which deletes", "[q/d/c] ")
        console.type("c\r")
        try await console.wait(for: "1 to delete> ")
        console.type("\u{4}")
        try await console.wait(for: "[q/d/c] ")
        console.type(choice + "\r")
        #expect(await console.ending() == 0)
        #expect(await server.linesToEnd() == ["USER alice", "PASS x"] + lines)
    }

    // MARK: Looking around

    @Test(arguments: ["+OK ready\r\n", "+OK ready <1.2@example.jp>\r\n"], [60, 80, 120])
    func `what helps on is named once`(greeting: String, columns: Int) async throws {
        let server = try ScriptedServer([.send(greeting), .end])
        let console = try ConsoleRun(server.arguments, home: home, columns: columns)
        try await console.wait(for: "AUTH> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
        #expect(console.screen.lines.joined(separator: "\n").split(separator: "@auth").count == 2)
    }

    @Test func `a session is taken back past its QUIT`() async throws {
        let console = try await practice()
        console.type("DELE 2\r")
        try await console.wait(for: "practice TRANS 8 msgs, 1 to delete> ")
        console.type("QUIT\r")
        try await console.wait(for: "UPDATE", "practice closed> ")
        console.type(":rewind\r")
        try await console.wait(for: "Back to TRANSACTION", "practice TRANS 8 msgs, 1 to delete> ")
        console.type("RSET\r")
        try await console.wait(for: "practice TRANS 8 msgs> ")
        console.type("LIST 2\r")
        try await console.wait(for: "S: +OK 2 ", "practice TRANS 8 msgs> ")
        console.type(":rewind 1\r")
        try await console.wait(for: "Back to AUTHORIZATION", "practice AUTH> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
    }

    @Test func `the state, the wire and an error are explained`() async throws {
        let console = try await practice()
        console.type(":state\r")
        try await console.wait(for: "=> TRANSACTION  <- you are here", "practice TRANS 8 msgs> ")
        console.type("RETR 99\r")
        try await console.wait(for: "S: -ERR ", "   ! TRANSACTION, RFC 1939 5 (RETR): refused.")
        try await console.wait(for: "practice TRANS 8 msgs> ")
        console.type(":wiretap\r")
        try await console.wait(for: "alice", "practice TRANS 8 msgs> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
    }

    @Test func `a Japanese terminal is spoken to in Japanese`() async throws {
        let console = try ConsoleRun(home: home, environment: ["LC_ALL": "", "LANG": "ja_JP.UTF-8"])
        try await console.wait(for: "練習用サーバーです。", "practice AUTH> ")
        console.type("USER alice\r")
        try await console.wait(for: "practice AUTH> ")
        console.type("PASS\r")
        try await console.wait(for: "alice のパスワード (表示されません): ")
        console.type("wonderland\r")
        try await console.wait(for: "practice TRANS> ")
        console.type("：lang en\r")
        try await console.wait(for: "lang is en now.", "practice TRANS> ")
        console.type("ＳＴＡＴ\r")
        try await console.wait(for: "S: -ERR ", "practice TRANS> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
    }

    // MARK: Terminals without a cursor to move

    @Test(arguments: [["ACCESSIBLE": "1"], ["TERM": "dumb"], ["ACCESSIBLE": "1", "TERM": "dumb"]])
    func `a screen that is only appended to gets no escape sequence`(environment: [String: String]) async throws {
        let console = try await practice(environment: environment.merging(["NO_COLOR": "1"]) { $1 })
        console.type("RETR 3\r")
        try await console.wait(for: "S: .", "Subject: 打ち合わせの件", "practice TRANS 8 msgs> ")
        console.type("STAX\u{7F}T\r")
        try await console.wait(for: "S: +OK 8 ", "practice TRANS 8 msgs> ")
        console.type(":q\r")
        #expect(await console.ending() == 0)
        #expect(!console.written.contains(0x1B))
    }
}
