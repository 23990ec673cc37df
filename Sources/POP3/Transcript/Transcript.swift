/// A transcript that is held as a whole; who has large ones reads entry by entry with ``TranscriptReader``.
public struct Transcript: Hashable, Sendable {
    /// The entries, in the order of the file.
    public var entries: [TranscriptEntry]

    /// A transcript of these entries.
    public init(_ entries: [TranscriptEntry] = []) {
        self.entries = entries
    }

    /// A transcript that is read from a file.
    public init(_ octets: [UInt8]) throws(TranscriptError) {
        var reader = TranscriptReader()
        entries = try reader.read(octets) + reader.finish()
    }

    /// The file in its canonical spelling.
    public var octets: [UInt8] {
        var writer = TranscriptWriter()
        return entries.reduce(into: []) { $0 += writer.write($1) } + writer.finish()
    }

    /// The events with their connections, in their order.
    public var events: [(event: TranscriptEvent, connection: Int)] {
        entries.compactMap { if case .event(let event, let connection) = $0 { (event, connection) } else { nil } }
    }

    /// What the header says about itself.
    public var header: TranscriptHeader { TranscriptHeader(entries) }
}

/// The header lines of a transcript that have a meaning.
public struct TranscriptHeader: Hashable, Sendable {
    /// `@title`: what the session shows; `nil` without one.
    public private(set) var title: String?
    /// `@recorded`: the day, the program and the server, as the recorder wrote them.
    public private(set) var recorded: String?
    /// `@server-eol lf`: every `S: ` line ends in LF alone.
    public private(set) var serverEndsLinesInLF = false
    /// `@fidelity text`: pasted from a screen, so that line ends, counts, stuffing and blanks are not those of the wire.
    public private(set) var isText = false
    /// `@requirement`: the ids that the file is a case of.
    public private(set) var requirements: [RequirementID] = []
    /// `@var NAME = PATTERN`: what a variable may be, as a regular expression.
    public private(set) var constraints: [String: String] = [:]

    /// `@secrets shown`: secrets stand in it as they were sent, since somebody asked for that.
    public private(set) var showsSecrets = false

    /// A header that nothing was said in.
    public init() {}

    /// The header among these entries.
    public init(_ entries: some Sequence<TranscriptEntry>) {
        for case .header(let key, let value) in entries { learn(key, value) }
    }

    /// Learns one header line; a key without a meaning changes nothing.
    public mutating func learn(_ key: String, _ value: String) {
        switch key {
        case "title": title = value
        case "recorded": recorded = value
        case "server-eol": serverEndsLinesInLF = value == "lf"
        case "fidelity": isText = value == "text"
        case "requirement": requirements.append(RequirementID(value))
        case "secrets": showsSecrets = value == "shown"
        case "var":
            guard let constraint = TranscriptConstraint(value) else { return }
            constraints[constraint.name] = constraint.pattern
        default: break
        }
    }

    /// How the lines of a side end where `C: ` and `S: ` stand before them.
    public func ending(of side: Session.Side) -> Line.Ending {
        switch side {
        case .client: .crlf
        case .server: serverEndsLinesInLF ? .lf : .crlf
        }
    }
}
