import POP3

/// The lines of earlier runs, kept in a file of mode 0600, without any secret.
public struct History: Sendable {
    /// Where the file is; `nil` keeps nothing.
    private let path: String?
    private var added: [String] = []
    /// The lines of earlier runs, oldest first.
    public let earlier: [String]

    /// The lines of earlier runs and of this one, oldest first.
    var lines: [String] { earlier + added }

    /// How many lines the file keeps.
    static let limit = 1000

    /// Reads the history at a path, and clears away what a killed program left beside it.
    ///
    /// A file that cannot be read counts as empty; ``save()`` says why, and leaves it as it is.
    public init(path: String?) {
        self.path = path
        if let path { FileDraft.removeAbandoned(replacing: path) }
        earlier = path.flatMap { try? Self.lines(of: $0) } ?? []
    }

    /// Adds a line unless it carries a secret, is empty, or repeats the one before it.
    ///
    /// - Parameter keepsNames: whether USER lines are kept.
    /// - Returns: whether it was added.
    @discardableResult
    mutating func add(_ line: String, keepsNames: Bool) -> Bool {
        guard Self.isSafe(line, keepsNames: keepsNames), line != added.last ?? earlier.last else { return false }
        added.append(line)
        return true
    }

    /// Forgets the lines of this run in which one of these secrets stands, or which are one.
    mutating func forget(_ secrets: [[UInt8]]) {
        added.removeAll { line in
            let octets = Array(line.utf8)
            return secrets.contains { $0 == octets || ($0.count > 3 && octets.firstRange(of: $0) != nil) }
        }
    }

    /// Appends what was added in this run to what the file holds now: two programs may run at once.
    ///
    /// - Throws: why the file cannot be read, in which case it is kept, or cannot be written.
    public func save() throws(PrivateFile.Failure) {
        guard let path, !added.isEmpty else { return }
        let lines = (try Self.lines(of: path) + added).suffix(Self.limit)
        try PrivateFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
    }

    /// The user name that was last sent by USER; `nil` when none is known.
    var lastUser: String? {
        lines.last { Command(Line($0)).verb == .user }.flatMap { Command(Line($0)).argument }
    }

    static func isSafe(_ line: String, keepsNames: Bool) -> Bool {
        let command = Command(Line(line))
        guard !line.isEmpty, !command.hasSecret, !line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            return false
        }
        switch LocalCommand.read(Array(line.utf8)) {
        case .empty: return false
        // A slip of the finger in front of a password.
        case .unknown: return command.arguments.isEmpty
        case .local(let local, let arguments): return arguments.isEmpty || isSafe(local, arguments)
        case .wire: return keepsNames || Verb(resembling: command.verb.name) != .user
        }
    }

    /// Whether what stands behind a local command may be kept: a URL may carry a password, others may carry anything.
    private static func isSafe(_ command: LocalCommand, _ arguments: String) -> Bool {
        switch command {
        case .login, .send, .pass, .apop, .b64, .pipeline: return false
        case .open: return !arguments.contains("@")
        case .close, .reconnect, .status, .tls, .caps, .hex, .raw, .decode, .more, .save, .lines, .timing, .wiretap,
            .help, .why, .rfc, .notes, .state, .source, .record, .redact, .check, .rewind, .set, .lang, .clear, .quit,
            .drop:
            return true
        }
    }

    private static func lines(of path: String) throws(PrivateFile.Failure) -> [String] {
        guard let octets = try PrivateFile.read(path) else { return [] }
        return String(decoding: octets, as: UTF8.self).split(separator: "\n").map(String.init).suffix(limit)
    }
}
