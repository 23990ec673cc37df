import Foundation
import Handbook
import POP3
import Testing

@testable import Conformance
@testable import Console

@Suite("A comparison of servers")
struct ComparisonTests {
    private static let wrong = ComparedServer(ReportSample.report)

    /// A server on which these requirements came to these outcomes.
    private static func server(_ name: String, _ outcomes: [RequirementID: Conformance.Outcome]) -> ComparedServer {
        let results = outcomes.map { ReportSample.result($0, $1, $1 == .pass ? nil : Localized(verbatim: "\($1)")) }
        return ComparedServer(
            Report(
                target: name, implementation: nil, started: 0, duration: .zero, waited: .zero, refusal: nil,
                results: results))
    }

    private static let right = server(
        "pop3://right",
        [
            "rfc1939-5-list-unknown-err": .pass, "rfc1939-3-status-upper-case": .fail,
            "rfc2449-5-capa-multiline": .skip,
            "rfc1939-5-stat-format": .pass, "rfc1939-5-noop-ok": .pass, "rfc1939-4-greeting-positive": .skip,
        ])

    private static let two = Comparison([wrong, right])

    private static func ids(_ comparison: Comparison, _ kind: Comparison.Row.Kind) -> Set<String> {
        Set(comparison.rows.filter { $0.kind == kind }.map(\.requirement.id.name))
    }

    @Test func `what differs, what all break and what was judged on some are told apart`() {
        #expect(
            Self.ids(Self.two, .differs) == [
                "rfc1939-5-list-unknown-err", "rfc1939-5-stat-format", "rfc1939-5-noop-ok", "rfc2449-5-capa-multiline",
            ])
        #expect(Self.ids(Self.two, .brokenByAll) == ["rfc1939-3-status-upper-case"])
        #expect(Self.ids(Self.two, .judgedOnSome) == ["rfc1939-4-greeting-positive"])
        #expect(Self.ids(Self.two, .alike) == ["rfc2595-4-stls-no-args", "rfc2595-4-stls-needs-capa"])
    }

    @Test func `what could not be finished anywhere is not called broken`() {
        let servers = (1...2).map { Self.server("pop3://\($0)", ["rfc1939-5-stat-format": .error]) }
        #expect(Self.ids(Comparison(servers), .alike) == ["rfc1939-5-stat-format"])
    }

    @Test func `the worst comes first, and a server that was not reached changes nothing`() {
        let sections = Self.two.sections(.differs)
        #expect(sections.first?.rows.first?.requirement.id == "rfc1939-5-list-unknown-err")
        let refused = ComparedServer(ReportSample.refused)
        let three = Comparison([Self.wrong, refused, Self.right])
        #expect(!refused.isReached && Self.ids(three, .differs) == Self.ids(Self.two, .differs))
        #expect(Self.ids(three, .brokenByAll) == Self.ids(Self.two, .brokenByAll))
    }

    @Test func `a report that was written as JSON says the same as the report`() throws {
        let octets = ReportFormat.json.octets(of: ReportSample.report, ReportOptions(.en))
        let read = try ComparedServer(report: octets)
        #expect(read.target == Self.wrong.target && read.started == Self.wrong.started)
        #expect(read.implementation == Self.wrong.implementation && read.isReached)
        #expect(read.findings.mapValues(\.outcome) == Self.wrong.findings.mapValues(\.outcome))
        #expect(read.findings["rfc1939-5-list-unknown-err"]?.reason?.ja == "It said +OK.")
        let refused = ReportFormat.json.octets(of: ReportSample.refused, ReportOptions(.ja))
        #expect(try !ComparedServer(report: refused).isReached)
    }

    @Test(arguments: [
        ("", ComparisonFault.noJSON), ("{", .noJSON), ("[1", .noJSON), ("{\"a\":1}x", .noJSON), ("{}", .noReport),
        ("[]", .noReport), ("{\"schema\":\"popscope-report/2\",\"target\":\"x\",\"results\":[]}", .noReport),
        ("{\"schema\":\"popscope-report/1\",\"target\":\"x\",\"results\":[{\"id\":\"x\"}]}", .noReport),
        (
            "{\"schema\":\"popscope-report/1\",\"target\":\"x\",\"results\":[{\"id\":\"x\",\"outcome\":\"y\"}]}",
            .noReport
        ),
        (String(repeating: "[", count: 100_000), .noJSON),
    ])
    func `a file that is none has a fault`(text: String, fault: ComparisonFault) {
        #expect(throws: fault) { try ComparedServer(report: Array(text.utf8)) }
    }
}

