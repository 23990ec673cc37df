public import POP3

/// A client that logs in: told what the server answered, it says what to send next.
///
/// No I/O. It never sends a secret that can be read in clear text unless that was allowed. No description of it shows a secret.
public struct LoginDialogue: Sendable {
    /// What comes next.
    public enum Next: Sendable {
        /// A line to send, and what there is to say about the challenge before it and about itself.
        case send(Command, [SASLStep])
        /// Logged in, to the maildrop of this user.
        case done(user: String)
        /// Not logged in.
        case failed(LoginFailure)
    }

    private enum Stage: Sendable {
        case start(Opening)
        case waiting(Wait)
        case over(Next)
    }

    /// How it begins.
    private enum Opening: Sendable {
        case user, apop
        case auth(ClientExchange)
    }

    /// What the next reply is about.
    private enum Wait: Sendable {
        case user, verdict
        case sasl(ClientExchange)
        case cancelling(SASLError)
    }

    /// The most octets of an AUTH line with an initial response, its ending included (RFC 5034 section 4).
    static let lineLimit = 255

    /// The way to log in.
    public let method: LoginMethod
    private let credentials: Credentials
    private let knowledge: Knowledge
    private let allowsClear: Bool
    private var stage: Stage

    /// A dialogue that has not begun.
    ///
    /// - Parameters:
    ///   - knowledge: what is known of the server.
    ///   - nonce: random, and new for every login; only SCRAM uses it.
    ///   - server: named in OAUTHBEARER; `nil` leaves it out.
    ///   - allowsClear: whether a secret may be sent so that others can read it.
    public init(
        _ method: LoginMethod, _ credentials: Credentials, knowledge: Knowledge, nonce: Nonce,
        server: Endpoint? = nil, allowsClear: Bool = false
    ) {
        self.method = method
        self.credentials = credentials
        self.knowledge = knowledge
        self.allowsClear = allowsClear
        let opening: Opening =
            switch method {
            case .userPass: .user
            case .apop: .apop
            case .sasl(let mechanism): .auth(ClientExchange(mechanism, credentials, nonce: nonce, server: server))
            }
        stage = .start(opening)
    }

    /// What to do after an exchange.
    ///
    /// - Parameter exchange: what the line that was sent last got for an answer; `nil` at the beginning, and later when the
    ///   server has closed. Once the dialogue is over the outcome is repeated.
    public mutating func next(after exchange: Exchange?) -> Next {
        let next =
            switch stage {
            case .start(let opening): begin(opening)
            case .waiting(let wait): exchange.map { go(on: $0.reply, wait) } ?? .failed(.closed)
            case .over(let next): next
            }
        switch next {
        case .send: break
        case .done, .failed: stage = .over(next)
        }
        return next
    }
}

extension LoginDialogue {
    private mutating func begin(_ opening: Opening) -> Next {
        if let obstacle = LoginChoice.obstacle(to: method, credentials.claimant, knowledge) {
            return .failed(.unusable(obstacle))
        }
        if method.isReadable, !knowledge.isSecure, !allowsClear { return .failed(.wouldExposePassword) }
        switch opening {
        case .user:
            stage = .waiting(.user)
            return .send(Command(Line("\(Verb.user) \(credentials.user)")), notPrepared(.user))
        case .apop:
            stage = .waiting(.verdict)
            let digest = APOP.digest(timestamp: knowledge.timestamp ?? "", secret: credentials.secret.octets)
            let steps = notPrepared(.user) + notPrepared(.secret)
            return .send(Command(Line("\(Verb.apop) \(credentials.user) \(digest)")), steps)
        case .auth(let exchange):
            return authenticate(exchange)
        }
    }

    // auth-command = "AUTH" SP sasl-mech [SP initial-response]       RFC 5034 section 4
    private mutating func authenticate(_ exchange: ClientExchange) -> Next {
        let bare = Line("\(Verb.auth) \(exchange.mechanism.name)")
        stage = .waiting(.sasl(exchange))
        var begun = exchange
        // AUTH carries the first message only where SASL is announced       RFC 5034 section 3
        guard knowledge.capabilities?.announces("SASL") == true, let response = begun.initialResponse()
        else { return .send(Command(bare), []) }
        let line = Line("\(bare.text) \(response.initialWord)")
        guard line.count <= Self.lineLimit else { return .send(Command(bare), []) }
        stage = .waiting(.sasl(begun))
        return .send(Command(line), response.steps)
    }

    private mutating func go(on reply: Reply, _ wait: Wait) -> Next {
        switch wait {
        case .user where reply.status == .ok:
            stage = .waiting(.verdict)
            let line = Line(bytes: Array("\(Verb.pass) ".utf8) + credentials.secret.octets)
            return .send(Command(line), notPrepared(.secret))
        case .user, .verdict:
            return verdict(on: reply)
        case .sasl(let exchange):
            return go(on: reply, in: exchange)
        case .cancelling(let error):
            return .failed(reply.status == .ok ? .notTrusted(error) : .cancelled(error))
        }
    }

    private mutating func go(on reply: Reply, in exchange: ClientExchange) -> Next {
        var exchange = exchange
        do throws(SASLError) {
            switch reply.status {
            case .challenge:
                guard reply.first.ending != .missing else { throw .endless }
                let response = try exchange.respond(to: reply.challenge)
                stage = .waiting(.sasl(exchange))
                return .send(Command(response: response.line), response.steps)
            case .ok: try exchange.accepted()
            case .err, .malformed: break
            }
            return verdict(on: reply)
        } catch {
            guard reply.status == .challenge else { return .failed(.notTrusted(error)) }
            stage = .waiting(.cancelling(error))
            return .send(Command(response: "*"), [])
        }
    }

    private func verdict(on reply: Reply) -> Next {
        switch reply.status {
        case .ok: .done(user: credentials.authorization ?? credentials.user)
        case .err: .failed(.refused(reply.code))
        case .challenge, .malformed: .failed(.malformedReply)
        }
    }

    private func notPrepared(_ field: Credentials.Field) -> [SASLStep] {
        credentials.unprepared.contains(field) ? [.notPrepared(field)] : []
    }
}

extension LoginDialogue.Next: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What comes next; the secret of a line is ``/POP3/Command/mask``.
    public var description: String {
        switch self {
        case .send(let command, let steps): "send \(command.displayText) \(steps)"
        case .done(let user): "done \(user)"
        case .failed(let failure): "failed \(failure)"
        }
    }

    /// What comes next; the secret of a line is ``/POP3/Command/mask``.
    public var debugDescription: String { description }
    /// Nothing: whoever looks inside sees no octet.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Reply {
    // challenge = "+" SP *base64; servers leave the space out before nothing       RFC 5034 section 4
    fileprivate var challenge: ArraySlice<UInt8> { first.bytes.dropFirst(2) }
}
