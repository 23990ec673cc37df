import Authentication
import POP3

/// One connection of a replay.
final class ReplayVisit {
    /// Its number in the transcript.
    let number: Int
    let conversation: Conversation
    var comparison: ReplyComparison
    var client: TranscriptClient
    /// What is to be sent in one write.
    var batch: [UInt8] = []
    /// Whether the last line that was put into a write has not ended.
    private(set) var isWithinLine = false
    /// Whether anything has been sent, or a reply has come.
    var hasSpoken = false
    /// Whether the server has said +OK to STLS, and the handshake has not begun.
    var awaitsTLS = false
    /// The line of the file behind which replies stand that it does not have; `nil` while it has them.
    var insertionPlace: Int?
    /// What would make the transcript say what the server said.
    var changes = ReplayChanges()
    private(set) var isOver = false
    /// The messages that DELE has marked, one for each +OK.
    private(set) var deletions = 0
    /// The client lines by the line of the file on which they begin, each with its index.
    private let lines: [Int: [(index: Int, line: ClientLine)]]
    private let recorded: Int
    /// How much of the clear text behind STLS has been taken.
    private var takenBehindSTLS = 0

    init(_ script: TranscriptScript, _ number: Int, _ link: any Link, _ options: ReplayOptions) {
        self.number = number
        // In memory nothing is encrypted, and nothing needs to be.
        conversation = Conversation(over: link, isSecure: !options.isLive && script.beginsWithTLS(number))
        comparison = ReplyComparison(
            script.replies(number), options.closeness, TranscriptVariables(constraints: script.constraints))
        client = TranscriptClient(options.secrets, nonce: options.nonce)
        let numbered = script.clientLines(number).enumerated().map {
            (index: $0.offset, line: $0.element)
        }
        lines = Dictionary(grouping: numbered) { $0.line.line }
        recorded = script.replies(number).count(where: { $0.command != nil })
    }

    /// What the session will be once everything that waits has been sent.
    var ahead: Session {
        guard !batch.isEmpty else { return conversation.session }
        var session = conversation.session
        _ = session.observe(batch, from: .client)
        return session
    }

    /// Whether QUIT may delete mail: a DELE was accepted, or has been sent or is about to be.
    var mayDelete: Bool { deletions > 0 || ahead.pending.contains { $0.verb == .dele } }

    /// Whether no reply is due.
    var hasEveryReply: Bool { conversation.session.isGreeted && conversation.session.pending.isEmpty }

    /// The client lines that begin on a line of the file, in their order.
    func clientLines(at line: Int) -> ArraySlice<ClientLine> { (lines[line] ?? []).map(\.line)[...] }

    /// Whether the transcript has no reply to the client line that begins on a line of the file.
    func isUnrecorded(at line: Int) -> Bool { lines[line]?.first.map { $0.index >= recorded } ?? false }

    /// Puts octets into the next write.
    func add(_ octets: ArraySlice<UInt8>) {
        guard let last = octets.last else { return }
        batch += octets
        isWithinLine = last != 0x0A
    }

    /// The next line of what the server said in clear text where only the handshake may stand; `nil` when there is none.
    func nextClearTextBehindSTLS() -> Line? {
        guard awaitsTLS else { return nil }
        var splitter = LineSplitter()
        let rest = conversation.session.clearTextBehindSTLS.dropFirst(takenBehindSTLS)
        guard let (line, end) = splitter.next(in: rest) else { return nil }
        takenBehindSTLS = end
        return line
    }

    /// Takes a whole reply.
    ///
    /// - Parameter expected: the one that the transcript has in its place; `nil` when it has none.
    func took(_ exchange: Exchange, expected: ExpectedReply?) {
        hasSpoken = true
        client.took(exchange)
        if let expected, expected.isOfLogin, changes.refusedLogin == nil, expected.isRefused(by: exchange.reply) {
            changes.refusedLogin = expected.first.line
        }
        guard exchange.reply.status == .ok else { return }
        switch exchange.command?.verb {
        case .dele: deletions += 1
        case .rset: deletions = 0
        default: break
        }
    }

    /// Whether the next thing that happens on this connection is the client's doing: then a pause is too.
    func speaksNext(in steps: ArraySlice<TranscriptScript.Step>) -> Bool {
        let next = steps.first { step in
            switch step.action {
            case .pause, .segment: false
            case .connect, .secure, .send, .receive, .close, .silence: step.connection == number
            }
        }
        switch next?.action {
        case .send, .close(.client, _): return true
        case .connect, .secure, .receive, .close, .silence, .pause, .segment, nil: return false
        }
    }

    /// Whether others can read a secret in a text.
    func isReadable(_ text: WireText) -> Bool {
        guard !conversation.session.knowledge.isSecure else { return false }
        return text.placeholders.contains { placeholder in
            switch placeholder {
            case .secret, .computed(.plain, _), .computed(.loginSecret, _), .computed(.bearer, _): true
            case .computed, .variable, .anything: false
            }
        }
    }

    /// Ends the connection; ending twice does nothing.
    func end(_ closing: Closing = .orderly) async {
        guard !isOver else { return }
        isOver = true
        await conversation.abandon(closing)
    }
}

extension ReplayVisit {
    /// Sends what waits, in one write. A server that has gone is noticed when its reply is due.
    func flush() async throws(Halt) {
        guard !batch.isEmpty else { return }
        let octets = batch
        batch = []
        hasSpoken = true
        do {
            try await conversation.send(octets)
        } catch {
            if error == .cancelled { throw Halt(reason: .link(error)) }
        }
    }
}

extension ExpectedReply {
    /// Whether a login does not go on as in the transcript. A challenge keeps it open only where one is expected.
    fileprivate func isRefused(by reply: Reply) -> Bool {
        switch reply.status {
        case .ok: false
        case .challenge: endsLogin
        case .err, .malformed: true
        }
    }
}

extension TranscriptMismatch {
    /// The difference without what this side has sent in secret.
    func redacted(by redaction: Redaction) -> TranscriptMismatch {
        let shown = actual.map { redaction.redact(Line(bytes: $0)).bytes }
        return TranscriptMismatch(
            line: line, kind, expected: expected, actual: shown, offset: shown == actual ? offset : nil,
            command: command, phase: phase)
    }
}

extension [UInt8] {
    /// The octets in pieces, each but the last of which ends in LF.
    var wireLines: [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = self[...]
        while let feed = rest.firstIndex(of: 0x0A) {
            pieces.append(rest[...feed])
            rest = rest[(feed + 1)...]
        }
        return rest.isEmpty ? pieces : pieces + [rest]
    }
}
