public import POP3

/// A POP3 server over a ``MailStore``: one value a connection, correct by the letter of RFC 1939, 2449, 2595, 3206, 5034 and
/// 6856.
///
/// Where the RFCs leave a choice: a line that ends in LF alone is answered `-ERR`, so that no client waits for ever; USER
/// says +OK to every name; the number of failed logins is not limited, so that a learner can try again; any line
/// between USER and PASS, refused ones too, makes the server forget the name; TLS makes it forget everything.
public struct MailboxServer: ServerMachine {
    /// Ten minutes: RFC 1939 section 3 allows no less.
    public static let defaultAutologout: Duration = .seconds(600)

    let store: MailStore
    let stamp: Stamp
    let identity: String?
    private let offer: Offer
    private let autologout: Duration?
    var random: any RandomNumberGenerator & Sendable
    var isSecure: Bool
    /// STLS has been accepted, and the handshake is not complete.
    var awaitsTLS = false
    /// The state, of those in RFC 1939 section 3.
    var phase = Session.Phase.greeting
    /// What the last line began, of a login in several steps.
    var login = PendingLogin.none
    /// The maildrop in TRANSACTION; nobody's in every other state.
    var maildrop = LockedMaildrop.none
    /// The language of the replies; English until LANG.
    var language = ReplyLanguage.english
    /// Whether the client has asked for UTF-8 mode (RFC 6856 section 2).
    var isUTF8 = false
    private var lines = LineReader(limit: PendingLogin.none.lineLimit)

    /// A server for one connection that has not been opened yet.
    ///
    /// - Parameters:
    ///   - stamp: what the greeting says where APOP is offered; another one for each connection, except in lessons.
    ///   - offer: what it offers.
    ///   - isSecure: whether the connection begins with a TLS handshake (RFC 8314 section 3.1).
    ///   - identity: whom the connection itself proves the client to be, such as by a certificate: only then EXTERNAL is offered.
    ///   - random: what challenges are made of; a fixed sequence only in lessons and tests.
    ///   - autologout: after how long without input the connection is closed; `nil` for never.
    public init(
        over store: MailStore, stamp: Stamp, offer: Offer = .practice, isSecure: Bool = false, identity: String? = nil,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        autologout: Duration? = MailboxServer.defaultAutologout
    ) {
        self.store = store
        self.stamp = stamp
        self.offer = identity == nil ? offer.withoutIdentity : offer
        self.isSecure = isSecure
        self.identity = identity
        self.random = random
        self.autologout = autologout
    }

    /// Says the greeting, whoever calls.
    public mutating func opened(from address: String?) -> [Output] {
        phase = .authorization
        var outbox = Outbox()
        let greeting = "popscope POP3 server ready" + (terms.offersDigests ? " \(stamp.text)" : "")
        outbox.append(.ok(Wording(greeting)), in: language)
        return outbox.all
    }

    /// Answers each line as soon as its end has come; what follows QUIT is passed over, what follows STLS is evidence.
    public mutating func received(_ bytes: [UInt8]) -> [Output] {
        guard !awaitsTLS else { return bytes.isEmpty ? [] : injected(bytes) }
        var outbox = Outbox()
        var rest = bytes[...]
        while isOpen, let line = lines.next(in: &rest) {
            let answer = answer(line)
            if awaitsTLS, !rest.isEmpty { return outbox.all + injected(Array(rest)) }
            outbox.append(answer, in: language)
            lines.limit(to: login.lineLimit)
        }
        if awaitsTLS { outbox.end(with: .startTLS) }
        if !isOpen, outbox.hasAnswers { outbox.end(with: .close(.orderly)) }
        return outbox.all
    }

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
        login = .none
        awaitsTLS = false
        phase = .closed
        return []
    }
}

extension MailboxServer {
    /// What is offered on this connection as it is now.
    var terms: Terms { Terms(offer: offer, isSecure: isSecure) }

    private var isOpen: Bool {
        switch phase {
        case .authorization, .transaction: true
        case .greeting, .update, .closed: false
        }
    }

    private mutating func answer(_ line: Line) -> Answer {
        let pending = login
        login = .none
        switch pending {
        case .none: return answer(Command(line), after: nil)
        case .user(let name): return answer(Command(line), after: name)
        case .exchange(let exchange): return answer(line, in: exchange)
        }
    }

    private mutating func answer(_ command: Command, after name: String?) -> Answer {
        Refusal(of: command, in: phase, terms)?.answer ?? perform(command, after: name)
    }
}
