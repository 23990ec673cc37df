import Conformance
import Handbook
import POP3

/// What `:check` shows: what the running session says of the server.
struct SessionVerdict {
    private let report: Report
    private let layout: Layout
    private static let order: [Verdict] = [.fail, .warn, .info]

    init(_ testimony: Testimony, _ layout: Layout) {
        report = testimony.report("", started: 0, duration: .zero, Testimony.Scope())
        self.layout = layout
    }

    /// What broke, and how much held.
    func lines(all: Bool) -> [String] {
        let found = Self.order.flatMap { outcome in report.results.filter { $0.outcome == outcome } }
        let held = report.results.filter { $0.outcome == .pass }
        let isBroken = found.contains { $0.outcome == .fail || $0.outcome == .warn }
        var lines = layout.lines(isBroken ? .trouble : .note, layout(summary(held: held.count)))
        lines += found.flatMap(finding)
        if all { lines += held.flatMap { layout.lines(.note, "\($0.outcome.word) \($0.requirement.id.name)") } }
        return lines + layout.note(all ? Self.one : Self.further)
    }

    /// One requirement, with the exchange; `nil` where no row of a server has this name.
    func lines(on name: String) -> [String]? {
        let id = RequirementID(name.lowercased())
        guard let result = report.results.first(where: { $0.requirement.id == id }) else { return nil }
        var options = ReportOptions(layout.language)
        options.width = layout.width
        options.isColored = layout.style == .colored
        return Array(ReportText(ReportOutline(report, options)).finding(result).drop { $0.isEmpty })
    }

    private func finding(_ result: Report.Result) -> [String] {
        let name = "\(result.outcome.word) \(result.requirement.id.name)"
        let reason = result.judgements.first?.reason ?? result.requirement.statement
        return layout.lines(.note, name) + layout.lines(.note, "  " + layout(reason), hanging: 2)
    }

    private func summary(held: Int) -> Localized {
        let counts = Self.order.map { ($0, report.count(of: $0)) }.filter { $0.1 > 0 }
            .map { ReportWords.count($0.1, $0.0) }
        let broken = counts.isEmpty ? [Localized(en: "nothing broken", ja: "違反なし")] : counts
        let all = broken + [ReportWords.count(held, .pass)]
        return Localized(en: "The server in this session: ", ja: "このセッションでのサーバーの判定: ")
            + all.joined(by: ReportWords.comma) + Localized(en: ".", ja: "。")
    }

    private static let further = Localized(
        en: ":check all lists what held, :check ID shows one. popscope check URL puts a server to every test.",
        ja: ":check all で満たした要件も、:check ID で 1 件を表示します。すべてを試すには popscope check URL を使います。")

    private static let one = Localized(
        en: ":check ID shows one requirement and its exchange.", ja: ":check ID で 1 件をやり取りとともに表示します。")
}
