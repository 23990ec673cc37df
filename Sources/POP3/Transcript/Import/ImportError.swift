/// Why nothing could be made of a file that should be a log of a session.
public enum ImportError: Error, Hashable, Sendable {
    /// The file is empty, or only blank.
    case empty
    /// The file holds no text: the first octet that says so, counted from 0.
    case binary(offset: Int)
    /// No kind of log is like it; the first line that is not blank, at most 60 characters, sanitised for a terminal.
    /// ``LogKind/allCases`` are the kinds there are.
    case unknown(found: String)
    /// The file was read as this kind, and nothing in it was said by client or server.
    case noSession(LogKind)
    /// The file is a transcript, but not a sound one.
    case transcript(TranscriptError)
}
