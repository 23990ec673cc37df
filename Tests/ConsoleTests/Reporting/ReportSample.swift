import Handbook
import POP3

@testable import Conformance
@testable import Console

/// A report with a result of each kind.
enum ReportSample {
    /// Nothing in it is safe for a terminal, for XML, for TAP or for Markdown.
    static let hostile = "-ERR <b>\u{1B}[31m # *x* ]]> & \"\u{7}"

    static let report = Report(
        target: "pop3://127.0.0.1:1110", implementation: "Sample \u{1B}1", started: 1_795_296_246,
        duration: .milliseconds(812), waited: .milliseconds(5), refusal: nil,
        results: [fail, letter, warn, error, info, pass] + skips)

    /// A report of a server that let nobody in.
    static let refused = Report(
        target: "pop3://127.0.0.1:1110", implementation: nil, started: 0, duration: .zero, waited: .zero,
        refusal: ReportRefusal(greeting: "-ERR busy").text, results: [])

    static let fail = result(
        "rfc1939-5-list-unknown-err", .fail, Localized(en: "It said +OK.", ja: "+OK でした。"), expected: ["-ERR"],
        actual: Line(hostile),
        evidence: [
            .sent("STAT"), .sent("LIST 0"), .received(Reply(first: Line(hostile))),
            .unsolicited(Line(bytes: [0xFF, 0x41], ending: .lf)), .secured, .closed(by: .server),
        ], start: 1)
    static let letter = result("rfc1939-3-status-upper-case", .fail, Localized(en: "Lower case.", ja: "小文字です。"))
    static let warn = result("rfc2449-5-capa-multiline", .warn, Localized(en: "It is odd.", ja: "変わっています。"))
    static let error = result("rfc1939-5-stat-format", .error, Localized(en: "The line broke.", ja: "切れました。"))
    static let info = result("rfc1939-5-noop-ok", .info, Localized(en: "It answers # twice.", ja: "2 回答えます。"))
    static let pass = result("rfc1939-4-greeting-positive", .pass, nil)
    static let skips = ["rfc2595-4-stls-no-args", "rfc2595-4-stls-needs-capa"].map {
        result(RequirementID($0), .skip, Localized(en: "No TLS.", ja: "TLS なし。"))
    }

    static func result(
        _ id: RequirementID, _ outcome: Conformance.Outcome, _ reason: Localized?, expected: [String] = [],
        actual: Line? = nil, evidence: [Evidence] = [], start: Int = 0
    ) -> Report.Result {
        let row = Requirements[id] ?? Requirements.all[0]
        let judgement = Judgement(
            requirement: row.id, outcome: outcome, reason: reason, expected: expected, actual: actual,
            evidence: evidence, start: start, check: "sample")
        return Report.Result(row, [judgement])
    }

    static func text(_ format: ReportFormat, _ report: Report = report, _ options: ReportOptions = .init(.en)) -> String
    {
        String(decoding: format.octets(of: report, options), as: UTF8.self)
    }
}
