import Handbook
public import POP3

/// The findings about a server that are known: they do not fail a run, and what is mended is told.
///
/// As a file it has a finding a line, the outcome in front: `fail rfc1939-7-top-zero`. `#` begins a comment.
public struct Baseline: Hashable, Sendable {
    /// A line that names no finding.
    public struct Fault: Error, Hashable, Sendable {
        /// The number of the line, counted from 1.
        public let line: Int
        /// What stands there; not yet safe for a terminal.
        public let found: String
    }

    /// What is known of each requirement that is listed: `fail`, `error` or `warn`.
    public let findings: [RequirementID: Outcome]

    /// The outcomes that a baseline lists.
    private static let listed: [Outcome] = [.fail, .error, .warn]

    /// Nothing is known.
    public init() {
        findings = [:]
    }

    private init(_ findings: [RequirementID: Outcome]) {
        self.findings = findings
    }

    /// What a file says.
    ///
    /// - Throws: ``Fault`` for the first line that is neither a finding nor a comment.
    public init(_ octets: [UInt8]) throws(Fault) {
        var findings: [RequirementID: Outcome] = [:]
        let lines = octets.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
            let words = text.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
            if words.isEmpty { continue }
            guard words.count == 2, let outcome = Outcome(rawValue: String(words[0])), Self.listed.contains(outcome)
            else { throw Fault(line: index + 1, found: text) }
            findings[RequirementID(String(words[1]))] = outcome
        }
        self.findings = findings
    }

    /// The file, sorted by name.
    public var octets: [UInt8] {
        let lines = findings.map { "\($1.rawValue) \($0.name)\n" }.sorted { one, other in
            one.drop { $0 != " " } < other.drop { $0 != " " }
        }
        return Array(("# Known findings of popscope check: outcome, requirement\n" + lines.joined()).utf8)
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
        var updated = findings
        for result in report.results where result.outcome != .skip {
            updated[result.requirement.id] = Self.listed.contains(result.outcome) ? result.outcome : nil
        }
        return Baseline(updated)
    }
}
