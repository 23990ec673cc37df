import MockServer
import POP3

@testable import Console

/// One run of a shell on a scripted terminal, and what came of it.
struct ShellRun: Sendable {
    let status: Int32
    let news: [ScriptedTerminal.News]

    /// What was shown, as text.
    var screen: String { String(decoding: octets, as: UTF8.self) }

    /// What was shown.
    var octets: [UInt8] {
        news.flatMap { piece -> [UInt8] in if case .shown(let octets) = piece { octets } else { [] } }
    }

    /// The lines of the screen.
    var lines: [String] { screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    /// What stood before the cursor each time, without the space at its end.
    var prompts: [String] {
        news.compactMap { if case .asked(let prompt) = $0 { String(prompt.dropLast()) } else { nil } }
    }

    /// The lines that the editor recalls.
    var remembered: [String] {
        news.reduce(into: []) { lines, piece in
            switch piece {
            case .remembered(let line): lines.append(line)
            case .forgotLines: lines = []
            case .shown, .asked, .changedPrompt: break
            }
        }
    }

    /// Everything that a person or a file got to know, for a search.
    var everything: String { "\(screen)\n\(news)" }
}

extension ShellRun {
    static let practice = Target.practice(PracticeLogin(user: "alice", password: "rabbit-hole"))
    static let server = Target.server(Endpoint(host: "pop.example.jp"))

    /// Options without times, so that the same is shown each time.
    static func options(_ change: (inout Shell.Options) -> Void = { _ in }) -> Shell.Options {
        var options = Shell.Options()
        options.settings.showsTiming = false
        change(&options)
        return options
    }

    /// Runs a shell until it ends.
    static func of(
        _ terminal: ScriptedTerminal, at target: Target? = server, over dialer: any Dialer,
        _ options: Shell.Options = options(), history: History = History(path: nil)
    ) async -> ShellRun {
        let shell = Shell(on: terminal, options: options, history: history) { _ in dialer }
        let status = await shell.run(target)
        return ShellRun(status: status, news: await terminal.everything())
    }

    /// Runs a shell with steps, over a wire.
    static func steps(
        _ steps: [ScriptedTerminal.Step], over wire: Wire, isInteractive: Bool = true,
        _ options: Shell.Options = options(), history: History = History(path: nil)
    ) async -> ShellRun {
        let terminal = ScriptedTerminal(steps, isInteractive: isInteractive)
        var options = options
        options.now = { [clock = wire.clock] in clock.now }
        return await of(terminal, over: PuppetDialer(wire: wire), options, history: history)
    }

    /// Runs a shell with steps at a server with the mail of ``Mail``.
    static func steps(
        _ steps: [ScriptedTerminal.Step], at target: Target = practice, mail: [[UInt8]] = Mail.all,
        isInteractive: Bool = true, _ options: Shell.Options = options(), history: History = History(path: nil)
    ) async -> ShellRun {
        let terminal = ScriptedTerminal(steps, isInteractive: isInteractive)
        return await of(terminal, at: target, over: Mail.dialer(mail), options, history: history)
    }
}

/// The mail of the tests, and a server for it.
enum Mail {
    static let small = Array("From: a@example.org\r\nSubject: small\r\n\r\none\r\n..two\r\n".utf8)
    static let japanese =
        Array("Subject: =?ISO-2022-JP?B?GyRCQkckQTlnJG8kOyRON28bKEI=?=\r\n".utf8)
        + Array("Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n\u{1B}$B;3ED$G$9!#\u{1B}(B\r\n".utf8)
    static let all = [small, japanese]

    /// A message of more than 1 MiB, with lines that begin with a dot.
    static let large = Array("Subject: large\r\n\r\n".utf8) + (0..<1_200).flatMap { _ in dotted }
    private static let dotted = Array(".".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 997) + [13, 10]

    static func dialer(_ mail: [[UInt8]] = all) -> any Dialer {
        let store = MailStore([Account("alice", password: "wonderland", mail: mail)])
        guard let stamp = Stamp("<1896.697170952@dbc.mtview.ca.us>") else {
            preconditionFailure("the RFC's timestamp is one")
        }
        return LoopbackDialer(over: store) { MailboxServer(over: store, stamp: stamp, autologout: nil) }
    }

    /// USER, then the password at the hidden prompt.
    static let login: [ScriptedTerminal.Step] = [.types("USER alice"), .hides("wonderland", keyword: "PASS")]
}
