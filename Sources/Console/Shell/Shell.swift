import Handbook
public import POP3

/// The console: asks for lines, sends them, and explains every exchange.
///
/// One actor. While it waits for a line, a task of its own listens to the server, so that what a server does unasked is
/// seen at once. A batch run is the same shell over a ``LineFile``.
public actor Shell {
    /// What a run is told from outside.
    public struct Options: Sendable {
        /// What was chosen by option and config file.
        public var settings = Settings()
        /// Whether events are written as JSON, one a line, in place of text.
        public var writesJSON = false
        /// Whether the end of input sends QUIT.
        public var quitsAtEnd = false
        /// Whether a batch ends at the first -ERR.
        public var stopsOnError = false
        /// What makes the exit status 1.
        public var failure = Failure.never
        /// The version that is shown.
        public var version = ""
        /// How large a reply may grow, in octets.
        public var replyLimit = Conversation.defaultReplyLimit
        /// When TLS begins on servers in clear text, where nothing else is said.
        public var security = Endpoint.Security.clear
        /// How sessions are recorded.
        public var recording = RecordOptions()
        /// How a run logs in.
        public var login = LoginOptions()
        /// The time; tests tell their own.
        public var now: @Sendable () -> ContinuousClock.Instant = { .now }
        /// The date, in seconds since 1970, to say how long a certificate is valid.
        public var date: @Sendable () -> Int = { 0 }

        /// The options of a run that was told nothing.
        public init() {}
    }

    /// What makes the exit status 1.
    public enum Failure: String, CaseIterable, Sendable {
        case never, err, finding
    }

    let terminal: any Terminal
    let dialer: @Sendable (Target) -> any Dialer
    let options: Options
    var explainer = Explainer()
    var narrator: Narrator
    var settings: Settings {
        didSet {
            narrator.settings = settings
            if settings.timeout != oldValue.timeout { renewPump() }
        }
    }
    var history: History
    var redaction = Redaction()
    var outcome = Outcome()
    var connection: Connection?
    var target: Target?
    var pump: Task<Void, Never>?
    var waiter: CheckedContinuation<Void, Never>?
    var isInterrupted = false
    var hasHinted = false
    /// Whether what is sent now is the program's own question: a refusal is no error of the person's.
    var isProbing = false
    /// Whether the next line gets a multi-line reply, whatever its verb.
    var expectsLines = false
    /// Whether the reply that is due was made a multi-line one by `:lines`.
    var awaitsLines = false
    /// The files whose lines are being run, the innermost last.
    var files: [SourcedFile] = []
    /// How deep in files the line in hand stands; 0 when it was typed, or is a line of the batch itself.
    var sourceDepth = 0
    /// Where the body that is coming is copied to; `nil` for nowhere.
    var bodyCopy: BodyCopy?
    /// The file that is being recorded; `nil` for none.
    var recording: Recording?
    /// What was typed last, if it did not itself go to the server; `nil` when it did.
    var unsentLine: UnsentLine?
    /// Whether a recording ended because its file could not be written.
    var hasLostRecording = false
    /// What is kept of the last connection.
    var tape: Tape?
    /// How many lines of the last body were shown by `:more`; `nil` before.
    var shownLines: Int?

    /// A shell on a terminal.
    ///
    /// - Parameter dialer: how a target is connected to.
    public init(
        on terminal: any Terminal, options: Options, history: History,
        dialer: @escaping @Sendable (Target) -> any Dialer
    ) {
        self.terminal = terminal
        self.options = options
        self.history = history
        self.dialer = dialer
        settings = options.settings
        narrator = Narrator(
            settings: options.settings, writesJSON: options.writesJSON, isInteractive: terminal.isInteractive)
    }

    /// What a visit to a server ends with.
    enum Next: Hashable {
        case leave
        case open(Target)
        /// The server is left, the shell stays.
        case disconnect
    }

    /// Runs until the person leaves or the lines are at their end.
    ///
    /// - Returns: the exit status of product and sysexits: 0, 1, 66 to 77.
    public func run(_ first: Target?) async -> Int32 {
        narrator.width = terminal.columns
        let interruptions = Task { await self.listenForInterruptions() }
        for line in history.earlier { terminal.remember(line) }
        var next = startRecording(at: first) ? first.map(Next.open) ?? .disconnect : .leave
        while true {
            switch next {
            case .open(let target): next = await visit(target)
            case .disconnect: next = await readLines()
            case .leave:
                interruptions.cancel()
                endRecording()
                saveHistory()
                return status
            }
        }
    }

    /// The exit status; a batch whose recording was lost does not end well.
    private var status: Int32 {
        let status = outcome.status(failing: options.failure)
        return status == Outcome.Status.ok && hasLostRecording && !terminal.isInteractive
            ? Outcome.Status.cannotWrite : status
    }

    private func visit(_ target: Target) async -> Next {
        let isFirst = self.target == nil
        let isSameTarget = self.target == target
        self.target = target
        narrator.width = terminal.columns
        narrator.connecting(to: target)
        explainer = Explainer(host: target.host, hasNetwork: !target.isPractice)
        let start = ContinuousClock.now
        do {
            return try await dialer(target).link { link in
                await self.converse(target, link, since: start, isSameTarget: isSameTarget)
            }
        } catch let error as LinkError {
            fail(error)
        } catch {
            fail(.lost("\(error)"))
        }
        return giveUp(isFirst)
    }

    /// There is no connection: a person may try another, a batch ends, and neither file nor batch goes on unheard.
    private func giveUp(_ isFirst: Bool) -> Next {
        dropFiles()
        if terminal.isInteractive { return .disconnect }
        if !isFirst { warn(ShellWords.openFailed) }
        return .leave
    }

    private func converse(
        _ target: Target, _ link: any Link, since start: ContinuousClock.Instant, isSameTarget: Bool
    ) async -> Next {
        let conversation = Conversation(over: link, replyLimit: options.replyLimit)
        let connection = Connection(
            target, conversation, recording: options.recording.lines, after: tape, isSameTarget: isSameTarget,
            now: options.now)
        self.connection = connection
        if let tape { connection.tape.follow(tape) }
        tape = connection.tape
        connection.tape.record(to: recording)
        show(narrator.connected(to: target, link.peer, after: .now - start, isSecure: link.tls != nil))
        if let details = link.tls {
            show(narrator.secured(details, after: .now - start))
            warn(of: details)
        }
        isInterrupted = false
        startPump(connection)
        await replies()
        let next = await afterGreeting(connection)
        pump?.cancel()
        await pump?.value
        if connection.isOpen { await conversation.abandon() }
        connection.tape.closed(by: .client, .orderly, as: [])
        checkRecording()
        if self.connection === connection { self.connection = nil }
        return next
    }

    private func afterGreeting(_ connection: Connection) async -> Next {
        let status = connection.last?.exchange.reply.status
        if connection.target.endpoint?.security == .startTLS, status != .ok {
            await refuseClearText(connection)
            if !terminal.isInteractive { return .leave }
        }
        switch status {
        case .ok:
            if case .server(let endpoint) = connection.target, await !prepare(connection, endpoint) {
                dropFiles()
                return terminal.isInteractive ? await readLines() : .leave
            }
        case .malformed, .challenge:
            // The annotation tells a person; a batch hears it even where notes are off.
            if !terminal.isInteractive { warn(ShellWords.foreign(connection.last?.exchange.reply.first)) }
        case .err, nil: break
        }
        return await readLines()
    }

    /// Encrypts and logs in before the first line, as far as was asked for.
    ///
    /// - Returns: whether a batch has a reason to go on.
    private func prepare(_ connection: Connection, _ endpoint: Endpoint) async -> Bool {
        guard await secureFirst(connection, endpoint.security) else { return false }
        return await logInFirst(endpoint)
    }

    /// The loop in which everything happens.
    private func readLines() async -> Next {
        while true {
            if !terminal.isInteractive, outcome.isOver(stopsOnError: options.stopsOnError) {
                dropFiles()
                return .leave
            }
            if let next = await step() { return next }
        }
    }

    private func step() async -> Next? {
        narrator.width = terminal.columns
        if let line = await nextFileLine() { return await take(line) }
        sourceDepth = 0
        switch await terminal.ask(nextAsk()) {
        case .line(let line): return await take(line)
        case .secret(let keyword, let secret):
            settleExpectation(of: Array(keyword.utf8))
            return await takeSecret(keyword, secret)
        case .interrupted(let text): return await interruptedWhileTyping(text)
        case .endOfInput: return await endOfInput()
        }
    }

    /// Reads one line as a person typed it.
    func take(_ line: [UInt8]) async -> Next? {
        switch LocalCommand.read(line) {
        case .empty:
            // Nobody asked for anything, except where a file answers a challenge: then nothing is the answer.
            return isChallenged && (sourceDepth > 0 || !terminal.isInteractive) ? await submit([]) : nil
        case .local(let command, let arguments):
            remember(line)
            if command != .redact { unsentLine = .performed(line) }
            return await perform(command, arguments)
        case .unknown(let word):
            remember(line)
            unsentLine = .refused(line)
            say(trouble: ShellWords.unknownCommand(Command(Line(word)).displayText))
            return nil
        case .wire(let octets):
            settleExpectation(of: octets)
            unsentLine = .refused(line)
            return await submit(octets)
        }
    }

    private func listenForInterruptions() async {
        for await interruption in terminal.interruptions {
            switch interruption {
            case .interrupted: interrupted()
            case .resumed(let seconds): resumed(after: seconds)
            }
        }
    }
}
