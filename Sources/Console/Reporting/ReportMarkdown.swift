import Conformance
import Handbook
import POP3

/// A report in Markdown (CommonMark with the tables of GitHub).
struct ReportMarkdown {
    private let outline: ReportOutline

    init(_ outline: ReportOutline) {
        self.outline = outline
    }

    private func say(_ text: Localized) -> String { Markdown.visible(outline.say(text)) }

    var octets: [UInt8] {
        let report = outline.report
        var text = "# \(say(ReportWords.title)): \(Markdown.code(Sanitizer.visible(report.target)))\n"
        text += paragraph(say(ReportWords.facts(report)))
        if let refusal = report.refusal { text += paragraph("**\(say(refusal))**") }
        text += paragraph("**\(say(ReportWords.summary(report)))**")
        text += ReportOutline.order.map(findings).joined()
        text += outline.options.mended.isEmpty ? "" : "\n"
        text += outline.options.mended.map { "- \(say(ReportWords.mended($0)))\n" }.joined()
        if !report.results.isEmpty { text += counts + omissions }
        return Array(text.utf8)
    }

    private func paragraph(_ text: String) -> String { "\n\(text)\n" }

    private func findings(_ outcome: Verdict) -> String {
        let sections = outline.sections(outcome)
        guard !sections.isEmpty else { return "" }
        return "\n## \(say(ReportWords.heading(outcome)))\n"
            + sections.map { section in
                "\n### \(say(section.title))\n" + section.results.map(finding).joined()
            }.joined()
    }

    private func finding(_ result: Report.Result) -> String {
        let row = result.requirement
        let known = outline.isKnown(result) ? " (\(say(ReportWords.known)))" : ""
        let level = say(row.level.words)
        var text = "\n#### \(result.outcome.word) \(Markdown.code(row.id.name)) \(level)\(known)\n"
        text += paragraph(say(row.statement))
        guard let judgement = result.judgements.first else { return text }
        if let reason = judgement.reason { text += paragraph(say(ReportWords.seen + reason)) }
        if let place = outline.place(of: judgement) { text += paragraph(say(place)) }
        text += comparison(judgement)
        let wire = ReportLines.wire(judgement, outline)
        if !wire.isEmpty { text += "\n" + Markdown.fenced(wire) }
        guard result.outcome == .fail || result.outcome == .warn else { return text }
        text += paragraph(say(ReportWords.practice(row, outline.report)))
        if let mend = ReportWords.mend(judgement) { text += paragraph(say(mend)) }
        if let note = row.verdictNote { text += paragraph(say(ReportWords.remark + note)) }
        return text
    }

    private func comparison(_ judgement: Judgement) -> String {
        let expected = judgement.expected.map { Markdown.code(Sanitizer.visible($0)) }
        var items: [String] = []
        if !expected.isEmpty {
            items.append(say(ReportWords.expected) + expected.joined(separator: outline.say(ReportWords.or)))
        }
        if let actual = judgement.actual {
            items.append(say(ReportWords.actual) + Markdown.code(actual.evidence(outline.options.language)))
        }
        return items.isEmpty ? "" : "\n" + items.map { "- \($0)\n" }.joined()
    }

    private static let columns: [Verdict] = [.fail, .warn, .error, .info, .pass, .skip]

    private var counts: String {
        let head = [say(ReportWords.document)] + Self.columns.map(\.rawValue)
        let rule = ["---"] + Self.columns.map { _ in "---:" }
        let rows = outline.counts.map { count in
            [Markdown.escape(count.document)] + Self.columns.map { String(count.counts[$0] ?? 0) }
        }
        let table = ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
        return "\n## \(say(ReportWords.byDocument))\n\n" + table
    }

    private var omissions: String {
        let omissions = outline.omissions
        guard !omissions.isEmpty else { return "" }
        return "\n## \(say(ReportWords.skipped))\n\n"
            + omissions.map { "- \(say(ReportWords.requirements($0.results.count))): \(say($0.reason))\n" }.joined()
    }
}
