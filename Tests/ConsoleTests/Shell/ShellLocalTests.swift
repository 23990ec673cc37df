import Foundation
import Handbook
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("Local commands at the console", .timeLimit(.minutes(1)))
struct ShellLocalTests {
    @Test(arguments: Language.allCases)
    func `every local command says something, in either language, and sends nothing by itself`(
        language: Language
    ) async throws {
        let folder = try TemporaryFolder()
        try PrivateFile.write(Array("NOOP\n".utf8), to: folder.path + "/lines")
        let options = ShellRun.options { $0.settings.language = language }
        let arguments: [LocalCommand: String] = [
            .open: "nowhere://", .hex: "0", .raw: "on", .decode: "1", .save: "1 \(folder.path)/mail.eml",
            .help: "LIST", .rfc: "7", .notes: "full", .send: "\"NOOP\\r\\n\"", .apop: "", .b64: "enc abc",
            .pipeline: "NOOP;NOOP", .source: folder.path + "/lines", .rewind: "99", .set: "", .lang: language.rawValue,
        ]
        for command in LocalCommand.allCases {
            let line = ":\(command.rawValue) \(arguments[command] ?? "")"
            let begin: [ScriptedTerminal.Step] = Mail.login + [.types("RETR 1")]
            let without = await ShellRun.steps(begin, options)
            let run = await ShellRun.steps(begin + [.types(line)], options)
            #expect(run.status == 0)
            #expect(run.screen.hasPrefix(without.screen))
            let isSilent = command == .quit || command == .drop
            let isWordless = [.b64, .clear, .hex].contains(command)
            let said = run.screen.dropFirst(without.screen.count)
            #expect(said.isEmpty == isSilent, "\(line)")
            #expect(
                said.unicodeScalars.contains { $0.value > 0x2E80 } == (language == .ja && !isSilent && !isWordless),
                "\(line): \(said)"
            )
        }
        #expect(folder.files["mail.eml"] == Data(Mail.small))
    }

    @Test(arguments: LocalCommand.allCases)
    func `no local command fails without a connection`(command: LocalCommand) async {
        for arguments in ["", " 1", " x y"] {
            let run = await ShellRun.of(
                ScriptedTerminal([.types(":\(command.rawValue)\(arguments)")]), at: nil,
                over: BrokenDialer(error: .unknownHost("x")))
            #expect(run.status == (command == .open && arguments == " 1" ? 68 : 0))
            #expect(Hostile.dangers(in: run.octets) == [] || command == .clear)
        }
    }

    @Test func `an unknown word is named, and the way to send it`() async {
        let run = await ShellRun.steps([.types(":frob\u{1B}[2J")])
        #expect(run.screen.contains("   ! There is no local command :frob"))
        #expect(Hostile.dangers(in: run.octets) == [])
    }

    @Test func `two colons send a line that begins with one`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("-ERR\r\n")] }
        _ = await ShellRun.steps([.types("::help"), .types("：：x"), .types(""), .octets([0x4E, 0xFF])], over: wire)
        #expect(await wire.sent().hasPrefix(":help\r\n：x\r\nN"))
    }

    @Test func `send sends exactly these octets, and no line end of its own`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("+OK\r\n")] }
        let steps: [ScriptedTerminal.Step] = [.types(":send \"NO\""), .types(":send OP\\r\\n"), .types(":send \\q")]
        let run = await ShellRun.steps(steps, over: wire)
        #expect(await wire.sent() == "NOOP\r\n")
        #expect(run.screen.contains("   ! \\q is no escape"))
    }

    @Test func `pipeline sends all commands in one write, and shows every reply`() async {
        let run = await ShellRun.steps(Mail.login + [.types(":pipeline STAT; NOOP;LIST 1;;DELE 1")])
        #expect(
            run.lines.filter { $0.hasPrefix("C:") } == [
                "C: PASS ********", "C: STAT", "C: NOOP", "C: LIST 1", "C: DELE 1",
            ])
        #expect(run.prompts.last == "practice TRANS 2 msgs, 1 to delete>")
    }

    @Test func `lines expects a body from a verb that no RFC defines, once`() async {
        let wire = Wire(.says("+OK\r\n")) { line in
            [.says(line == "XLST" ? "+OK\r\n1 a\r\n.\r\n" : "+OK one line\r\n")]
        }
        let run = await ShellRun.steps([.types(":lines"), .types("XLST"), .types("XONE"), .types("NOOP")], over: wire)
        #expect(
            run.lines.filter { $0.hasPrefix("S:") }
                == ["S: +OK", "S: +OK", "S: 1 a", "S: .", "S: +OK one line", "S: +OK one line"])
    }

    @Test func `rewind goes back past a QUIT that deleted`() async {
        let run = await ShellRun.steps(
            Mail.login + [
                .types("DELE 1"), .types("QUIT"), .types(":rewind 3"), .types("STAT"), .types(":rewind"),
                .types(":rewind 1"), .types("STAT"), .types(":rewind 99"), .types(":rewind 0"),
            ])
        let stats = run.lines.filter { $0.hasPrefix("S: +OK 2 ") || $0.hasPrefix("S: -ERR") }
        #expect(stats.first == "S: +OK 2 \(Mail.all.map(\.count).reduce(0, +))")
        #expect(stats.count == 2)
        #expect(run.lines.contains { $0.hasPrefix("   | Back to TRANSACTION, as it was after exchange 3") })
        #expect(run.lines.contains { $0.hasPrefix("   | Back to AUTHORIZATION, as it was after exchange 1") })
    }

    @Test func `a rewind that cannot be leaves the session as it is`() async {
        let run = await ShellRun.steps([.types(":rewind 1"), .types(":rewind 99"), .types("CAPA")])
        #expect(run.lines.contains("S: +OK capabilities follow"))
        #expect(!run.screen.contains("Back to "))
    }

    @Test func `TLS that is not there yet is refused before anything is sent`() async throws {
        let endpoint = try Endpoint(parsing: "pop3s://alice:wonderland@pop.example.jp")
        let wire = Wire(.says("+OK\r\n"))
        let terminal = ScriptedTerminal([.types("NOOP")], isInteractive: false)
        let run = await ShellRun.of(terminal, at: .server(endpoint), over: PuppetDialer(wire: wire))
        #expect(run.status == 69)
        #expect(run.screen.contains("cannot do TLS yet"))
        #expect(await wire.sent() == "")
    }

    @Test func `only the practice server is taken back`() async {
        let run = await ShellRun.steps([.types(":rewind")], over: Wire(.says("+OK\r\n")))
        #expect(run.screen.contains("   ! Only the practice server can be taken back"))
    }

    @Test func `a message larger than the memory of a reply is saved whole`() async throws {
        let folder = try TemporaryFolder()
        let steps: [ScriptedTerminal.Step] =
            Mail.login + [
                .types("RETR 1"), .types(":save 1 \(folder.path)/a/large.eml"), .types(":save 2 \(folder.path)/none"),
            ]
        let run = await ShellRun.steps(steps, mail: [Mail.large])
        #expect(Mail.large.count > 1_048_576)
        #expect(folder.files == ["a/large.eml": Data(Mail.large)])
        #expect(run.screen.contains("written to \(folder.path)/a/large.eml: \(Mail.large.count) octets"))
        #expect(run.screen.contains("   ! Message 2 did not come whole, so no file was written."))
    }

    @Test func `more shows what was left out, screen by screen`() async {
        let options = ShellRun.options { $0.settings.previewLines = 10 }
        let run = await ShellRun.steps(
            Mail.login + [.types("RETR 1"), .types(":more"), .types(":more")], mail: [Array(Self.hundred.utf8)], options
        )
        let shown = run.lines.filter { $0.hasPrefix("S: line") }
        #expect(shown == (1...88).map { "S: line \($0)" })
    }

    private static let hundred = "Subject: x\r\n\r\n" + (1...100).map { "line \($0)\r\n" }.joined()

    @Test func `source runs a file as if it was typed, masked, and keeps it out of the history`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/login"
        try PrivateFile.write(Array("USER alice\r\nPASS wonderland\n\n:state\nSTAT".utf8), to: path)
        let run = await ShellRun.steps([.types(":source \(path)")])
        #expect(run.lines.filter { $0.hasPrefix("C:") } == ["C: USER alice", "C: PASS ********", "C: STAT"])
        #expect(run.remembered == [":source \(path)", ":q!"])
        #expect(!run.everything.contains("wonderland"))
    }

    @Test func `a file may run another, and one that names itself comes to an end`() async throws {
        let folder = try TemporaryFolder()
        try PrivateFile.write(Array(":source \(folder.path)/inner\nNOOP\n".utf8), to: folder.path + "/outer")
        try PrivateFile.write(Array("CAPA\n".utf8), to: folder.path + "/inner")
        try PrivateFile.write(Array("NOOP\n:source \(folder.path)/self\n".utf8), to: folder.path + "/self")
        let run = await ShellRun.steps([.types(":source \(folder.path)/outer"), .types(":source \(folder.path)/self")])
        let sent = run.lines.filter { $0.hasPrefix("C:") }
        #expect(sent == ["C: CAPA", "C: NOOP"] + [String](repeating: "C: NOOP", count: 8))
        #expect(run.screen.contains("   ! Files that run other files are nested too deeply"))
    }

    @Test func `a file that is not there, or cannot be read, is said`() async throws {
        let folder = try TemporaryFolder()
        let run = await ShellRun.steps([
            .types(":source \(folder.path)/none"), .types(":source \(folder.path)"), .types(":source"),
        ])
        #expect(run.screen.contains("   ! There is no file \(folder.path)/none."))
        #expect(run.screen.contains("   ! Cannot read \(folder.path): "))
        #expect(run.screen.contains("   ! Write :source FILE"))
    }

    @Test func `open goes to another server, and reconnect to the same again`() async {
        let run = await ShellRun.steps(
            Mail.login + [.types(":reconnect"), .types(":open pop.example.org:1110"), .types(":status")])
        #expect(
            run.prompts == [
                "practice AUTH>", "practice AUTH>", "practice TRANS>", "practice AUTH>", "pop.example.org:1110 AUTH>",
                "pop.example.org:1110 AUTH>",
            ])
    }

    @Test func `settings change what is shown from then on`() async {
        let run = await ShellRun.steps([
            .types(":set echo always"), .types("CAPA"), .types(":set notes off"), .types("NOOP"), .types(":lang ja"),
            .types(":set prompt \"%s\""), .types(":set nonsense 1"), .types(":set"),
        ])
        #expect(run.lines.contains("C: CAPA"))
        #expect(run.lines.contains("   | lang を ja にしました。"))
        #expect(run.prompts.last == "AUTH>")
        #expect(run.screen.contains("   ! nonsense という設定はありません"))
        #expect(Setting.table.allSatisfy { setting in run.lines.contains { $0.contains("\(setting.key) = ") } })
    }
}
