import Handbook
import POP3

extension Visit {
    /// The next reply. When it is late a second command tells whether the server has only passed over the first.
    ///
    /// - Parameter line: what it answers, if one thing alone waits for an answer.
    func reply(to line: Line?) async throws(Interruption) -> Exchange {
        takeNext()
        if let exchange = finished.popFirst() { return exchange }
        let limit = bench.replyLimit
        var wait = mayProbe(line) || line == nil ? min(limit, bench.patience(with: line)) : limit
        var deadline = ContinuousClock.now + limit
        hasProbed = false
        var before = conversation.session
        while true {
            let events: [Session.Event]?
            do {
                events = try await receive(within: min(wait, deadline - .now))
            } catch {
                guard case .timedOut = error else { throw interruption(error, line) }
                if !hasProbed, let events = mendReturn() {
                    take(events)
                    if let exchange = finished.popFirst() { return exchange }
                }
                guard wait < limit, !hasProbed, !bench.endsLinesInReturns else { throw silence(line) }
                before = conversation.session
                if line != nil { try await probe() }
                wait = limit
                deadline = .now + limit
                continue
            }
            guard let events else {
                throw closing(line)
            }
            // Whoever sends a little again and again does not keep the run waiting for ever.
            deadline += Self.time(for: events)
            if let line, hasProbed, Self.hasAnswerInBody(events) {
                guard let exchange = mendEnd(of: line, before: before, events) else { throw .unterminated(line) }
                return exchange
            }
            take(events)
            guard let exchange = finished.popFirst() else { continue }
            if let line, hasProbed, try await !probeIsAnswered() { throw .unanswered(line) }
            return exchange
        }
    }

    /// The next of several replies that are due; `nil` when none came within a time, or the server has closed.
    func reply(within limit: Duration) async throws(Interruption) -> Exchange? {
        takeNext()
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
        guard line != nil, isInStride, let command = conversation.session.pending.last else { return false }
        // Behind "*" the exchange is over.
        guard command.kind == .command else { return command.line.bytes == [UInt8(ascii: "*")] }
        // AUTH alone begins none.
        if command.verb == .auth { return command.arguments.first.map { !bench.mayChallenge($0) } ?? true }
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

    /// Takes the answer to the probe away. Whoever closes has answered the line in front of it, and the probe no more.
    private func probeIsAnswered() async throws(Interruption) -> Bool {
        let limit = bench.options.patience
        do {
            while finished.isEmpty, let events = try await receive(within: limit) { take(events) }
        } catch {
            guard case .lost = error else { return false }
        }
        if finished.popFirst() == nil { end() }
        return true
    }

    /// How much longer a reply may take of which these lines have come: a kibibyte a second is slow enough.
    private static func time(for events: [Session.Event]) -> Duration {
        events.reduce(.zero) { time, event in
            guard case .body(let octets) = event else { return time }
            return time + .seconds(1) * octets.count / 1_024
        }
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

    func interruption(_ error: LinkError, _ line: Line?) -> Interruption {
        guard case .lost = error else { return .link(error) }
        return closing(line)
    }

    /// The server has closed; of several lines that wait the first is the one that it did not answer.
    func closing(_ line: Line?) -> Interruption {
        end()
        let pending = conversation.session.pending.first.map { Line($0.displayText) }
        let first = exchanges.isEmpty ? nil : pending ?? Line("")
        return .closed(line ?? first, behindRefusal: exchanges.last?.reply.status == .err)
    }

    /// Takes what has come; of replies to lines that were sent ahead one alone, so that each is seen behind its line.
    func take(_ events: [Session.Event]) {
        arrived += events
        takeNext()
    }

    private func takeNext() {
        while finished.isEmpty || isInStride, let event = arrived.popFirst() { take(event) }
    }

    private func take(_ event: Session.Event) {
        switch event {
        case .completed(let exchange):
            tellFarewell()
            evidence.append(.received(exchange.reply))
            note(mendedReturns(exchange), isCut: Self.isCut(exchange, by: arrived.first))
        case .unsolicited(let line):
            tellFarewell()
            evidence.append(.unsolicited(line))
            if isUnjudged { break }
            if exchanges.last?.isRefused == true, Reply(first: line).status == .err {
                farewell = (line, blame)
            } else {
                bench.observe(unsolicited: line, on: self)
            }
        case .sent, .response, .body, .startTLS: break
        }
    }

    /// Keeps an exchange, and holds it against the rules.
    func note(_ exchange: Exchange, isCut: Bool) {
        if !isUnjudged { bench.observe(exchange, after: exchanges.last, on: self, isCut: isCut) }
        exchanges.append(exchange)
        finished.append(exchange)
    }

    /// Whether a message ended too early: lines follow that answer nothing.
    private static func isCut(_ exchange: Exchange, by next: Session.Event?) -> Bool {
        guard case .unsolicited(let line)? = next, let verb = exchange.command?.verb, verb == .retr || verb == .top
        else { return false }
        return exchange.isPositive && Reply(first: line).status == .malformed
    }

    /// What might have been the last word of a server that closes was none: it goes on.
    func tellFarewell() {
        guard let (line, accused) = farewell else { return }
        let now = blame
        (farewell, blame) = (nil, accused)
        bench.observe(unsolicited: line, on: self)
        blame = now
    }
}
