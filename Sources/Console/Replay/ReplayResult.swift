public import Authentication
public import POP3

/// What came of playing the client side of a transcript.
public struct ReplayResult: Sendable {
    /// The replies that came.
    public internal(set) var replies = 0
    /// Where the server did something else, in the order of the file's replies.
    public private(set) var mismatches: [TranscriptMismatch] = []
    /// How many of those stay when ``revisions`` are made.
    public private(set) var unrevised = 0
    /// What would make the transcript say what the server said, but for connections of ``refusedLogins``.
    public private(set) var revisions: [TranscriptRevision] = []
    /// The replies that the transcript does not have, but for connections of ``refusedLogins``.
    public private(set) var additions: [TranscriptRevision] = []
    /// The lines of the file, one of a connection, on which a login succeeds that the server has refused.
    public private(set) var refusedLogins: [Int] = []
    /// Why it ended before its end; `nil` when everything was played.
    public internal(set) var stop: Stop?

    /// Nothing has happened yet.
    public init() {}

    /// The server did something else.
    mutating func differs(_ found: [TranscriptMismatch]) {
        mismatches += found
        unrevised += found.count
    }

    /// A connection has been played: what it would change in the transcript counts, unless its login was refused.
    mutating func takeChanges(of visit: ReplayVisit) {
        if let line = visit.changes.refusedLogin { return refusedLogins.append(line) }
        revisions += visit.changes.revisions
        additions += visit.changes.additions
        unrevised -= visit.changes.mended
    }

    /// Why a replay ends before its end.
    public struct Stop: Hashable, Sendable {
        /// The line of the file that was not played.
        public let line: Int
        /// Why.
        public let reason: Reason
    }

    /// Why a line is not played.
    public enum Reason: Hashable, Sendable {
        /// No connection came about, or it broke; a server that ends it differs, and is not told here.
        case link(LinkError)
        /// The line cannot be made.
        case secret(TranscriptSecretFault)
        /// It answers a challenge, and none came: sent all the same, it would show a secret.
        case noChallenge
        /// The rest was recorded under TLS, and there is none.
        case noTLS
        /// It would delete mail of a server that is not as recorded.
        case protectsMail
    }
}

/// What a person must know before it happens.
public enum ReplayNotice: Hashable, Sendable {
    /// QUIT is about to delete so many messages of a live server.
    case quitDeletes(Int)
    /// A password or token is about to be sent so that others can read it.
    case secretInClear
}

/// How the client side of a transcript is played.
public struct ReplayOptions: Sendable {
    /// What counts as a difference.
    public var closeness = Closeness.meaning
    /// How long a reply is waited for; `nil` waits without end.
    public var timeout: Duration? = .seconds(30)
    /// Whether the server is not one inside this program: its mail is protected, and secrets in clear text are announced.
    public var isLive = false
    /// What becomes of what the transcript does not say.
    public var recording = Recording.none
    /// The secrets by their names.
    public var secrets = TranscriptSecrets()
    /// A random nonce, another one each time; tests tell their own.
    public var nonce: @Sendable () -> Nonce = { Nonce((0..<18).map { _ in UInt8.random(in: .min ... .max) }) }
    /// Is told what a person must know, before it happens.
    public var announce: @Sendable (ReplayNotice) -> Void = { _ in }

    /// A comparison by meaning with a server inside this program.
    public init() {}

    /// What becomes of what a transcript does not say.
    public enum Recording: Hashable, Sendable {
        /// Replies that it does not have are not waited for.
        case none
        /// They become ``ReplayResult/additions``.
        case missing
        /// They do, and of every other reply each octet that differs becomes one of ``ReplayResult/revisions``.
        case all
    }
}
