import Foundation
import TestSupport
import Testing

@testable import Console

@Suite("Taking a line back", .timeLimit(.minutes(5)))
struct ShellRedactingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/a.pop3" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private static func wire() -> Wire {
        Wire(.says("+OK\r\n")) { [.says($0.hasPrefix("USER") ? "+OK\r\n" : "-ERR no such word: \($0)\r\n")] }
    }

    @Test func `it is a secret in the recording, its echo included, and in the history`() async throws {
        let history = History(path: folder.path + "/history")
        let run = await ShellRun.steps(
            [
                .types("NOOP"), .types(":record \(path)"), .types("FOO hunter2"), .types(":redact last"),
                .types("NOOP"),
                .types(":why"),
            ], over: Self.wire(), history: history)
        let text = String(decoding: folder.files["a.pop3"] ?? Data(), as: UTF8.self)
        #expect(text.contains("C: ${secret:typed}\nS: -ERR no such word: ${secret:typed}\nC: NOOP\n"))
        #expect(!text.contains("hunter2"))
        #expect(folder.files["history"].map { String(decoding: $0, as: UTF8.self).contains("hunter2") } == false)
        #expect(run.screen.contains("The last line that was sent is a secret now in everything that is kept"))
        #expect(run.remembered.contains("NOOP") && !run.remembered.contains { $0.contains("hunter2") })
    }

    private func text(_ name: String) -> String {
        String(decoding: folder.files[name] ?? Data(), as: UTF8.self)
    }

    @Test func `files whose recording has ended are cleaned as well`() async throws {
        let run = await ShellRun.steps(
            [
                .types(":record \(path)"), .types("FOO hunter2"), .types(":record off"),
                .types(":record \(folder.path)/b.pop3"), .types(":record \(folder.path)/c.pop3"),
                .types(":redact last"), .types("NOOP"),
            ], over: Self.wire())
        let line = "C: ${secret:typed}\nS: -ERR no such word: ${secret:typed}\n"
        for name in ["a.pop3", "b.pop3"] { #expect(text(name).hasSuffix("S: +OK\n" + line)) }
        #expect(text("c.pop3").contains(line + "C: NOOP\n"))
        #expect(run.screen.contains("The last line that was sent is a secret now in everything that is kept"))
    }

    @Test func `a file that is replaced by the next recording is the next recording's`() async throws {
        _ = await ShellRun.steps(
            [
                .types(":record \(path)"), .types("FOO hunter2"), .types(":record off"), .types(":record! \(path)"),
                .types(":redact last"), .types("NOOP"),
            ], over: Self.wire())
        let end = "S: +OK\nC: ${secret:typed}\nS: -ERR no such word: ${secret:typed}\nC: NOOP\n"
        #expect(text("a.pop3").contains(end))
        #expect(text("a.pop3").components(separatedBy: "* connect").count == 2)
    }

    @Test func `the last line of the connection before is taken back`() async throws {
        let lines = [":record \(path)", "FOO hunter2", ":reconnect", ":redact last", "NOOP"]
        let run = await ShellRun.steps(lines.map { .types($0) }, mail: [Mail.small])
        #expect(run.screen.contains("The last line that was sent is a secret now in everything that is kept"))
        #expect(text("a.pop3").contains("\nC: ${secret:typed}\nS: -ERR"))
        #expect(text("a.pop3").contains("\n*2 connect\nS2: +OK"))
        #expect(text("a.pop3").contains("\nC2: NOOP\n"))
        #expect(!text("a.pop3").contains("hunter2"))
    }

    @Test func `a file that could not be cleaned is named, and nothing is promised`() async throws {
        let run = await ShellRun.steps(
            [
                .types(":record \(path)"), .types("FOO hunter2"), .types(":record off"),
                .does { [path] in
                    let file = open(path, O_WRONLY | O_APPEND)
                    write(file, "# mine\n", 7)
                    close(file)
                },
                .types(":redact last"),
            ], over: Self.wire())
        #expect(run.screen.contains("could not be taken out of \(path), which another program may have changed"))
        #expect(!run.screen.contains("in everything that is kept"))
        #expect(text("a.pop3").contains("hunter2") && text("a.pop3").hasSuffix("# mine\n"))
    }

    @Test func `who begins to record afterwards has no secret either`() async throws {
        _ = await ShellRun.steps(
            [.types("FOO hunter2"), .types(":redact last"), .types(":record \(path)")], over: Self.wire())
        let text = String(decoding: folder.files["a.pop3"] ?? Data(), as: UTF8.self)
        let end = "* connect\nS: +OK\nC: ${secret:typed}\nS: -ERR no such word: ${secret:typed}\n* close client\n"
        #expect(text.hasSuffix(end))
    }

    @Test func `the explanation of the line is without it`() async {
        let lines = ["FOO hunter2", ":redact last", ":clear", ":why"]
        let run = await ShellRun.steps(lines.map { .types($0) }, over: Self.wire())
        let behind = run.screen.components(separatedBy: "\u{1B}[2J").last ?? ""
        #expect(!behind.contains("hunter2"))
    }

    @Test(arguments: [":hunter2", ":rfc hunter2"])
    func `a line that was not sent is taken out of the history`(line: String) async {
        let history = History(path: folder.path + "/history")
        let run = await ShellRun.steps(
            [.types(line), .types(":redact last")], over: Self.wire(), history: history)
        #expect(run.screen.contains("The line typed last was not sent, so no recording has it. It is out of the"))
        #expect(!text("history").contains("hunter2"))
        #expect(!run.remembered.contains { $0.contains("hunter2") })
    }

    @Test func `a line for the console that sent another is taken out of the history with that`() async {
        let history = History(path: folder.path + "/history")
        let lines = [":record \(path)", ":save 1 \(folder.path)/hunter2", ":redact last"]
        let run = await ShellRun.steps(lines.map { .types($0) }, over: Self.wire(), history: history)
        #expect(run.screen.contains("The line for the console that was typed last is out of the history."))
        #expect(text("a.pop3").contains("C: ${secret:typed}\n"))
        #expect(!text("history").contains("hunter2"))
        #expect(!run.remembered.contains { $0.contains("hunter2") })
    }

    @Test func `a line that was refused is taken back alone, and what was sent before it the next time`() async {
        let lines = [":record \(path)", "FOO hunter2", ":swordfish", ":redact last", ":record off", ":redact last"]
        let history = History(path: folder.path + "/history")
        let run = await ShellRun.steps(lines.prefix(4).map { .types($0) }, over: Self.wire(), history: history)
        #expect(run.screen.contains("The line that was sent last stays as it is"))
        #expect(text("a.pop3").contains("C: FOO hunter2\n"))
        #expect(text("history").contains("FOO hunter2\n") && !text("history").contains("swordfish"))
        _ = await ShellRun.steps(
            [.types(":record! \(path)")] + lines.dropFirst().map { .types($0) }, over: Self.wire())
        #expect(text("a.pop3").contains("C: ${secret:typed}\n"))
    }

    @Test func `of a line that is kept nowhere that is said`() async {
        let lines = ["NOOP", ":close", "hunter2", ":redact last"]
        let run = await ShellRun.steps(lines.map { .types($0) }, over: Self.wire())
        #expect(run.screen.contains("was not sent, and is kept nowhere but on this screen"))
        #expect(!run.remembered.contains("hunter2"))
    }

    @Test func `two lines that are taken back have two names, and the same one has one`() async {
        let lines = [
            ":record \(path)", "FOO hunter2", ":redact last", "BAR swordfish", ":redact last", "FOO hunter2",
            ":redact last",
        ]
        _ = await ShellRun.steps(lines.map { .types($0) }, over: Self.wire())
        let sent = text("a.pop3").split(separator: "\n").filter { $0.hasPrefix("C: ") }
        #expect(sent == ["C: ${secret:typed}", "C: ${secret:typed.2}", "C: ${secret:typed}"])
        #expect(text("a.pop3").contains("S: -ERR no such word: ${secret:typed.2}\n"))
    }

    @Test func `a password that is masked already stays where it stands, and keeps its name`() async {
        let lines = [
            ":record \(path)", "USER alice", "PASS hunter2", ":redact last", "USER alice", "PASS swordfish",
        ]
        let run = await ShellRun.steps(lines.map { .types($0) }, over: Self.wire())
        let sent = text("a.pop3").split(separator: "\n").filter { $0.hasPrefix("C: ") }
        #expect(sent == ["C: USER alice", "C: PASS ${secret:alice}", "C: USER alice", "C: PASS ${secret:alice.2}"])
        #expect(run.screen.contains("The secret in the last line that was sent is masked already"))
    }

    @Test func `where no line was sent, there is nothing to take back`() async {
        let run = await ShellRun.steps([.types(":redact last"), .types(":redact")], over: Self.wire())
        #expect(run.screen.contains("   ! No line was sent, so nothing can be taken back."))
        #expect(run.screen.contains(":redact last"))
    }
}
