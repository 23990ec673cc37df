import Authentication
import Handbook
import POP3

extension Visit {
    /// Sends a line that calls for one reply; a close, silence, or lines without an end in its place break the requirements.
    ///
    /// Behind a refusal a server may close: then nothing is judged.
    ///
    /// - Returns: the exchange; `nil` when there was none. The connection is of no more use then.
    func probe(_ line: Line, _ requirements: [RequirementID], as outcome: Outcome? = nil) async throws(Interruption)
        -> Exchange?
    {
        do {
            return try await send(line)
        } catch {
            switch error {
            case .closed(_, behindRefusal: true): return nil
            case .closed, .unanswered, .unterminated:
                for requirement in requirements { breach(requirement, error.text, as: outcome) }
                await drop()
                return nil
            case .link, .silent, .refused, .notLoggedIn, .changed: throw error
            }
        }
    }

    /// As ``probe(_:_:as:)-(Line,_,_)``, with text.
    func probe(_ text: String, _ requirements: RequirementID..., as outcome: Outcome? = nil) async throws(Interruption)
        -> Exchange?
    {
        try await probe(Line(text), requirements, as: outcome)
    }

    /// Sends a line whose reply must be of one kind; anything else, a close and silence included, breaks the requirements.
    ///
    /// - Returns: the exchange, whatever it says; `nil` when there was none.
    @discardableResult
    func demand(
        _ expectation: Expectation, to line: Line, _ requirements: RequirementID..., as outcome: Outcome? = nil
    ) async throws(Interruption) -> Exchange? {
        guard let exchange = try await probe(line, requirements, as: outcome) else { return nil }
        for requirement in requirements { expect(expectation, of: exchange, requirement, as: outcome) }
        await leaveWrongLogin(exchange, expectation)
        return exchange
    }

    /// A login that must be refused was not: what follows would be judged in a state that nobody knows.
    private func leaveWrongLogin(_ exchange: Exchange, _ expectation: Expectation) async {
        if expectation == .err, exchange.before == .authorization, exchange.after == .transaction { await drop() }
    }

    /// As ``demand(_:to:_:as:)-(_,Line,_,_)``, with text.
    @discardableResult
    func demand(
        _ expectation: Expectation, to text: String, _ requirements: RequirementID..., as outcome: Outcome? = nil
    ) async throws(Interruption) -> Exchange? {
        guard let exchange = try await probe(Line(text), requirements, as: outcome) else { return nil }
        for requirement in requirements { expect(expectation, of: exchange, requirement, as: outcome) }
        await leaveWrongLogin(exchange, expectation)
        return exchange
    }

    /// Sends QUIT, and waits for the close; twice, or behind a close, it does nothing.
    func leave() async throws(Interruption) {
        guard isOpen, try await attempt("\(Verb.quit)") != nil else { return }
        if try await !closes(within: bench.closeLimit) { bench.noteOpenEnd() }
        await drop()
    }
}

extension Bench {
    /// Puts one probe behind the other to the server, on a new connection wherever the last one was closed.
    ///
    /// - Parameter body: sends a probe; where the server closed behind the one before, it is sent again.
    func put<Probe>(
        _ probes: [Probe], in phase: Session.Phase = .authorization,
        _ body: (Visit, Probe) async throws -> Void
    ) async throws {
        var rest = probes[...]
        while !rest.isEmpty {
            let count = rest.count
            try await entering(phase) { visit in
                while visit.isOpen, let probe = rest.first {
                    let known = visit.exchanges.count
                    try await body(visit, probe)
                    let isWasted = !visit.isOpen && visit.exchanges.count == known && rest.count < count
                    if isWasted { return }
                    rest.removeFirst()
                }
            }
            if rest.count == count { rest.removeFirst() }
        }
    }

    private func entering(_ phase: Session.Phase, _ body: (Visit) async throws -> Void) async throws {
        switch phase {
        case .transaction: try await loggedIn(body)
        case .greeting, .authorization, .update, .closed: try await visiting(body)
        }
    }

    /// Whether a login that a check does by itself works. Where it is refused it is tried again, since a lock may linger.
    ///
    /// - Parameter attempts: the most times that `body` is run.
    func settles(attempts: Int = 12, _ body: () async throws -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + options.loginPatience
        var backoff = Backoff()
        for attempt in 1...max(1, attempts) {
            if try await body() { return true }
            guard attempt < attempts, ContinuousClock.now < deadline else { break }
            try await backoff.wait()
        }
        return false
    }

    /// The name and the password of the account; `nil` without an account, and for one with another kind of secret.
    var passwordAccount: (user: String, password: [UInt8])? {
        guard let account = options.account, case .password(let octets) = account.secret else { return nil }
        return (account.user, octets)
    }
}

extension Line {
    /// PASS with these octets.
    static func pass(_ password: [UInt8]) -> Line { Line(bytes: Array("\(Verb.pass) ".utf8) + password) }

    /// USER with this name.
    static func user(_ name: String) -> Line { Line("\(Verb.user) \(name)") }
}
