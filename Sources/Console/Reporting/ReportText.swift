import Conformance
import Handbook
import POP3

/// A report for a person at a terminal.
struct ReportText {
    private let outline: ReportOutline
    private let layout: Layout

    init(_ outline: ReportOutline) {
        self.outline = outline
        let options = outline.options
        layout = Layout(options.language, width: options.width, style: options.isColored ? .colored : .plain)
    }

    private var isBrief: Bool { outline.options.detail == .brief || outline.options.detail == .off }

    var octets: [UInt8] {
        let report = outline.report
        var lines = [layout.style.paint("popscope check " + Sanitizer.visible(report.target), .emphasis)]
        lines += layout.note(ReportWords.facts(report))
        if let refusal = report.refusal { lines += layout.lines(.trouble, layout(refusal)) }
        lines += layout.lines(report.count(of: .fail) > 0 ? .trouble : .note, layout(ReportWords.summary(report)))
        lines += ReportOutline.order.flatMap(findings)
        lines += outline.options.mended.flatMap { layout.note(ReportWords.mended($0)) }
        if outline.options.detail == .full { lines += passed }
        guard !isBrief, !report.results.isEmpty else { return lines.block }
        return (lines + counts + omissions).block
    }

    private func heading(_ text: Localized) -> [String] {
        let words = layout(text)
        let line = String(repeating: "=", count: DisplayWidth.of(words))
        return ["", layout.style.paint(words, .emphasis), line]
    }

    private func findings(_ outcome: Verdict) -> [String] {
        let sections = outline.sections(outcome)
        guard !sections.isEmpty else { return [] }
        if isBrief { return sections.flatMap(\.results).flatMap(line) }
        return heading(ReportWords.heading(outcome))
            + sections.flatMap { section in
                ["", layout.style.paint(layout(section.title), .emphasis)] + section.results.flatMap(finding)
            }
    }

    /// What a result is, on one line: `FAIL rfc1939-5-list-no-argument  MUST`.
    private func title(_ result: Report.Result) -> String {
        let word = layout.style.paint(result.outcome.word, result.outcome <= .error ? .trouble : .note)
        let known = outline.isKnown(result) ? "  " + layout(ReportWords.known) : ""
        return "\(word) \(result.requirement.id.name)  \(layout(result.requirement.level.words))\(known)"
    }

    private func line(_ result: Report.Result) -> [String] {
        let reason = result.judgements.first?.reason ?? result.requirement.statement
        return [title(result)] + layout.note(reason)
    }
}

extension ReportText {
    func finding(_ result: Report.Result) -> [String] {
        let row = result.requirement
        var lines = ["", title(result)] + layout.note(row.statement)
        guard let judgement = result.judgements.first else { return lines }
        if let reason = judgement.reason { lines += layout.note(ReportWords.seen + reason) }
        if let place = outline.place(of: judgement) { lines += layout.note(place) }
        lines += comparison(judgement) + exchange(judgement)
        if result.outcome == .fail || result.outcome == .warn {
            lines += layout.note(ReportWords.practice(row, outline.report))
            if let mend = ReportWords.mend(judgement) { lines += layout.note(mend) }
            if let note = row.verdictNote { lines += layout.note(ReportWords.remark + note) }
        }
        let further = result.judgements.dropFirst().count { $0.outcome == result.outcome }
        if further > 0 { lines += layout.note(ReportWords.further(further, outline.report)) }
        return lines
    }

    private func comparison(_ judgement: Judgement) -> [String] {
        var fields = FieldList(layout)
        let expected = judgement.expected.map { Sanitizer.visible($0) }.joined(separator: layout(ReportWords.or))
        if !expected.isEmpty {
            fields.append(Localized(en: "expected", ja: "期待"), Localized(verbatim: expected))
        }
        if let actual = judgement.actual {
            let shown = actual.evidence(layout.language)
            fields.append(Localized(en: "actual", ja: "実際"), Localized(verbatim: shown))
        }
        return fields.lines
    }

    /// The most rows of an exchange that are shown.
    private static let rows = 24

    private func exchange(_ judgement: Judgement) -> [String] {
        let rows = judgement.rows
        let rest = rows.count - Self.rows
        return rows.prefix(Self.rows).flatMap(wire) + (rest > 0 ? layout.note(ReportWords.omitted(rest)) : [])
    }

    private func wire(_ row: EvidenceRow) -> [String] {
        switch row {
        case .wire(.client, let line): return [layout.line(.client, line.evidence(layout.language))]
        case .wire(.server, let line):
            let isRefusal = Reply(first: line).status == .err
            return [layout.line(isRefusal ? .refusal : .server, line.evidence(layout.language))]
        case .omitted(let lines): return layout.note(ReportWords.omitted(lines))
        case .event(let text): return layout.note(text)
        }
    }
}

extension ReportText {
    private var passed: [String] {
        let passed = outline.report.results.filter { $0.outcome == .pass }
        guard !passed.isEmpty else { return [] }
        return heading(ReportWords.passed) + passed.map { title($0) }
    }

    private static let columns: [Verdict] = [.fail, .warn, .error, .info, .pass, .skip]

    /// How many requirements of each document came to each outcome.
    private var counts: [String] {
        let total = ReportOutline.Count(
            document: layout(ReportWords.total),
            counts: Dictionary(uniqueKeysWithValues: Self.columns.map { ($0, outline.report.count(of: $0)) }))
        let rows = outline.counts + [total]
        let column = (rows.map { DisplayWidth.of($0.document) }.max() ?? 0) + 2
        let head = "".padded(to: column) + Self.columns.map { Self.cell($0.rawValue) }.joined()
        return heading(ReportWords.byDocument) + [head]
            + rows.map { row in
                row.document.padded(to: column)
                    + Self.columns.map { Self.cell(row.counts[$0].map(String.init) ?? "-") }.joined()
            }
    }

    private static func cell(_ text: String) -> String {
        String(repeating: " ", count: max(1, 7 - text.count)) + text
    }

    private var omissions: [String] {
        let omissions = outline.omissions
        guard !omissions.isEmpty else { return [] }
        return heading(ReportWords.skipped)
            + omissions.flatMap { omission in
                let count = String(omission.results.count)
                let number = String(repeating: " ", count: max(0, 4 - count.count)) + count
                let first = layout.lines(.note, number + "  " + layout(omission.reason), hanging: 6)
                guard outline.options.detail == .full else { return first }
                return first + omission.results.map { "        " + $0.requirement.id.name }
            }
    }
}
