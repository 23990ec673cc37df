import Conformance
import Handbook
import POP3

/// A report in the Test Anything Protocol, version 13, as `prove` reads it.
struct ReportTAP {
    private let outline: ReportOutline

    init(_ outline: ReportOutline) {
        self.outline = outline
    }

    var octets: [UInt8] {
        let results = outline.report.results
        let plan = ["TAP version 13", "1..\(results.count)"]
        let refusal = outline.report.refusal.map { ["Bail out! " + line(outline.say($0))] } ?? []
        return (plan + results.enumerated().flatMap { lines($0 + 1, $1) } + refusal).block
    }

    private func lines(_ number: Int, _ result: Report.Result) -> [String] {
        let reason = result.judgements.first?.reason.map { line(outline.say($0)) } ?? ""
        let isOK = result.outcome != .fail && result.outcome != .error
        let known = !isOK && outline.isKnown(result) ? " # TODO " + line(outline.say(ReportWords.known)) : ""
        let directive = result.outcome == .skip ? " # SKIP " + reason : known
        let statement = line(outline.say(result.requirement.statement))
        let first = "\(isOK ? "ok" : "not ok") \(number) - \(result.requirement.id.name): \(statement)\(directive)"
        return [first] + comments(result)
    }

    private func comments(_ result: Report.Result) -> [String] {
        switch result.outcome {
        case .pass, .skip: []
        case .fail, .error, .warn, .info: ReportLines.about(result, outline).map { "# " + $0 }
        }
    }

    /// Text in which nothing begins a directive or another line.
    private func line(_ text: String) -> String {
        Sanitizer.visible(text).replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }
}

/// What was found about a requirement, for reports that show plain lines.
enum ReportLines {
    /// The reason, what was expected and what came, and the exchange; nothing in it but visible text.
    static func about(_ result: Report.Result, _ outline: ReportOutline) -> [String] {
        guard let judgement = result.judgements.first else { return [] }
        var lines = [result.outcome.rawValue + ": " + outline.say(judgement.reason ?? result.requirement.statement)]
        if let place = outline.place(of: judgement) { lines.append(outline.say(place)) }
        lines = lines.map { Sanitizer.visible($0) }
        if !judgement.expected.isEmpty {
            let expected = judgement.expected.map { Sanitizer.visible($0) }
            lines.append(outline.say(ReportWords.expected) + expected.joined(separator: outline.say(ReportWords.or)))
        }
        if let actual = judgement.actual {
            lines.append(outline.say(ReportWords.actual) + actual.evidence(outline.options.language))
        }
        return lines + wire(judgement, outline)
    }

    /// The exchange, each line behind `C: ` or `S: `.
    static func wire(_ judgement: Judgement, _ outline: ReportOutline) -> [String] {
        judgement.rows.map { row in
            switch row {
            case .wire(.client, let line): "C: " + line.evidence(outline.options.language)
            case .wire(.server, let line): "S: " + line.evidence(outline.options.language)
            case .omitted(let lines): "   " + outline.say(ReportWords.omitted(lines))
            case .event(let text): "   (" + outline.say(text) + ")"
            }
        }
    }
}
