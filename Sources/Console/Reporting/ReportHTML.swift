import Conformance
import Handbook
import POP3

/// A report as one page of HTML, which needs nothing beside it and runs no script.
struct ReportHTML {
    private let outline: ReportOutline

    init(_ outline: ReportOutline) {
        self.outline = outline
    }

    private func say(_ text: Localized) -> String { Markup.visible(outline.say(text)) }

    var octets: [UInt8] {
        let report = outline.report
        let title = "\(say(ReportWords.title)): \(Markup.visible(report.target))"
        var page = Self.head(title, outline.options.language)
        page += "<h1>\(title)</h1>\n<p class=\"facts\">\(say(ReportWords.facts(report)))</p>\n"
        if let refusal = report.refusal { page += "<p class=\"trouble\">\(say(refusal))</p>\n" }
        page += tally + ReportOutline.order.map(findings).joined()
        if !outline.options.mended.isEmpty {
            page += list(outline.options.mended.map { say(ReportWords.mended($0)) })
        }
        if !report.results.isEmpty { page += counts + omissions }
        return Array((page + "</main>\n</body>\n</html>\n").utf8)
    }

    private static let columns: [Verdict] = [.fail, .warn, .error, .info, .pass, .skip]

    private var tally: String {
        let items = Self.columns.map { outcome in
            "<li class=\"\(outcome.rawValue)\">\(say(ReportWords.count(outline.report.count(of: outcome), outcome)))</li>\n"
        }
        return "<ul class=\"tally\">\n\(items.joined())</ul>\n"
    }

    private func list(_ items: [String]) -> String {
        "<ul>\n" + items.map { "<li>\($0)</li>\n" }.joined() + "</ul>\n"
    }

    private func findings(_ outcome: Verdict) -> String {
        let sections = outline.sections(outcome)
        guard !sections.isEmpty else { return "" }
        return "<section>\n<h2>\(say(ReportWords.heading(outcome)))</h2>\n"
            + sections.map { section in
                "<h3>\(say(section.title))</h3>\n" + section.results.map(finding).joined()
            }.joined() + "</section>\n"
    }

    private func finding(_ result: Report.Result) -> String {
        let row = result.requirement
        let known = outline.isKnown(result) ? " <span class=\"level\">\(say(ReportWords.known))</span>" : ""
        let name = "<code translate=\"no\">\(Markup.visible(row.id.name))</code>"
        var html = "<article class=\"finding \(result.outcome.rawValue)\" id=\"\(Markup.visible(row.id.name))\">\n"
        html += "<h4><span class=\"word\">\(result.outcome.word)</span> \(name)"
        html += " <span class=\"level\">\(say(row.level.words))</span>\(known)</h4>\n<p>\(say(row.statement))</p>\n"
        if let judgement = result.judgements.first { html += told(judgement, result) }
        return html + "</article>\n"
    }

    private func told(_ judgement: Judgement, _ result: Report.Result) -> String {
        var html = judgement.reason.map { "<p>\(say(ReportWords.seen + $0))</p>\n" } ?? ""
        if let place = outline.place(of: judgement) { html += "<p>\(say(place))</p>\n" }
        html += comparison(judgement) + exchange(judgement)
        guard result.outcome == .fail || result.outcome == .warn else { return html }
        html += "<p>\(say(ReportWords.practice(result.requirement, outline.report)))</p>\n"
        if let mend = ReportWords.mend(judgement) { html += "<p>\(say(mend))</p>\n" }
        if let note = result.requirement.verdictNote { html += "<p>\(say(ReportWords.remark + note))</p>\n" }
        return html
    }

    private func comparison(_ judgement: Judgement) -> String {
        let expected = judgement.expected.map { "<code translate=\"no\">\(Markup.visible($0))</code>" }
        var items: [String] = []
        if !expected.isEmpty {
            items.append(say(ReportWords.expected) + expected.joined(separator: say(ReportWords.or)))
        }
        if let actual = judgement.actual {
            let text = Markup.escape(actual.evidence(outline.options.language))
            items.append(say(ReportWords.actual) + "<code translate=\"no\">\(text)</code>")
        }
        return items.isEmpty ? "" : list(items)
    }
}

extension ReportHTML {
    /// The exchange as arrows between the two sides.
    private func exchange(_ judgement: Judgement) -> String {
        let rows = judgement.rows
        guard !rows.isEmpty else { return "" }
        let sides = [ReportWords.client, ReportWords.server].map { "<b>\(say($0))</b>" }.joined()
        return """
            <details>
            <summary>\(say(ReportWords.exchange))</summary>
            <p class="ends" aria-hidden="true">\(sides)</p>
            <div class="wire">\(rows.map(arrow).joined())</div>
            </details>

            """
    }

    private func arrow(_ row: EvidenceRow) -> String {
        switch row {
        case .wire(let side, let line):
            let isRefusal = side == .server && Reply(first: line).status == .err
            let text = Markup.escape(line.evidence(outline.options.language))
            let (letter, name) = side == .client ? ("C", "client") : ("S", isRefusal ? "server refusal" : "server")
            return "<span class=\"arrow \(name)\"><b>\(letter):</b> <code translate=\"no\">\(text)</code></span>"
        case .omitted(let lines): return "<span class=\"event\">\(say(ReportWords.omitted(lines)))</span>"
        case .event(let text): return "<span class=\"event\">\(say(text))</span>"
        }
    }

    private var counts: String {
        let head = Self.columns.map { "<th scope=\"col\">\($0.rawValue)</th>" }.joined()
        let rows = outline.counts.map { count in
            let cells = Self.columns.map { "<td>\(count.counts[$0] ?? 0)</td>" }.joined()
            return "<tr><th scope=\"row\">\(Markup.visible(count.document))</th>\(cells)</tr>\n"
        }
        return """
            <section>
            <h2>\(say(ReportWords.byDocument))</h2>
            <table>
            <thead><tr><th scope="col">\(say(ReportWords.document))</th>\(head)</tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            </section>

            """
    }

    private var omissions: String {
        let omissions = outline.omissions
        guard !omissions.isEmpty else { return "" }
        let items = omissions.map { omission in
            let ids = omission.results.map { "<code translate=\"no\">\(Markup.visible($0.requirement.id.name))</code>" }
            return """
                <details>
                <summary>\(say(ReportWords.requirements(omission.results.count))): \(say(omission.reason))</summary>
                <p>\(ids.joined(separator: " "))</p>
                </details>

                """
        }
        return "<section>\n<h2>\(say(ReportWords.skipped))</h2>\n\(items.joined())</section>\n"
    }
}
