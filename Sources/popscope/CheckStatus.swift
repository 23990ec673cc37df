import ArgumentParser
import Conformance
import Handbook
import POP3

/// What makes a run of `check` fail: the words of `--fail-on`.
struct CheckFailure: Hashable {
    private let outcomes: Set<Outcome>
    /// The impacts that count; `nil` for any.
    private let impacts: Set<Requirement.Impact>?

    /// Every failure.
    static let fail = CheckFailure(outcomes: [.fail], impacts: nil)
    /// Every failure and every warning.
    static let warn = CheckFailure(outcomes: [.fail, .warn], impacts: nil)

    private init(outcomes: Set<Outcome>, impacts: Set<Requirement.Impact>?) {
        self.outcomes = outcomes
        self.impacts = impacts
    }

    /// - Throws: `ValidationError`.
    init(parsing text: String) throws {
        switch text {
        case "fail": self = .fail
        case "warn": self = .warn
        default:
            let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let impacts = words.compactMap(Requirement.Impact.init(rawValue:))
            guard impacts.count == words.count else {
                let names = Requirement.Impact.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError(
                    HelpWords.text(
                        en: "fail, warn, or some of \(names) with commas between them is expected.",
                        ja: "fail、warn、または \(names) をカンマで区切って指定してください。"))
            }
            self.init(outcomes: [.fail], impacts: Set(impacts))
        }
    }

    func covers(_ result: Report.Result) -> Bool {
        outcomes.contains(result.outcome) && impacts?.contains(result.requirement.impact) != false
    }
}

/// The exit status of a run of `check`.
struct CheckStatus: Hashable {
    /// 0, 1 when something failed that counts, 3 when nothing was judged, 69 when something could not be finished, 77 when nobody was let in.
    let value: Int32

    /// - Parameter known: what a baseline names: it does not count.
    init(_ report: Report, known: Set<RequirementID>, _ failure: CheckFailure) {
        let new = report.results.filter { !known.contains($0.requirement.id) }
        let isJudged = report.results.contains { ![.skip, .error].contains($0.outcome) }
        if report.refusal != nil {
            value = 69
        } else if new.contains(where: failure.covers) {
            value = 1
        } else if report.refusedLogin != nil {
            value = 77
        } else if new.contains(where: { $0.outcome == .error }) {
            value = 69
        } else {
            value = isJudged ? 0 : 3
        }
    }
}
