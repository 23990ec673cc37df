import POP3

/// What the server says to one line.
struct Answer {
    let first: Line
    /// The lines of a multi-line reply in wire form, without the terminator; `nil` for a one-line reply.
    let body: [UInt8]?

    // response = single-line / status-line CRLF *content "." CRLF       RFC 1939 section 3
    static func ok(_ text: String, body: [UInt8]? = nil) -> Answer {
        Answer(first: Line("\(Reply.Status.ok.indicator) \(text)"), body: body)
    }

    static func err(_ text: String, _ code: ResponseCode? = nil) -> Answer {
        let text = code.map { "\($0) \(text)" } ?? text
        return Answer(first: Line("\(Reply.Status.err.indicator) \(text)"), body: nil)
    }
}

/// Joins answers to as few writes as possible, without copying large messages.
struct Outbox {
    /// A body longer than this is passed on as it is.
    private static let copied = 4096
    private static let terminator: [UInt8] = Line(".").octets
    private(set) var outputs: [Output] = []
    private var waiting: [UInt8] = []

    mutating func append(_ answer: Answer) {
        waiting += answer.first.octets
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

    mutating func close() {
        flush()
        outputs.append(.close(.orderly))
    }

    mutating func flush() {
        guard !waiting.isEmpty else { return }
        outputs.append(.send(waiting))
        waiting = []
    }
}
