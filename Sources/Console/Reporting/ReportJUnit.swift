import Conformance
import Handbook
import POP3

/// A report in JUnit's XML as Surefire writes it: a suite a document, a test a requirement.
struct ReportJUnit {
    private let outline: ReportOutline

    init(_ outline: ReportOutline) {
        self.outline = outline
    }

    var octets: [UInt8] {
        let seconds = Self.seconds(outline.report.duration)
        let results = outline.report.results
        let suites = outline.counts.map { count in
            suite(count.document, results.filter { $0.requirement.source.document == count.document })
        }
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="popscope check"\(counts(results)) time="\(seconds)">
            \(suites.joined())\(refusal)</testsuites>

            """.utf8)
    }

    /// Where nothing could be judged one test says so: a build server takes an empty report for a good one.
    private var refusal: String {
        guard let refusal = outline.report.refusal else { return "" }
        let message = Markup.visible(outline.say(refusal))
        return """
              <testsuite name="connection" tests="1" failures="0" errors="1" skipped="0">
                <testcase classname="connection" name="session" time="0">
                  <error message="\(message)"/>
                </testcase>
              </testsuite>

            """
    }

    private func suite(_ name: String, _ results: [Report.Result]) -> String {
        "  <testsuite name=\"\(Markup.visible(name))\"\(counts(results))>\n"
            + "    <properties>\n      <property name=\"target\" value=\"\(Markup.visible(outline.report.target))\"/>\n"
            + "    </properties>\n" + results.map(test).joined() + "  </testsuite>\n"
    }

    private func counts(_ results: [Report.Result]) -> String {
        [
            ("tests", results.count), ("failures", results.count { isFailure($0) }),
            ("errors", results.count { $0.outcome == .error }), ("skipped", results.count { $0.outcome == .skip }),
        ].map { " \($0.0)=\"\($0.1)\"" }.joined()
    }

    private func isFailure(_ result: Report.Result) -> Bool { result.outcome == .fail && !outline.isKnown(result) }

    private func test(_ result: Report.Result) -> String {
        let row = result.requirement
        let name = Markup.visible("\(row.source.document) \(row.source.section)")
        let start = "    <testcase classname=\"\(name)\" name=\"\(Markup.visible(row.id.name))\" time=\"0\""
        guard let content = content(result) else { return start + "/>\n" }
        return "\(start)>\n      \(content)\n    </testcase>\n"
    }

    private func content(_ result: Report.Result) -> String? {
        let message = Markup.visible(
            outline.say(result.judgements.first?.reason ?? result.requirement.statement))
        let text = Markup.escape(
            ([outline.say(result.requirement.statement)] + ReportLines.about(result, outline)).joined(separator: "\n"))
        let type = result.requirement.impact.rawValue
        switch result.outcome {
        case .pass: return nil
        case .fail where isFailure(result):
            return "<failure message=\"\(message)\" type=\"\(type)\">\(text)</failure>"
        case .fail, .warn, .info: return "<system-out>\(text)</system-out>"
        case .error: return "<error message=\"\(message)\" type=\"\(type)\">\(text)</error>"
        case .skip: return "<skipped message=\"\(message)\"/>"
        }
    }

    /// Seconds with three digits behind the point.
    private static func seconds(_ time: Duration) -> String {
        let thousandths = Int(time.milliseconds.rounded())
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
