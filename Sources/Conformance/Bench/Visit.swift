import Handbook
import POP3

/// One connection to the server under test. Everything that crosses it is kept as evidence and held against the rules.
final class Visit {
    let conversation: Conversation
    let bench: Bench
    /// What has happened so far.
    var evidence: [Evidence] = []
    /// The complete exchanges so far.
    var exchanges: [Exchange] = []
    /// Whether RETR, TOP or DELE was sent: QUIT could delete mail.
    private(set) var hasTouchedMail = false
    private(set) var isOpen = true
    /// What a line is held against that no command waits for; `nil` for the requirement that fits it best.
    var blame: RequirementID?
    /// Whether what comes is not held against the rules: replies to commands that were sent ahead, or cut in pieces, may be
    /// those to others.
    var isUnjudged = false
    /// Whether commands that were sent one by one had more replies than one each, or less.
    var isOutOfStep = false
    /// What came behind the reply that is waited for: replies to lines that were sent ahead.
    var arrived: ArraySlice<Session.Event> = []
    /// The lines that were sent ahead, and whose replies nobody has asked for yet.
    private var ahead: ArraySlice<Line> = []
    /// The exchanges that came and were not asked for yet.
    var finished: ArraySlice<Exchange> = []
    /// Whether a command is sent when an answer is late, to see whether that one is answered.
    var hasProbed = false
    /// A second error behind an error: many servers say why before they close, and then it is no reply too many.
    var farewell: (line: Line, blame: RequirementID?)?
    /// Where the evidence of the last command begins.
    private(set) var start = 0
    /// How much had happened when the first of several checks took this session over; `nil` for a session of one check.
    private var origin: (evidence: Int, exchanges: Int)?

    init(over link: any Link, of bench: Bench, isSecure: Bool) {
        conversation = Conversation(over: link, isSecure: isSecure, replyLimit: bench.largestReply)
        self.bench = bench
    }

    /// What has been learned on this connection.
    var knowledge: Knowledge { conversation.session.knowledge }
    /// The state, as far as the replies tell.
    var phase: Session.Phase { conversation.session.phase }

    /// Begins a check where others have gone before: what they did is no evidence of it.
    func begin() {
        let origin = origin ?? (evidence.count, exchanges.count)
        self.origin = origin
        evidence.removeSubrange(min(origin.evidence, evidence.count)...)
        exchanges.removeSubrange(min(origin.exchanges, exchanges.count)...)
        start = evidence.count
        blame = nil
        (isUnjudged, isOutOfStep) = (false, false)
    }

    /// Whether another check may use the session: nothing is marked, and no reply is left over.
    var isTidy: Bool {
        guard isOpen, phase == .transaction, finished.isEmpty, arrived.isEmpty, isInStride, farewell == nil,
            !isOutOfStep
        else { return false }
        return knowledge.maildrop.map { $0.marked.isEmpty && $0.perhapsMarked.isEmpty } ?? true
    }

    /// Sends a line and waits for its whole reply.
    ///
    /// - Throws: ``Interruption`` when there is none.
    func send(_ line: Line) async throws(Interruption) -> Exchange {
        let line = bench.facts.passedOver.contains(line.text) ? Line(Self.harmless) : line
        if ahead.first == line {
            ahead.removeFirst()
            start = evidence.count
            evidence.append(.sent(line))
        } else {
            try await write(line.octets)
        }
        return try await reply(to: lastSent ?? Line(Command.mask))
    }

    /// Sends lines that will be asked for in this order, before the replies to those in front have come; they hold no
    /// secrets. That is done only where the server announces that it takes it and is so slow that it counts; otherwise
    /// nothing is sent here.
    func sendAhead(_ lines: [String]) async throws(Interruption) {
        guard bench.goesAhead, isOpen, ahead.isEmpty, lines.count > 1, bench.facts.passedOver.isEmpty else { return }
        let lines = lines.prefix(Self.window).map { Line($0) }
        bench.hasGoneAhead = true
        do {
            try await conversation.send(lines.flatMap(\.octets)) { event in
                guard case .sent(let command) = event else { return }
                hasTouchedMail = hasTouchedMail || Self.touching.contains(command.verb)
            }
        } catch {
            guard case .lost = error else { throw .link(error) }
        }
        ahead = lines[...]
    }

    /// How many lines are sent ahead at once.
    private static let window = 40

    /// Whether nothing was sent ahead of what is waited for.
    var isInStride: Bool { ahead.isEmpty }

    /// The line that left last, its secret masked.
    private var lastSent: Line? {
        guard case .sent(let line) = evidence.last else { return nil }
        return line
    }

    /// Sends a line of text and waits for its whole reply.
    func send(_ text: String) async throws(Interruption) -> Exchange { try await send(Line(text)) }

