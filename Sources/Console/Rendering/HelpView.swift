import Handbook
import POP3

/// Lays out the pages of the Handbook: `:help` and `:rfc`.
struct HelpView {
    let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// The page of a POP3 command: what it asks, where it may be sent, an example, what people get wrong.
    func lines(_ page: CommandPage) -> [String] {
        guard let row = page.row else { return [] }
        let states = Session.Phase.allCases.filter(row.phases.contains).compactMap(\.name).joined(separator: ", ")
        var fields = FieldList(layout)
        fields.append(Localized(en: "syntax", ja: "構文"), Localized(verbatim: row.syntax))
        fields.append(Localized(en: "states", ja: "状態"), Localized(verbatim: states))
        fields.append(Localized(en: "reply", ja: "応答"), row.reply.words)
        fields.append(Localized(en: "source", ja: "出典"), Localized(verbatim: row.citation.text))
        return layout.note(page.asks) + fields.lines + page.example.map(wire) + page.traps.flatMap(item)
    }

    /// A group: one term a line.
    func lines(_ group: HelpGroup) -> [String] {
        layout.note(group.title + Localized(verbatim: ":")) + terms(group.entries.map { ($0.term, $0.meaning) })
    }

    /// The page of a state.
    func lines(_ page: PhasePage) -> [String] {
        let commands = page.commands.map(\.verb.name).joined(separator: " ")
        var fields = FieldList(layout)
        fields.append(Localized(en: "commands", ja: "コマンド"), commands.isEmpty ? nil : Localized(verbatim: commands))
        fields.append(Localized(en: "way out", ja: "次の状態"), page.exit)
        fields.append(Localized(en: "source", ja: "出典"), Localized(verbatim: page.citation.text))
        return layout.note(Localized(verbatim: (page.phase.name ?? "greeting") + ": ") + page.meaning) + fields.lines
    }

    /// The page of a matter around POP3.
    func lines(_ page: TopicPage) -> [String] {
        let sources = page.citations.map(\.text).joined(separator: ", ")
        return layout.note(page.summary) + page.paragraphs.flatMap(item)
            + layout.note(Localized(en: "source: ", ja: "出典: ") + Localized(verbatim: sources))
    }

    /// The page of a kind of refusal.
    func lines(_ page: ErrorPage) -> [String] {
        layout.note(Localized(verbatim: page.id + ": ") + page.meaning) + page.causes.flatMap(item)
            + terms(page.suggestions.map { ($0.line, $0.purpose) })
    }

    /// A requirement of the catalogue.
    func lines(_ requirement: Requirement) -> [String] {
        var fields = FieldList(layout)
        let section = requirement.source.section
        fields.append(Localized(en: "id", ja: "ID"), Localized(verbatim: requirement.id.name))
        fields.append(
            Localized(en: "source", ja: "出典"),
            Localized(verbatim: [requirement.source.document, section].filter { !$0.isEmpty }.joined(separator: " ")))
        fields.append(
            Localized(en: "level", ja: "水準"),
            [requirement.level.words, requirement.party.words].joined(by: Localized(en: ", ", ja: "、")))
        fields.append(
            Localized(en: "if broken", ja: "違反時"),
            [requirement.onViolation.words, requirement.impact.words].joined(by: Localized(en: ", ", ja: "、")))
        fields.append(Localized(en: "remark", ja: "注記"), requirement.verdictNote)
        return layout.note(requirement.statement) + fields.lines
    }

    /// Sections of RFC 1939.
    func lines(_ sections: [RFCSection]) -> [String] {
        terms(
            sections.map { section in
                let verbs = section.commands.map(\.name).joined(separator: " ")
                let commands = verbs.isEmpty ? Localized(verbatim: "") : Localized(verbatim: " (\(verbs))")
                return (section.number, section.summary + commands)
            })
    }

    /// A local command.
    func lines(_ row: LocalCommandRow) -> [String] {
        terms([(row.syntax, row.summary)])
    }

    /// What there is help on: the commands of the console by group, and where to read more.
    func overview() -> [String] {
        let groups = LocalCommand.Group.allCases.flatMap { group in
            layout.note(group.title)
                + terms(LocalCommand.table.filter { $0.group == group }.map { ($0.syntax, $0.summary) })
        }
        return groups + layout.note(HelpTopics.more)
    }

    func terms(_ terms: [(String, Localized)]) -> [String] {
        let isNarrow = layout.width.map { $0 < 60 } ?? false
        let widths = terms.map { DisplayWidth.of($0.0) }.filter { $0 <= 24 }
        let column = isNarrow ? 4 : (widths.max() ?? 0) + 4
        return terms.flatMap { term, meaning in
            layout.lines(.note, ("  \(term)  ").padded(to: column) + layout(meaning), hanging: column)
        }
    }

    private func item(_ text: Localized) -> [String] {
        layout.lines(.note, "- " + layout(text))
    }

    private func wire(_ line: String) -> String {
        layout.line(.note, "    " + line)
    }
}

extension ReplyShape {
    fileprivate var words: Localized {
        switch self {
        case .line: Localized(en: "one line", ja: "1 行")
        case .lines: Localized(en: "multi-line, up to \".\" alone", ja: "複数行 (\".\" だけの行まで)")
        case .linesUnlessArgument: Localized(en: "multi-line; one line with an argument", ja: "複数行 (引数があれば 1 行)")
        case .challenges: Localized(en: "challenges (\"+ \"), then one line", ja: "チャレンジ (\"+ \") が続き、最後に 1 行")
        }
    }
}

extension LocalCommand.Group {
    fileprivate var title: Localized {
        switch self {
        case .session: Localized(en: "Session", ja: "セッション")
        case .look: Localized(en: "Looking closer", ja: "詳しく見る")
        case .teach: Localized(en: "Understanding", ja: "理解する")
        case .tools: Localized(en: "Tools", ja: "道具")
        case .practice: Localized(en: "Practice", ja: "練習")
        case .other: Localized(en: "Other", ja: "その他")
        }
    }
}
