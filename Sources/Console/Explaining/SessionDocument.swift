import POP3

/// A session written down for readers, event by event: nothing is held but the exchange in hand.
protocol SessionDocument: Sendable {
    /// A transcript begins; the first one begins the document.
    mutating func begin(_ source: SessionSource) -> [UInt8]
    /// Something happened.
    mutating func write(_ event: Explained, connection: Int) -> [UInt8]
    /// A transcript is at its end.
    mutating func end() -> [UInt8]
    /// The document is at its end.
    mutating func finish() -> [UInt8]
}

/// Where a session comes from.
struct SessionSource: Hashable, Sendable {
    /// The name of the file; not safe for a terminal.
    let name: String
    let header: TranscriptHeader
    let isAnonymized: Bool

    /// What the session shows, or else the name of the file.
    var title: String { header.title ?? name }

    /// The server that `@recorded DAY PROGRAM SERVER` names; `nil` when it names none.
    var server: String? {
        let words = header.recorded?.split(separator: " ") ?? []
        return words.count > 2 ? String(words[2]) : nil
    }
}
