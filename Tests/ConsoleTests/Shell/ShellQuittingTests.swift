import POP3
import Testing

@testable import Console

@Suite("Leaving a session", .timeLimit(.minutes(5)))
struct ShellQuittingTests {
    /// A server with three messages that says +OK to everything, and closes behind QUIT.
    private func wire() -> Wire {
        Wire(.says("+OK ready\r\n")) { line in
            line.uppercased() == "QUIT" ? [.says("+OK bye\r\n"), .closes] : [.says("+OK 3 120\r\n")]
        }
    }

    private let marking: [ScriptedTerminal.Step] =
        Mail.login + [.types("STAT"), .types("DELE 1"), .types("DELE 2")]
    private let question = "   | QUIT now deletes 2 messages for good (RFC 1939 6). RSET takes the marks back."

    private func run(_ steps: [ScriptedTerminal.Step], _ options: Shell.Options = ShellRun.options()) async -> (
        run: ShellRun, sent: [String]
    ) {
        let wire = wire()
        let run = await ShellRun.steps(marking + steps, over: wire, options)
        return (run, await wire.sent().split(separator: "\r\n").dropFirst(5).map(String.init))
    }

    @Test(arguments: ["n", "", "no", "QUIT"])
    func `a QUIT that deletes is asked about, and not sent without a yes`(answer: String) async {
        let (run, sent) = await run([.types("QUIT"), .types(answer)])
        #expect(run.lines.contains(question))
        #expect(run.prompts.contains("Send QUIT? [y/N]"))
        #expect(sent == [])
        #expect(run.prompts.last?.hasSuffix("TRANS 3 msgs, 2 to delete>") == true)
    }

    @Test(arguments: ["y", "Yes"])
    func `a yes sends it`(answer: String) async {
        let (run, sent) = await run([.types("quit"), .types(answer)])
        #expect(sent == ["quit"])
        #expect(run.screen.contains("S: +OK bye"))
        #expect(run.status == 0)
    }

    @Test func `the question is left by Ctrl-C and Ctrl-D, and nothing is sent`() async {
        let (run, sent) = await run([.types("QUIT"), .interrupts(), .types("QUIT"), .endsInput])
        #expect(sent == [])
        #expect(run.lines.filter { $0 == "   | Nothing was sent." }.count == 2)
    }

    @Test func `it is not asked where that was chosen, without marks, or at the practice server`() async {
        let quiet = await run([.types("QUIT")], ShellRun.options { $0.settings.confirmsQuit = false })
        #expect(quiet.sent == ["QUIT"])
        let unmarked = await run([.types("RSET"), .types("QUIT")])
        #expect(unmarked.sent == ["RSET", "QUIT"])
        let practice = await ShellRun.steps(Mail.login + [.types("DELE 1"), .types("QUIT")])
        #expect(practice.screen.contains("S: +OK bye; 1 removed, 1 left"))
        #expect(!(quiet.run.prompts + unmarked.run.prompts + practice.prompts).contains("Send QUIT? [y/N]"))
    }

    @Test func `Ctrl-D with marks asks: q sends QUIT, d drops, c stays`() async {
        let quitting = await run([.endsInput, .types("q")])
        #expect(quitting.sent == ["QUIT"])
        let dropping = await run([.endsInput, .types("d"), .types("STAT")])
        #expect(dropping.sent == [])
        let staying = await run([.endsInput, .types("c"), .endsInput, .interrupts(), .types("STAT")])
        #expect(staying.sent == ["STAT"])
        for run in [quitting.run, dropping.run, staying.run] {
            #expect(run.prompts.contains("[q/d/c]"))
            #expect(
                run.screen.contains("   | 2 messages are marked as deleted. [q] send QUIT, which deletes / [d] drop"))
        }
    }

    @Test(arguments: ["x", "dq", "help", "QUIT now"])
    func `any other answer is asked again`(answer: String) async {
        let (run, sent) = await run([.endsInput, .types(answer), .types("c"), .types("NOOP")])
        #expect(sent == ["NOOP"])
        #expect(run.prompts.filter { $0 == "[q/d/c]" }.count == 2)
        #expect(run.lines.filter { $0.contains("2 messages are marked as deleted. [q]") }.count == 2)
    }

    @Test func `Ctrl-D again at that question drops: a terminal that is gone must not be asked for ever`() async {
        let (run, sent) = await run([.endsInput, .endsInput, .types("STAT")])
        #expect(sent == [])
        #expect(run.prompts.last == "[q/d/c]")
    }

    @Test func `Ctrl-D without marks leaves, and QUIT is not sent`() async {
        let (run, sent) = await run([.types("RSET"), .endsInput, .types("STAT")])
        #expect(sent == ["RSET"])
        #expect(!run.prompts.contains("[q/d/c]"))
    }

    @Test(arguments: [":q", ":open pop.example.org", ":reconnect"])
    func `leaving by a local command asks as well`(line: String) async {
        let (run, sent) = await run([.types(line), .types("c"), .types("NOOP")])
        #expect(run.prompts.contains("[q/d/c]"))
        #expect(sent == ["NOOP"])
    }

    @Test func `the exclamation mark leaves at once`() async {
        let (run, sent) = await run([.types(":q!"), .types("STAT")])
        #expect(sent == [])
        #expect(!run.prompts.contains("[q/d/c]"))
    }

    @Test func `close hangs up without QUIT and says what that means`() async {
        let (run, sent) = await run([.types(":close"), .types("STAT"), .types(":close")])
        #expect(sent == [])
        #expect(run.prompts.last == "pop.example.jp closed>")
        #expect(
            run.screen.contains("   | The connection is closed, so nothing was sent. :reconnect opens it again.")
                || run.screen.contains("   ! The connection is closed, so nothing was sent. :reconnect opens it again.")
        )
    }

    @Test func `Ctrl-C on an empty line says once how to leave`() async {
        let (run, _) = await run([.interrupts(on: "LIS"), .interrupts(), .interrupts()])
        #expect(run.lines.filter { $0 == "   | QUIT commits 2 deletions; :q! drops the connection." }.count == 1)
    }

    @Test func `a batch announces a QUIT that deletes, and sends it`() async {
        let wire = wire()
        let steps: [ScriptedTerminal.Step] = ["USER alice", "PASS wonderland", "DELE 1", "QUIT"].map { .types($0) }
        let run = await ShellRun.steps(steps + [.endsInput], over: wire, isInteractive: false)
        #expect(await wire.sent().hasSuffix("DELE 1\r\nQUIT\r\n"))
        #expect(run.status == 0)
        #expect(!run.everything.contains("wonderland"))
    }

    @Test(arguments: [(false, "STAT\r\n"), (true, "STAT\r\nQUIT\r\n")])
    func `the end of a batch sends QUIT only where that was asked for`(quits: Bool, expected: String) async {
        let wire = wire()
        let options = ShellRun.options { $0.quitsAtEnd = quits }
        let run = await ShellRun.steps([.types("STAT"), .endsInput], over: wire, isInteractive: false, options)
        #expect(await wire.sent() == expected)
        #expect(run.status == 0)
    }
}
