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
    /// Whether anything has been sent, or a reply has come.
    var hasSpoken = false
    /// Whether the server has said +OK to STLS, and the handshake has not begun.
    var awaitsTLS = false
    /// Whether it has been said that a secret is readable here.
    var hasWarned = false
    /// The line of the file behind which replies stand that it does not have; `nil` while it has them.
    var insertionPlace: Int?
    private(set) var isOver = false
    /// The client lines by the line of the file on which they begin, each with its index.
    private let lines: [Int: (index: Int, line: ClientLine)]
    private let recorded: Int

    init(_ script: TranscriptScript, _ number: Int, _ link: any Link, _ options: ReplayOptions) {
        self.number = number
        // In memory nothing is encrypted, and nothing needs to be.
        conversation = Conversation(over: link, isSecure: !options.isLive && script.beginsWithTLS(number))
        comparison = ReplyComparison(
            script.replies(number), options.closeness, TranscriptVariables(constraints: script.constraints))
        client = TranscriptClient(options.secrets, nonce: options.nonce)
        let numbered = script.clientLines(number).enumerated().map {
            ($0.element.line, (index: $0.offset, line: $0.element))
        }
        lines = Dictionary(numbered) { first, _ in first }
        recorded = script.replies(number).count(where: { $0.command != nil })
    }

    /// What the session will be once everything that waits has been sent.
    var ahead: Session {
        guard !batch.isEmpty else { return conversation.session }
        var session = conversation.session
        _ = session.observe(batch, from: .client)
        return session
    }

    /// How many messages QUIT would delete, as far as the replies tell.
    var deletions: Int { conversation.session.knowledge.maildrop?.marked.count ?? 0 }

    /// The client line that begins on a line of the file; `nil` where none does.
    func clientLine(at line: Int) -> ClientLine? { lines[line]?.line }

    /// Whether the transcript has no reply to the client line that begins on a line of the file.
    func isUnrecorded(at line: Int) -> Bool { lines[line].map { $0.index >= recorded } ?? false }

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
