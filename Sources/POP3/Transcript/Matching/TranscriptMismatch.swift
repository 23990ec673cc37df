/// A place where a server did something else than its transcript says.
public struct TranscriptMismatch: Hashable, Sendable {
    /// The line of the file, counted from 1.
    public let line: Int
    /// What differs.
    public let kind: Kind
    /// What the transcript says, placeholders by name or, once known, by value; `nil` when it says nothing there.
    public let expected: [UInt8]?
    /// What came, without its ending; `nil` when nothing did. Known secrets are masked; still to be sanitised.
    public let actual: [UInt8]?
    /// The first octet of ``actual`` that differs, counted from 0; `nil` where no octet does.
    public let offset: Int?
    /// What was answered, its secret masked; `nil` for the greeting, and for what answers nothing.
    public let command: Command?
    /// The state in which it came.
    public let phase: Session.Phase

    /// A difference at its place.
    public init(
        line: Int, _ kind: Kind, expected: [UInt8]?, actual: [UInt8]?, offset: Int? = nil, command: Command? = nil,
        phase: Session.Phase
    ) {
        self.line = line
        self.kind = kind
        self.expected = expected
        self.actual = actual
        self.offset = offset
        self.command = command
        self.phase = phase
    }

    /// What can differ.
    public enum Kind: Hashable, Sendable {
        /// The status indicator.
        case status(expected: Reply.Status, actual: Reply.Status)
        /// The response code in brackets (RFC 2449 section 8).
        case code
        /// Whether the greeting offers APOP by a timestamp.
        case timestamp
        /// Number or size of STAT.
        case dropListing
        /// Number or size of LIST.
        case scanListing
        /// Number or unique-id of UIDL.
        case uniqueID
        /// A line of CAPA.
        case capability
        /// The challenge of a SASL exchange.
        case challenge
        /// Another word that a program reads: the tag of LANG, the number of LAST.
        case word
        /// A line of another multi-line reply.
        case body
        /// The size of a body that the transcript leaves out.
        case bodySize(expected: Int, actual: Int)
        /// The reply has fewer lines.
        case missing
        /// The reply has more lines.
        case extra
        /// How a line ends.
        case ending(expected: Line.Ending, actual: Line.Ending)
        /// Text for people: a difference only where every octet counts.
        case text
        /// The line is not what the regular expression describes.
        case pattern
        /// Nothing came in time.
        case silence
        /// The server closed the connection too early.
        case closed
        /// The server did not close the connection.
        case open
        /// A line that answers nothing.
        case unsolicited
    }
}

/// How closely a reply is compared with what a transcript says.
public enum Closeness: Hashable, Sendable, CaseIterable {
    /// What RFC 1939 gives a meaning: status, response code, listings, bodies; not the text for people.
    case meaning
    /// The same, for a transcript that was pasted from a screen: no line ends, blanks, sizes of bodies or stuffing.
    case text
    /// Every octet.
    case octets
}
