import Handbook
import POP3

/// The judgements of a run, by requirement.
struct Ledger {
    private let options: Inspection.Options
    private let rows: [Requirement]
    private var judgements: [RequirementID: [Judgement]] = [:]
    private var refusals = 0

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

    /// A check that came to its end: what nobody found broken passes.
    mutating func pass(_ requirements: [RequirementID], _ check: Check) {
        for requirement in requirements
        where judgements[requirement]?.contains(where: { $0.check == check.name }) != true {
            judgements[requirement, default: []].append(Judgement(requirement, .pass, check.name))
        }
    }

    /// A check that did not come to its end.
    mutating func take(_ interruption: Interruption, _ check: Check) {
        let reason = interruption.text
        if let requirement = interruption.requirement {
            take([Judgement(requirement, .fail, check.name, reason)])
        }
        for requirement in check.requirements
        where judgements[requirement]?.contains(where: { $0.check == check.name }) != true {
            judgements[requirement, default: []].append(Judgement(requirement, .error, check.name, reason))
        }
    }

    /// Whether the server could not be reached several times in a row.
    mutating func hasLostServer() -> Bool {
        refusals += 1
        return refusals >= 3
    }

    /// What came of every row that was selected.
    func results(_ facts: Facts) -> [Report.Result] {
        rows.map { row in
            let known = judgements[row.id] ?? []
            // What was seen to be broken is broken, also without the mail that would have shown it every time.
            let isBroken = known.contains { $0.outcome == .fail }
            let obstacle =
                isBroken ? Obstacle.toApplying(row, facts, options) : Obstacle.to(row, facts, options)
            if let obstacle { return Report.Result(row, [Judgement(row.id, .skip, "", obstacle)]) }
            return Report.Result(
                row, known.isEmpty ? [Judgement(row.id, .skip, "", Unjudged.reason(for: row))] : known)
        }
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

extension Judgement {
    fileprivate init(_ requirement: RequirementID, _ outcome: Outcome, _ check: String, _ reason: Localized? = nil) {
        self.init(
            requirement: requirement, outcome: outcome, reason: reason, expected: [], actual: nil, evidence: [],
            start: 0, check: check)
    }
}
