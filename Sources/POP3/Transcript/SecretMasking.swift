/// Replaces the secrets that stand in clear in a transcript by placeholders, as a recording has them.
///
/// Somebody may have written the transcript by hand. Entries are told in their order. A line that stands in several entries
/// is judged as a whole: they are handed out once it has ended.
public struct SecretMasking: Sendable {
    private var header = TranscriptHeader()
    private var connections: [Int: MaskedConnection] = [:]
    /// The connection that spoke last.
    private var current = 1
    private var known = KnownSecrets()
    /// Entries that wait for the end of a line, and what stands behind them.
    private var waiting: [WaitingEntry] = []
    /// The number of the first of them.
    private var first = 0

    /// More entries than these do not wait; what was not judged by then is replaced as a whole.
    private static let limit = 4_096

    /// A masking that knows no secret yet.
    public init() {}

    /// Takes the next entry.
    ///
    /// - Returns: the entries that can be told now, without their secrets.
    public mutating func masked(_ entry: TranscriptEntry) -> [TranscriptEntry] {
        switch entry {
        case .blank: waiting.append(WaitingEntry(entry))
        // The words of whoever wrote the file are kept; a secret that was sent before is no word of theirs.
        case .comment(let text): waiting.append(WaitingEntry(.comment(known.masked(text, by: Command.mask))))
        case .header(let key, let value):
            header.learn(key, value)
            waiting.append(WaitingEntry(.header(key: key, value: known.masked(value, by: Command.mask))))
        case .event(let event, let number):
            current = number
            take(event, number)
        }
        if waiting.count > Self.limit { giveUp() }
        return ready()
    }

    /// The transcript is at its end.
    public mutating func finish() -> [TranscriptEntry] {
        giveUp()
        return ready()
    }

    private mutating func take(_ event: TranscriptEvent, _ number: Int) {
        var connection = connections.removeValue(forKey: number) ?? MaskedConnection()
        defer { connections[number] = connection }
        connection.isText = header.isText
        var entry = WaitingEntry(.event(event, connection: number))
        switch event {
        case .note(let text):
            entry = WaitingEntry(.event(.note(connection.masked(note: text, &known)), connection: number))
        case .tls(let text):
            let masked = known.masked(text, by: Command.mask)
            entry = WaitingEntry(.event(.tls(masked), connection: number))
        case .matching(let text):
            let masked = known.masked(text, by: ".*")
            entry = WaitingEntry(.event(.matching(masked), connection: number))
        case .connect, .close, .reset, .timeout, .sent, .status, .unordered, .anyLines, .file, .omitted, .pause,
            .segment:
            break
        }
        waiting.append(entry)
        settle(connection.take(event, number: first + waiting.count - 1, &known))
    }

    /// Judges all lines as they are, although they have not ended.
    private mutating func giveUp() {
        for number in connections.keys.sorted() {
            guard var connection = connections[number] else { continue }
            settle(connection.giveUp(&known))
            connections[number] = connection
        }
    }

    private mutating func settle(_ pieces: [MaskedPiece]) {
        for piece in pieces { waiting[piece.place.entry - first].settle(piece) }
    }

    private mutating func ready() -> [TranscriptEntry] {
        let end = waiting.firstIndex { !$0.isSettled } ?? waiting.count
        defer {
            waiting.removeFirst(end)
            first += end
        }
        return waiting[..<end].compactMap(\.masked)
    }
}

/// An entry of which not all may be judged yet.
private struct WaitingEntry: Sendable {
    private let entry: TranscriptEntry
    private let texts: [WireText]
    /// What was judged of each text.
    private var parts: [[WireText.Part]]
    private var due: Int

    init(_ entry: TranscriptEntry) {
        self.entry = entry
        texts =
            if case .event(let event, _) = entry { event.texts } else { [] }
        parts = texts.map { _ in [] }
        due = texts.reduce(0) { $0 + $1.lines.count }
    }

    var isSettled: Bool { due == 0 }

    mutating func settle(_ piece: MaskedPiece) {
        parts[piece.place.text] += piece.text.parts
        due -= 1
    }

    /// The entry without secrets; `nil` for a piece of a line of which nothing is left.
    var masked: TranscriptEntry? {
        guard case .event(let event, let connection) = entry else { return entry }
        let masked = zip(texts, parts).map { WireText($1, ending: $0.ending) }
        switch event {
        case .sent(let side, let old):
            if masked[0].parts.isEmpty, !old.parts.isEmpty, old.ending == .exact { return nil }
            return .event(.sent(side, masked[0]), connection: connection)
        case .status: return .event(.status(masked[0]), connection: connection)
        case .unordered: return .event(.unordered(masked), connection: connection)
        case .connect, .tls, .close, .reset, .timeout, .note, .matching, .anyLines, .file, .omitted, .pause, .segment:
            return entry
        }
    }
}
