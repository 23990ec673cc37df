/// A transcript as something to play, from either side.
///
/// The steps stand in the order of the file. What a server line means to the session is worked out once, here: which reply
/// it belongs to, and how many client lines must have come before it.
public struct TranscriptScript: Hashable, Sendable {
    /// One step, with the line of the file it stands on, counted from 1, and its connection, counted from 1.
    public struct Step: Hashable, Sendable {
        /// The line of the file.
        public let line: Int
        /// The connection.
        public let connection: Int
        /// What happens.
        public let action: Action
    }

    /// What happens in a step.
    public enum Action: Hashable, Sendable {
        /// The client connects.
        case connect
        /// The TLS handshake.
        case secure
        /// The client sends octets: a line, or a piece of one.
        case send(WireText)
        /// The server sends something.
        case receive(Expectation, Place)
        /// A side ends the connection.
        case close(Session.Side, Closing)
        /// Nothing comes for as long as the client waits.
        case silence
        /// A pause before the next step.
        case pause(Duration)
        /// What follows goes in a write of its own.
        case segment
    }

    /// Where something that the server sends belongs.
    public struct Place: Hashable, Sendable {
        /// The reply, counted from 0 on its connection, lines that answer nothing among them.
        public let reply: Int
        /// How many client lines have come when it may be sent.
        public let behind: Int
    }

    /// What is expected of a server, or to be said by one.
    public enum Expectation: Hashable, Sendable {
        /// Octets, with what is not known of them.
        case text(WireText)
        /// A line of which only the status indicator counts.
        case status(WireText)
        /// A line that an expression describes.
        case matching(TranscriptPattern)
        /// Lines in any order.
        case unordered([WireText])
        /// Any lines, up to and with the lone ".".
        case anyLines
        /// A body of so many octets, un-stuffed, and the lone "." behind it.
        case omitted(octets: Int)
    }

    /// The steps in the order of the file.
    public let steps: [Step]
    /// What the header says.
    public let header: TranscriptHeader
    /// What the header allows the variables to be.
    public let constraints: [String: TranscriptPattern]
    private let dialogues: [Int: ScriptedDialogue]

    /// The largest body that `S%` may stand for, in octets: 1 GiB. A server has to make all of it.
    public static let largestBody = 1 << 30

    /// The script of a transcript.
    ///
    /// - Parameters:
    ///   - numbered: the entries with their lines in the file, counted from 1.
    ///   - file: the octets of the file that `S< NAME` names; `nil` when it cannot be read.
    /// - Throws: ``Fault`` for the first line that cannot be played.
    public init(
        _ numbered: [(line: Int, entry: TranscriptEntry)], file: (String) -> [UInt8]? = { _ in nil }
    ) throws(Fault) {
        header = TranscriptHeader(numbered.map(\.entry))
        constraints = try Self.constraints(numbered)
        var reader = ScriptReader(header)
        for case (let line, .event(let event, let connection)) in numbered {
            try reader.read(event, line, connection, file)
        }
        (steps, dialogues) = reader.finish()
    }

    /// The connections, in the order in which they begin.
    public var connections: [Int] {
        steps.reduce(into: []) { known, step in if !known.contains(step.connection) { known.append(step.connection) } }
    }

    /// The replies of a connection in their order.
    public func replies(_ connection: Int) -> [ExpectedReply] { dialogues[connection]?.replies ?? [] }

    /// The client lines of a connection in their order.
    public func clientLines(_ connection: Int) -> [ClientLine] { dialogues[connection]?.clientLines ?? [] }

    /// The names of the secrets that the client needs, each once, in their order.
    public var secretNames: [String] {
        var names: [String] = []
        for case .send(let text) in steps.map(\.action) {
            for placeholder in text.placeholders {
                guard let name = placeholder.secretName, !names.contains(name) else { continue }
                names.append(name)
            }
        }
        return names
    }

    /// Whether TLS begins before anything else on a connection (RFC 8314 section 3).
    public func beginsWithTLS(_ connection: Int) -> Bool {
        let first = steps.first { $0.connection == connection && $0.action != .connect }
        return first?.action == .secure
    }

    private static func constraints(
        _ numbered: [(line: Int, entry: TranscriptEntry)]
    ) throws(Fault) -> [String: TranscriptPattern] {
        var constraints: [String: TranscriptPattern] = [:]
        for case (let line, .header(let key, let value)) in numbered where key == "var" {
            for (name, pattern) in TranscriptHeader([TranscriptEntry.header(key: key, value: value)]).constraints {
                constraints[name] = try Fault.at(line) { () throws(TranscriptPattern.Fault) in
                    try TranscriptPattern(pattern)
                }
            }
        }
        return constraints
    }
}

extension TranscriptScript {
    /// Why a transcript cannot be played.
    public struct Fault: Error, Hashable, Sendable {
        /// The line of the file.
        public let line: Int
        /// What is wrong there.
        public let reason: Reason

        /// What can be wrong.
        public enum Reason: Hashable, Sendable {
            /// A regular expression cannot be used.
            case pattern(TranscriptPattern.Fault)
            /// A file beside this one cannot be read.
            case file(String)
            /// A body that was left out, of so many octets, is larger than ``TranscriptScript/largestBody``.
            case body(Int)
        }

        static func at<Result>(
            _ line: Int, _ body: () throws(TranscriptPattern.Fault) -> Result
        ) throws(Fault) -> Result {
            do {
                return try body()
            } catch {
                throw Fault(line: line, reason: .pattern(error))
            }
        }
    }
}

extension Placeholder {
    /// The name of the secret that it is or is worked out from; `nil` for others.
    public var secretName: String? {
        switch self {
        case .secret(let name), .computed(_, let name): name
        case .variable, .anything: nil
        }
    }
}
