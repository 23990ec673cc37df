/// A session and its recording, for who sees both sides of a connection: a proxy, or who reads a log.
public struct RecordedSession: Sendable {
    /// What the session has become.
    public private(set) var session: Session
    private var recorder: TranscriptRecorder
    /// The secrets that have left.
    public private(set) var redaction = Redaction()

    /// A session that has not begun.
    public init(_ recorder: TranscriptRecorder = TranscriptRecorder()) {
        self.recorder = recorder
        session = Session()
    }

    /// A connection begins: the first one, or one after another.
    ///
    /// - Parameter isSecure: whether it began with a TLS handshake, which ``secured(_:)`` would tell otherwise.
    public mutating func connected(isSecure: Bool = false) -> [Recorded] {
        session = Session(isSecure: isSecure)
        return recorder.connected() + (isSecure ? recorder.secured() : [])
    }

    /// Octets of one side have passed.
    ///
    /// - Returns: what they meant, and what stands in the recording for them.
    public mutating func passed(
        _ octets: [UInt8], from side: Session.Side
    ) -> (events: [Session.Event], recorded: [Recorded]) {
        let events: [Session.Event]
        switch side {
        case .client: events = session.clientSent(octets, teaching: &redaction)
        case .server: events = session.observe(octets, from: .server)
        }
        return (events, recorder.passed(octets, from: side, as: events))
    }

    /// The TLS handshake is complete.
    ///
    /// - Parameter details: what was agreed; `nil` when nobody knows.
    public mutating func secured(_ details: TLSDetails? = nil) -> [Recorded] {
        session.secured()
        return recorder.secured(details)
    }

    /// Nothing came for as long as the client waited.
    public mutating func timedOut() -> [Recorded] {
        recorder.timedOut()
    }

    /// Remarks something; no secret may stand in it.
    public mutating func noted(_ text: String) -> [Recorded] {
        recorder.noted(text)
    }

    /// One side ended the connection.
    public mutating func closed(
        by side: Session.Side, _ closing: Closing = .orderly
    ) -> (events: [Session.Event], recorded: [Recorded]) {
        let injected = session.clearTextBehindSTLS
        let evidence = injected.isEmpty ? [] : recorder.injected(injected)
        let events = session.closed(by: side)
        return (events, evidence + recorder.closed(by: side, closing, as: events))
    }
}
