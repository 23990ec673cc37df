import Foundation
import Handbook
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("Local commands at the console", .timeLimit(.minutes(5)))
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

    // What stands behind :record is a file, which would be made.
    @Test(arguments: LocalCommand.allCases.filter { $0 != .record })
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

    @Test func `only the practice server is taken back`() async {
        let run = await ShellRun.steps([.types(":rewind")], over: Wire(.says("+OK\r\n")))
        #expect(run.screen.contains("   ! Only the practice server can be taken back"))
    }

    @Test func `more shows what was left out, screen by screen`() async {
        let options = ShellRun.options { $0.settings.previewLines = 10 }
        let run = await ShellRun.steps(
            Mail.login + [.types("RETR 1"), .types(":more"), .types(":more")], mail: [Array(Self.hundred.utf8)], options
        )
        let shown = run.lines.filter { $0.hasPrefix("S: line") }
        #expect(shown == (1...28).map { "S: line \($0)" })
    }

    @Test(arguments: [("10", "0", 100), ("0", "10", 100), ("10", "90", 98)])
    func `more goes on behind what was shown, whatever the setting has become`(
        before: String, after: String, shown: Int
    ) async {
        let run = await ShellRun.steps(
            Mail.login + [
                .types(":set lines \(before)"), .types("RETR 1"), .types(":set lines \(after)"), .types(":more"),
            ],
            mail: [Array(Self.hundred.utf8)])
        #expect(run.lines.filter { $0.hasPrefix("S: line") } == (1...shown).map { "S: line \($0)" })
    }

    @Test func `lines 0 shows the decoded mail whole as well`() async {
        let run = await ShellRun.steps(
            Mail.login + [.types(":set lines 0"), .types("RETR 1")], mail: [Mail.japanese])
        #expect(run.lines.contains { $0.contains("山田です。") })
        #expect(!run.screen.contains("more line"))
    }

    @Test func `more has nothing to add where a batch showed everything`() async {
        let lines = ["USER alice", "PASS wonderland", "RETR 1", ":more"].map { ScriptedTerminal.Step.types($0) }
        let options = ShellRun.options { $0.settings.prepareForBatch() }
        let run = await ShellRun.steps(
            lines + [.endsInput], mail: [Array(Self.hundred.utf8)], isInteractive: false, options)
        #expect(run.lines.filter { $0.hasPrefix("S: line") } == (1...100).map { "S: line \($0)" })
        #expect(run.screen.contains("Nothing more"))
    }

    private static let hundred = "Subject: x\r\n\r\n" + (1...100).map { "line \($0)\r\n" }.joined()

    @Test func `open goes to another server, and reconnect to the same again`() async {
        let run = await ShellRun.steps(
            Mail.login + [.types(":reconnect"), .types(":open pop.example.org:1110"), .types(":status")])
        #expect(
            run.prompts == [
                "practice AUTH>", "practice AUTH>", "practice TRANS>", "practice AUTH>", "pop.example.org:1110 AUTH>",
                "pop.example.org:1110 AUTH>",
            ])
    }

    @Test(
        arguments: [
            (":raw", "raw = off "), (":notes", "notes = auto "), (":lang", "lang = en "), (":set echo", "echo = auto "),
        ])
    func `a switch without a value shows the one that holds, and the choices`(line: String, head: String) async {
        let run = await ShellRun.steps([.types(line)])
        let shown = run.lines.filter { $0.hasPrefix("   | \(head)") }
        #expect(shown.count == 1)
        #expect(shown.allSatisfy { $0.hasSuffix(")") && $0.contains("|") })
    }

    @Test func `raw answers in the word that was typed`() async {
        let run = await ShellRun.steps([
            .types(":raw ON"), .types(":raw"), .types(":set decode"), .types(":raw off"), .types(":raw perhaps"),
        ])
        #expect(run.lines.contains("   | raw is on now."))
        #expect(run.screen.contains("raw = on "))
        #expect(run.screen.contains("decode = off "))
        #expect(run.lines.contains("   | raw is off now."))
        #expect(run.lines.contains("   ! raw perhaps is not possible; raw takes on|off."))
    }

    @Test func `timing takes a value as well`() async {
        let run = await ShellRun.steps([.types(":timing on"), .types(":timing perhaps")])
        #expect(run.lines.contains("   | timing is on now."))
        #expect(run.lines.contains("   ! timing perhaps is not possible; timing takes on|off."))
    }

    @Test(arguments: [("%x", true), ("100%", true), ("%s %h %t", false), ("> ", false)])
    func `a prompt with a part that there is not is told which there are`(prompt: String, isTold: Bool) async {
        let run = await ShellRun.steps([.types(":set prompt \"\(prompt)\"")])
        #expect(run.screen.contains("Only %h (server), %t (tls) and %s (state) are replaced") == isTold)
    }

    @Test(arguments: [
        ("save", ":save N FILE"), ("Quit", "QUIT"), ("state", ":state"), ("caps", ":caps"), ("PASS", "PASS"),
    ])
    func `help finds a local command without its colon, and a verb before it`(topic: String, shown: String) async {
        let run = await ShellRun.steps([.types(":help \(topic)")])
        #expect(run.screen.contains(shown))
        #expect(!run.screen.contains("There is no help"))
    }

    @Test func `what there is not is answered with what there is`() async {
        let run = await ShellRun.steps([.types(":rfc 99"), .types(":"), .types(":rewind 1"), .types(":rewind 999")])
        #expect(run.lines.contains("   ! RFC 1939 has the sections 1 to 15, A and B; :rfc alone lists them."))
        #expect(run.screen.contains("   ! A local command is \":\" and a word. :help lists them"))
        #expect(run.lines.contains("   ! There is nothing to take back: the session stands at its beginning."))
    }

    @Test(arguments: [("STAT", true), ("STAT\\r", true), ("\"STAT\\r\\n\"", false), ("STAT\\r\\nNO", true)])
    func `send says that a line without its end is still waited for`(text: String, isTold: Bool) async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("+OK\r\n")] }
        let run = await ShellRun.steps([.types(":send \(text)")], over: wire)
        #expect(run.screen.contains("   | No line end was sent, so the server still waits") == isTold)
    }

    @Test func `wiretap says in practice that nothing left the program`() async {
        let practice = await ShellRun.steps([.types("USER alice"), .types("USER alice"), .types(":wiretap")])
        #expect(practice.screen.contains("   | Practice: nothing left this program."))
        #expect(practice.lines.filter { $0.contains("user name") }.count == 1)
        let server = await ShellRun.steps([.types(":wiretap")], over: Wire(.says("+OK\r\n")))
        #expect(!server.screen.contains("Practice"))
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
