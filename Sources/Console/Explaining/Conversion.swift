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
    /// - Returns: the octets of the transcript that it becomes.
    public mutating func convert(_ entry: TranscriptEntry) -> [UInt8] {
        // What was done is said again below.
        if anonymizer != nil, entry == Anonymizer.header { return [] }
        let start = begin()
        let masked = masking.masked(entry)
        return start + writer.write(anonymizer?.anonymized(masked) ?? masked)
    }

    /// The octets that are left at the end.
    public mutating func finish() -> [UInt8] { begin() + writer.finish() }

    private mutating func begin() -> [UInt8] {
        guard !hasBegun else { return [] }
        hasBegun = true
        return anonymizer == nil ? [] : writer.write(Anonymizer.header)
    }
}
