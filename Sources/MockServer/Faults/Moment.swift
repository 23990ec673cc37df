import Authentication
import POP3

/// One thing that happens on a connection, as the faults see it.
struct Moment {
    /// What the client said, read as a command or as the response to a challenge.
    let command: Command
    /// The state before that.
    let phase: Session.Phase
    /// What the sound server is told.
    var line: Line
    /// The login that had begun before the line.
    var login: PendingLogin
    /// What came behind the line in the same read.
    var rest: ArraySlice<UInt8>
    /// What is said.
    var said = Said()
    /// Whether a fault has spoken in place of the sound server.
    private(set) var isAnswered = false
    /// The autologout timer.
    var patience: Duration?
    /// Whether the beginning of a line, whose end has not come, is forgotten.
    var forgetsFragment = false
    /// What is known of the connection so far.
    var memory = Memory()
    /// The number behind the name of the fault at work.
    var value = 0

    init(_ line: Line, _ server: MailboxServer, rest: ArraySlice<UInt8> = []) {
        self.line = line
        self.rest = rest
        phase = server.phase
        login = server.login
        switch server.login {
        case .none, .user: command = Command(line)
        case .exchange: command = Command(response: line)
        }
    }

    /// Something that is no line of the client.
    init(_ server: MailboxServer) {
        self.init(Line(""), server)
    }

    /// Speaks in place of the sound server, which is not told of the line.
    mutating func answer(_ said: Said) {
        self.said = said
        isAnswered = true
    }

    /// Ends the connection behind what is said.
    mutating func hangUp(_ server: inout MailboxServer) {
        said.then = [.close(.orderly)]
        _ = server.closed()
    }

    /// Tells the sound server another first argument.
    mutating func replaceArgument(_ word: String) {
        let words = [command.verb.name[...], word[...]] + command.arguments.dropFirst()
        line = Line(words.joined(separator: " "))
    }

    /// The mechanism of AUTH whose challenge this answers; `nil` for a command.
    var mechanism: Mechanism? { login.mechanism }

    /// The message that the command names by a plain number.
    var number: Int? { command.messageNumber }
}

/// What a connection has seen, as far as faults need it.
struct Memory {
    /// The name that the client gave last.
    var user = ""
    /// How many lines the client has sent.
    var lines = 0
    /// How often each command has succeeded.
    var successes: [Verb: Int] = [:]
    /// The messages that RETR has sent.
    var fetched: Set<Int> = []
    /// The messages that a fault has removed.
    var removed: Set<Int> = []
    /// Whether a login has failed.
    var hasFailed = false
    /// Whether a TLS handshake has followed STLS.
    var hasUpgraded = false
    /// Octets that are kept for later.
    var held: [UInt8] = []
    /// The beginning of a line whose end has not come.
    var unfinished: [UInt8] = []
    /// How many octets of the read at hand are still read; `nil` where nobody counts.
    var readable: Int?
    /// Whether the next line has been answered already.
    var passesOver = false

    /// Takes note of octets as they came, whatever the server makes of them.
    mutating func arrived(_ bytes: [UInt8]) {
        let start = bytes.lastIndex(of: Octet.lf).map { $0 + 1 }
        if start != nil { unfinished = [] }
        unfinished += bytes[(start ?? 0)...].prefix(Refusal.longestLine - unfinished.count)
    }
}

extension PendingLogin {
    /// The mechanism of AUTH that waits for a response; `nil` where none does.
    var mechanism: Mechanism? {
        switch self {
        case .none, .user: nil
        case .exchange(let exchange): exchange.mechanism
        }
    }
}
