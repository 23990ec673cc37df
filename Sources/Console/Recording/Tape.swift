import POP3

/// What is kept of a connection as it goes on: its newest 16 MiB without secrets, and a file if one is recorded.
///
/// Owned by the shell's actor alone.
final class Tape: WireObserver {
    /// The newest pieces.
    private(set) var log = TranscriptLog()
    /// The state of recording, from which another connection goes on.
    private(set) var recorder: TranscriptRecorder
    /// The file; `nil` while nothing is recorded.
    private(set) var recording: Recording?
    private let now: @Sendable () -> ContinuousClock.Instant
    private let start: ContinuousClock.Instant

    /// A tape that begins with the connection.
    ///
    /// - Parameter recorder: what came of earlier connections.
    init(_ recorder: TranscriptRecorder, isSameServer: Bool, now: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.recorder = recorder
        self.now = now
        start = now()
        keep(self.recorder.connected(isSameServer: isSameServer))
    }

    /// Copies to a file, from the oldest piece on that is kept; `nil` copies no more.
    func record(to recording: Recording?) {
        self.recording = recording
        recording?.begin(log)
    }

    func passed(_ octets: [UInt8], from side: Session.Side, as events: [Session.Event]) {
        keep(recorder.passed(octets, from: side, as: events))
    }

    func secured(_ details: TLSDetails) {
        keep(recorder.secured(details))
    }

    func closed(by side: Session.Side, _ closing: Closing, as events: [Session.Event]) {
        keep(recorder.closed(by: side, closing, as: events))
    }

    /// The connection broke.
    func lost(_ error: LinkError) {
        switch error {
        case .timedOut: keep(recorder.timedOut())
        case .lost: closed(by: .server, .reset, as: [])
        case .tls(.clearTextBehind(let octets)): keep(recorder.injected(octets))
        case .endless: note("the reply went on without an end and was given up")
        case .tls: note("the TLS handshake failed")
        case .unknownHost, .refused, .unreachable, .tlsUnavailable, .cancelled: break
        }
    }

    /// Nothing came for as long as a person was willing to wait.
    func timedOut() {
        keep(recorder.timedOut())
    }

    /// Remarks something.
    func note(_ text: String) {
        keep(recorder.noted(text))
    }

    /// Learns secrets that the server may say although they never left as they are.
    func learn(_ redaction: Redaction) {
        recorder.learn(redaction)
    }

    /// Makes the last line of the client a secret, also in the file.
    ///
    /// - Returns: what is secret in it; `nil` when no line is kept.
    func takeBackLastLine() -> TakenBackLine? {
        let taken = log.takeBackLastLine()
        if let taken { recorder.takeBack(taken.line) }
        recording?.rewrite(log, from: taken?.index)
        return taken?.line
    }

    private func keep(_ pieces: [Recorded]) {
        log.append(pieces, at: now() - start)
        recording?.follow(log)
    }
}
