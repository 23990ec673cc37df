import MockServer
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("Logging in at the console", .timeLimit(.minutes(5)))
struct ShellLoginTests {
    @Test func `PASS and a space take the password hidden, and the screen shows a mask`() async {
        let run = await ShellRun.steps(Mail.login + [.types("STAT"), .types("QUIT")])
        #expect(run.status == 0)
        #expect(
            run.lines.filter { $0.hasPrefix("C:") || $0.hasPrefix("S:") } == [
                "S: +OK popscope POP3 server ready <1896.697170952@dbc.mtview.ca.us>", "S: +OK give PASS next",
                "C: PASS ********", "S: +OK maildrop has 2 messages (175 octets)", "S: +OK 2 175",
                "S: +OK bye; 0 removed, 2 left",
            ])
        #expect(
            run.prompts.prefix(4) == [
                "practice AUTH>", "practice AUTH>", "practice TRANS>", "practice TRANS 2 msgs>",
            ])
        #expect(run.remembered == ["USER alice", "STAT", "QUIT", ":q!"])
        #expect(!run.everything.contains("wonderland"))
    }

    @Test(arguments: [["PASS"], ["pass"], [":pass"]])
    func `PASS and Enter ask for the password`(lines: [String]) async {
        let run = await ShellRun.steps([.types("USER alice")] + lines.map { .types($0) } + [.hides("wonderland")])
        #expect(run.prompts.contains("Password for alice (not shown):"))
        #expect(run.screen.contains("+OK maildrop has 2 messages"))
        #expect(!run.everything.contains("wonderland"))
    }

    @Test func `a hidden prompt that is left sends nothing`() async {
        let wire = Wire(.says("+OK\r\n"))
        let run = await ShellRun.steps([.types("PASS"), .interrupts(), .types(":pass"), .endsInput], over: wire)
        #expect(run.lines.filter { $0 == "   | Nothing was sent." }.count == 2)
        #expect(await wire.sent() == "")
    }

    @Test func `without TLS the password is warned about before it is asked for`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("+OK\r\n")] }
        let run = await ShellRun.steps([.types("USER alice"), .types("PASS"), .hides("wonderland")], over: wire)
        let warning = "   | This connection is not encrypted: anyone on the path can read the password."
        #expect(run.prompts.contains("\(warning)\nPassword for alice (not shown):"))
        #expect(await wire.sent() == "USER alice\r\nPASS wonderland\r\n")
        #expect(!run.everything.contains("wonderland"))
    }

    @Test func `a password typed in the open is masked and not kept`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/history"
        let steps: [ScriptedTerminal.Step] = [.types("USER alice"), .types("pass wonderland"), .types("STAT")]
        let run = await ShellRun.steps(steps, history: History(path: path))
        #expect(run.lines.contains("C: pass ********"))
        #expect(!run.everything.contains("wonderland"))
        #expect(History(path: path).earlier == ["USER alice", "STAT", ":q!"])
    }

    /// What a person types badly, and with what before it.
    private static let slips: [[String]] = [
        ["PASSwonderland"], ["psas wonderland"], ["PAS wonderland"], ["USER alice wonderland"], ["C: PASS wonderland"],
        ["USER alice", "wonderland"], ["USER alice", "PASS x", "wonderland", "wonderland"], [":passwonderland"],
        ["USER alice PASS wonderland"], ["AUTH LOGIN", "wonderland", "wonderland"], ["AUTHPLAIN wonderland"],
        [#":send "PASS wonder""#, #":send "land\r\n""#], ["APOPalice wonderland"], ["AUTH PLAIN:wonderland"],
        ["PADD wonderland"], ["PASwonderland"], ["P ASS wonderland"], ["wonderland"], ["AUTH", "wonderland"],
        ["日本語 wonderland"], ["USER alice", "alice wonderland"], ["PASS wonderland", "FOO wonderland"],
        ["PASS wonderland", "NOOP wonderland"], ["PA\u{8}SS wonderland"], ["USER alice\rwonderland"],
    ]

    @Test(arguments: slips)
    func `a password that is typed badly is not shown again or kept, though the server echoes it`(
        lines: [String]
    ) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/history"
        let wire = Wire(.says("+OK\r\n")) { line in
            [.says(line == "USER alice" ? "+OK\r\n" : "-ERR unknown command \(line.uppercased())\r\n")]
        }
        let looks = [":state", ":timing", ":wiretap", ":status", ":why"].map { ScriptedTerminal.Step.types($0) }
        // What was typed is echoed by the terminal, which is not told here.
        let run = await ShellRun.steps(lines.map { .types($0) } + looks, over: wire, history: History(path: path))
        let sent = await wire.sent()
        #expect(sent.contains("wonderland") || lines == [":passwonderland"])
        #expect(!run.everything.lowercased().contains("wonderland"))
        #expect(!run.remembered.contains { $0.lowercased().contains("wonderland") })
        #expect(!History(path: path).earlier.joined().lowercased().contains("wonderland"))
    }

    @Test(arguments: slips.filter { $0 != [":passwonderland"] })
    func `nor is it in the JSON of a batch`(lines: [String]) async {
        let wire = Wire(.says("+OK\r\n")) { line in
            [.says(line == "USER alice" ? "+OK\r\n" : "-ERR unknown command \(line.uppercased())\r\n")]
        }
        let options = ShellRun.options { $0.writesJSON = true }
        let run = await ShellRun.steps(
            lines.map { .types($0) } + [.endsInput], over: wire, isInteractive: false, options)
        #expect(await wire.sent().contains("wonderland"))
        #expect(run.screen.contains("exchange"))
        #expect(!run.everything.lowercased().contains("wonderland"))
    }

    @Test func `a response to a challenge is hidden, and a star cancels`() async {
        let wire = Wire(.says("+OK\r\n")) { line in
            switch line {
            case "AUTH LOGIN": [.says("+ VXNlcm5hbWU6\r\n")]
            case "d29uZGVybGFuZA==": [.says("+ UGFzc3dvcmQ6\r\n")]
            default: [.says("-ERR cancelled d29uZGVybGFuZA==\r\n")]
            }
        }
        let run = await ShellRun.steps([.types("AUTH LOGIN"), .hides("d29uZGVybGFuZA=="), .hides("*")], over: wire)
        #expect(await wire.sent() == "AUTH LOGIN\r\nd29uZGVybGFuZA==\r\n*\r\n")
        #expect(run.prompts.filter { $0.hasSuffix("SASL LOGIN +>") }.count == 2)
        #expect(run.lines.contains("C: ********"))
        #expect(run.lines.contains("S: -ERR cancelled ********"))
        #expect(run.remembered == ["AUTH LOGIN", ":q!"])
        #expect(!run.everything.contains("d29uZGVybGFuZA=="))
    }

    @Test func `responses that are sent at once behind AUTH are secrets too`() async {
        let wire = Wire(.says("+OK\r\n")) { line in
            line.hasPrefix("AUTH") ? [.says("+ \r\n")] : [.says("-ERR no: \(line)\r\n")]
        }
        let run = await ShellRun.steps([.types(":pipeline AUTH PLAIN;AGFsaWNlAHdvbmRlcmxhbmQ=")], over: wire)
        #expect(run.lines.contains("S: -ERR no: ********"))
        #expect(run.remembered == [":q!"])
        #expect(!run.everything.contains("AGFsaWNlAHdvbmRlcmxhbmQ="))
    }

    private static let apop: [ScriptedTerminal.Step] = [.types(":apop alice"), .hides("wonderland"), .types("")]

    @Test func `APOP is worked out step by step, whole with the practice server's own account`() async {
        let target = Target.practice(PracticeLogin(user: "alice", password: "wonderland"))
        let run = await ShellRun.steps(Self.apop, at: target)
        #expect(run.screen.contains("S: +OK maildrop has 2 messages"))
        #expect(run.screen.contains("   | 2. The secret that both sides know: 10 octets, no line end behind it"))
        let digest = run.lines.first { $0.hasPrefix("   | 6. The line to send: APOP alice ") }?.suffix(32) ?? ""
        #expect(digest.count == 32 && !digest.contains("*"))
    }

    @Test func `of another secret nothing is shown that helps to guess it, on the practice server too`() async {
        let practice = await ShellRun.steps(Self.apop)
        let wire = Wire(.says("+OK <1896.697170952@dbc.mtview.ca.us>\r\n")) { _ in [.says("+OK\r\n")] }
        let run = await ShellRun.steps(Self.apop, over: wire)
        let digest = await wire.sent().split(separator: " ").last.map { $0.dropLast() } ?? ""
        #expect(digest.count == 32)
        #expect(!(run.everything + practice.everything).contains(digest))
        #expect(!(run.everything + practice.everything).contains("wonderland"))
        for lines in [run.lines, practice.lines] {
            #expect(lines.contains("   | 2. The secret that both sides know, no line end behind it"))
            #expect(lines.contains("   | 5. Written as 32 lower-case hexadecimal digits: ********"))
            #expect(lines.contains("   | 6. The line to send: APOP alice ********"))
            #expect(lines.contains { $0.hasPrefix("   | 3. ") && $0.hasSuffix("********") })
        }
    }

    @Test(arguments: [
        ("", true), ("y", true), ("Y", true), (" yes ", true), ("はい", true), ("n", false), ("no", false), ("N", false),
        ("yeah", false), ("nyet", false), ("STAT", false), (":q", false),
    ])
    func `only a clear yes sends APOP`(answer: String, isSent: Bool) async {
        let wire = Wire(.says("+OK <1896.697170952@dbc.mtview.ca.us>\r\n")) { _ in [.says("+OK\r\n")] }
        let run = await ShellRun.steps(Self.apop.dropLast() + [.types(answer)], over: wire)
        #expect(await wire.sent().hasPrefix("APOP alice ") == isSent)
        #expect(run.lines.contains("   | Nothing was sent.") == !isSent)
    }

    @Test(arguments: [ScriptedTerminal.Step.interrupts(), .endsInput])
    func `leaving the question sends no APOP`(step: ScriptedTerminal.Step) async {
        let wire = Wire(.says("+OK <1896.697170952@dbc.mtview.ca.us>\r\n")) { _ in [.says("+OK\r\n")] }
        let run = await ShellRun.steps(Self.apop.dropLast() + [step], over: wire)
        #expect(await wire.sent() == "")
        #expect(run.lines.contains("   | Nothing was sent."))
    }

    @Test func `a user and password in a URL log in, each step shown and masked`() async throws {
        let target = Target.server(try Endpoint(parsing: "pop3://alice;AUTH=USER:wonderland@pop.example.jp"))
        let run = await ShellRun.steps([], at: target)
        #expect(run.lines.filter { $0.hasPrefix("C:") } == ["C: USER alice", "C: PASS ********"])
        #expect(run.screen.contains("   | The password stands in the URL"))
        #expect(!run.everything.contains("wonderland"))
    }

    @Test func `a user in a URL without a password is asked for it`() async throws {
        let target = Target.server(try Endpoint(parsing: "pop3://alice@pop.example.jp"))
        let run = await ShellRun.steps([.hides("wonderland")], at: target)
        #expect(run.screen.contains("S: +OK maildrop has 2 messages"))
        let batch = await ShellRun.steps([], at: target, isInteractive: false)
        #expect(!batch.screen.contains("C: "))
        #expect(!run.everything.contains("wonderland"))
    }
}
