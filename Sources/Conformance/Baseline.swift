import Handbook
public import POP3

/// The findings about a server that are known: they do not fail a run, and what is mended is told.
///
/// As a file it has a finding a line, the outcome in front: `fail rfc1939-7-top-zero`. `#` begins a comment; the comments in
/// front of a finding and behind it are about that finding, and stay as long as it does.
public struct Baseline: Hashable, Sendable {
    /// A line that names no finding.
    public struct Fault: Error, Hashable, Sendable {
        /// The number of the line, counted from 1.
        public let line: Int
        /// What stands there; not yet safe for a terminal.
        public let found: String
    }

    private var entries: [Entry] = []
    /// The comments and blank lines behind the last finding.
    private var rest: [[UInt8]] = []

    /// What is known of each requirement that is listed: `fail`, `error` or `warn`.
    public var findings: [RequirementID: Outcome] {
        Dictionary(entries.map { ($0.requirement, $0.outcome) }) { $1 }
    }

    /// The outcomes that a baseline lists.
    private static let listed: [Outcome] = [.fail, .error, .warn]

    /// Nothing is known.
    public init() {}

    /// What a file says.
    ///
    /// - Throws: ``Fault`` for the first line that is neither a finding nor a comment.
    public init(_ octets: [UInt8]) throws(Fault) {
        var lines = octets.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            let text = line.prefix { $0 != UInt8(ascii: "#") }
            let words = String(decoding: text, as: UTF8.self).split { " \t\r\r\n".contains($0) }
            guard !words.isEmpty else {
                rest.append(line)
                continue
            }
            guard words.count == 2, let outcome = Outcome(rawValue: String(words[0])), Self.listed.contains(outcome)
            else { throw Fault(line: index + 1, found: String(decoding: text, as: UTF8.self)) }
            let requirement = RequirementID(String(words[1]))
            entries.append(Entry(remarks: rest, outcome, requirement, remark: Array(line[text.endIndex...])))
            rest = []
        }
    }

    /// The file: what was read as it stood, what is new behind it.
    public var octets: [UInt8] {
        entries.flatMap(\.octets) + rest.flatMap { $0 + [0x0A] }
    }

    /// A line of the file that names a finding.
    private struct Entry: Hashable, Sendable {
        /// The comments and blank lines in front of it.
        var remarks: [[UInt8]]
        var outcome: Outcome
        let requirement: RequirementID
        /// The comment behind it, from its `#` on; empty without one.
        let remark: [UInt8]

        init(remarks: [[UInt8]] = [], _ outcome: Outcome, _ requirement: RequirementID, remark: [UInt8] = []) {
            self.remarks = remarks
            self.outcome = outcome
            self.requirement = requirement
            self.remark = remark
        }

        var octets: [UInt8] {
            let finding = Array("\(outcome.rawValue) \(requirement.name)".utf8)
            return remarks.flatMap { $0 + [0x0A] } + finding + (remark.isEmpty ? [] : [0x20]) + remark + [0x0A]
        }

        /// What stands in front of it and is not about it: all up to the last blank line.
        var remarksOfOthers: [[UInt8]] {
            Array(remarks[..<(remarks.lastIndex { $0.allSatisfy { $0 <= 0x20 } } ?? -1).advanced(by: 1)])
        }
    }
}

extension Baseline {
    /// The requirements of a report whose finding is known: listed with the same outcome, or with a worse one.
    public func known(in report: Report) -> Set<RequirementID> {
        let known = report.results.filter { result in
            guard let listed = findings[result.requirement.id] else { return false }
            return Self.listed.contains(result.outcome) && listed <= result.outcome
        }
        return Set(known.map(\.requirement.id))
    }

    /// The requirements that are listed and hold, in the order of the report.
    public func mended(in report: Report) -> [RequirementID] {
        report.results.filter { $0.outcome == .pass || $0.outcome == .info }.map(\.requirement.id)
            .filter { findings[$0] != nil }
    }

    /// The baseline after a run: what was judged is as it was found, what was not stays.
    public func updated(by report: Report) -> Baseline {
        let judged = report.results.filter { $0.outcome != .skip }.map { ($0.requirement.id, $0.outcome) }
        let outcomes = Dictionary(uniqueKeysWithValues: judged)
        var updated = Baseline()
        var remarks = isEmpty ? Self.title : []
        for var entry in entries {
            let outcome = outcomes[entry.requirement] ?? entry.outcome
            if Self.listed.contains(outcome) {
                (entry.outcome, entry.remarks) = (outcome, remarks + entry.remarks)
                updated.entries.append(entry)
                remarks = []
            } else {
                remarks += entry.remarksOfOthers
            }
        }
        let known = findings
        let new = judged.filter { Self.listed.contains($0.1) && known[$0.0] == nil }.sorted { $0.0.name < $1.0.name }
        for (requirement, outcome) in new {
            updated.entries.append(Entry(remarks: remarks, outcome, requirement))
            remarks = []
        }
        updated.rest = remarks + rest
        return updated
    }

    private var isEmpty: Bool { entries.isEmpty && rest.isEmpty }

    private static let title = [Array("# Known findings of popscope check: outcome, requirement".utf8), []]
}
