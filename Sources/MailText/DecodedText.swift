/// Text made readable, with the story of how that was done.
///
/// Not safe for a terminal: control and bidirectional characters of the message are still in it.
public struct DecodedText: Hashable, Sendable {
    /// What a person reads.
    ///
    /// A header value is one line; a body has LF at its line ends.
    public let text: String
    /// Each different way in which octets were read, in order of appearance; 16 at most.
    ///
    /// Empty when the text is us-ascii that nothing labelled.
    public let readings: [Reading]
    /// What went wrong, or is worth saying; no fact twice, 32 at most.
    public let notes: [Note]
}

/// Which charset a message named for some octets, and which they were read in.
public struct Reading: Hashable, Sendable {
    /// The name as the message wrote it, language suffix removed; `nil` without a label.
    public let labelled: String?
    /// The charset used. Where it is unavailable only us-ascii characters could be shown.
    public let used: Charset
    /// Why that charset.
    public let reason: Reason

    /// Why a charset was used.
    public enum Reason: Hashable, Sendable {
        /// The label said so.
        case asLabelled
        /// There was no label; the octets have this shape.
        case noLabel
        /// The octets do not decode as labelled, and do as the charset used.
        case wrongLabel
        /// The label is unknown; the octets have this shape.
        case unknownLabel
    }
}

/// Collects pieces of text and what is to be said of them.
struct DecodedTextBuilder {
    private static let readingLimit = 16
    private static let noteLimit = 32

    private(set) var utf8: [UInt8] = []
    private var readings: [Reading] = []
    private var notes: [Note] = []
    private var replaced = 0
    private let converters = Converters()

    mutating func append(ascii octets: some Sequence<UInt8>) {
        utf8.append(contentsOf: octets)
    }

    mutating func append(_ octets: [UInt8], labelled label: String?) {
        let result = LabelledOctets(octets: octets, label: label).read(with: converters)
        if utf8.isEmpty { utf8 = result.decoding.utf8 } else { utf8 += result.decoding.utf8 }
        replaced += result.decoding.replaced
        if let reading = result.reading, readings.count < Self.readingLimit, !readings.contains(reading) {
            readings.append(reading)
        }
        result.notes.forEach { note($0) }
    }

    mutating func note(_ note: Note) {
        if notes.count < Self.noteLimit, !notes.contains(note) { notes.append(note) }
    }

    /// A header value: line ends inside encoded words must not make a second line.
    func headerValue() -> DecodedText {
        finished(utf8.map { $0 == ASCII.cr || $0 == ASCII.lf ? ASCII.space : $0 })
    }

    func body() -> DecodedText {
        finished(utf8)
    }

    mutating func replaceText(_ change: ([UInt8]) -> [UInt8]) {
        utf8 = change(utf8)
    }

    private func finished(_ utf8: [UInt8]) -> DecodedText {
        let counted = replaced > 0 ? notes + [.replaced(replaced)] : notes
        return DecodedText(text: String(decoding: utf8, as: UTF8.self), readings: readings, notes: counted)
    }
}
