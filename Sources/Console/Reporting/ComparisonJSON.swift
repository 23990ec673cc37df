import Conformance
import Handbook
import POP3

/// A comparison as one JSON object: the schema `popscope-comparison/1`.
struct ComparisonJSON {
    private let comparison: Comparison
    private let language: Language

    init(_ comparison: Comparison, _ language: Language) {
        self.comparison = comparison
        self.language = language
    }

    /// The object, a requirement a line.
    var octets: [UInt8] {
        let servers = comparison.servers.indices.map { Array("  ".utf8) + server($0).bytes }
        let rows = comparison.rows.map { Array("  ".utf8) + row($0).bytes }
        return Array("{ \"schema\": \"popscope-comparison/1\",\n  \"servers\": [".utf8) + list(servers)
            + Array("],\n  \"results\": [".utf8) + list(rows) + Array("] }\n".utf8)
    }

    private func list(_ lines: [[UInt8]]) -> [UInt8] {
        lines.isEmpty ? [] : Array("\n".utf8) + Array(lines.joined(separator: ",\n".utf8)) + Array("\n  ".utf8)
    }

    private static let outcomes: [Verdict] = [.pass, .fail, .warn, .info, .skip, .error]

    private func server(_ index: Int) -> JSON {
        let server = comparison.servers[index]
        return .object([
            .init("letter", .text(Comparison.letter(index))), .init("target", .text(server.target)),
            .init("implementation", text(server.implementation)), .init("started", .text(server.started)),
            .init("refusal", text(server.refusal?[language])),
            .init(
                "summary",
                .object(Self.outcomes.map { .init($0.rawValue, .integer(server.count(of: $0))) })),
        ])
    }

    private func row(_ row: Comparison.Row) -> JSON {
        let requirement = row.requirement
        let found = row.findings.enumerated().map { index, finding in (Comparison.letter(index), finding) }
        return .object([
            .init("id", .text(requirement.id.name)), .init("document", .text(requirement.source.document)),
            .init("section", .text(requirement.source.section)), .init("level", .text(requirement.level.rawValue)),
            .init("impact", .text(requirement.impact.rawValue)),
            .init("requirement", .text(requirement.statement[language])),
            .init("differs", .bool(row.kind == .differs)),
            .init("outcomes", .object(found.map { .init($0, text($1?.outcome.rawValue)) })),
            .init(
                "reasons",
                .object(
                    found.compactMap { letter, finding in
                        finding?.reason.map { .init(letter, .text($0[language])) }
                    })),
        ])
    }

    private func text(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
}
