public import ArgumentParser
public import Console
import Handbook
import POP3
import Transport

/// `popscope connect`, and what happens without a command: the console, or a batch of lines.
struct Connect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect", abstract: "Talk to a server: the console, or lines from -c, -f or standard input.",
        discussion: """
            SERVER is a URL (pop3://user@host:port), HOST, HOST:PORT or HOST PORT; without one the practice server answers.
            A line that begins with ":" is a local command (:help lists them); every other line is sent as it is.
            """)

    @Argument(help: "The server: URL, HOST, HOST:PORT, or HOST PORT. None: the practice server.")
    var server: [String] = []

    @Option(
        name: [.customShort("c"), .customLong("command")], parsing: .unconditionalSingleValue,
        help: "A line to send; repeatable.")
    var lines: [String] = []

    @Option(name: [.customShort("f"), .customLong("file")], help: "A file of lines to send; - is standard input.")
    var file: String?

    @OptionGroup var display: DisplayOptions

    @Option(help: "Seconds to wait for a reply.")
    var timeout: Int?

    @Flag(name: .customShort("4"), help: "Use IPv4 only.")
    var usesIPv4 = false

    @Flag(name: .customShort("6"), help: "Use IPv6 only.")
    var usesIPv6 = false

    @Flag(help: "In a batch: show mail decoded as well.")
    var decode = false

    @Flag(name: .customLong("quit-at-eof"), help: "In a batch: send QUIT at the end of the lines.")
    var quitAtEnd = false

    @Flag(name: .customLong("stop-on-err"), help: "In a batch: stop at the first -ERR.")
    var stopOnError = false

    @Option(name: .customLong("fail-on"), help: "Exit with 1 on: err (any -ERR) or finding (also broken rules).")
    var failOn: Shell.Failure = .never

    @Option(name: .customLong("max-reply"), help: "Give up on a reply that is longer, in octets.")
    var maxReply: Int = Conversation.defaultReplyLimit

    func validate() throws {
        if usesIPv4, usesIPv6 { throw ValidationError("-4 and -6 exclude each other.") }
        if !lines.isEmpty, file != nil { throw ValidationError("-c and -f exclude each other.") }
        if let timeout, !(1...86_400).contains(timeout) { throw ValidationError("--timeout takes 1 to 86400 seconds.") }
        if maxReply < 512 { throw ValidationError("--max-reply takes 512 octets or more.") }
        _ = try target()
    }

    func run() async throws {
        let isBatch =
            !lines.isEmpty || file != nil || display.json || !StandardStream.inputIsTerminal
            || !StandardStream.output.isTerminal
        let status = isBatch ? try await runBatch() : try await runConsole()
        if status != 0 { throw ExitCode(status) }
    }

    private func runBatch() async throws -> Int32 {
        let input = try InputFile(path: file)
        let source = lines.isEmpty ? LineFile.Source.descriptor(input.descriptor) : .lines(lines.map { Array($0.utf8) })
        var options = options(try display.settings(isInteractive: false))
        options.settings.decodesMail = decode
        return await shell(on: LineFile(source), options, History(path: nil)).run(try target())
    }

    private func runConsole() async throws -> Int32 {
        let options = options(try display.settings(isInteractive: true))
        let editor = try LineEditor(isPlain: display.isAccessible)
        defer { editor.stop() }
        return await shell(on: editor, options, History(path: Paths.state.map { $0 + "/history" })).run(try target())
    }

    private func shell(on terminal: any Terminal, _ options: Shell.Options, _ history: History) -> Shell {
        Shell(on: terminal, options: options, history: history, dialer: Dialers(family: family).dialer)
    }

    private func options(_ settings: Settings) -> Shell.Options {
        var options = Shell.Options()
        options.settings = settings
        if let timeout { options.settings.timeout = timeout }
        options.writesJSON = display.json
        options.quitsAtEnd = quitAtEnd
        options.stopsOnError = stopOnError
        options.failure = failOn
        options.replyLimit = maxReply
        return options
    }

    private var family: AddressFamily { usesIPv4 ? .v4 : usesIPv6 ? .v6 : .any }

    private func target() throws -> Target {
        guard !server.isEmpty else { return Dialers.practice }
        do {
            return .server(try Endpoint(parsing: server.joined(separator: " ")))
        } catch {
            throw ValidationError(error.text[display.language])
        }
    }
}

extension Shell.Failure: ExpressibleByArgument {}
