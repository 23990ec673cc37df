import Handbook
import POP3
import Testing

@testable import Console

@Suite("A multi-line reply that is asked for by :lines", .timeLimit(.minutes(5)))
struct ShellExpectingTests {
    private func wire() -> Wire {
        Wire(.says("+OK\r\n")) { line in
            [.says(line == "XLST" ? "+OK\r\n1 a\r\n.\r\n" : "+OK one line\r\n")]
        }
    }

    @Test func `it is for a verb that no RFC defines, and for one line`() async {
        let run = await ShellRun.steps(
            [.types(":lines"), .types("XLST"), .types("XONE"), .types("NOOP")], over: wire())
        #expect(
            run.lines.filter { $0.hasPrefix("S:") }
                == ["S: +OK", "S: +OK", "S: 1 a", "S: .", "S: +OK one line", "S: +OK one line"])
    }

    @Test(arguments: ["STAT", "stat", ":send \"STAT\\r\\n\"", ":pipeline STAT;NOOP"])
    func `a verb whose reply the RFC defines does not wait for a body`(line: String) async {
        let wire = wire()
        let run = await ShellRun.steps([.types(":lines"), .types(line), .types("RSET")], over: wire)
        #expect(
            run.screen.contains("   | :lines is not needed for STAT: its reply has the form that the RFC gives it."))
        #expect(await wire.sent().hasSuffix("RSET\r\n"))
    }

    @Test(arguments: [[.hides("x", keyword: "PASS")], [.types(":pass"), .hides("x")]] as [[ScriptedTerminal.Step]])
    func `a hidden password does not wait for a body either`(steps: [ScriptedTerminal.Step]) async {
        let wire = wire()
        _ = await ShellRun.steps([.types("USER a"), .types(":lines")] + steps + [.types("NOOP")], over: wire)
        #expect(await wire.sent() == "USER a\r\nPASS x\r\nNOOP\r\n")
    }

    @Test func `an answer to a challenge has no body`() async {
        let wire = Wire(.says("+OK\r\n")) { [.says($0.hasPrefix("AUTH") ? "+ \r\n" : "+OK\r\n")] }
        let lines = ["AUTH XTEST", ":lines", "abc=", "NOOP"].map { ScriptedTerminal.Step.types($0) }
        _ = await ShellRun.steps(lines + [.endsInput], over: wire, isInteractive: false)
        #expect(await wire.sent() == "AUTH XTEST\r\nabc=\r\nNOOP\r\n")
    }

    @Test(arguments: [
        (false, false, "No greeting for 3 s."), (true, false, "No reply for 3 s."),
        (true, true, "Nothing for 3 s. By :lines the reply ends with \".\" alone on a line."),
    ])
    func `a silence is named by what is waited for`(isGreeted: Bool, awaitsLines: Bool, words: String) async {
        let shell = Shell(
            on: ScriptedTerminal([]), options: ShellRun.options(), history: History(path: nil)
        ) { _ in BrokenDialer(error: .cancelled) }
        let said = await shell.said(isGreeted: isGreeted, awaitsLines: awaitsLines)
        #expect(said.hasPrefix(words))
        #expect(said.contains("port 995") == !isGreeted)
    }
}

extension Shell {
    /// What is said of three silent seconds.
    fileprivate func said(isGreeted: Bool, awaitsLines: Bool) -> String {
        var session = Session()
        if isGreeted { _ = session.observe(Array("+OK\r\n".utf8), from: .server) }
        self.awaitsLines = awaitsLines
        return wordsForSilence(session, .seconds(3)).en
    }
}
