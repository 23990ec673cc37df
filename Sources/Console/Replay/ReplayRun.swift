import Authentication
public import POP3

/// Plays the client side of a transcript, over any links, and compares what the server says.
///
/// The lines are sent as they stand in the file, those that follow each other in one write; a reply is waited for where the
/// file has one. One owner; a run is played once.
public final class ReplayRun {
    private let script: TranscriptScript
    private let dialer: @Sendable (_ connection: Int) -> any Dialer
    private let options: ReplayOptions
    private let clock: any Clock<Duration>
    private var visits: [Int: ReplayVisit] = [:]
    private var variables: TranscriptVariables
    private var result = ReplayResult()
    /// Whether it has been said that a secret is readable.
    private var hasWarned = false

    /// A run that has not begun.
    ///
    /// - Parameters:
    ///   - dialer: what connects to the server, for the connection of that number.
    ///   - clock: what the pauses of the client are measured with.
    public init(
        _ script: TranscriptScript, _ options: ReplayOptions = ReplayOptions(),
        clock: any Clock<Duration> = ContinuousClock(),
        over dialer: @escaping @Sendable (_ connection: Int) -> any Dialer
    ) {
        self.script = script
        self.dialer = dialer
        self.options = options
        self.clock = clock
        variables = TranscriptVariables(constraints: script.constraints)
    }

    /// Plays everything.
    public func run() async -> ReplayResult {
        await play(script.steps[...])
        for visit in visits.values.sorted(by: { $0.number < $1.number }) { result.takeChanges(of: visit) }
        return result
    }

    private func play(_ steps: ArraySlice<TranscriptScript.Step>) async {
        var rest = steps
        while let step = rest.first {
            guard let visit = visits[step.connection] else { return await connect(rest) }
            rest = rest.dropFirst()
            if step.action == .connect { continue }
            do throws(Halt) {
                try await play(step, on: visit, before: rest)
            } catch {
                await visit.end()
                guard let reason = error.reason else { continue }
                result.stop = ReplayResult.Stop(line: step.line, reason: reason)
                return
            }
        }
        for visit in visits.values { await finish(visit) }
    }

    /// Connects, and plays the rest within: a link lives inside a closure.
    private func connect(_ steps: ArraySlice<TranscriptScript.Step>) async {
        guard let step = steps.first else { return }
        var hasLink = false
        do {
            try await dialer(step.connection).link { link in
                hasLink = true
                visits[step.connection] = ReplayVisit(script, step.connection, link, options)
                await play(steps)
            }
        } catch let error as LinkError where !hasLink {
            result.stop = ReplayResult.Stop(line: step.line, reason: .link(error))
        } catch {
            preconditionFailure("nothing else is thrown: \(error)")
        }
    }

    private func play(
        _ step: TranscriptScript.Step, on visit: ReplayVisit, before rest: ArraySlice<TranscriptScript.Step>
    ) async throws(Halt) {
        guard !visit.isOver else { return }
        switch step.action {
        case .connect: break
        case .send(let text): try await send(text, step, visit)
        case .receive(_, let place):
            try await visit.flush()
            try await receive(visit) { $0.comparison.count > place.reply }
        case .secure: try await secure(visit)
        case .close(.client, let closing):
            try await visit.flush()
            await visit.end(closing)
        case .close(.server, _): try await awaitEnd(visit, step)
        case .pause(let pause):
            guard visit.speaksNext(in: rest) else { break }
            try await visit.flush()
            try? await clock.sleep(for: pause)
        case .segment: try await visit.flush()
        case .silence: try await visit.flush()
        }
    }
}

extension ReplayRun {
    private func send(
        _ text: WireText, _ step: TranscriptScript.Step, _ visit: ReplayVisit
    ) async throws(Halt) {
        var lines = visit.clientLines(at: step.line)
        // The first piece may be the rest of a line that began above.
        if !visit.isWithinLine, let line = lines.popFirst() { try await check(line, visit) }
        let isUnrecorded = options.recording != .none && visit.isUnrecorded(at: step.line)
        if isUnrecorded, !visit.conversation.session.isGreeted { try await awaitGreeting(visit, step) }
        if visit.isReadable(text), options.isLive, !hasWarned {
            hasWarned = true
            options.announce(.secretInClear)
        }
        for (index, piece) in try octets(of: text, visit).wireLines.enumerated() {
            if index > 0, let line = lines.popFirst() { try await check(line, visit) }
            visit.add(piece)
        }
        if isUnrecorded { try await record(visit, behind: step.line) }
    }

    private func octets(of text: WireText, _ visit: ReplayVisit) throws(Halt) -> [UInt8] {
        do {
            return try visit.client.octets(of: text, in: visit.ahead, variables)
        } catch {
            throw Halt(reason: .secret(error))
        }
    }

    /// Whether a line may be sent although the server has done something else before.
    private func check(_ line: ClientLine, _ visit: ReplayVisit) async throws(Halt) {
        if line.command.kind == .response, !visit.ahead.isAnsweringChallenge { throw Halt(reason: .noChallenge) }
        guard options.isLive, line.command.kind == .command else { return }
        switch line.command.verb {
        case .dele: try await protectMail(visit)
        case .quit where visit.mayDelete:
            try await protectMail(visit)
            if visit.deletions > 0 { options.announce(.quitDeletes(visit.deletions)) }
        default: break
        }
    }

    /// Waits for every reply that is due, and lets nothing pass once one differs: with lines that stand in one write, the
    /// server would delete before anybody knew.
    private func protectMail(_ visit: ReplayVisit) async throws(Halt) {
        do {
            try await visit.flush()
            try await receive(visit) { $0.hasEveryReply }
        } catch {
            throw Halt(reason: error.reason ?? .protectsMail)
        }
        guard result.mismatches.isEmpty else { throw Halt(reason: .protectsMail) }
    }

