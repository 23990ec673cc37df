import Foundation
import Handbook
import POP3
import Testing

@testable import Conformance
@testable import Console

@Suite("A report as JSON")
struct ReportJSONTests {
    private struct Parsed: Decodable {
        let schema: String, target: String, implementation: String?, started: String, refusal: String?
        let duration_ms: Double
        let summary: [String: Int]
        let results: [Result]

        struct Result: Decodable {
            let id: String, rfc: String?, section: String, level: String, outcome: String, impact: String
            let requirement: String, reason: String?, actual: String?, known: Bool?
            let expected: [String]
            let evidence: [Row]
        }

        struct Row: Decodable, Equatable {
            let from: String, text: String?, ending: String?
        }
    }

    private func parsed(_ report: Report = ReportSample.report, _ options: ReportOptions = .init(.en)) throws -> Parsed
    {
        try JSONDecoder().decode(Parsed.self, from: Data(ReportFormat.json.octets(of: report, options)))
    }

    @Test func `the head names schema, target and counts`() throws {
        let report = try parsed()
        #expect(report.schema == "popscope-report/1" && report.target == "pop3://127.0.0.1:1110")
        #expect(report.started == "2026-11-21T21:24:06Z" && report.duration_ms == 812)
        #expect(report.summary == ["pass": 1, "fail": 2, "warn": 1, "info": 1, "skip": 2, "error": 1])
        #expect(report.refusal == nil)
    }

    @Test func `a failure has its row, what came and the exchange, octets escaped as in a transcript`() throws {
        let fail = try #require(try parsed().results.first)
        #expect(fail.id == "rfc1939-5-list-unknown-err" && fail.rfc == "1939" && fail.section == "5")
        #expect(fail.level == "fact" && fail.outcome == "fail" && fail.impact == "breaks-clients")
        #expect(fail.expected == ["-ERR"] && fail.actual == ReportSample.hostile)
        #expect(
            fail.evidence == [
                .init(from: "client", text: "LIST 0", ending: nil),
                .init(from: "server", text: ReportSample.hostile, ending: nil),
                .init(from: "server", text: "\\xffA", ending: "lf"),
                .init(from: "note", text: "TLS begins", ending: nil),
                .init(from: "note", text: "the server closes", ending: nil),
            ])
    }

    @Test func `what a baseline names is marked`() throws {
        var options = ReportOptions(.en)
        options.known = [ReportSample.warn.requirement.id]
        #expect(try parsed(ReportSample.report, options).results.filter { $0.known == true }.map(\.outcome) == ["warn"])
    }

    @Test func `a refusal leaves no result`() throws {
        let report = try parsed(ReportSample.refused)
        #expect(report.results.isEmpty && report.refusal?.contains("-ERR busy") == true)
    }

    @Test func `each result stands on a line`() {
        let lines = ReportSample.text(.json).split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("  {\"id\":") } == ReportSample.report.results.count)
    }
}
