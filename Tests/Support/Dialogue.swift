public import POP3

/// What two sides sent, in the order in which it crossed the wire.
public struct Dialogue: Hashable, Sendable {
    /// One step of a dialogue.
    public enum Step: Hashable, Sendable {
        case sent(Session.Side, [UInt8])
        /// The TLS handshake is complete.
        case secured
        case closed(Session.Side)
    }

    /// The steps in their order.
    public var steps: [Step]

    /// A dialogue of these steps.
    public init(_ steps: [Step]) {
        self.steps = steps
    }

    /// A dialogue written as people print it: each line begins with `C: ` or `S: ` and ends in CRLF on the wire.
    ///
    /// Lines of one side that follow each other cross the wire in one piece. A line `TLS` stands for the handshake,
    /// `C closes` and `S closes` for the end; a line that is none of these belongs to nobody and stops the tests.
    public init(_ text: String) {
        self.init([])
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { append(line) }
    }

    private mutating func append(_ line: Substring) {
        switch line {
        case "TLS": steps.append(.secured)
        case "C closes": steps.append(.closed(.client))
        case "S closes": steps.append(.closed(.server))
        default: append(line.dropFirst(3), from: Self.side(of: line))
        }
    }

    private mutating func append(_ text: Substring, from side: Session.Side) {
        let octets = Array(text.utf8) + [0x0D, 0x0A]
        if case .sent(side, let earlier) = steps.last {
            steps[steps.count - 1] = .sent(side, earlier + octets)
        } else {
            steps.append(.sent(side, octets))
        }
    }

    private static func side(of line: Substring) -> Session.Side {
        if line.hasPrefix("C: ") { return .client }
        if line.hasPrefix("S: ") { return .server }
        preconditionFailure("a dialogue has no line \"\(line)\"")
    }
}

extension Dialogue {
    /// What a session makes of this dialogue.
    public func observed(by session: Session = Session()) -> Observation {
        var session = session
        var events: [Session.Event] = []
        for step in steps {
            switch step {
            case .sent(let side, let bytes): events += session.observe(bytes, from: side)
            case .secured: session.secured()
            case .closed(let side): events += session.closed(by: side)
            }
        }
        return Observation(events: events.joiningBodies(), session: session)
    }

    /// The exchanges of this dialogue in their order.
    public var exchanges: [Exchange] { observed().exchanges }
}

/// What a session made of a dialogue.
public struct Observation: Hashable, Sendable {
    /// The events in their order, the pieces of a body joined.
    public let events: [Session.Event]
    /// What the session has become.
    public let session: Session

    /// The exchanges among the events.
    public var exchanges: [Exchange] {
        events.compactMap { if case .completed(let exchange) = $0 { exchange } else { nil } }
    }
}

extension [Session.Event] {
    /// The same events with the neighbouring pieces of a body made one.
    public func joiningBodies() -> [Session.Event] {
        var joined: [Session.Event] = []
        var body: ArraySlice<UInt8> = []
        for event in self {
            if case .body(let piece) = event {
                body += piece
                continue
            }
            if !body.isEmpty { joined.append(.body(body)) }
            body = []
            joined.append(event)
        }
        return body.isEmpty ? joined : joined + [.body(body)]
    }
}
