/// Compares what a server says on one connection with what a transcript says, as it comes.
///
/// Of a body only the line in hand is kept. Of each reply the first difference is told, and what follows it is passed over.
public struct ReplyComparison: Sendable {
    private let replies: [ExpectedReply]
    private var lines: LineComparison
    private var current: BodyComparison?
    /// What differs, in a state that is not known before the reply is complete.
    private var found: [ReplyDifference] = []
    /// How many of the expected replies have come.
    public private(set) var count = 0

    /// A comparison that has seen nothing.
    public init(_ replies: [ExpectedReply], _ closeness: Closeness, _ variables: TranscriptVariables) {
        self.replies = replies
        lines = LineComparison(closeness: closeness, variables: variables)
    }

    /// What the variables stand for so far.
    public var variables: TranscriptVariables {
        get { lines.variables }
        set { lines.variables = newValue }
    }

    /// The reply that comes next; `nil` when the transcript has no more.
    public var next: ExpectedReply? { count < replies.count ? replies[count] : nil }

    /// Takes what a session made of the server's octets.
    ///
    /// - Returns: the difference of a reply that this completed, at most one for each reply; and those of lines that should have
    ///   come before it.
    public mutating func took(_ event: Session.Event) -> [TranscriptMismatch] {
        switch event {
        case .sent, .startTLS: return []
        case .unsolicited(let line): return took(unsolicited: line)
        case .response(let line):
            let missing = skipUnsolicited()
            if let expected = next { begin(expected, line) }
            return missing
        case .body(let octets):
            current?.take(octets, &lines)
            return []
        case .completed(let exchange): return complete(exchange)
        }
    }

    /// Nothing more will come.
    ///
    /// - Returns: the next reply, as one that is missing; `nil` when none was due.
    public func missing(_ kind: TranscriptMismatch.Kind, _ phase: Session.Phase) -> TranscriptMismatch? {
        next.map {
            TranscriptMismatch(
                line: $0.first.line, kind, expected: $0.first.text, actual: nil, command: $0.command, phase: phase)
        }
    }

    private mutating func begin(_ expected: ExpectedReply, _ line: Line) {
        if let (kind, offset) = lines.firstLine(line, expected) {
            found.append(ReplyDifference(kind, expected.first, line.bytes, offset))
        } else {
            current = BodyComparison(expected, lines.closeness)
        }
    }

    private mutating func complete(_ exchange: Exchange) -> [TranscriptMismatch] {
        guard next != nil else { return [] }
        if let difference = current?.finish(exchange.reply.body, &lines) { found.append(difference) }
        defer { (current, found, count) = (nil, [], count + 1) }
        return found.prefix(1).map { difference in
            TranscriptMismatch(
                line: difference.place, difference.kind, expected: difference.expected.map(filled),
                actual: difference.actual, offset: difference.offset, command: exchange.command,
                phase: exchange.before)
        }
    }

    private mutating func took(unsolicited line: Line) -> [TranscriptMismatch] {
        guard let expected = next, expected.isUnsolicited else {
            let place = next?.first.line ?? replies.last?.lines.max() ?? 1
            return [
                TranscriptMismatch(
                    line: place, .unsolicited, expected: nil, actual: line.bytes, phase: next?.before ?? .closed)
            ]
        }
        count += 1
        guard let (kind, offset) = lines.firstLine(line, expected) else { return [] }
        return [
            TranscriptMismatch(
                line: expected.first.line, kind, expected: filled(expected.first), actual: line.bytes, offset: offset,
                phase: expected.before)
        ]
    }

    /// A reply has come where the transcript has lines that answer nothing.
    private mutating func skipUnsolicited() -> [TranscriptMismatch] {
        var missing: [TranscriptMismatch] = []
        while let expected = next, expected.isUnsolicited {
            count += 1
            missing.append(
                TranscriptMismatch(
                    line: expected.first.line, .missing, expected: filled(expected.first), actual: nil,
                    phase: expected.before))
        }
        return missing
    }

    private func filled(_ line: ExpectedLine) -> [UInt8] {
        switch line.content {
        case .line(let template): variables.filled(template).text
        case .status, .matching, .unordered, .anyLines, .omitted: line.text
        }
    }
}
