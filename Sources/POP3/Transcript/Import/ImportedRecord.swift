/// The entries of a transcript that is made of a log, as its recorder hands them out.
struct ImportedRecord {
    /// How many lines the client has sent on the connection now open.
    private(set) var commands = 0
    private var recorder: TranscriptRecorder
    private var redaction = Redaction()
    private var entries: [TranscriptEntry] = []
    /// 0 before the first connection.
    private var connection = 0
    private var lines = LineSplitter()
    /// Whether the client has begun to log in on the connection now open.
    private var isLoggingIn = false

    /// Who sends more secrets is trying them out; then no line of the log is shown.
    private static let secretLimit = 256
    /// A transcript counts its connections in two digits.
    private static let connectionLimit = 99

    init() {
        var options = TranscriptRecorder.Options()
        // A log tells of a session that is over: what it shows is worth more than what another run would show.
        options.keepsLiterals = true
        recorder = TranscriptRecorder(options)
    }

    mutating func connected() {
        connection += 1
        (commands, isLoggingIn) = (0, false)
        if connection == Self.connectionLimit + 1 {
            entries.append(.event(.note("the log goes on with more sessions"), connection: Self.connectionLimit))
        }
        add(recorder.connected())
    }

    mutating func secured(_ words: String) {
        _ = recorder.secured()
        add(.tls(words))
    }

    mutating func closed(by side: Session.Side, as events: [Session.Event]) {
        add(recorder.closed(by: side, as: events))
    }

    mutating func client(_ line: Line, as events: [Session.Event]) {
        commands += 1
        isLoggingIn = isLoggingIn || events.contains { $0.isOfLogin }
        add(recorder.passed(line.octets, from: .client, as: events))
    }

    mutating func server(_ line: Line, as events: [Session.Event]) {
        add(recorder.passed(line.octets, from: .server, as: events))
    }

    /// A line of the server that the log does not hold; something stands in for it.
    mutating func hidden(_ line: Line, as events: [Session.Event]) {
        for piece in recorder.passed(line.octets, from: .server, as: events) {
            switch piece {
            case .lines, .mail: add([piece])
            case .event, .endOfMail: break
            }
        }
    }

    mutating func standIn(_ event: TranscriptEvent) { add(event) }

    /// A remark of the importer.
    mutating func remark(_ text: String) { add(.note(text)) }

    /// A line of the log that neither side sent, as far as its reader can tell: a secret in it is hidden, here and in what
    /// comes behind it.
    mutating func note(_ text: ArraySlice<UInt8>, in session: Session) {
        let octets = Array(text)
        // A command whose reply nobody could read begins a login, too.
        if let command = PastedCommand(text), Command(Line(bytes: command.octets)).isOfLogin { isLoggingIn = true }
        let reading = NoteReading(octets, in: session, isLoggingIn: isLoggingIn)
        for secret in reading.certain { learn(secret) }
        guard redaction.secrets.count < Self.secretLimit else { return add(.note(Command.mask)) }
        add(.note(String(decoding: reading.masked, as: UTF8.self)))
    }

    private mutating func learn(_ secret: [UInt8]) {
        guard redaction.secrets.count < Self.secretLimit else { return }
        redaction.learn(secret: secret)
        recorder.learn(redaction)
    }

    /// Lets a line of the client teach its secret.
    mutating func learning(_ observe: (inout Redaction) -> [Session.Event]) -> [Session.Event] {
        var taught = redaction
        let events = observe(&taught)
        guard taught.secrets.count > redaction.secrets.count, redaction.secrets.count < Self.secretLimit else {
            return events
        }
        redaction = taught
        return events
    }

    /// All entries, with the secrets hidden in all that was noted, before they came out or after.
    mutating func finish() -> [TranscriptEntry] {
        guard !redaction.secrets.isEmpty else { return entries }
        return entries.map { entry in
            guard case .event(.note(let text), let connection) = entry else { return entry }
            return .event(.note(redaction.redact(Line(text)).text), connection: connection)
        }
    }
}

extension ImportedRecord {
    private mutating func add(_ recorded: [Recorded]) {
        for piece in recorded {
            switch piece {
            case .event(let event): add(event)
            case .lines(let octets), .mail(let octets): add(lines.append(octets))
            case .endOfMail(_, let terminator):
                add(lines.finish().map { [$0] } ?? [])
                if let terminator { add(.sent(.server, terminator)) }
            }
        }
    }

    private mutating func add(_ lines: [Line]) {
        for line in lines { add(.sent(.server, MaskedLine(line).text)) }
    }

    private mutating func add(_ event: TranscriptEvent) {
        guard connection <= Self.connectionLimit else { return }
        entries.append(.event(event, connection: max(connection, 1)))
    }
}

extension Session.Event {
    fileprivate var isOfLogin: Bool {
        guard case .sent(let command) = self else { return false }
        return command.isOfLogin
    }
}

extension Command {
    /// Whether a login begins with this, or goes on.
    var isOfLogin: Bool { [.user, .pass, .apop, .auth].contains(verb) || hasSecret }
}
