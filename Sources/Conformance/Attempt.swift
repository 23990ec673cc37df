import Handbook
import POP3

/// A check that is to be run, and the requirements that it is wanted for.
struct Order: Sendable {
    let check: Check
    let wanted: [RequirementID]
}

/// What came of a check.
struct Attempt: Sendable {
    let order: Order
    let judgements: [Judgement]
    /// Why it did not come to its end; `nil` when it did.
    let interruption: Interruption?
}

/// How often the server was not there, or said nothing, one check after the other.
struct Losses {
    private var absences = 0
    private var silences = 0
    /// Why nothing more is tried; `nil` while the server is there.
    private(set) var reason: Interruption?

    /// Notes how a check ended; `nil` when it came to its end.
    mutating func note(_ interruption: Interruption?) {
        switch interruption {
        case .link(.refused), .link(.unreachable), .link(.timedOut), .link(.unknownHost), .link(.endless),
            .closed(nil, _), .silent(nil, _), .refused:
            absences += 1
        case .silent(.some, _): silences += 1
        case .link(.cancelled): reason = interruption
        case .link, .closed, .unanswered, .unterminated, .notLoggedIn, .changed, nil: (absences, silences) = (0, 0)
        }
        if absences >= 3 || silences >= 6 { reason = interruption }
    }
}

extension Bench {
    /// Runs checks one behind the other.
    func run(_ orders: [Order]) async -> [Attempt] {
        var attempts: [Attempt] = []
        for order in orders { attempts.append(await run(order)) }
        return attempts
    }

    /// Runs a check, and a second time when it was interrupted; not at all once the server is gone.
    func run(_ order: Order) async -> Attempt {
        if let reason = losses.reason { return Attempt(order: order, judgements: [], interruption: reason) }
        if Task.isCancelled { return Attempt(order: order, judgements: [], interruption: .link(.cancelled)) }
        var interruption = await attemptUndisturbed(order.check)
        var first: [Judgement] = []
        if let reason = interruption, !reason.isFinal {
            first = takeJudgements()
            interruption = await attemptUndisturbed(order.check)
            // What was seen once was seen.
            first = interruption == nil ? first.filter { $0.outcome == .fail || $0.outcome == .warn } : []
        }
        losses.note(interruption)
        return Attempt(order: order, judgements: first + takeJudgements(), interruption: interruption)
    }

    /// Runs a check once; what it found counts for nothing when somebody else has changed the mailbox.
    private func attemptUndisturbed(_ check: Check) async -> Interruption? {
        let interruption = await attemptInStep(check)
        let isSuspect = interruption == .changed || judgements.contains { $0.outcome <= .warn }
        // What deletes is careful by itself, and who never logs in sees no mailbox.
        guard isSuspect, !check.deletes, check.footing != .stranger, facts.mail != nil else { return interruption }
        guard let known = facts.mail, let now = await mailNow(), known.isOther(than: now) else { return interruption }
        _ = takeJudgements()
        if known.lacks(now) {
            facts.mail = nil
            _ = await attempt(Checklist.mailSurvey)
            facts.mail = facts.mail ?? known
            _ = takeJudgements()
            self.check = check.name
        }
        return .changed
    }

    /// Runs a check once. Commands that are sent ahead save time where nothing is wrong; whatever is found is found one by one.
    private func attemptInStep(_ check: Check) async -> Interruption? {
        hasGoneAhead = false
        let interruption = await attempt(check)
        let isSuspect = interruption != nil || judgements.contains { $0.outcome < .pass }
        guard hasGoneAhead, isSuspect, !check.deletes else { return interruption }
        isStrict = true
        defer { isStrict = false }
        _ = takeJudgements()
        return await attempt(check)
    }

    /// The mailbox as it is now, as far as it is listed; `nil` when it cannot be seen.
    private func mailNow() async -> MailFacts? {
        let now = try? await loggedIn { visit in
            let mail = try await MailFacts(on: visit)
            return visit.exchanges.contains { $0.command?.verb == .list && $0.isPositive } ? mail : nil
        }
        return now ?? nil
    }

    /// Runs a check once.
    ///
    /// - Returns: why it did not come to its end; `nil` when it did.
    func attempt(_ check: Check) async -> Interruption? {
        self.check = check.name
        do {
            try await check.run(self)
            return nil
        } catch {
            return error as? Interruption ?? (error as? LinkError).map(Interruption.link) ?? .link(.lost("\(error)"))
        }
    }
}

extension Interruption {
    /// Whether there was not even a greeting.
    var isBeforeGreeting: Bool {
        switch self {
        case .link, .refused, .closed(nil, _), .silent(nil, _): true
        case .closed, .silent, .unanswered, .unterminated, .notLoggedIn, .changed: false
        }
    }

    /// Whether the same would take as long once more, and come to the same: nothing came for as long as could be waited.
    fileprivate var isFinal: Bool {
        switch self {
        case .silent(.some, _), .link(.endless): true
        case .link, .closed, .silent, .unanswered, .unterminated, .refused, .notLoggedIn, .changed: false
        }
    }
}

extension MailFacts {
    /// Whether it is another mailbox than before: more or fewer messages, or others. That sizes or unique-ids alone are
    /// others is the server's doing.
    fileprivate func isOther(than now: MailFacts) -> Bool {
        now.count != count || now.sizes != sizes && now.uniqueIDs != uniqueIDs
    }

    /// Whether messages have come that were not there.
    fileprivate func lacks(_ now: MailFacts) -> Bool {
        now.count > count || !Set(now.uniqueIDs.values).isSubset(of: uniqueIDs.values)
    }
}
