import Handbook

extension HelpView {
    /// The page on transcripts: what may stand on a line, then the grammar.
    func lines(_ page: TranscriptPage) -> [String] {
        layout.note(page.summary)
            + page.sections.flatMap { section in
                layout.note(section.title) + terms(section.rows.map { ($0.syntax, $0.meaning) })
            }
            + layout.note(page.grammarTitle) + page.grammar.map { layout.line(.note, "  " + $0) }
    }
}
