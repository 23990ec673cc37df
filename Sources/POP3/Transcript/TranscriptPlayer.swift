/// Plays a transcript into a session for each of its connections, and hands out what happened.
///
/// Entries are told in their order; a transcript of any size needs no more memory than a small one. Nothing is ever wrong
/// with a transcript here: what makes no sense comes out as it stands.
public struct TranscriptPlayer: Sendable {
    /// What the header has said so far.
    public private(set) var header = TranscriptHeader()

    /// The connection that spoke last, and its number: it may hold octets back, see ``PlayedConnection/flush()``.
    private var connection: PlayedConnection?
    private var current = 1
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
        case .comment(let text): return flush() + [Played(event: .comment(text), connection: current)]
        case .event(let event, let number):
            guard number != current || connection == nil else { return play(event) }
            let rest = flush()
            turn(to: number)
            return rest + play(event)
        }
    }

    /// The transcript is at its end.
    ///
    /// - Returns: what was held back, and the end of each connection that still stood.
    public mutating func finish() -> [Played] {
        let rest = flush()
        let numbers = (others.keys + (connection == nil ? [] : [current])).sorted()
        return rest
            + numbers.flatMap { number in
                turn(to: number)
                return told(connection?.end(.transcriptEnds) ?? [])
            }
    }

    private mutating func flush() -> [Played] { told(connection?.flush() ?? []) }

    /// Makes another connection the current one.
    private mutating func turn(to number: Int) {
        if let connection, number != current { others[current] = connection }
        if number != current { connection = others.removeValue(forKey: number) }
        current = number
        if connection == nil {
            connection = PlayedConnection(
                isText: header.isText, serverLineEnd: header.serverEndsLinesInLF ? [Octet.lf] : [Octet.cr, Octet.lf])
        }
    }

    private mutating func play(_ event: TranscriptEvent) -> [Played] {
        var octets: [UInt8]?
        if case .file(let name) = event { octets = file(name) }
        return told(connection?.play(event, file: octets) ?? [])
    }

    private func told(_ events: [Played.Event]) -> [Played] {
        events.map { Played(event: $0, connection: current) }
    }
}
