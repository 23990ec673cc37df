import Handbook
import POP3

/// One connection to the server under test. Everything that crosses it is kept as evidence and held against the rules.
final class Visit {
    let conversation: Conversation
    let bench: Bench
    /// What has happened so far.
    private(set) var evidence: [Evidence] = []
    /// The complete exchanges so far.
    private(set) var exchanges: [Exchange] = []
    /// Whether RETR, TOP or DELE was sent: QUIT could delete mail.
    private(set) var hasTouchedMail = false
    private(set) var isOpen = true
    /// What a line is held against that no command waits for; `nil` for the requirement that fits it best.
    var blame: RequirementID?
    /// The exchanges that came and were not asked for yet.
    private var finished: ArraySlice<Exchange> = []
    /// Whether a command is sent when an answer is late, to see whether that one is answered.
    private var hasProbed = false
    /// A second error behind an error: many servers say why before they close, and then it is no reply too many.
    private var farewell: (line: Line, blame: RequirementID?)?
    /// Where the evidence of the last command begins.
    private(set) var start = 0

    init(over link: any Link, of bench: Bench, isSecure: Bool) {
        conversation = Conversation(over: link, isSecure: isSecure, replyLimit: bench.options.largestReply)
        self.bench = bench
    }

    /// What has been learned on this connection.
    var knowledge: Knowledge { conversation.session.knowledge }
    /// The state, as far as the replies tell.
    var phase: Session.Phase { conversation.session.phase }

    /// Sends a line and waits for its whole reply.
    ///
    /// - Throws: ``Interruption`` when there is none.
    func send(_ line: Line) async throws(Interruption) -> Exchange {
        try await write(line.octets)
        return try await reply(to: line)
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
        start = evidence.count
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
        guard isOpen else { return false }
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
    private func receive(within limit: Duration) async throws(LinkError) -> [Session.Event]? {
        let start = ContinuousClock.now
        defer { bench.noteWait(.now - start) }
        return try await conversation.receive(within: limit)
    }

    private func end() {
        farewell = nil
        isOpen = false
        evidence.append(.closed(by: .server))
    }
}

extension Visit {
    /// The next reply. When it is late a second command tells whether the server has only passed over the first.
    ///
    /// - Parameter line: what it answers, if one thing alone waits for an answer.
    func reply(to line: Line?) async throws(Interruption) -> Exchange {
        if let exchange = finished.popFirst() { return exchange }
        let limit = bench.replyLimit
        var wait = mayProbe(line) ? min(limit, bench.options.patience) : limit
        hasProbed = false
        while true {
            let events: [Session.Event]?
            do {
                events = try await receive(within: wait)
            } catch {
                guard case .timedOut = error else { throw interruption(error, line) }
                guard wait < limit, !hasProbed, line != nil else { throw silence(line) }
                try await probe()
                wait = limit
                continue
            }
            guard let events else {
                throw closing(line)
            }
            if let line, hasProbed, Self.hasAnswerInBody(events) { throw .unterminated(line) }
            take(events)
            guard let exchange = finished.popFirst() else { continue }
            if let line, hasProbed, try await !probeIsAnswered() { throw .unanswered(line) }
            return exchange
        }
    }

    /// The next of several replies that are due; `nil` when none came within a time, or the server has closed.
    func reply(within limit: Duration) async throws(Interruption) -> Exchange? {
        while finished.isEmpty {
            let events: [Session.Event]?
            do {
                events = try await receive(within: limit)
            } catch {
                if case .timedOut = error { return nil }
                guard case .lost = error else { throw .link(error) }
                events = nil
            }
            guard let events else {
                end()
                return nil
            }
            take(events)
        }
        return finished.popFirst()
    }

    /// A command in a SASL exchange would be taken for a response.
    private func mayProbe(_ line: Line?) -> Bool {
        guard line != nil, let command = conversation.session.pending.last, command.kind == .command else {
            return false
        }
        // AUTH alone begins none.
        if command.verb == .auth { return command.arguments.isEmpty }
        return ![.stls, .quit].contains(command.verb)
    }

    private func probe() async throws(Interruption) {
        hasProbed = true
        do {
            try await conversation.send(Line("\(Verb.noop)").octets)
        } catch {
            throw .link(error)
        }
    }

    /// Takes the answer to the probe away.
    private func probeIsAnswered() async throws(Interruption) -> Bool {
        let limit = bench.options.patience
        do {
            while finished.isEmpty, let events = try await receive(within: limit) { take(events) }
        } catch {
            return false
        }
        return finished.popFirst() != nil
    }

    private static func hasAnswerInBody(_ events: [Session.Event]) -> Bool {
        events.contains { event in
            guard case .body(let octets) = event else { return false }
            let line = octets.split(separator: 0x0A, omittingEmptySubsequences: true).last ?? []
            return line.starts(with: "+OK".utf8) || line.starts(with: "-ERR".utf8)
        }
    }

    private func silence(_ line: Line?) -> Interruption {
        bench.noteSilence()
        return .silent(line, bench.replyLimit)
    }

    private func interruption(_ error: LinkError, _ line: Line?) -> Interruption {
        guard case .lost = error else { return .link(error) }
        return closing(line)
    }

    /// The server has closed; of several lines that wait the first is the one that it did not answer.
    private func closing(_ line: Line?) -> Interruption {
        end()
        let first = exchanges.isEmpty ? nil : conversation.session.pending.first?.line ?? Line("")
        return .closed(line ?? first, behindRefusal: exchanges.last?.reply.status == .err)
    }

    private func take(_ events: [Session.Event]) {
        for event in events {
            switch event {
            case .completed(let exchange):
                tellFarewell()
                evidence.append(.received(exchange.reply))
                bench.observe(exchange, after: exchanges.last, on: self)
                exchanges.append(exchange)
                finished.append(exchange)
            case .unsolicited(let line):
                tellFarewell()
                evidence.append(.unsolicited(line))
                if exchanges.last?.isRefused == true, Reply(first: line).status == .err {
                    farewell = (line, blame)
                } else {
                    bench.observe(unsolicited: line, on: self)
                }
            case .sent, .response, .body, .startTLS: break
            }
        }
    }

    /// What might have been the last word of a server that closes was none: it goes on.
    private func tellFarewell() {
        guard let (line, accused) = farewell else { return }
        let now = blame
        (farewell, blame) = (nil, accused)
        bench.observe(unsolicited: line, on: self)
        blame = now
    }
}
