import Testing

@testable import Conformance
@testable import Handbook
@testable import popscope

@Suite("What check judges, and what fails it")
struct CheckSelectionTests {
    @Test(arguments: [
        ("a*c", "abc", true), ("a*c", "ac", true), ("*", "", true), ("a?c", "ac", false), ("a?c", "abc", true),
        ("abc", "abcd", false), ("*b*", "aabaa", true), ("a*b*c", "a-b-b-d", false), ("", "a", false),
        ("**a", "bbba", true),
    ])
    func `a pattern matches the whole name`(pattern: String, text: String, matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }

    @Test func `a hostile pattern takes no time`() {
        #expect(!Glob(String(repeating: "*a", count: 500)).matches(String(repeating: "a", count: 400) + "b"))
    }

    @Test(arguments: [
        ("localhost", true), ("127.0.0.1", true), ("127.255.3.4", true), ("::1", true), ("a.localhost", true),
        ("127.0.0.1.example.jp", false), ("mail.example.jp", false), ("127.example.jp.x", false), ("10.0.0.1", false),
    ])
    func `loopback is this machine alone`(host: String, isLoopback: Bool) {
        #expect(CheckedServer.isLoopback(host) == isLoopback)
    }

    private func report(_ outcomes: [Outcome]) -> Report {
        let rows = Requirements.all.filter { $0.impact == .breaksClients }
        let results = zip(rows, outcomes).map { row, outcome in
            Report.Result(
                row,
                [
                    Judgement(
                        requirement: row.id, outcome: outcome, reason: nil, expected: [], actual: nil, evidence: [],
                        start: 0, check: "sample")
                ])
        }
        return Report(
            target: "", implementation: nil, started: 0, duration: .zero, waited: .zero, refusal: nil, results: results)
    }

    @Test(arguments: [
        ([Outcome.pass, .skip], "fail", Int32(0)), ([.pass, .warn], "fail", 0), ([.pass, .warn], "warn", 1),
        ([.fail, .error], "fail", 1), ([.fail], "breaks-clients", 1), ([.fail], "loses-mail,security", 0),
        ([.pass, .error], "fail", 69), ([.skip, .skip], "fail", 3), ([], "warn", 3), ([.info], "warn", 0),
    ])
    func `the exit status is the worst that counts`(outcomes: [Outcome], failure: String, status: Int32) throws {
        #expect(CheckStatus(report(outcomes), known: [], try CheckFailure(parsing: failure)).value == status)
    }

    @Test func `what a baseline names does not count`() {
        let report = report([.fail, .pass])
        #expect(CheckStatus(report, known: Set(report.results.map(\.requirement.id)), .warn).value == 0)
    }
}
