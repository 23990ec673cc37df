public import POP3

/// A POP3 server over a ``MailStore``: one value a connection, correct by the letter of RFC 1939, 2449 and 3206.
///
/// Where the RFCs leave a choice: a line that ends in LF alone is answered `-ERR`, so that no client waits for ever; USER
/// says +OK to every name; the number of failed logins is not limited, so that a learner can try again; any line
/// between USER and PASS, refused ones too, makes the server forget the name.
public struct MailboxServer: ServerMachine {
    /// Ten minutes: RFC 1939 section 3 allows no less.
    public static let defaultAutologout: Duration = .seconds(600)

    let store: MailStore
    let stamp: Stamp
    private let autologout: Duration?
    /// The state, of those in RFC 1939 section 3.
    var phase = Session.Phase.greeting
    /// The name that the last line gave by USER.
    var user: String?
    /// The maildrop in TRANSACTION; nobody's in every other state.
    var maildrop = LockedMaildrop.none
    private var lines = MailboxServer.emptySplitter
    /// A line was too long and has been refused; the rest of it is passed over.
    private var isPassingOver = false

    /// A server for one connection that has not been opened yet.
    ///
    /// - Parameters:
    ///   - stamp: what the greeting says; another one for each connection, except in lessons.
    ///   - autologout: after how long without input the connection is closed; `nil` for never.
    public init(over store: MailStore, stamp: Stamp, autologout: Duration? = MailboxServer.defaultAutologout) {
        self.store = store
        self.stamp = stamp
        self.autologout = autologout
    }

    /// Says the greeting, whoever calls.
    public mutating func opened(from address: String?) -> [Output] {
        phase = .authorization
        var outbox = Outbox()
        outbox.append(.ok("popscope POP3 server ready \(stamp.text)"))
        outbox.flush()
        return outbox.outputs
    }

    /// Answers each line as soon as its end has come; what follows QUIT is passed over.
    public mutating func received(_ bytes: [UInt8]) -> [Output] {
        var outbox = Outbox()
        var rest = bytes[...]
        while isOpen, let line = nextLine(in: &rest) {
            outbox.append(answer(line))
        }
        if !isOpen, outbox.hasAnswers { outbox.close() } else { outbox.flush() }
        return outbox.outputs
    }

    /// Nothing: this server does not ask for TLS.
    public mutating func secured() -> [Output] { [] }

    /// Closes without a word; marked messages stay (RFC 1939 section 3).
    public mutating func idled() -> [Output] {
        guard isOpen else { return [] }
        _ = closed()
        return [.close(.orderly)]
    }

    /// The autologout timer, while the session lasts.
    public var wakeAfter: Duration? { isOpen ? autologout : nil }

    /// Frees the maildrop; marked messages stay, unless QUIT has removed them.
    public mutating func closed() -> [Output] {
        store.release(maildrop)
        maildrop = .none
        phase = .closed
        return []
    }
}

extension MailboxServer {
    private var isOpen: Bool {
        switch phase {
        case .authorization, .transaction: true
        case .greeting, .update, .closed: false
        }
    }

    /// The next line to answer; of a line that is too long only the beginning.
    private mutating func nextLine(in bytes: inout ArraySlice<UInt8>) -> Line? {
        if isPassingOver {
            guard let feed = bytes.firstIndex(of: Octet.lf) else { return nil }
            bytes = bytes[(feed + 1)...]
            isPassingOver = false
        }
        guard let (line, end) = lines.next(in: bytes) else { return nil }
        bytes = bytes[end...]
        if line.ending == .missing {
            isPassingOver = true
            lines = Self.emptySplitter
        }
        return line
    }

    private static var emptySplitter: LineSplitter { LineSplitter(limit: Refusal.longestLine - 2) }

    private mutating func answer(_ line: Line) -> Answer {
        let name = user
        user = nil
        let command = Command(line)
        return Refusal(of: command, in: phase)?.answer ?? perform(command, after: name)
    }
}
