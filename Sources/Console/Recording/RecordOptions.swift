public import POP3

/// How sessions are recorded, and where to from the first one on.
public struct RecordOptions: Sendable {
    /// The file; `nil` records nothing until `:record` asks for it.
    public var path: String?
    /// How much of the messages is recorded.
    public var bodies = BodyChoice.all
    /// Whether a sidecar tells when each line passed; see ``TimingFile``.
    public var hasTiming = false
    /// What is recorded of the lines.
    public var lines = TranscriptRecorder.Options()

    /// Options of a run that was told nothing.
    public init() {}
}
