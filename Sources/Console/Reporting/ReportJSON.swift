import Conformance
import Handbook
import POP3

/// A report as one JSON object: the schema `popscope-report/1`.
struct ReportJSON {
    private let outline: ReportOutline

    init(_ outline: ReportOutline) {
        self.outline = outline
    }

    /// The object, a result a line, so that two reports can be compared line by line.
    var octets: [UInt8] {
        let members = head.map { Array(JSON.text($0.key).bytes) + Array(": ".utf8) + $0.value.bytes }
        let results = outline.report.results.map { Array("  ".utf8) + result($0).bytes }
        var output = Array("{ ".utf8) + Array(members.joined(separator: ",\n  ".utf8))
        output += ",\n  \"results\": [".utf8
        if !results.isEmpty {
            output += Array("\n".utf8) + Array(results.joined(separator: ",\n".utf8)) + Array("\n  ".utf8)
        }
        return output + Array("] }\n".utf8)
    }

    private var head: [JSON.Member] {
        let report = outline.report
        let date = CertificateDate(seconds: report.started).text.replacing(" UTC", with: "Z").replacing(" ", with: "T")
        let members: [JSON.Member] = [
            .init("schema", .text("popscope-report/1")), .init("target", .text(report.target)),
            .init("implementation", text(report.implementation)),
            .init("started", .text(date)),
            .init("duration_ms", .tenths(report.duration.milliseconds)),
            .init("waited_ms", .tenths(report.waited.milliseconds)),
            .init("refusal", text(report.refusal.map(outline.say))),
        ]
        let observed: [JSON.Member] =
            report.observed.map {
                [.init("party", .text($0.party.rawValue)), .init("connections", .integer($0.sessions))]
            } ?? []
        return members + observed + [
            .init(
                "summary",
                .object(Self.order.map { .init($0.rawValue, .integer(report.count(of: $0))) }))
        ]
    }

    private static let order: [Verdict] = [.pass, .fail, .warn, .info, .skip, .error]

    private func result(_ result: Report.Result) -> JSON {
        let row = result.requirement
        let own: [JSON.Member] = [
            .init("id", .text(row.id.name)), .init("rfc", text(row.source.number)),
            .init("document", .text(row.source.document)), .init("section", .text(row.source.section)),
            .init("level", .text(row.level.rawValue)), .init("outcome", .text(result.outcome.rawValue)),
            .init("impact", .text(row.impact.rawValue)), .init("requirement", .text(outline.say(row.statement))),
        ]
        let known: [JSON.Member] = outline.isKnown(result) ? [.init("known", .bool(true))] : []
        let first = result.judgements.first.map(judgement) ?? []
        let others = result.judgements.dropFirst().filter { $0.outcome != .pass && $0.outcome != .skip }
            .map { JSON.object([.init("outcome", .text($0.outcome.rawValue))] + judgement($0)) }
        return .object(own + known + first + [.init("others", .array(others))])
    }

    private func judgement(_ judgement: Judgement) -> [JSON.Member] {
        [
            .init("check", judgement.check.isEmpty ? .null : .text(judgement.check)),
            .init("reason", text(judgement.reason.map(outline.say))),
            .init("expected", .array(judgement.expected.map(JSON.text))),
            .init("actual", judgement.actual.map { .octets($0.bytes) } ?? .null),
            .init("evidence", .array(judgement.rows.map(row))),
        ]
    }

    private func row(_ row: EvidenceRow) -> JSON {
        switch row {
        case .wire(let side, let line):
            let ending: [JSON.Member] =
                switch line.ending {
                case .crlf: []
                case .lf: [.init("ending", .text("lf"))]
                case .missing: [.init("ending", .text("none"))]
                }
            return .object([.init("from", .text(side.rawValue)), .init("text", .octets(line.bytes))] + ending)
        case .omitted(let lines): return .object([.init("from", .text("server")), .init("omitted", .integer(lines))])
        case .event(let text): return .object([.init("from", .text("note")), .init("text", .text(outline.say(text)))])
        }
    }

    private func text(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
}

extension Requirement.Source {
    /// The number of an RFC; `nil` for another document.
    fileprivate var number: String? {
        switch self {
        case .rfc(let number, _): String(number)
        case .draft, .iana: nil
        }
    }
}
