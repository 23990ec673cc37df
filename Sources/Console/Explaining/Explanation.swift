import Handbook
public import POP3

/// Explains sessions that already happened, transcript by transcript and entry by entry, in one document.
///
/// Nothing is held but the exchange in hand, so a transcript may have any size.
public struct Explanation: Sendable {
    /// What a document is written in.
    public enum Format: String, CaseIterable, Sendable {
        /// As the console shows a session.
        case text
        /// One event a line, the same as everywhere.
        case json
        case markdown
        /// One page that needs nothing beside it.
        case html
    }

    /// Whether a reply was `-ERR`, and whether a requirement was broken.
    public private(set) var hasError = false, hasFinding = false

    private var document: any SessionDocument
    private var explainer = TranscriptExplainer()
    private var anonymizer: Anonymizer?
    private let anonymizes: Bool
    private var isAnonymized = false
    private var name = ""
    /// What came before the first event: the header may not be complete yet. Empty once the document has begun.
    private var opening: [TranscriptEntry] = []
    private var hasBegun = false

    /// How many comments may stand in front of a header.
    private static let openingLimit = 4_096

    /// A document without a session.
    ///
    /// - Parameters:
    ///   - width: the columns of a terminal; `nil` where lines of text are not wrapped.
    ///   - anonymizes: whether addresses, host names, user names and unique-ids are replaced, each in the same way in all of
    ///     the document.
    public init(_ format: Format, settings: Settings, width: Int? = nil, anonymizes: Bool = false) {
        self.anonymizes = anonymizes
        document =
            switch format {
            case .text: SessionText(settings: settings, width: width, writesJSON: false)
            case .json: SessionText(settings: settings, width: nil, writesJSON: true)
            case .markdown: SessionMarkdown(settings.language)
            case .html: SessionHTML(settings.language)
            }
    }

    /// A transcript begins.
    ///
    /// - Parameters:
    ///   - name: what it is called.
    ///   - file: the octets of a file beside it, by its name; `nil` when there is none.
    public mutating func begin(_ name: String, file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
        self.name = name
        (opening, hasBegun, isAnonymized) = ([], false, anonymizes)
        if anonymizes { anonymizer = anonymizer?.forNextTranscript() ?? Anonymizer() }
        // What stands in another file would not be replaced.
        explainer = anonymizes ? TranscriptExplainer() : TranscriptExplainer(file: file)
    }

    /// The next entry.
    ///
    /// - Returns: what the document goes on with.
    public mutating func explain(_ entry: TranscriptEntry) -> [UInt8] {
        let entry = anonymizer?.anonymized(entry) ?? entry
        guard !hasBegun else { return write(explainer.explain(entry)) }
        opening.append(entry)
        isAnonymized = isAnonymized || entry == Anonymizer.header
        if case .event = entry { return openUp() }
        return opening.count < Self.openingLimit ? [] : openUp()
    }

    /// The transcript is at its end.
    public mutating func end() -> [UInt8] {
        let start = hasBegun ? [] : openUp()
        defer { hasBegun = false }
        return start + write(explainer.finish()) + document.end()
    }

    /// The transcript cannot be read any further. Nothing is written of one that has not begun.
    public mutating func breakOff() -> [UInt8] {
        defer { (opening, hasBegun) = ([], false) }
        return hasBegun ? write(explainer.finish()) + document.end() : []
    }

    /// The document is at its end.
    public mutating func finish() -> [UInt8] { document.finish() }

    private mutating func openUp() -> [UInt8] {
        hasBegun = true
        explainer.areSizesKnown = !isAnonymized
        let events = opening.flatMap { explainer.explain($0) }
        opening = []
        let name = anonymizer?.anonymized(text: name) ?? name
        let source = SessionSource(name: name, header: explainer.header, isAnonymized: isAnonymized)
        return document.begin(source) + write(events)
    }

    private mutating func write(_ events: [(event: Explained, connection: Int)]) -> [UInt8] {
        events.reduce(into: []) { output, told in
            note(told.event)
            output += document.write(told.event, connection: told.connection)
        }
    }

    private mutating func note(_ event: Explained) {
        switch event {
        case .exchange(let told):
            hasError = hasError || told.exchange.reply.status == .err
            hasFinding = hasFinding || !told.annotation.findings.isEmpty
        case .unsolicited(_, let annotation, _), .ended(_, let annotation):
            hasFinding = hasFinding || !annotation.findings.isEmpty
        case .connected, .secured, .sent, .response, .body, .omitted, .note, .comment: break
        }
    }
}
