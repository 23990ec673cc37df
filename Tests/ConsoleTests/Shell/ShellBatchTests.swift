import POP3
import Testing

@testable import Console

@Suite("A batch", .timeLimit(.minutes(1)))
struct ShellBatchTests {
    private func run(_ lines: [String], _ options: Shell.Options, over wire: Wire) async -> (Int32, String) {
        let shell = Shell(
            on: ScriptedTerminal(lines.map { .types($0) } + [.endsInput], isInteractive: false), options: options,
            history: History(path: nil)
        ) { _ in PuppetDialer(wire: wire) }
        return (await shell.run(ShellRun.server), await wire.sent())
    }

    private func refusing() -> Wire {
        Wire(.says("+OK\r\n")) { [.says($0 == "NOOP" ? "+OK\r\n" : "-ERR no\r\n")] }
    }

    @Test func `each line waits for the whole reply to the one before`() async {
        let (status, sent) = await run(["NOOP", "", "STAT", "NOOP"], ShellRun.options(), over: refusing())
        #expect(status == 0)
        #expect(sent == "NOOP\r\nSTAT\r\nNOOP\r\n")
    }

    @Test func `it stops at the first -ERR where that is wanted`() async {
        let options = ShellRun.options {
            $0.stopsOnError = true
            $0.failure = .err
        }
        let (status, sent) = await run(["NOOP", "STAT", "NOOP"], options, over: refusing())
        #expect(status == 1)
        #expect(sent == "NOOP\r\nSTAT\r\n")
    }

    @Test func `a finding fails it where that is wanted`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("+OK three messages\r\n")] }
        let options = ShellRun.options { $0.failure = .finding }
        let (status, _) = await run(["USER a", "PASS b", "STAT"], options, over: wire)
        #expect(status == 1)
    }

    @Test func `PASS alone is sent as it stands, since nobody can be asked`() async {
        let (_, sent) = await run(["PASS", "QUIT"], ShellRun.options(), over: refusing())
        #expect(sent == "PASS\r\nQUIT\r\n")
    }

    @Test func `a line behind the end of the connection makes it 69`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("+OK bye\r\n"), .closes] }
        let terminal = ScriptedTerminal([.types("QUIT"), .sees("closed"), .types("NOOP")], isInteractive: false)
        let run = await ShellRun.of(terminal, over: PuppetDialer(wire: wire))
        #expect(run.status == 69)
        #expect(await wire.sent() == "QUIT\r\n")
    }
}
