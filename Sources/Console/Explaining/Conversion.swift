public import POP3

/// Writes a session as a transcript, secrets replaced, its names too if that is wanted.
public struct Conversion: Sendable {
    private var anonymizer: Anonymizer?
    private var masking = SecretMasking()
    private var writer = TranscriptWriter()
    private var hasBegun = false

    /// A conversion that has not begun.
    ///
    /// - Parameter anonymizes: whether addresses, host names, user names and unique-ids are replaced.
    public init(anonymizes: Bool = false) {
        anonymizer = anonymizes ? Anonymizer() : nil
    }

    /// The next entry.
    ///
    /// - Returns: the octets that the transcript goes on with; an entry may wait for the end of a line that began in it.
    public mutating func convert(_ entry: TranscriptEntry) -> [UInt8] {
        // What was done is said again below.
        if anonymizer != nil, entry == Anonymizer.header { return [] }
        // None is shown behind this.
        if case .header("secrets", _) = entry { return [] }
        let start = begin()
        return start + write(masking.masked(entry))
    }

    /// The octets that are left at the end.
    public mutating func finish() -> [UInt8] { begin() + write(masking.finish()) + writer.finish() }

    private mutating func write(_ entries: [TranscriptEntry]) -> [UInt8] {
        entries.reduce(into: []) { octets, entry in
            octets += writer.write(anonymizer?.anonymized(entry) ?? entry)
        }
    }

    private mutating func begin() -> [UInt8] {
        guard !hasBegun else { return [] }
        hasBegun = true
        return anonymizer == nil ? [] : writer.write(Anonymizer.header)
    }
}
