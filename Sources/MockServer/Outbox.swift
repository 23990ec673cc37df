import POP3

/// Joins answers to as few writes as possible, without copying large messages.
struct Outbox {
    /// A body longer than this is passed on as it is.
    private static let copied = 4096
    private static let terminator: [UInt8] = Line(".").octets
    private var outputs: [Output] = []
    private var waiting: [UInt8] = []

    mutating func append(_ answer: Answer, in language: ReplyLanguage) {
        waiting += answer.first(in: language).octets
        guard let body = answer.body else { return }
        if body.count > Self.copied {
            flush()
            outputs.append(.send(body))
        } else {
            waiting += body
        }
        waiting += Self.terminator
    }

    var hasAnswers: Bool { !outputs.isEmpty || !waiting.isEmpty }

    /// Ends with something that comes behind all answers.
    mutating func end(with output: Output) {
        flush()
        outputs.append(output)
    }

    /// Everything, in its order.
    var all: [Output] { waiting.isEmpty ? outputs : outputs + [.send(waiting)] }

    private mutating func flush() {
        guard !waiting.isEmpty else { return }
        outputs.append(.send(waiting))
        waiting = []
    }
}
