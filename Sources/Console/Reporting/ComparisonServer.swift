public import Conformance
public import Handbook
import POP3

/// What is known of one server that is compared with others.
public struct ComparedServer: Hashable, Sendable {
    /// What came of one requirement.
    struct Finding: Hashable, Sendable {
        let outcome: Verdict
        /// What was seen, or why nothing could be; `nil` for a requirement that held.
        let reason: Localized?
    }

    /// The server as a URL, without a password; of a report in a file as it stands there.
    public let target: String
    /// What the server says that it is; `nil` when it says nothing.
    let implementation: String?
    /// When it was inspected, for example `2026-11-22 09:30:00 UTC`.
    let started: String
    /// Why nothing could be judged; `nil` when the inspection came to its end.
    let refusal: Localized?
    let findings: [RequirementID: Finding]

    /// Whether it could be inspected at all.
    public var isReached: Bool { refusal == nil }

    /// What an inspection found out.
    public init(_ report: Report) {
        target = report.target
        implementation = report.implementation
        started = CertificateDate(seconds: report.started).text
        refusal = report.refusal
        let found = report.results.map { result in
            (result.requirement.id, Finding(outcome: result.outcome, reason: result.judgements.first?.reason))
        }
        findings = Dictionary(found) { first, _ in first }
    }

    /// A report that `check --format json` has written; its sentences are in the language of the file.
    ///
    /// - Throws: ``ComparisonFault`` for what is none.
    public init(report octets: [UInt8]) throws(ComparisonFault) {
        let report = try WrittenReport(octets)
        target = report.target
        implementation = report.implementation
        started = (report.started ?? "").replacing("T", with: " ").replacing("Z", with: " UTC")
        refusal = report.refusal.map { Localized(verbatim: $0) }
        let found = report.results.map { result in
            let reason = result.reason.map { Localized(verbatim: $0) }
            return (RequirementID(result.id), Finding(outcome: result.outcome.value, reason: reason))
        }
        findings = Dictionary(found) { first, _ in first }
    }

    /// How many requirements came to an outcome.
    func count(of outcome: Verdict) -> Int { findings.values.count { $0.outcome == outcome } }
}

/// Why a file cannot be compared.
public enum ComparisonFault: Error, Hashable, Sendable {
    /// It is no JSON.
    case noJSON
    /// It is JSON, and no report of the schema `popscope-report/1`.
    case noReport

    /// What is wrong, in one sentence.
    public var text: Localized {
        switch self {
        case .noJSON: Localized(en: "this is no JSON.", ja: "JSON ではありません。")
        case .noReport:
            Localized(
                en: "this is no report of check --format json.", ja: "check --format json のレポートではありません。")
        }
    }
}
