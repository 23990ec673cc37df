import Handbook

extension SessionHTML {
    /// What stands in front of the first session.
    static func head(_ title: String, _ language: Language) -> String {
        HTMLPage.head(title, language, style: style)
    }

    // Each text colour stands against its background with a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
    private static let style = """
        :root { color-scheme: light dark; --page: #fff; --text: #1c2128; --dim: #57606a; --line: #c8d0d8; --soft: #f4f6f8;
          --client: #0a58a6; --server: #1a6b33; --bad: #b42318; --flag: #fdecea; --tls: #6b4fa3;
          --greeting: #dfe7ef; --authorization: #fbe3a8; --transaction: #c4ecc9; --update: #dccff5; --closed: #d8dbdf;
          --state: #1c2128; }
        @media (prefers-color-scheme: dark) { :root { --page: #14181d; --text: #e4e8ec; --dim: #a3adb8; --line: #3a434d;
          --soft: #1e242b; --client: #7cb8ff; --server: #7bd88f; --bad: #ff9d92; --flag: #46201d; --tls: #bfa5f5;
          --greeting: #32404f; --authorization: #5a4300; --transaction: #14502a; --update: #452f78; --closed: #40474f;
          --state: #f2f4f6; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .25rem; overflow-wrap: anywhere; }
        h2 { font-size: 1rem; margin: 0 0 .5rem; }
        p, ul, ol { margin: .25rem 0 .5rem; overflow-wrap: anywhere; }
        code, pre { font: .9rem/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
        code { overflow-wrap: anywhere; white-space: pre-wrap; }
        pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--soft); border: 1px solid var(--line);
          white-space: pre-wrap; overflow-wrap: anywhere; }
        .facts, .remark { color: var(--dim); font-size: .9rem; }
        .part { margin: 1.25rem 0; }
        .part.tls { border: 2px solid var(--tls); border-radius: .5rem; padding: .75rem; }
        .part.tls > h2 { color: var(--tls); }
        .part > ol { list-style: none; margin: 0; padding: 0; }
        .sides { display: flex; justify-content: space-between; padding-left: 8.5rem; margin: 0; }
        .sides b:first-child { color: var(--client); }
        .sides b:last-child { color: var(--server); }
        .row { display: grid; grid-template-columns: 8rem 1fr; column-gap: .5rem; }
        .remark { padding-left: 8.5rem; }
        .comment + .comment p { margin-top: -.4rem; }
        .band { display: flex; flex-direction: column; margin: 0; color: var(--state); font-size: .75rem;
          font-weight: 600; }
        .band span { flex: 1; padding: .15rem .4rem; }
        .greeting { background: var(--greeting); }
        .authorization { background: var(--authorization); }
        .transaction { background: var(--transaction); }
        .update { background: var(--update); }
        .closed { background: var(--closed); }
        details { min-width: 0; }
        summary { cursor: pointer; }
        .row > details > summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .5rem;
          list-style: none; padding: .15rem 0; }
        .row > details > summary::-webkit-details-marker { display: none; }
        .row > details > summary .no::before { content: "\\25B8\\00A0"; }
        .row > details[open] > summary .no::before { content: "\\25BE\\00A0"; }
        .no { color: var(--dim); font-size: .8rem; min-width: 2.2rem; }
        .wire { flex: 1 1 calc(100% - 3rem); min-width: 0; display: block; border-left: 2px solid var(--client);
          border-right: 2px solid var(--server); }
        .wire:empty { display: none; }
        .lone .wire { margin-left: 2.7rem; }
        .arrow { display: block; position: relative; padding: .1rem .9rem .2rem; border-bottom: 2px solid; }
        .arrow code, .arrow b { color: inherit; }
        .arrow.client { color: var(--client); }
        .arrow.server { color: var(--server); }
        .arrow.refusal { color: var(--bad); }
        .arrow::after { content: ""; position: absolute; bottom: -6px; border: 5px solid transparent; }
        .arrow.client::after { right: 0; border-left: 9px solid; border-right: 0; }
        .arrow.server::after { left: 0; border-right: 9px solid; border-left: 0; }
        .lead { flex: 1 1 12rem; color: var(--dim); }
        .wire:not(:empty) ~ .lead, .wire:not(:empty) ~ .flag { margin-left: 2.7rem; }
        .flag { background: var(--flag); color: var(--bad); font-size: .8rem; font-weight: 600; padding: .05rem .4rem;
          border-radius: .25rem; }
        .told { padding: .25rem 0 .75rem 2.7rem; }
        .told .trouble { border-left: 4px solid var(--bad); padding-left: .5rem; }
        .findings { list-style: none; padding: .4rem .6rem; background: var(--flag); color: var(--bad); }
        .body { margin: .25rem 0; }
        summary:focus-visible { outline: 3px solid var(--client); outline-offset: 2px; }
        @media (max-width: 40rem) {
          .row { display: block; }
          .band { flex-direction: row; }
          .row + .row > .band { margin-top: .25rem; }
          .sides, .remark { padding-left: 0; }
          .told, .lone .wire { padding-left: 0; margin-left: 0; }
          .wire:not(:empty) ~ .lead, .wire:not(:empty) ~ .flag { margin-left: 0; }
          .no { flex-basis: 100%; }
          ul, ol { padding-left: 1.25rem; }
          .part > ol { padding-left: 0; }
        }
        @media print {
          :root { color-scheme: light; }
          main { max-width: none; padding: 0; }
          .band span, .flag, .findings { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          details::details-content { display: block; content-visibility: visible; block-size: auto; }
          .row > details > summary .no::before { content: ""; }
          .row > details > summary { break-inside: avoid; break-after: avoid; }
        }
        """
}
