import Handbook
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("Judging the running session", .timeLimit(.minutes(5)))
struct ShellCheckingTests {
    /// A server that refuses NOOP, and repeats what it does not know.
    private static func wire() -> Wire {
        Wire(.says("+OK\r\n")) { line in
            if line.hasPrefix("FOO") { return [.says("?? \(line)\r\n")] }
            return [.says(line.hasPrefix("NOOP") ? "-ERR no\r\n" : "+OK\r\n")]
        }
    }

    private static let login: [ScriptedTerminal.Step] = [
        .types("USER alice"), .hides("wonderland", keyword: "PASS"), .types("NOOP"),
    ]

    private func said(
        behind begin: [ScriptedTerminal.Step] = login, _ line: String, _ language: Language = .en
    ) async -> String {
        let options = ShellRun.options { $0.settings.language = language }
        let without = await ShellRun.steps(begin, over: Self.wire(), options)
        let run = await ShellRun.steps(begin + [.types(line)], over: Self.wire(), options)
        #expect(run.status == 0 && run.screen.hasPrefix(without.screen))
        return String(run.screen.dropFirst(without.screen.count))
    }

    @Test func `what the server broke is told, and how many rows held`() async {
        let said = await said(":check")
        #expect(said.contains("The server in this session: 1 failed, "))
        #expect(said.contains("FAIL rfc1939-5-noop-ok\n"))
        #expect(said.contains("NOOP was refused in TRANSACTION."))
        #expect(!said.contains("PASS rfc"))
    }

    @Test func `all lists what held as well`() async {
        let said = await said(":check all")
        #expect(said.contains("FAIL rfc1939-5-noop-ok\n"))
        #expect(said.contains("PASS rfc1939-4-greeting-positive\n"))
    }

    @Test func `one requirement is shown with its exchange`() async {
        let said = await said(":check RFC1939-5-noop-ok")
        #expect(said.contains("FAIL rfc1939-5-noop-ok"))
        #expect(said.contains("C: NOOP\n") && said.contains("S: -ERR no\n"))
        let other = await self.said(":check rfc1939-5-retr-unknown-err")
        #expect(other.contains("SKIP rfc1939-5-retr-unknown-err"))
        #expect(other.contains("Nothing that was seen put it to the test."))
    }

    @Test(arguments: ["rfc9999-1", "rfc1939-3-keyword-3-or-4-chars", "a\u{1B}[2J"])
    func `what is no requirement of a server is refused`(name: String) async {
        let said = await said(":check \(name)")
        #expect(said.contains("   ! ") && said.contains("no requirement of a server"))
        #expect(Hostile.dangers(in: Array(said.utf8)) == [])
    }

    @Test(arguments: ["", "all", "rfc1939-5-noop-ok"])
    func `the words are Japanese where that was asked for`(argument: String) async {
        let said = await said(":check \(argument)", .ja)
        #expect(said.unicodeScalars.contains { $0.value > 0x2E80 })
        #expect(!said.contains("The server") && !said.contains("Nothing"))
    }

    @Test func `a session without a breach says so`() async {
        let said = await said(behind: [.types("USER alice")], ":check")
        #expect(said.contains("nothing broken, "))
    }

    @Test func `a secret that was taken back is in no answer`() async {
        let begin = Self.login + [.types("FOO hunter22"), .types(":redact last")]
        for argument in ["", "all", "rfc1939-3-status-only-ok-err"] {
            let said = await said(behind: begin, ":check \(argument)")
            #expect(said.contains("rfc1939-3-status-only-ok-err"))
            #expect(!said.contains("hunter22"))
        }
    }
}