    /// Puts the greeting into a transcript that has no reply at all.
    private func awaitGreeting(_ visit: ReplayVisit, _ step: TranscriptScript.Step) async throws(Halt) {
        visit.insertionPlace = step.line - 1
        defer { visit.insertionPlace = nil }
        try await receive(visit) { $0.conversation.session.isGreeted }
    }

    /// Puts the replies that are due into the transcript, which does not have them.
    private func record(_ visit: ReplayVisit, behind place: Int) async throws(Halt) {
        visit.insertionPlace = place
        defer { visit.insertionPlace = nil }
        try await visit.flush()
        try await receive(visit) { $0.hasEveryReply }
    }

    private func secure(_ visit: ReplayVisit) async throws(Halt) {
        guard visit.hasSpoken else {
            // TLS that begins at once is for the dialer, which may have been told otherwise.
            guard !options.isLive || visit.conversation.session.knowledge.isSecure else { throw Halt(reason: .noTLS) }
            return
        }
        try await visit.flush()
        guard visit.awaitsTLS else { throw Halt(reason: .noTLS) }
        visit.awaitsTLS = false
        do {
            _ = try await visit.conversation.startTLS()
        } catch {
            throw Halt(reason: .link(error))
        }
    }

    /// Waits until `isDone`, or the connection ends.
    private func receive(_ visit: ReplayVisit, until isDone: (ReplayVisit) -> Bool) async throws(Halt) {
        while !isDone(visit) {
            if let line = visit.nextClearTextBehindSTLS() {
                took(.unsolicited(line), visit)
                continue
            }
            do throws(LinkError) {
                guard let events = try await visit.conversation.receive(within: options.timeout) else {
                    throw .lost("the server has closed the connection")
                }
                for event in events { took(event, visit) }
            } catch {
                try await lost(error, visit)
            }
        }
    }

    /// A connection that ends is a difference; one that cannot be used is not.
    private func lost(_ error: LinkError, _ visit: ReplayVisit) async throws(Halt) {
        switch error {
        case .timedOut: try end(.silence, error, visit)
        case .lost: try end(.closed, error, visit)
        case .unknownHost, .refused, .unreachable, .endless, .tlsUnavailable, .tls, .cancelled:
            throw Halt(reason: .link(error))
        }
    }

    /// The reply that was due will not come. One that was to be recorded is no difference; it stops the run.
    private func end(_ kind: TranscriptMismatch.Kind, _ error: LinkError, _ visit: ReplayVisit) throws(Halt) {
        let phase = visit.conversation.session.phaseAtEnd ?? visit.conversation.session.phase
        guard let mismatch = visit.comparison.missing(kind, phase) else {
            throw Halt(reason: visit.insertionPlace.map { _ in .link(error) })
        }
        result.differs([mismatch])
        throw Halt(reason: nil)
    }

    /// Waits until the server has ended the connection.
    private func awaitEnd(_ visit: ReplayVisit, _ step: TranscriptScript.Step) async throws(Halt) {
        try await visit.flush()
        while true {
            do throws(LinkError) {
                guard let events = try await visit.conversation.receive(within: options.timeout) else { break }
                for event in events { took(event, visit) }
            } catch {
                guard case .timedOut = error else { break }
                result.differs([
                    TranscriptMismatch(
                        line: step.line, .open, expected: nil, actual: nil, phase: visit.conversation.session.phase)
                ])
                break
            }
        }
        throw Halt(reason: nil)
    }

    private func took(_ event: Session.Event, _ visit: ReplayVisit) {
        let expected = visit.comparison.next
        visit.comparison.variables = variables
        let found = visit.comparison.took(event).map { $0.redacted(by: visit.conversation.redaction) }
        variables = visit.comparison.variables
        switch event {
        case .completed(let exchange):
            result.replies += 1
            visit.took(exchange, expected: expected)
            let isRevised = revise(expected, exchange, visit, isDifferent: !found.isEmpty)
            result.differs(found)
            if isRevised { visit.changes.mended += found.count }
        case .startTLS:
            visit.awaitsTLS = true
            result.differs(found)
        case .sent, .response, .body, .unsolicited: result.differs(found)
        }
    }

    /// Writes down what would make the transcript say what the server said.
    ///
    /// - Returns: whether the expected reply is then the one that came.
    private func revise(
        _ expected: ExpectedReply?, _ exchange: Exchange, _ visit: ReplayVisit, isDifferent: Bool
    ) -> Bool {
        guard expected == nil || isDifferent || options.recording == .all else { return false }
        let closeness = options.recording == .all ? Closeness.octets : options.closeness
        let revision = ReplyRevision(script, visit.number, closeness, hiding: echoes)
        if let expected {
            guard let change = revision.revision(of: expected, to: exchange.reply, &variables) else { return false }
            visit.changes.revisions.append(change)
            return true
        }
        if let place = visit.insertionPlace {
            let addition = revision.insertion(of: exchange, behind: place, &variables)
            if let addition { visit.changes.additions.append(addition) }
        }
        return false
    }

    /// The secrets that a server may have said.
    private var echoes: EchoedSecrets {
        let named = script.secretNames.reduce(into: [:]) { $0[$1] = options.secrets[$1] }
        return EchoedSecrets(named, sent: visits.values.map(\.conversation.redaction))
    }

    /// What was sent and has no reply in the file is sent all the same.
    private func finish(_ visit: ReplayVisit) async {
        guard !visit.isOver else { return }
        try? await visit.flush()
    }
}
