import Handbook
import POP3

/// The judgements of a run, by requirement.
struct Ledger {
    private let options: Inspection.Options
    private let rows: [Requirement]
    private var judgements: [RequirementID: [Judgement]] = [:]

    init(_ options: Inspection.Options) {
        self.options = options
        rows = Requirements.all.filter { row in
            row.party != .client && (options.selection?.contains(row.id) ?? true)
        }
    }

    /// Keeps judgements about the rows that were selected; of the same breach the first.
    mutating func take(_ judgements: [Judgement]) {
        for judgement in judgements {
            let known = self.judgements[judgement.requirement] ?? []
            let isKnown = known.contains { $0.outcome == judgement.outcome && $0.check == judgement.check }
            if !isKnown { self.judgements[judgement.requirement, default: []].append(judgement) }
        }
    }

    /// What came of a check: what nobody found broken passes where it came to its end.
    mutating func take(_ attempt: Attempt) {
        let check = attempt.order.check
        take(attempt.judgements)
        guard let interruption = attempt.interruption else { return conclude(attempt.order.wanted, .pass, check) }
        if let requirement = interruption.requirement {
            take([Judgement(requirement, .fail, check.name, interruption.text)])
        }
        conclude(check.requirements, interruption.outcome, check, interruption.text)
    }

    private mutating func conclude(
        _ requirements: [RequirementID], _ outcome: Outcome, _ check: Check, _ reason: Localized? = nil
    ) {
        for requirement in requirements
        where judgements[requirement]?.contains(where: { $0.check == check.name }) != true {
            judgements[requirement, default: []].append(Judgement(requirement, outcome, check.name, reason))
        }
    }

    /// What came of every row that was selected; what only follows from another breach is no breach of its own.
    func results(_ facts: Facts) -> [Report.Result] {
        let results = rows.map { result(of: $0, facts) }
        let broken = results.filter { result in
            result.outcome == .fail || (result.outcome == .warn && result.requirement.onViolation == .warn)
        }
        let explained = Consequences.explained(by: Set(broken.map(\.requirement.id)))
        return results.map { result in
            guard let cause = explained[result.requirement.id], result.outcome <= .warn else { return result }
            let check = result.judgements.first?.check ?? ""
            let judgement = Judgement(result.requirement.id, .skip, check, Consequences.reason(cause))
            return Report.Result(result.requirement, [judgement])
        }
    }

    private func result(of row: Requirement, _ facts: Facts) -> Report.Result {
        let known = judgements[row.id] ?? []
        // What was seen to be broken is broken, also without the mail that would have shown it every time.
        let isBroken = known.contains { $0.outcome == .fail }
        let obstacle = isBroken ? Obstacle.toApplying(row, facts, options) : Obstacle.to(row, facts, options)
        if let obstacle { return Report.Result(row, [Judgement(row.id, .skip, "", obstacle)]) }
        return Report.Result(row, known.isEmpty ? [Judgement(row.id, .skip, "", reason(for: row))] : known)
    }

    /// Why nothing was found out about a row.
    private func reason(for row: Requirement) -> Localized {
        guard options.isQuick, Unjudged.reasons[row.id] == nil else { return Unjudged.reason(for: row) }
        return Localized(en: "Left out by --quick.", ja: "--quick では調べません。")
    }
}

extension Ledger {
    /// The rows that a check is wanted for.
    func wanted(by check: Check, _ facts: Facts) -> [RequirementID] {
        check.requirements.filter { id in
            guard let row = rows.first(where: { $0.id == id }) else { return false }
            return Obstacle.to(row, facts, options) == nil
        }
    }

    /// Whether a check may and need be run; where not, its rows learn why.
    mutating func admits(_ check: Check, _ bench: Bench) -> Bool {
        let wanted = wanted(by: check, bench.facts)
        guard !wanted.isEmpty else { return false }
        guard let obstacle = Obstacle.to(check, bench) else { return true }
        for requirement in wanted { take([Judgement(requirement, .skip, check.name, obstacle)]) }
        return false
    }
}

extension Interruption {
    /// What the rows of a check are called that it kept from its end: of a server that lets nobody in nothing is said.
    fileprivate var outcome: Outcome {
        switch self {
        case .refused, .notLoggedIn: .skip
        case .link, .closed, .silent, .unanswered, .unterminated, .changed: .error
        }
    }
}

extension Judgement {
    fileprivate init(_ requirement: RequirementID, _ outcome: Outcome, _ check: String, _ reason: Localized? = nil) {
        self.init(
            requirement: requirement, outcome: outcome, reason: reason, expected: [], actual: nil, evidence: [],
            start: 0, check: check)
    }
}
