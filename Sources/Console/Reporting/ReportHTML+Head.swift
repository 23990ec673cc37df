import Handbook

extension ReportHTML {
    /// What stands in front of the report.
    static func head(_ title: String, _ language: Language) -> String {
        HTMLPage.head(title, language, style: style)
    }

    // Each text colour stands against its background with a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
    private static let style = """
        :root { color-scheme: light dark; --page: #fff; --text: #1c2128; --dim: #57606a; --line: #c8d0d8; --soft: #f4f6f8;
          --client: #0a58a6; --server: #1a6b33; --bad: #b42318; --warn: #8a4b00; }
        @media (prefers-color-scheme: dark) { :root { --page: #14181d; --text: #e4e8ec; --dim: #a3adb8; --line: #3a434d;
          --soft: #1e242b; --client: #7cb8ff; --server: #7bd88f; --bad: #ff9d92; --warn: #f2b45a; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .25rem; }
        h2 { font-size: 1.25rem; margin: 1.5rem 0 .5rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1.1rem; margin: 1rem 0 .5rem; }
        h4 { font-size: 1rem; margin: 0 0 .25rem; }
        p, ul { margin: .25rem 0 .5rem; }
        code { font: .9rem/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; white-space: pre-wrap; }
        .facts, .level, .event { color: var(--dim); font-size: .9rem; font-weight: normal; }
        .trouble { color: var(--bad); font-weight: 600; }
        .tally { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; }
        .tally li { padding: .25rem .6rem; background: var(--soft); border: 1px solid var(--line); border-radius: .25rem; }
        .tally .fail, .tally .error { color: var(--bad); font-weight: 600; }
        .finding { margin: 0 0 1rem; padding: .5rem .75rem; border: 1px solid var(--line); border-left: 4px solid var(--dim); }
        .finding.fail, .finding.error { border-left-color: var(--bad); }
        .finding.warn { border-left-color: var(--warn); }
        .finding.fail .word, .finding.error .word { color: var(--bad); }
        .finding.warn .word { color: var(--warn); }
        summary { cursor: pointer; }
        summary:focus-visible { outline: 3px solid var(--client); outline-offset: 2px; }
        .ends { display: flex; justify-content: space-between; margin: .25rem 0 0; }
        .ends b:first-child { color: var(--client); }
        .ends b:last-child { color: var(--server); }
        .wire { border-left: 2px solid var(--client); border-right: 2px solid var(--server); margin-bottom: .5rem; }
        .arrow { display: block; position: relative; padding: .1rem .9rem .2rem; border-bottom: 2px solid; }
        .arrow.client { color: var(--client); }
        .arrow.server { color: var(--server); }
        .arrow.refusal { color: var(--bad); }
        .arrow::after { content: ""; position: absolute; bottom: -6px; border: 5px solid transparent; }
        .arrow.client::after { right: 0; border-left: 9px solid; border-right: 0; }
        .arrow.server::after { left: 0; border-right: 9px solid; border-left: 0; }
        .event { display: block; padding: .1rem .9rem; }
        table { border-collapse: collapse; font-size: .9rem; width: 100%; }
        th, td { padding: .2rem .3rem; border-bottom: 1px solid var(--line); text-align: right; }
        thead th { overflow-wrap: normal; }
        th:first-child { text-align: left; }
        @media (max-width: 40rem) { table { font-size: .75rem; } th, td { padding: .2rem .15rem; } }
        @media print {
          :root { color-scheme: light; }
          main { max-width: none; padding: 0; }
          details::details-content { display: block; content-visibility: visible; block-size: auto; }
        }
        """
}
