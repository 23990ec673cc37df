import Handbook
import Testing

@testable import Conformance
@testable import Console

@Suite("A report in TAP")
struct ReportTAPTests {
    @Test func `each requirement is a test, with its directive and what was found as comments`() {
        let lines = ReportSample.text(.tap).split(separator: "\n").map(String.init)
        #expect(Array(lines.prefix(2)) == ["TAP version 13", "1..8"])
        #expect(lines[2] == "not ok 1 - rfc1939-5-list-unknown-err: LIST n beyond the last message gives -ERR.")
        #expect(
            Array(lines[3...10]) == [
                "# fail: It said +OK.", "# expected: -ERR", "# actual: -ERR <b>\u{241B}[31m # *x* ]]> & \"\\x07",
                "# C: LIST 0", "# S: -ERR <b>\u{241B}[31m # *x* ]]> & \"\\x07", "# S: \\xffA  (LF alone)",
                "#    (TLS begins)", "#    (the server closes)",
            ])
        let tests = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
        #expect(tests.map { $0.hasPrefix("ok ") } == [false, false, true, false, true, true, true, true])
        #expect(tests.filter { $0.hasSuffix(" # SKIP No TLS.") }.count == 2)
    }

    @Test func `a known failure is to be done, and fails nothing`() {
        var options = ReportOptions(.en)
        options.known = [ReportSample.fail.requirement.id]
        #expect(ReportSample.text(.tap, ReportSample.report, options).contains(" # TODO known (baseline)\n"))
    }

    @Test func `a server that lets nobody in ends the run`() {
        let lines = ReportSample.text(.tap, ReportSample.refused).split(separator: "\n")
        #expect(lines.last?.hasPrefix("Bail out! The server refused") == true)
    }
}