@Suite("The forms of a comparison")
struct ComparisonFormatTests {
    private static let servers = [ComparedServer(ReportSample.report), ComparedServer(ReportSample.refused)]

    private static func text(
        _ format: ComparisonFormat, _ servers: [ComparedServer] = servers, _ language: Language = .en,
        width: Int? = 80
    ) -> String {
        var options = ReportOptions(language)
        options.width = width
        return String(decoding: format.octets(of: Comparison(servers), options), as: UTF8.self)
    }

    @Test(arguments: [2, 4, 5, 26], Language.allCases)
    func `no line of a text is wider than its columns`(count: Int, language: Language) {
        let servers = (0..<count).map { _ in Self.servers[0] }
        let lines = Self.text(.text, servers, language).split(separator: "\n")
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
        #expect(lines.contains { $0.contains(Comparison.letter(count - 1)) })
    }

    @Test func `up to four servers have words, more have signs with a legend`() {
        let four = Self.text(.text, Array(repeating: Self.servers[0], count: 4))
        let five = Self.text(.text, Array(repeating: Self.servers[0], count: 5))
        #expect(four.contains("FAIL   FAIL   FAIL   FAIL   rfc1939-5-list-unknown-err"))
        #expect(five.contains("F F F F F rfc1939-5-list-unknown-err") && five.contains("F fail, E error"))
    }

    @Test func `nothing that a server says is obeyed by a terminal or by a browser`() {
        for format in ComparisonFormat.allCases {
            let text = Self.text(format)
            #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"), "\(format)")
        }
        let hostile = ComparedServer(
            Report(
                target: "pop3://<script>", implementation: "<b>", started: 0, duration: .zero, waited: .zero,
                refusal: nil,
                results: []))
        let page = Self.text(.html, [hostile, hostile])
        #expect(!page.contains("<script>") && !page.contains("<b></b>") && page.contains("&lt;script&gt;"))
    }

    @Test func `a page needs nothing beside it, and runs nothing`() {
        let page = Self.text(.html)
        for word in ["<script", "src=", "href=", "url(", "@import", "http:", "https:"] { #expect(!page.contains(word)) }
        #expect(page.contains("<html lang=\"en\">") && page.contains("prefers-color-scheme: dark"))
        #expect(Self.text(.html, Self.servers, .ja).contains("<html lang=\"ja\">"))
    }

    @Test func `the JSON names each server by its letter, and says what differs`() throws {
        struct Parsed: Decodable {
            struct Row: Decodable {
                let id: String
                let differs: Bool
                let outcomes: [String: String?]
            }
            let schema: String
            let results: [Row]
        }
        let parsed = try JSONDecoder().decode(Parsed.self, from: Data(Self.text(.json).utf8))
        #expect(parsed.schema == "popscope-comparison/1")
        let row = try #require(parsed.results.first { $0.id == "rfc1939-5-list-unknown-err" })
        #expect(row.outcomes == ["A": "fail", "B": nil] && !row.differs)
    }

    @Test func `the Markdown has a row for each requirement`() {
        let text = Self.text(.markdown)
        #expect(text.contains("| `rfc1939-5-list-unknown-err` by definition | FAIL | - |\n"))
    }
}
