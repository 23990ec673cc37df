import Conformance
import Handbook
import POP3

/// A comparison as one page of HTML, which needs nothing beside it and runs no script.
struct ComparisonHTML {
    private let comparison: Comparison
    private let language: Language

    init(_ comparison: Comparison, _ language: Language) {
        self.comparison = comparison
        self.language = language
    }

    private func say(_ text: Localized) -> String { Markup.visible(text[language]) }

    var octets: [UInt8] {
        let title = say(ComparisonWords.title)
        var page = HTMLPage.head(title, language, style: Self.style) + "<h1>\(title)</h1>\n"
        page += "<ul class=\"servers\">\n\(comparison.servers.indices.map(legend).joined())</ul>\n"
        page += "<p><strong>\(say(ComparisonWords.summary(comparison)))</strong></p>\n"
        page += matrix(ComparisonWords.differs, .differs) + matrix(ComparisonWords.brokenByAll, .brokenByAll)
        return Array((page + partly + counts + "</main>\n</body>\n</html>\n").utf8)
    }

    private func legend(_ index: Int) -> String {
        let server = comparison.servers[index]
        let refusal = server.refusal.map { "<br><span class=\"trouble\">\(say($0))</span>" } ?? ""
        return """
            <li><b>\(Comparison.letter(index))</b> <code translate="no">\(Markup.visible(server.target))</code> \
            <span class="facts">\(say(ComparisonWords.facts(server)))</span>\(refusal)</li>

            """
    }

    private func section(_ title: Localized, _ content: String) -> String {
        "<section>\n<h2>\(say(title))</h2>\n\(content)</section>\n"
    }

    /// The head of a table: a name for the first column, and the letters of the servers.
    private var head: String {
        let letters = comparison.servers.enumerated().map { index, server in
            "<th scope=\"col\"><abbr title=\"\(Markup.visible(server.target))\">\(Comparison.letter(index))</abbr></th>"
        }
        return "<thead><tr><th scope=\"col\">\(say(ComparisonWords.requirement))</th>\(letters.joined())</tr></thead>\n"
    }

    private func matrix(_ title: Localized, _ kind: Comparison.Row.Kind) -> String {
        let sections = comparison.sections(kind)
        guard !sections.isEmpty else { return "" }
        let tables = sections.map { section in
            """
            <h3>\(say(section.title))</h3>
            <div class="wide"><table class="matrix">
            \(head)<tbody>
            \(section.rows.map(row).joined())</tbody>
            </table></div>

            """
        }
        return self.section(title, tables.joined())
    }

    private func row(_ row: Comparison.Row) -> String {
        let name = "<code translate=\"no\">\(Markup.visible(row.requirement.id.name))</code>"
        let level = "<span class=\"level\">\(say(row.requirement.level.words))</span>"
        let cells = row.findings.map { finding in
            "<td class=\"\(finding?.outcome.rawValue ?? "unknown")\">\(ComparisonWords.cell(finding))</td>"
        }
        return "<tr><th scope=\"row\">\(name) \(level)\n\(told(row))</th>\(cells.joined())</tr>\n"
    }

    /// What is required, and what was seen on demand.
    private func told(_ row: Comparison.Row) -> String {
        let statement = say(row.requirement.statement)
        let reasons = row.reasons.map { "<li><b>\($0.letters)</b>: \(say($0.reason))</li>" }
        guard !reasons.isEmpty else { return "<p>\(statement)</p>" }
        return "<details><summary>\(statement)</summary>\n<ul>\(reasons.joined())</ul></details>"
    }

    private var partly: String {
        let groups = comparison.partlyJudged
        guard !groups.isEmpty else { return "" }
        let items = groups.map { group in
            let ids = group.rows.map { "<code translate=\"no\">\(Markup.visible($0.requirement.id.name))</code>" }
            let number = say(ComparisonWords.requirements(group.rows.count))
            return """
                <details>
                <summary>\(Markup.visible(group.document)), <b>\(group.letters)</b>: \(number)</summary>
                <p>\(ids.joined(separator: " "))</p>
                </details>

                """
        }
        return section(ComparisonWords.judgedOnSome, items.joined())
    }

    private static let outcomes: [Verdict] = [.fail, .warn, .error, .info, .pass, .skip]

    private var counts: String {
        let head = Self.outcomes.map { "<th scope=\"col\">\($0.rawValue)</th>" }.joined()
        let rows = comparison.servers.enumerated().map { index, server in
            let cells = Self.outcomes.map { "<td>\(server.isReached ? String(server.count(of: $0)) : "-")</td>" }
            return "<tr><th scope=\"row\">\(Comparison.letter(index))</th>\(cells.joined())</tr>\n"
        }
        return section(
            ComparisonWords.counts,
            """
            <table>
            <thead><tr><th scope="col">\(say(ComparisonWords.servers))</th>\(head)</tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>

            """)
    }
}

extension ComparisonHTML {
    // Each text colour stands against its background with a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
    private static let style = """
        :root { color-scheme: light dark; --page: #fff; --text: #1c2128; --dim: #57606a; --line: #c8d0d8; --soft: #f4f6f8;
          --good: #1a6b33; --bad: #b42318; --warn: #8a4b00; --link: #0a58a6; }
        @media (prefers-color-scheme: dark) { :root { --page: #14181d; --text: #e4e8ec; --dim: #a3adb8; --line: #3a434d;
          --soft: #1e242b; --good: #7bd88f; --bad: #ff9d92; --warn: #f2b45a; --link: #7cb8ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 70rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .25rem; }
        h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1.1rem; margin: 1rem 0 .25rem; }
        p, ul { margin: .25rem 0 .5rem; }
        code { font: .9rem/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
        .servers { list-style: none; padding: 0; }
        .servers li { padding: .35rem .6rem; margin: 0 0 .35rem; background: var(--soft); border: 1px solid var(--line); }
        .facts, .level { color: var(--dim); font-size: .9rem; font-weight: normal; }
        .trouble { color: var(--bad); font-weight: 600; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .9rem; width: 100%; }
        th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
        thead th { overflow-wrap: normal; }
        th:first-child { text-align: left; font-weight: normal; }
        thead th:first-child { font-weight: 600; }
        .matrix th:not(:first-child), .matrix td { text-align: center; width: 4.5rem; overflow-wrap: normal; }
        abbr { text-decoration: none; }
        td.fail, td.error { color: var(--bad); font-weight: 700; }
        td.warn { color: var(--warn); font-weight: 600; }
        td.pass { color: var(--good); }
        td.skip, td.info, td.unknown { color: var(--dim); }
        summary { cursor: pointer; }
        th details { font-weight: normal; }
        summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        @media (max-width: 40rem) { table, table code { font-size: .8rem; } th, td { padding: .2rem .15rem; }
          .matrix th:not(:first-child), .matrix td { width: 2.6rem; } }
        @media print {
          :root { color-scheme: light; }
          main { max-width: none; padding: 0; }
          details::details-content { display: block; content-visibility: visible; block-size: auto; }
        }
        """
}
