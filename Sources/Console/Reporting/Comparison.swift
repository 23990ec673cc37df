import Conformance
import Handbook
import POP3

/// Several servers beside one another, requirement by requirement.
public struct Comparison: Sendable {
    /// The servers, in the order in which they were named.
    public let servers: [ComparedServer]
    /// Every requirement of which something is known of one server at least, in the order of the catalogue.
    let rows: [Row]

    /// The most servers: each has a letter.
    public static let limit = 26

    /// What came of one requirement on each server.
    struct Row: Hashable, Sendable {
        let requirement: Requirement
        /// One for each server; `nil` where nothing is known.
        let findings: [ComparedServer.Finding?]
        let kind: Kind

        /// Whether servers were judged differently.
        enum Kind: Hashable, Sendable {
            /// They were, or one was found wrong where another could not be judged.
            case differs
            /// All were found wrong in the same way.
            case brokenByAll
            /// It held wherever it could be judged, and somewhere it could not.
            case judgedOnSome
            /// There is no difference.
            case alike
        }
    }

    /// Rows of one section of a document.
    struct Section {
        let title: Localized
        let rows: [Row]
    }

    /// The comparison of these servers.
    public init(_ servers: [ComparedServer]) {
        self.servers = servers
        rows = Requirements.all.compactMap { requirement in
            let findings = servers.map { $0.findings[requirement.id] }
            guard findings.contains(where: { $0 != nil }) else { return nil }
            let reached = zip(servers, findings).filter { $0.0.isReached }.map(\.1)
            return Row(requirement: requirement, findings: findings, kind: Row.Kind(reached))
        }
    }

    /// The letter of a server, counted from 0.
    static func letter(_ index: Int) -> String {
        String(UnicodeScalar(UInt8(ascii: "A") + UInt8(clamping: min(index, limit - 1))))
    }

    func count(of kind: Row.Kind) -> Int { rows.count { $0.kind == kind } }

    /// The rows of a kind by section: the worst first.
    func sections(_ kind: Row.Kind) -> [Section] {
        let sections = Dictionary(grouping: rows.filter { $0.kind == kind }) { $0.requirement.source }
        return sections.map { source, rows in
            Section(title: source.title, rows: rows.sorted { $0.rank < $1.rank })
        }.sorted { one, other in
            guard let first = one.rows.first, let second = other.rows.first else { return one.rows.isEmpty }
            return first.rank < second.rank
        }
    }

    /// Requirements that were judged on the same servers, not on all, by document in the order of the catalogue.
    var partlyJudged: [(document: String, letters: String, rows: [Row])] {
        var groups: [(document: String, letters: String, rows: [Row])] = []
        for row in rows where row.kind == .judgedOnSome {
            let letters = row.findings.indices.filter { row.isJudged($0) }.map(Self.letter).joined(separator: " ")
            let document = row.requirement.source.document
            if let place = groups.firstIndex(where: { $0.document == document && $0.letters == letters }) {
                groups[place].rows.append(row)
            } else {
                groups.append((document, letters, [row]))
            }
        }
        return groups
    }
}

extension Comparison.Row {
    /// Whether a server was judged.
    func isJudged(_ server: Int) -> Bool { findings[server].map { $0.outcome != .skip } ?? false }

    /// What was seen, with the letters of the servers that it was seen of; nothing of what held.
    var reasons: [(letters: String, reason: Localized)] {
        var reasons: [(letters: String, reason: Localized)] = []
        for (index, finding) in findings.enumerated() {
            guard let finding, let reason = finding.reason, finding.outcome != .pass else { continue }
            if let place = reasons.firstIndex(where: { $0.reason == reason }) {
                reasons[place].letters += ", " + Comparison.letter(index)
            } else {
                reasons.append((Comparison.letter(index), reason))
            }
        }
        return reasons
    }

    /// The worst outcome first, then the worst impact, then the order of the catalogue.
    fileprivate var rank: Rank {
        let worst = findings.compactMap(\.self).map(\.outcome).min() ?? .skip
        return Rank(
            outcome: Verdict.allCases.firstIndex(of: worst) ?? 0,
            impact: Requirement.Impact.allCases.firstIndex(of: requirement.impact) ?? 0, id: requirement.id.name)
    }

    fileprivate struct Rank: Comparable {
        let outcome: Int
        let impact: Int
        let id: String

        static func < (one: Self, other: Self) -> Bool {
            (one.outcome, one.impact, one.id) < (other.outcome, other.impact, other.id)
        }
    }
}

extension Comparison.Row.Kind {
    /// - Parameter findings: of the servers that could be inspected.
    fileprivate init(_ findings: [ComparedServer.Finding?]) {
        let judged = findings.compactMap { $0?.outcome }.filter { $0 != .skip }
        let isComplete = judged.count == findings.count
        let isBroken = judged.contains { [.fail, .warn, .error].contains($0) }
        if Set(judged).count > 1 || (isBroken && !isComplete) {
            self = .differs
        } else if isBroken, judged.first != .error {
            self = .brokenByAll
        } else {
            self = isComplete || judged.isEmpty ? .alike : .judgedOnSome
        }
    }
}
