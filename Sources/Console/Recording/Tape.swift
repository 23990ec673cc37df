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
    /// What the client sent last, as far as it is recorded; `nil` before the first line, of this connection and of earlier ones.
    private var lastLine: [UInt8]?
    /// Whether a placeholder stands in that line: its secret was known as one when it was sent.
    private(set) var isLastLineMasked = false
    /// Whether what the client sends next goes on with that line.
    private var isWithinLine = false
    /// The recordings that have ended, and may hold that line.
    private var ended: [Recording] = []
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

    /// Goes on behind an earlier connection: its last line stays the last one until the client sends another.
    func follow(_ earlier: Tape) {
        earlier.record(to: nil)
        (lastLine, isLastLineMasked, ended) = (earlier.lastLine, earlier.isLastLineMasked, earlier.ended)
    }

    /// Copies to a file, from the oldest piece on that is kept; `nil` copies no more.
    func record(to recording: Recording?) {
        if let recording = self.recording {
            recording.leave(log)
            ended.append(recording)
        }
        // What stood in a file that is replaced is in it no more.
        if let recording { ended.removeAll { $0.isInFile(of: recording) } }
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

    /// Makes the last line of the client a secret, also in the files.
    ///
    /// - Returns: what is secret in it, and why it still stands in some files; `nil` when no line was sent.
    func takeBackLastLine() -> (line: TakenBackLine, failures: [PrivateFile.Failure])? {
        guard let last = lastLine.map(Self.withoutEnding) else { return nil }
        let placeholder = recorder.placeholder(forTakingBack: last)
        var failures = [recording?.takeBackLastLine(log, as: placeholder)].compactMap(\.self)
        for recording in ended {
            if let failure = recording.takeBackLastLine(nil, as: placeholder) { failures.append(failure) }
            recording.finish()
        }
        let line = log.takeBackLastLine(as: placeholder)?.line ?? TakenBackLine(last, as: placeholder)
        recorder.takeBack(line)
        return (line, failures)
    }

    private static func withoutEnding(_ line: [UInt8]) -> [UInt8] {
        Array(line.reversed().drop { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }.reversed())
    }

    private func keep(_ pieces: [Recorded]) {
        for piece in pieces { notice(piece) }
        log.append(pieces, at: now() - start)
        recording?.follow(log)
    }

    /// Remembers a line of the client. Every line before it is as it will be.
    private func notice(_ piece: Recorded) {
        guard case .event(.sent(.client, let text)) = piece else { return }
        if !isWithinLine { (lastLine, isLastLineMasked, ended) = ([], false, []) }
        isLastLineMasked = isLastLineMasked || !text.placeholders.isEmpty
        lastLine?.append(contentsOf: text.literals)
        isWithinLine = text.isGoingOn
    }
}

extension WireText {
    /// The octets that no placeholder stands for.
    fileprivate var literals: [UInt8] {
        parts.reduce(into: []) { literals, part in
            if case .octets(let octets) = part { literals += octets }
        }
    }

    /// Whether a line goes on behind this text: it came in pieces.
    var isGoingOn: Bool {
        guard ending == .exact else { return false }
        return if case .octets(let octets) = parts.last { octets.last != UInt8(ascii: "\n") } else { true }
    }
}
