import Handbook
import POP3
import Testing

@testable import Console

@Suite("A batch", .timeLimit(.minutes(5)))
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

    @Test(
        arguments: [
            "220 mail.example.jp ESMTP\r\n", "* OK IMAP4rev1 ready\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n<html>\r\n",
            "SSH-2.0-OpenSSH_9.2\r\n", "ready\r\n", "+ \r\n", "\r\n",
        ])
    func `a greeting that is none of POP3 ends it at once with 76, and nothing is sent`(greeting: String) async throws {
        let endpoint = try Endpoint(parsing: "pop3://alice:wonderland@pop.example.jp")
        let wire = Wire(.says(greeting)) { _ in [.says("+OK\r\n")] }
        let terminal = ScriptedTerminal([.types("USER a"), .types("PASS b"), .endsInput], isInteractive: false)
        let run = await ShellRun.of(terminal, at: .server(endpoint), over: PuppetDialer(wire: wire))
        #expect(run.status == 76)
        #expect(await wire.sent() == "")
    }

    @Test func `a person may talk to it all the same, but no login of a URL is sent`() async throws {
        let endpoint = try Endpoint(parsing: "pop3://alice:wonderland@pop.example.jp")
        let wire = Wire(.says("220 mail.example.jp ESMTP\r\n")) { _ in [.says("250 ok\r\n")] }
        let run = await ShellRun.of(
            ScriptedTerminal([.types("NOOP")]), at: .server(endpoint), over: PuppetDialer(wire: wire))
        #expect(run.status == 76)
        #expect(await wire.sent() == "NOOP\r\n")
    }

    @Test(
        arguments: [
            ("220 x", "This server speaks SMTP/FTP, not POP3, so nothing was sent."),
            ("* OK x", "This server speaks IMAP, not POP3, so nothing was sent."),
            ("HTTP/1.0 400", "This server speaks HTTP, not POP3, so nothing was sent."),
            ("SSH-2.0-x", "This server speaks SSH, not POP3, so nothing was sent."),
            ("x", "This is no greeting of POP3, so nothing was sent."),
        ])
    func `the protocol of a foreign greeting is named`(greeting: String, words: String) {
        #expect(ShellWords.foreign(Line(greeting)).en == words)
    }

    @Test(
        arguments: [
            (.connecting, "No connection within 60 s."), (.connected, "No greeting within 60 s, so nothing was sent."),
            (.greeted, "No reply within 60 s, so the connection was closed."),
        ] as [(Narrator.Stage, String)])
    func `a silence that ends it is named by how far the connection had come`(stage: Narrator.Stage, words: String) {
        let said = ShellWords.failed(.timedOut(.seconds(60)), stage).en
        #expect(said.hasPrefix(words))
        #expect(said.contains("995") == (stage == .connected))
    }

    @Test func `silence behind a good greeting is no silence of port 995`() async {
        let silent = Wire.Incoming.failure(.timedOut(.seconds(60)))
        let before = await ShellRun.steps([.types("NOOP")], over: Wire(silent), isInteractive: false)
        #expect(before.screen.contains("No greeting within 60 s") && before.screen.contains("port 995"))
        let behind = await ShellRun.steps(
            [.types("NOOP")], over: Wire(.says("+OK\r\n")) { _ in [silent] }, isInteractive: false)
        #expect(behind.screen.contains("No reply within 60 s") && !behind.screen.contains("995"))
        let nobody = await ShellRun.of(
            ScriptedTerminal([], isInteractive: false), over: BrokenDialer(error: .timedOut(.seconds(60))))
        #expect(nobody.screen.contains("No connection within 60 s") && !nobody.screen.contains("995"))
    }
}
