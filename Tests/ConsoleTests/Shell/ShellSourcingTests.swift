import POP3
import TestSupport
import Testing

@testable import Console

@Suite("Running the lines of a file", .timeLimit(.minutes(5)))
struct ShellSourcingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func file(_ name: String, _ text: String) throws -> ScriptedTerminal.Step {
        try PrivateFile.write(Array(text.utf8), to: path + "/" + name)
        return .types(":source \(path)/\(name)")
    }

    @Test func `they are taken as if they were typed, masked, and kept out of the history`() async throws {
        let source = try file("login", "USER alice\r\nPASS wonderland\n\n:state\nSTAT")
        let run = await ShellRun.steps([source])
        #expect(run.lines.filter { $0.hasPrefix("C:") } == ["C: USER alice", "C: PASS ********", "C: STAT"])
        #expect(run.remembered == [":source \(path)/login", ":q!"])
        #expect(!run.everything.contains("wonderland"))
    }

    @Test func `a file may run another, and one that names itself comes to an end`() async throws {
        let outer = try file("outer", ":source \(path)/inner\nNOOP\n")
        _ = try file("inner", "CAPA\n")
        let itself = try file("self", "NOOP\n:source \(path)/self\n")
        let run = await ShellRun.steps([outer, itself])
        let sent = run.lines.filter { $0.hasPrefix("C:") }
        #expect(sent == ["C: CAPA", "C: NOOP"] + [String](repeating: "C: NOOP", count: 8))
        #expect(run.screen.contains("   ! Files that run other files are nested too deeply"))
    }

    @Test func `a file that is not there, or cannot be read, is said`() async {
        let run = await ShellRun.steps([
            .types(":source \(path)/none"), .types(":source \(path)"), .types(":source"), .types(":source \"\(path)"),
        ])
        #expect(run.screen.contains("   ! There is no file \(path)/none."))
        #expect(run.screen.contains("   ! Cannot read \(path): "))
        #expect(run.screen.contains("   ! Write :source FILE"))
        #expect(run.screen.contains("   ! The closing quotation mark is missing."))
    }

    @Test func `the first -ERR ends it where that is wanted`() async throws {
        let source = try file("lines", "NOOP\nSTAT\nNOOP\n\nNOOP\n")
        let wire = Wire(.says("+OK\r\n")) { [.says($0 == "NOOP" ? "+OK\r\n" : "-ERR no\r\n")] }
        let run = await ShellRun.steps(
            [source, .types("QUIT")], over: wire, isInteractive: false, ShellRun.options { $0.stopsOnError = true })
        #expect(await wire.sent() == "NOOP\r\nSTAT\r\n")
        #expect(run.status == 0)
    }

    @Test func `Ctrl-C ends it, and says how much was left`() async throws {
        let source = try file("lines", "NOOP\nSTAT\nRSET\n\nRSET\n")
        let next = try file("next", "CAPA\n")
        let (trigger, pull) = AsyncStream.makeStream(of: Void.self)
        let wire = Wire(.says("+OK\r\n")) { line in
            if line == "STAT" { pull.finish() }
            return line == "STAT" ? [] : [.says("+OK\r\n.\r\n")]
        }
        let late = ScriptedTerminal.Step.does { wire.bring(.says("+OK 0 0\r\n")) }
        let terminal = ScriptedTerminal([source, late, .sees("S: +OK 0 0"), next])
        Task {
            for await _ in trigger {}
            terminal.interrupt()
        }
        let run = await ShellRun.of(terminal, over: PuppetDialer(wire: wire))
        #expect(await wire.sent() == "NOOP\r\nSTAT\r\nCAPA\r\n")
        #expect(run.lines.contains("   | 2 lines of the file were not run."))
    }

    @Test func `it goes on behind :open, at the other server`() async throws {
        let source = try file("lines", "NOOP\n:open pop.example.org\nCAPA\n")
        let run = await ShellRun.steps([source])
        #expect(run.lines.filter { $0.hasPrefix("C:") } == ["C: NOOP", "C: CAPA"])
        #expect(run.prompts.last == "pop.example.org AUTH>")
    }

    @Test func `it ends at an :open that reaches nobody, and says how much was left`() async throws {
        let source = try file("lines", ":open pop.example.org\nCAPA\n\nNOOP\n")
        let run = await ShellRun.of(
            ScriptedTerminal([source]), at: nil, over: BrokenDialer(error: .unknownHost("pop.example.org")))
        #expect(run.lines.contains("   | 2 lines of the file were not run."))
        #expect(!run.screen.contains("nothing was sent"))
    }

    @Test func `an empty line answers a challenge, and is nothing elsewhere`() async throws {
        let source = try file("lines", "\nAUTH XTEST\n\n\nNOOP\n")
        let react: @Sendable (String) -> [Wire.Incoming] = { [.says($0 == "AUTH XTEST" ? "+ \r\n" : "+OK\r\n")] }
        let person = Wire(.says("+OK\r\n"), react: react)
        _ = await ShellRun.steps([source], over: person)
        #expect(await person.sent() == "AUTH XTEST\r\n\r\nNOOP\r\n")
        let batch = Wire(.says("+OK\r\n"), react: react)
        let lines = ["", "AUTH XTEST", "", "", "NOOP"].map { ScriptedTerminal.Step.types($0) }
        _ = await ShellRun.steps(lines + [.endsInput], over: batch, isInteractive: false)
        #expect(await batch.sent() == "AUTH XTEST\r\n\r\nNOOP\r\n")
    }
}
