import Conformance
import Handbook
import POP3

/// What `check --list` writes: a requirement a line, with what judges it.
struct CheckList {
    private let rows: [Requirement]
    private let language: Language

    init(_ selection: CheckSelection, _ language: Language) {
        rows = selection.requirements.filter { $0.profile.isPart(of: selection.profile) }
        self.language = language
    }

    var octets: [UInt8] {
        var checks: [RequirementID: [String]] = [:]
        for check in Checklist.all {
            for requirement in check.requirements { checks[requirement, default: []].append(check.name) }
        }
        let lines = rows.map { row in
            let words = [
                row.id.name, row.level.rawValue.replacing(" ", with: "-"),
                "\(row.source.document) \(row.source.section)",
                row.impact.rawValue, judge(row, checks[row.id] ?? []),
            ]
            return words.joined(separator: "\t") + "\n"
        }
        return Array(lines.joined().utf8)
    }

    private func judge(_ row: Requirement, _ checks: [String]) -> String {
        let judges = (row.mode == .passive && !checks.isEmpty ? ["rules"] : []) + checks
        guard judges.isEmpty else { return judges.joined(separator: ",") }
        return Localized(en: "not judged", ja: "判定しない")[language]
    }
}

extension Requirement.Profile {
    /// Whether its rows are judged with a choice of `--profile`.
    func isPart(of choice: Inspection.Options.Profile) -> Bool {
        switch choice {
        case .rfc1939: self == .rfc1939
        case .standard: self != .modern
        case .modern: true
        }
    }
}