    /// The reply to a line; `nil` when the server closed instead, as it may behind an error or a line that is no command.
    func attempt(_ line: Line) async throws(Interruption) -> Exchange? {
        do {
            return try await send(line)
        } catch {
            guard case .closed = error else { throw error }
            return nil
        }
    }

    /// As ``attempt(_:)-(Line)``, with text.
    func attempt(_ text: String) async throws(Interruption) -> Exchange? { try await attempt(Line(text)) }

    /// Sends octets in one write, and waits for as many replies.
    func send(_ octets: [UInt8], replies: Int) async throws(Interruption) -> [Exchange] {
        try await write(octets)
        var exchanges: [Exchange] = []
        while exchanges.count < replies { exchanges.append(try await reply(to: nil)) }
        return exchanges
    }

    /// Sends octets in one write; a reply is not waited for.
    func write(_ octets: [UInt8]) async throws(Interruption) {
        // What was sent ahead and is not wanted any more must be answered first.
        while let line = ahead.first { _ = try await send(line) }
        start = evidence.count
        if phase == .authorization, Self.isLogin(octets) { await bench.waitForLogin() }
        do {
            try await conversation.send(octets) { event in
                guard case .sent(let command) = event else { return }
                hasTouchedMail = hasTouchedMail || Self.touching.contains(command.verb)
                evidence.append(.sent(command.line))
            }
        } catch {
            // What the server said before it went may still be there.
            guard case .lost = error else { throw .link(error) }
        }
    }

    /// Whether the last word of a login stands there, or the first one of a SASL exchange.
    private static func isLogin(_ octets: [UInt8]) -> Bool {
        let word = octets.prefix(4).map { $0 & 0xDF }
        return [Verb.pass, .apop, .auth].contains { word == Array($0.name.utf8) }
    }

    private static let touching: Set<Verb> = [.retr, .top, .dele]

    /// Waits for the greeting; when it is late, other connections show whether the server wants the client to begin.
    func greeting() async throws(Interruption) -> Exchange {
        let patience = min(bench.replyLimit, bench.options.patience * 4)
        if try await isSilent(for: patience), await bench.answersOnlyWhenSpokenTo() {
            breach(
                "rfc1939-3-greeting-server-first",
                Localized(
                    en: "The server says nothing until the client has sent something.",
                    ja: "クライアントが何か送るまで、サーバーは何も言いません。"))
            throw .silent(nil, patience)
        }
        let exchange = try await reply(to: nil)
        if exchange.reply.status == .err { throw .refused(exchange.reply.first) }
        return exchange
    }

    /// Does the TLS handshake; STLS was accepted.
    func startTLS() async throws(Interruption) {
        do {
            _ = try await conversation.startTLS()
            evidence.append(.secured)
        } catch {
            isOpen = false
            throw .link(error)
        }
    }

    /// Ends the connection without QUIT; twice does nothing.
    func drop(_ closing: Closing = .orderly) async {
        guard isOpen else { return }
        tellFarewell()
        isOpen = false
        evidence.append(.closed(by: .client))
        await conversation.abandon(closing)
    }

    /// Whether the server closes within a time; what it says before that is no answer to anything.
    func closes(within limit: Duration) async throws(Interruption) -> Bool {
        guard isOpen else { return true }
        do {
            while let events = try await receive(within: limit) { take(events) }
            end()
            return true
        } catch {
            switch error {
            case .timedOut: return false
            case .lost:
                end()
                return true
            default: throw .link(error)
            }
        }
    }

    /// Whether nothing comes within a time, not even a close.
    private func isSilent(for limit: Duration) async throws(Interruption) -> Bool {
        do {
            if let events = try await receive(within: limit) { take(events) }
            return false
        } catch {
            guard case .timedOut = error else { throw interruption(error, nil) }
            return true
        }
    }

    /// Listens for a while although nothing is due: what comes is held against ``blame``.
    ///
    /// - Returns: whether the server said something.
    @discardableResult
    func listen(for limit: Duration) async throws(Interruption) -> Bool {
        guard isOpen, isInStride else { return false }
        let known = evidence.count
        do {
            while let events = try await receive(within: limit) { take(events) }
        } catch {
            switch error {
            case .timedOut: return evidence.count > known
            case .lost: break
            default: throw .link(error)
            }
        }
        defer { end() }
        return evidence.count > known
    }

    /// What the server sends next; how long that took is noted.
    func receive(within limit: Duration) async throws(LinkError) -> [Session.Event]? {
        let start = ContinuousClock.now
        do {
            let events = try await conversation.receive(within: limit)
            bench.noteWait(.now - start, isAnswered: true)
            return events
        } catch {
            bench.noteWait(.now - start, isAnswered: false)
            if case .endless = error { bench.noteEndlessReply() }
            throw error
        }
    }

    func end() {
        farewell = nil
        isOpen = false
        evidence.append(.closed(by: .server))
    }
}
