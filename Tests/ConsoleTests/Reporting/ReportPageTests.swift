import Handbook
import Testing

@testable import Conformance
@testable import Console

@Suite("A report as a page")
struct ReportPageTests {
    @Test(arguments: Language.allCases)
    func `the page nests, runs no script, and nothing of the server is markup`(language: Language) {
        let html = ReportSample.text(.html, ReportSample.report, ReportOptions(language))
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
        #expect(!html.contains("<script") && !html.contains("<b>\u{241B}") && !html.contains("http://"))
        #expect(html.contains("-ERR &lt;b&gt;\u{241B}[31m"))
        for element in ["article", "section", "details", "summary", "table", "main", "ul", "div", "span", "code"] {
            let opened = html.components(around: "<\(element) ") + html.components(around: "<\(element)>")
            #expect(opened == html.components(around: "</\(element)>"), "\(element)")
        }
    }

    @Test func `the exchange is on demand, an arrow a line`() {
        let html = ReportSample.text(.html)
        #expect(html.contains("<details>\n<summary>The exchange</summary>"))
        #expect(
            html.contains(
                "<span class=\"arrow client\"><b>C:</b> <code translate=\"no\">LIST 0</code></span>"
                    + "<span class=\"arrow server refusal\"><b>S:</b> "))
    }

    @Test func `Markdown has a heading for each finding, and a table`() {
        let text = ReportSample.text(.markdown)
        #expect(text.hasPrefix("# Conformance report: `pop3://127.0.0.1:1110`\n"))
        #expect(text.contains("\n#### FAIL `rfc1939-5-list-unknown-err` by definition\n"))
        #expect(text.contains("\n```text\nC: LIST 0\nS: -ERR <b>\u{241B}[31m"))
        #expect(text.contains("\n| RFC 1939 | 2 | 0 | 1 | 1 | 1 | 0 |\n"))
        #expect(text.contains("\n- 2 requirements: No TLS.\n"))
    }

    @Test(arguments: [ReportFormat.markdown, .html, .text, .tap, .junit, .json])
    func `every form is written in Japanese`(format: ReportFormat) {
        #expect(ReportSample.text(format, ReportSample.report, ReportOptions(.ja)).contains("でした。"))
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(around text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
