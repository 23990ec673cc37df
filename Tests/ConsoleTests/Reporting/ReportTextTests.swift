import Handbook
import POP3
import Testing

@testable import Conformance
@testable import Console

@Suite("A report for a person")
struct ReportTextTests {
    private let lines = ReportSample.text(.text)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

    @Test func `a failure shows what was seen, the exchange, what it breaks and how to mend it`() throws {
        let start = try #require(lines.firstIndex { $0.hasPrefix("FAIL rfc1939-5-list-unknown-err") })
        #expect(
            Array(lines[start..<min(start + 14, lines.count)]) == [
                "FAIL rfc1939-5-list-unknown-err  by definition",
                "   | LIST n beyond the last message gives -ERR.",
                "   | seen: It said +OK.",
                "   | expected: -ERR",
                "   | actual:   -ERR <b>\u{241B}[31m # *x* ]]> & \"\\x07",
                "C: LIST 0",
                "S: -ERR <b>\u{241B}[31m # *x* ]]> & \"\\x07",
                "S: \\xffA  (LF alone)",
                "   | TLS begins",
                "   | the server closes",
                "   | In practice: clients that follow the RFC fail.",
                "   | To mend it: answer -ERR here.",
                "", "RFC 1939 section 3",
            ])
    }

    @Test func `the summary stands above, counts and omissions below`() {
        #expect(
            Array(lines.prefix(4)) == [
                "popscope check pop3://127.0.0.1:1110",
                "   | Sample \u{241B}1; 2026-11-21 21:24:06 UTC; 812 ms, of which the server took 5.0",
                "   |   ms.",
                "   ! 2 failed, 1 warning, 1 error, 1 info, 1 passed, 2 skipped.",
            ])
        #expect(lines.contains("RFC 1939        2      -      1      1      1      -"))
        #expect(lines.contains("Total           2      1      1      1      1      2"))
        #expect(lines.contains("   |    2  No TLS."))
    }

    @Test func `failures come first, then warnings, errors and information`() {
        let headings = ["Failures", "Warnings", "Errors: could not be finished", "Information", "By document"]
        #expect(lines.filter(headings.contains) == headings)
    }

    @Test(arguments: Language.allCases)
    func `our own rows fit 80 columns, and nothing reaches a terminal that it would obey`(language: Language) {
        var options = ReportOptions(language)
        options.detail = .full
        let text = ReportSample.text(.text, ReportSample.report, options)
        #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 80 })
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    }

    @Test func `brief is a line for each finding, full names what passed and what was left out`() {
        var options = ReportOptions(.en)
        options.detail = .brief
        let brief = ReportSample.text(.text, ReportSample.report, options)
        #expect(!brief.contains("C: LIST 0") && brief.contains("\nWARN rfc2449-5-capa-multiline  "))
        options.detail = .full
        let full = ReportSample.text(.text, ReportSample.report, options)
        #expect(full.contains("PASS rfc1939-4-greeting-positive") && full.contains("        rfc2595-4-stls-no-args\n"))
    }

    @Test func `what a baseline names is marked, and what is mended is told`() {
        var options = ReportOptions(.en)
        options.known = [ReportSample.fail.requirement.id]
        options.mended = ["rfc1939-4-greeting-positive"]
        let text = ReportSample.text(.text, ReportSample.report, options)
        #expect(text.contains("FAIL rfc1939-5-list-unknown-err  by definition  known (baseline)\n"))
        #expect(text.contains("rfc1939-4-greeting-positive is in the baseline, and holds now"))
    }

    @Test func `a server that lets nobody in gets one sentence`() {
        let text = ReportSample.text(.text, ReportSample.refused)
        #expect(text.contains("   ! The server refused the session, so nothing can be judged: -ERR busy\n"))
        #expect(!text.contains("By document"))
    }
}
