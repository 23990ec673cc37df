import POP3
import Testing

@testable import Console

@Suite("What a server does in its own time", .timeLimit(.minutes(5)))
struct ShellReceivingTests {
    /// A terminal that presses Ctrl-C when LIST reaches the server, and a server that answers it only when told to.
    private func silentAtLIST(_ steps: (Wire) -> [ScriptedTerminal.Step]) -> (ScriptedTerminal, Wire) {
        let (trigger, pull) = AsyncStream.makeStream(of: Void.self)
        let wire = Wire(.says("+OK\r\n")) { line in
            if line == "LIST" { pull.finish() }
            return line == "LIST" ? [] : [.says("+OK\r\n")]
        }
        let terminal = ScriptedTerminal(steps(wire))
        Task {
            for await _ in trigger {}
            terminal.interrupt()
        }
        return (terminal, wire)
    }

    @Test func `Ctrl-C while waiting gives the prompt back, and the late reply is shown when it comes`() async {
        let (terminal, wire) = silentAtLIST { wire in
            [
                .types("LIST"), .sees("1 reply outstanding"),
                .does { wire.bring(.says("+OK\r\n1 120\r\n.\r\n")) }, .sees("S: ."), .types("NOOP"),
            ]
        }
        let run = await ShellRun.of(terminal, over: PuppetDialer(wire: wire))
        #expect(run.lines.contains("S: 1 120"))
        #expect(await wire.sent() == "LIST\r\nNOOP\r\n")
        #expect(run.lines.last { $0.hasPrefix("S: ") } == "S: +OK")
    }

    @Test func `a second Ctrl-C closes the connection`() async {
        let (terminal, wire) = silentAtLIST { _ in
            [.types("LIST"), .sees("1 reply outstanding"), .interrupts(), .types("NOOP")]
        }
        let run = await ShellRun.of(terminal, over: PuppetDialer(wire: wire))
        #expect(await wire.sent() == "LIST\r\n")
        #expect(run.prompts.last == "pop.example.jp closed>")
    }

    @Test func `a server that closes while nothing is asked is news at once`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("+OK 3 120\r\n")] }
        let run = await ShellRun.steps(
            Mail.login + [
                .types("STAT"), .types("DELE 1"), .does { wire.bring(.closes) }, .sees("   ! "), .types("STAT"),
            ],
            over: wire)
        #expect(run.prompts.last == "pop.example.jp closed>")
        #expect(run.news.contains(.changedPrompt("pop.example.jp closed> ")))
        #expect(run.screen.contains("nothing was sent"))
        #expect(await wire.sent().hasSuffix("DELE 1\r\n"))
        #expect(run.status == 0)
    }

    @Test func `a line that nobody asked for is shown and explained`() async {
        let wire = Wire(.says("+OK\r\n"))
        let run = await ShellRun.steps(
            [.does { wire.bring(.says("-ERR Autologout\r\n")) }, .sees("S: -ERR Autologout")], over: wire)
        #expect(run.lines.contains { $0.hasPrefix("   ! ") || $0.hasPrefix("   | ") })
    }

    @Test func `a connection that breaks in the middle of a reply is 69`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("+OK\r\n1 1"), .failure(.lost("reset"))] }
        let run = await ShellRun.steps([.types("LIST")], over: wire)
        #expect(run.status == 69)
        #expect(run.screen.contains("   ! The connection was lost: reset."))
    }

    @Test func `a server that closes in place of a reply is 69`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.closes] }
        let run = await ShellRun.steps([.types("NOOP")], over: wire, isInteractive: false)
        #expect(run.status == 69)
    }

    @Test func `silence is said to a person, and ends a batch with 75`() async {
        let patient = Wire(.says("+OK\r\n")) { _ in [.failure(.timedOut(.seconds(60))), .says("+OK late\r\n")] }
        let person = await ShellRun.steps([.types("NOOP")], over: patient)
        #expect(person.screen.contains("   ! No reply for 60 s."))
        #expect(person.screen.contains("S: +OK late"))
        #expect(person.status == 0)
        let silent = Wire(.says("+OK\r\n")) { _ in [.failure(.timedOut(.seconds(60)))] }
        let batch = await ShellRun.steps([.types("NOOP"), .types("STAT")], over: silent, isInteractive: false)
        #expect(batch.status == 75)
        #expect(await silent.sent() == "NOOP\r\n")
    }

    @Test func `a command has its whole time, however long nothing was due before it`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.failure(.timedOut(.zero)), .says("+OK late\r\n")] }
        let pause = ScriptedTerminal.Step.does { wire.clock.pass(.seconds(50)) }
        let person = await ShellRun.steps([pause, .types("NOOP"), .sees("S: +OK late")], over: wire)
        #expect(!person.screen.contains("No reply for"))
        let other = Wire(.says("+OK\r\n")) { _ in [.failure(.timedOut(.zero)), .says("+OK late\r\n")] }
        let batch = await ShellRun.steps(
            [.does { other.clock.pass(.seconds(50)) }, .types("NOOP")], over: other, isInteractive: false)
        #expect(batch.screen.contains("S: +OK late"))
        #expect(batch.status == 0)
    }

    @Test(
        arguments: [
            (.unknownHost("pop.example.jp"), 68), (.refused(host: "pop.example.jp", port: 110), 69),
            (.timedOut(.seconds(60)), 75),
        ] as [(LinkError, Int32)])
    func `a server that cannot be reached leaves a person at the prompt, and ends a batch`(
        error: LinkError, status: Int32
    ) async {
        let person = await ShellRun.of(ScriptedTerminal([.types("STAT")]), over: BrokenDialer(error: error))
        #expect(person.prompts == ["not connected>", "not connected>"])
        #expect(person.status == status)
        let batch = await ShellRun.of(
            ScriptedTerminal([.types("STAT")], isInteractive: false), over: BrokenDialer(error: error))
        #expect(batch.prompts == [])
        #expect(batch.status == status)
    }

    @Test func `a greeting that refuses ends a batch with 75`() async {
        let wire = Wire(.says("-ERR too many connections\r\n"))
        let run = await ShellRun.steps([.types("STAT")], over: wire, isInteractive: false)
        #expect(run.status == 75)
        #expect(await wire.sent() == "")
    }

    @Test func `a return from a suspension is said`() async {
        let terminal = ScriptedTerminal([.types("NOOP"), .sees("Back after 61 s")])
        let wire = Wire(.says("+OK\r\n")) { _ in
            terminal.resume(after: 0.2)
            terminal.resume(after: 61.4)
            return [.says("+OK\r\n")]
        }
        let run = await ShellRun.of(terminal, over: PuppetDialer(wire: wire))
        #expect(run.lines.filter { $0.contains("Back after") }.count == 1)
    }
}
