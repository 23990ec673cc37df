import Conformance
import Handbook
import POP3

/// A comparison for a person at a terminal.
struct ComparisonText {
    private let comparison: Comparison
    private let layout: Layout
    private let detail: NotesPolicy

    /// The most servers of which outcomes are written as words.
    private static let mostWords = 4

    init(_ comparison: Comparison, _ options: ReportOptions) {
        self.comparison = comparison
        detail = options.detail
        layout = Layout(options.language, width: options.width, style: options.isColored ? .colored : .plain)
    }

    private var isBrief: Bool { detail == .brief || detail == .off }
    private var isWide: Bool { comparison.servers.count <= Self.mostWords }

    var octets: [UInt8] {
        var lines = [layout.style.paint("popscope compare", .emphasis)]
        lines += comparison.servers.indices.flatMap(legend)
        lines += layout.note(ComparisonWords.summary(comparison))
        if !isWide { lines += layout.note(ComparisonWords.signs) }
        lines += matrix(ComparisonWords.differs, .differs)
        lines += matrix(ComparisonWords.brokenByAll, .brokenByAll)
        if !isBrief { lines += partly }
        return (lines + counts).block
    }

    private func legend(_ index: Int) -> [String] {
        let server = comparison.servers[index]
        let name = "\(Comparison.letter(index))  \(Sanitizer.visible(server.target))  "
        let first = layout.lines(.note, name + layout(ComparisonWords.facts(server)), hanging: 3)
        guard let refusal = server.refusal else { return first }
        return first + layout.lines(.trouble, "   " + layout(refusal), hanging: 3)
    }

    private func heading(_ text: Localized) -> [String] {
        let words = layout(text)
        let line = String(repeating: "=", count: DisplayWidth.of(words))
        return ["", layout.style.paint(words, .emphasis), line]
    }

    private func matrix(_ title: Localized, _ kind: Comparison.Row.Kind) -> [String] {
        let sections = comparison.sections(kind)
        guard !sections.isEmpty else { return [] }
        return heading(title)
            + sections.flatMap { section in
                ["", layout.style.paint(layout(section.title), .emphasis), head] + section.rows.flatMap(row)
            }
    }

    /// The letters above their columns.
    private var head: String {
        comparison.servers.indices.map { Comparison.letter($0).padded(to: column) }.joined()
            + layout(ComparisonWords.requirement)
    }

    private var column: Int { isWide ? 7 : 2 }

    private func row(_ row: Comparison.Row) -> [String] {
        let cells = row.findings.map { finding in
            let text = isWide ? ComparisonWords.cell(finding) : ComparisonWords.sign(finding)
            let blanks = String(repeating: " ", count: max(1, column - text.count))
            return layout.style.paint(text, finding.map { $0.outcome <= .error } == true ? .trouble : .note) + blanks
        }.joined()
        let name = "\(row.requirement.id.name)  \(layout(row.requirement.level.words))"
        let isLong = layout.width.map { column * row.findings.count + DisplayWidth.of(name) > $0 } ?? false
        let first = isLong ? [name, cells] : [cells + name]
        guard !isBrief else { return first }
        return first + layout.note(row.requirement.statement)
            + row.reasons.flatMap { layout.lines(.note, "\($0.letters): \(layout($0.reason))") }
    }
}

extension ComparisonText {
    private var partly: [String] {
        let groups = comparison.partlyJudged
        guard !groups.isEmpty else { return [] }
        let names = (groups.map { DisplayWidth.of($0.document) }.max() ?? 0) + 2
        let letters = (groups.map { $0.letters.count }.max() ?? 0) + 2
        return heading(ComparisonWords.judgedOnSome)
            + groups.flatMap { group in
                let line = group.document.padded(to: names) + group.letters.padded(to: letters)
                let first = line + layout(ComparisonWords.requirements(group.rows.count))
                return [first] + (detail == .full ? group.rows.map { "    " + $0.requirement.id.name } : [])
            }
    }

    private static let outcomes: [Verdict] = [.fail, .warn, .error, .info, .pass, .skip]

    private var counts: [String] {
        let head = "  " + Self.outcomes.map { Self.cell($0.rawValue) }.joined()
        return heading(ComparisonWords.counts) + [head]
            + comparison.servers.enumerated().map { index, server in
                Comparison.letter(index).padded(to: 2)
                    + Self.outcomes.map { Self.cell(server.isReached ? String(server.count(of: $0)) : "-") }.joined()
            }
    }

    private static func cell(_ text: String) -> String {
        String(repeating: " ", count: max(1, 7 - text.count)) + text
    }
}
