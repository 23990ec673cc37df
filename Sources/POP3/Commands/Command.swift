/// A client line read as a command, or as a response within a SASL exchange.
///
/// Any line can be read; faults of its grammar are for the rules to find.
public struct Command: Hashable, Sendable {
    /// What a client line is.
    public enum Kind: Hashable, Sendable {
        case command
        /// A line that answers a challenge of AUTH (RFC 5034 section 4); secret as a whole.
        case response
    }

    /// The line as it was sent; after ``redacted()`` its secret part is ``mask``.
    public let line: Line
    /// A command, or a response within a SASL exchange.
    public let kind: Kind
    /// The keyword; for a response the AUTH that it belongs to.
    public let verb: Verb
    /// Everything behind the keyword and one space, as text; `nil` when there is no space.
    public let argument: String?
    /// How many octets the line had on the wire, its ending included.
    public let count: Int
    /// What the line probably is, although it went out as a command; `nil` for an ordinary one.
    let stray: Stray?

    /// What stands in place of a secret; its length says nothing.
    public static let mask = "********"

    /// The line read as a command.
    public init(_ line: Line) {
        self.init(line, count: line.count)
    }

    /// The line read as a response to a challenge.
    public init(response line: Line) {
        self.init(response: line, count: line.count)
    }

    init(_ line: Line, count: Int, stray: Stray? = nil) {
        let parts = line.bytes.split(separator: Octet.space, maxSplits: 1, omittingEmptySubsequences: false)
        self.line = line
        self.count = count
        self.stray = stray
        kind = .command
        verb = Verb(String(decoding: parts[0], as: UTF8.self))
        argument = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil
    }

    init(response line: Line, count: Int) {
        self.line = line
        self.count = count
        stray = nil
        kind = .response
        verb = .auth
        argument = line.text
    }

    /// The row of the command table; `nil` for an unknown verb.
    public var row: CommandRow? { CommandTable[verb] }

    /// The argument cut at each space, as RFC 1939 section 3 separates arguments; PASS has one at most.
    public var arguments: [Substring] {
        guard let argument, !argument.isEmpty else { return [] }
        return verb == .pass ? [argument[...]] : argument.split(separator: " ", omittingEmptySubsequences: false)
    }

    /// The first argument as a message number; `nil` when it is none (RFC 1939 section 5: decimal, from 1).
    public var messageNumber: Int? { arguments.first.flatMap(Decimal.number) }

    /// How the reply is framed if it is positive.
    public var shape: ReplyShape {
        switch kind {
        case .command: row?.reply ?? .line
        case .response: .challenges
        }
    }

    func expectsBody(after status: Reply.Status) -> Bool {
        guard status == .ok else { return false }
        switch shape {
        case .line: return false
        case .lines: return true
        case .linesUnlessArgument: return arguments.isEmpty
        case .challenges: return kind == .command && arguments.isEmpty
        }
    }
}
