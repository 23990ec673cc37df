import Conformance
import Handbook
import POP3

/// A comparison in Markdown (CommonMark with the tables of GitHub).
struct ComparisonMarkdown {
    private let comparison: Comparison
    private let language: Language

    init(_ comparison: Comparison, _ language: Language) {
        self.comparison = comparison
        self.language = language
    }

    private func say(_ text: Localized) -> String { Markdown.visible(text[language]) }

    var octets: [UInt8] {
        var text = "# \(say(ComparisonWords.title))\n\n"
        text += comparison.servers.indices.map(legend).joined()
        text += "\n**\(say(ComparisonWords.summary(comparison)))**\n"
        text += matrix(ComparisonWords.differs, .differs) + matrix(ComparisonWords.brokenByAll, .brokenByAll)
        return Array((text + partly + counts).utf8)
    }

    private func legend(_ index: Int) -> String {
        let server = comparison.servers[index]
        let name = "- **\(Comparison.letter(index))** \(Markdown.code(Sanitizer.visible(server.target)))"
        let refusal = server.refusal.map { " **\(say($0))**" } ?? ""
        return "\(name) \(say(ComparisonWords.facts(server)))\(refusal)\n"
    }

    private func table(_ head: [String], _ rows: [[String]], numbersFrom first: Int = .max) -> String {
        let rule = head.indices.map { $0 >= first ? "---:" : "---" }
        return ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    private func matrix(_ title: Localized, _ kind: Comparison.Row.Kind) -> String {
        let sections = comparison.sections(kind)
        guard !sections.isEmpty else { return "" }
        return "\n## \(say(title))\n"
            + sections.map { section in
                "\n### \(say(section.title))\n\n"
                    + table(
                        [say(ComparisonWords.requirement)] + comparison.servers.indices.map(Comparison.letter),
                        section.rows.map(cells)) + "\n" + section.rows.map(notes).joined()
            }.joined()
    }

    private func cells(_ row: Comparison.Row) -> [String] {
        let name = "\(Markdown.code(row.requirement.id.name)) \(say(row.requirement.level.words))"
        return [name] + row.findings.map(ComparisonWords.cell)
    }

    private func notes(_ row: Comparison.Row) -> String {
        let first = "- \(Markdown.code(row.requirement.id.name)): \(say(row.requirement.statement))\n"
        return first + row.reasons.map { "  - \($0.letters): \(say($0.reason))\n" }.joined()
    }

    private var partly: String {
        let groups = comparison.partlyJudged
        guard !groups.isEmpty else { return "" }
        let head = [ComparisonWords.document, ComparisonWords.judgedOn, ComparisonWords.number].map(say)
        let rows = groups.map { [Markdown.escape($0.document), $0.letters, String($0.rows.count)] }
        return "\n## \(say(ComparisonWords.judgedOnSome))\n\n" + table(head, rows, numbersFrom: 2)
    }

    private static let outcomes: [Verdict] = [.fail, .warn, .error, .info, .pass, .skip]

    private var counts: String {
        let rows = comparison.servers.enumerated().map { index, server in
            [Comparison.letter(index)]
                + Self.outcomes.map { server.isReached ? String(server.count(of: $0)) : "-" }
        }
        let head = [say(ComparisonWords.servers)] + Self.outcomes.map(\.rawValue)
        return "\n## \(say(ComparisonWords.counts))\n\n" + table(head, rows, numbersFrom: 1)
    }
}
