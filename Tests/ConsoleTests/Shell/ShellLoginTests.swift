import MockServer
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("Logging in at the console", .timeLimit(.minutes(1)))
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

    @Test func `APOP is worked out step by step, and its digest shown only in practice`() async {
        let steps: [ScriptedTerminal.Step] = [.types(":apop alice"), .hides("wonderland"), .types("")]
        let practice = await ShellRun.steps(steps)
        #expect(practice.screen.contains("S: +OK maildrop has 2 messages"))
        #expect(practice.screen.contains("   | 6. The line to send: APOP alice "))
        let wire = Wire(.says("+OK <1896.697170952@dbc.mtview.ca.us>\r\n")) { _ in [.says("+OK\r\n")] }
        let run = await ShellRun.steps(steps, over: wire)
        let digest = await wire.sent().split(separator: " ").last.map { $0.dropLast() } ?? ""
        #expect(digest.count == 32)
        #expect(!run.everything.contains(digest))
        #expect(!(run.everything + practice.everything).contains("wonderland"))
    }

    @Test func `a user and password in a URL log in, each step shown and masked`() async throws {
        let target = Target.server(try Endpoint(parsing: "pop3://alice:wonderland@pop.example.jp"))
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
