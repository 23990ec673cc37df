import Authentication
import MockServer
import POP3
import Testing

@testable import Console

@Suite("Logging in by :login and by URL", .timeLimit(.minutes(5)))
struct ShellLoggingInTests {
    private static let methods = LoginMethod.strongestFirst.filter { $0.needs == .password }

    @Test(arguments: methods)
    func `each way logs in to the practice server, and the password is nowhere`(method: LoginMethod) async {
        let run = await ShellRun.steps([.types(":login \(method.name) alice"), .hides("wonderland"), .types("STAT")])
        #expect(run.screen.contains("S: +OK maildrop has 2 messages"))
        #expect(run.prompts.last == "practice TRANS 2 msgs>")
        #expect(!run.everything.contains("wonderland"))
        #expect(!run.everything.contains(Base64.encode(Array("wonderland".utf8))))
    }

    @Test func `alone it takes the strongest way and shows each step`() async {
        let run = await ShellRun.steps([.types("USER alice"), .types(":login"), .hides("wonderland")])
        #expect(run.screen.contains("SCRAM-SHA-256 is the strongest way that server and password allow."))
        #expect(run.screen.contains("SaltedPassword = PBKDF2(SHA-256, password, salt, 4096)"))
        #expect(run.screen.contains("it holds the keys made from the password, so it is no impostor"))
        #expect(run.lines.filter { $0.hasPrefix("C:") }.contains("C: ********"))
    }

    @Test func `a wrong password is said, and the session stays`() async {
        let run = await ShellRun.steps([.types(":login plain alice"), .hides("looking-glass"), .types("NOOP")])
        #expect(run.prompts.last == "practice AUTH>")
        #expect(!run.everything.contains("looking-glass"))
    }

    @Test(arguments: [("nonsense alice", "cannot log in by nonsense"), ("plain alice x", "Write :login")])
    func `what cannot be meant is answered with what can`(arguments: String, words: String) async {
        let run = await ShellRun.steps([.types(":login \(arguments)")])
        #expect(run.screen.contains("   ! "))
        #expect(run.screen.contains(words))
    }

    @Test func `who is logged in already is told so, and cancelling sends nothing`() async {
        let run = await ShellRun.steps(Mail.login + [.types(":login plain")])
        #expect(run.screen.contains("You are logged in already"))
        let cancelled = await ShellRun.steps([.types(":login apop alice"), .interrupts()])
        #expect(cancelled.screen.contains("   | Nothing was sent."))
        #expect(!cancelled.lines.contains { $0.hasPrefix("C: APOP") })
    }

    @Test func `a hostile challenge is given up with "*", and the reason is said`() async {
        let hostile = "r=rOprNGfwEbeRWgbNEkqO%hvYD,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=9000000"
        let wire = Wire(.says("+OK\r\n")) { line in
            switch line {
            case "CAPA": [.says("+OK\r\nSASL SCRAM-SHA-1\r\n.\r\n")]
            case "*": [.says("-ERR cancelled\r\n")]
            default: [.says("+ \(Base64.encode(Array(hostile.utf8)))\r\n")]
            }
        }
        let options = ShellRun.options {
            $0.login.nonce = { Nonce(text: "rOprNGfwEbeRWgbNEkqO") ?? Nonce([1]) }
        }
        let run = await ShellRun.steps(
            [.types(":login scram-sha-1 alice"), .hides("wonderland"), .types("NOOP")], over: wire, options)
        #expect(run.screen.contains("Cancelled by \"*\": 9000000 iterations are out of reason"))
        #expect(await wire.sent().contains("\r\n*\r\n"))
    }

    @Test func `a server that accepts without proof is left`() async {
        let wire = Wire(.says("+OK\r\n")) { line in
            line == "CAPA" ? [.says("+OK\r\nSASL SCRAM-SHA-1\r\n.\r\n")] : [.says("+OK welcome\r\n")]
        }
        let run = await ShellRun.steps(
            [.types(":login scram-sha-1 alice"), .hides("wonderland"), .types("STAT")], over: wire)
        #expect(run.screen.contains("The server said +OK, but is not to be believed"))
        #expect(run.prompts.last == "pop.example.jp closed>")
        #expect(run.status == 77)
    }

    @Test func `a stored password logs in before the first line of a batch, and a refusal ends it with 77`()
        async throws
    {
        let target = Target.server(try Endpoint(parsing: "pop3://alice@pop.example.jp"))
        func run(_ password: String) async -> ShellRun {
            let options = ShellRun.options {
                $0.login.stored = { _ in StoredLogin(user: "alice", secret: Array(password.utf8)) }
            }
            return await ShellRun.steps([.types("STAT")], at: target, isInteractive: false, options)
        }
        let right = await run("wonderland")
        #expect(right.status == 0)
        #expect(right.screen.contains("C: STAT"))
        let wrong = await run("looking-glass")
        #expect(wrong.status == 77)
        #expect(!wrong.screen.contains("C: STAT"))
    }

    @Test(arguments: ["PLAIN", "LOGIN", "USER"])
    func `a password that others can read is announced before it is sent`(method: String) async throws {
        let target = Target.server(try Endpoint(parsing: "pop3://alice;AUTH=\(method):wonderland@pop.example.jp"))
        let run = await ShellRun.steps([], at: target)
        let warning = try #require(run.lines.firstIndex { $0.contains("This connection is not encrypted") })
        let sent = try #require(run.lines.firstIndex { $0.hasPrefix("C: USER") || $0.hasPrefix("C: AUTH") })
        #expect(warning < sent)
    }

    @Test func `a mechanism in the URL that nobody knows sends nothing`() async throws {
        let target = Target.server(try Endpoint(parsing: "pop3://alice;AUTH=GSSAPI:wonderland@pop.example.jp"))
        let run = await ShellRun.steps([.types("STAT")], at: target, isInteractive: false)
        #expect(run.status == 77)
        #expect(!run.lines.contains { $0.hasPrefix("C:") })
    }

    @Test func `what would end a line is refused`() async throws {
        let options = ShellRun.options {
            $0.login.stored = { _ in StoredLogin(user: "alice", secret: Array("a\r\nDELE 1".utf8)) }
        }
        let target = Target.server(try Endpoint(parsing: "pop3://alice;AUTH=USER@pop.example.jp"))
        let run = await ShellRun.steps([], at: target, options)
        #expect(run.screen.contains("The password holds CR as octet 2"))
        #expect(!run.lines.contains { $0.hasPrefix("C:") })
    }
}
