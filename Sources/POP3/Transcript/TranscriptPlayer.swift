/// Plays a transcript into a session for each of its connections, and hands out what happened.
///
/// Entries are told in their order; a transcript of any size needs no more memory than a small one. Nothing is ever wrong
/// with a transcript here: what makes no sense comes out as it stands.
public struct TranscriptPlayer: Sendable {
    /// What the header has said so far.
    public private(set) var header = TranscriptHeader()

    /// The connection of the newest event, in hand: it holds octets, which a copy of it would copy with every line.
    private var played: PlayedConnection?
    private var number = 1
    /// The other connections.
    private var others: [Int: PlayedConnection] = [:]
    private let file: @Sendable (String) -> [UInt8]?

    /// A player at the beginning of a transcript.
    ///
    /// - Parameter file: the octets of a file beside the transcript, by its name; `nil` when there is none.
    public init(file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
        self.file = file
    }

    /// Plays the next entry.
    ///
    /// - Returns: what happened, oldest first; octets of a body may come with a later entry.
    public mutating func play(_ entry: TranscriptEntry) -> [Played] {
        switch entry {
        case .blank: return []
        case .header(let key, let value):
            header.learn(key, value)
            return []
        case .comment(let text): return flush() + [Played(event: .comment(text), connection: number)]
        case .event(let event, number): return play(event)
        case .event(let event, let connection):
            let earlier = flush()
            others[number] = played
            played = others.removeValue(forKey: connection)
            number = connection
            return earlier + play(event)
        }
    }

    /// The transcript is at its end.
    ///
    /// - Returns: what was held back, and the end of each connection that still stood.
    public mutating func finish() -> [Played] {
        var rest = flush()
        others[number] = played
        played = nil
        for number in others.keys.sorted() {
            guard let end = others[number]?.end(.transcriptEnds) else { continue }
            rest += Self.told(end, number)
        }
        return rest
    }

    private mutating func flush() -> [Played] {
        Self.told(played?.flush() ?? [], number)
    }

    private mutating func play(_ event: TranscriptEvent) -> [Played] {
        if played == nil {
            played = PlayedConnection(
                isText: header.isText, serverLineEnd: header.serverEndsLinesInLF ? [0x0A] : [0x0D, 0x0A])
        }
        var octets: [UInt8]?
        if case .file(let name) = event { octets = file(name) }
        return Self.told(played?.play(event, file: octets) ?? [], number)
    }

    private static func told(_ events: [Played.Event], _ connection: Int) -> [Played] {
        events.map { Played(event: $0, connection: connection) }
    }
}
