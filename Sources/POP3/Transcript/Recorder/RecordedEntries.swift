/// Makes the pieces of a recording entries of a transcript that is held as a whole.
public struct RecordedEntries: Sendable {
    /// The connection that the pieces belong to, counted from 1.
    public let connection: Int
    private var splitter = LineSplitter()

    /// Entries of one connection.
    public init(connection: Int = 1) {
        self.connection = connection
    }

    /// The entries for a piece; octets of a line that has not ended are kept.
    public mutating func entries(for piece: Recorded) -> [TranscriptEntry] {
        switch piece {
        case .event(let event): finish() + [.event(event, connection: connection)]
        case .lines(let octets), .mail(let octets): splitter.append(octets).map(entry)
        case .endOfMail(_, let terminator): finish() + (terminator.map { [entry($0)] } ?? [])
        }
    }

    /// The entries that are left at the end.
    public mutating func finish() -> [TranscriptEntry] {
        splitter.finish().map { [entry($0)] } ?? []
    }

    private func entry(_ line: Line) -> TranscriptEntry { entry(MaskedLine(line).text) }

    private func entry(_ text: WireText) -> TranscriptEntry { .event(.sent(.server, text), connection: connection) }
}

extension TranscriptWriter {
    /// The octets of the file for a piece of a recording; those of a line that has not ended are kept.
    public mutating func write(_ piece: Recorded, connection: Int = 1) -> [UInt8] {
        switch piece {
        case .event(let event): write(.event(event, connection: connection))
        case .lines(let octets), .mail(let octets): write(octets[...], from: .server, connection: connection)
        case .endOfMail(_, let terminator):
            terminator.map { write(.event(.sent(.server, $0), connection: connection)) } ?? []
        }
    }
}
