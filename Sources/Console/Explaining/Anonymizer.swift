public import POP3

/// Replaces addresses, host names, user names and unique-ids in a transcript, each in the same way everywhere.
///
/// What is a name is told by where it stands: in USER, APOP and placeholders, behind UIDL, around an `@`, with dots in a
/// status line or in the header of a message. A name that is known is replaced from there on wherever it stands as a word.
/// Not covered: the names of people, other text of a message, what is encoded, names cut over two lines of the file, IPv6
/// addresses, host names without a dot that no `@` and no `@recorded` tells, patterns (`S/`), names of files (`S<`).
public struct Anonymizer: Sendable {
    private var names = Pseudonyms()
    private var connections: [Int: AnonymizedConnection] = [:]

    /// An anonymizer that has replaced nothing yet.
    public init() {}

    /// The header line that says what was done: sizes are not those of the wire any more.
    public static let header = TranscriptEntry.header(key: "x-anonymized", value: "yes")

    /// The same for another transcript of the same people: what was replaced once is replaced by the same again.
    func forNextTranscript() -> Anonymizer {
        var next = Anonymizer()
        next.names = names
        return next
    }

    /// The entry with its names replaced.
    public mutating func anonymized(_ entry: TranscriptEntry) -> TranscriptEntry {
        switch entry {
        case .blank: return .blank
        case .comment(let text): return .comment(anonymized(text: text))
        case .header(let key, let value):
            if key == "recorded" { names.learnHost(recorded: value) }
            return .header(key: key, value: anonymized(text: value))
        case .event(let event, let number):
            var connection = connections.removeValue(forKey: number) ?? AnonymizedConnection()
            defer { connections[number] = connection }
            return .event(connection.anonymized(event, by: &names), connection: number)
        }
    }

    /// A sentence with its addresses, its host names and the names that are known replaced.
    mutating func anonymized(text: String) -> String {
        String(decoding: names.replacing(in: Array(text.utf8), hasHosts: true), as: UTF8.self)
    }
}
