import POP3
import Testing

@testable import Handbook

@Suite("When an exchange puts requirements to the test")
struct TrialTests {
    @Test func `every rule says when it is put to the test, or that nothing shows that it held`() {
        let trials = Rules.trials.flatMap(\.requirements)
        #expect(Set(trials).count == trials.count)
        let rules = Set(Rules.all.map(\.requirement))
        #expect(rules.subtracting(trials).symmetricDifference(Rules.neverHeld).map(\.name) == [])
        #expect(Set(trials).subtracting(rules).map(\.name) == [])
    }

    @Test func `every rule for clients says when it is put to the test`() {
        let lines = Set(Rules.clientLines.map(\.requirement))
        let exchanges = Set(Rules.clientExchanges.map(\.requirement))
        let trials = Set(Rules.clientLineTrials.map(\.requirement))
        #expect(lines.subtracting(trials).subtracting(exchanges).map(\.name) == [])
        #expect(trials.subtracting(lines) == [Rules.plainWithoutSecurity])
        #expect(exchanges.subtracting(Rules.clientExchangeTrials.flatMap(\.requirements)).map(\.name) == [])
    }

    private static let three = "\nC: LIST\nS: +OK\nS: 1 10\nS: 2 20\nS: 3 30\nS: ."

    // swift-format-ignore
    @Test(arguments: [
        // A greeting alone.
        ("", ["rfc1939-4-greeting-positive", "rfc2449-3-greeting-max-512"], ["rfc1939-3-response-max-512", "rfc1939-5-stat-format"]),
        ("\nC: STAT\nS: +OK 3 60", ["rfc1939-5-stat-format", "rfc1939-5-stat-no-extra"], ["rfc1939-5-stat-count-equals-list"]),
        (three + "\nC: STAT\nS: +OK 3 60", ["rfc1939-5-stat-count-equals-list", "rfc1939-5-stat-size-is-sum"], ["rfc1939-5-list-excludes-deleted"]),
        (three + "\nC: RETR 9\nS: -ERR", ["rfc1939-5-retr-unknown-err"], ["rfc1939-5-list-exact-size", "rfc1939-5-retr-deleted-err"]),
        ("\nC: RETR 9\nS: -ERR", ["rfc1939-3-response-crlf"], ["rfc1939-5-retr-unknown-err"]),
        (three + "\nC: RETR 1\nS: +OK\nS: 12345678\nS: .", ["rfc1939-5-list-exact-size"], ["rfc1939-3-byte-stuffing", "rfc1939-3-no-overstuffing"]),
        (three + "\nC: DELE 1\nS: +OK\nC: DELE 1\nS: -ERR", ["rfc1939-5-dele-twice-err"], ["rfc1939-5-dele-unknown-err"]),
        ("\nC: RETR\nS: -ERR", ["rfc1939-5-retr-arg-required"], ["rfc1939-5-nonnumeric-err"]),
        ("\nC: RETR x\nS: -ERR", ["rfc1939-5-nonnumeric-err"], ["rfc1939-5-negative-number-err", "rfc1939-5-list-zero-err"]),
        ("\nC: TOP 1 0\nS: +OK\nS: a: b\nS: .", ["rfc1939-7-top-zero"], ["rfc1939-7-top-multiline"]),
        ("\nC: XTND\nS: -ERR", ["rfc5034-5-continue-req-only-in-auth"], ["rfc1939-3-keyword-length-rejected"]),
        ("\nC: RSET\nS: +OK", ["rfc1939-5-rset-without-marks-ok"], ["rfc1939-5-rset-unmarks"]),
        ("\nC: CAPA\nS: +OK\nS: USER\nS: .", ["rfc2449-5-capa-tag-grammar", "iana-capability-args-none"], ["rfc5034-3-sasl-arg-list", "rfc2449-5-capa-args-stable"]),
    ] as [(String, [String], [String])])
    func `what was put to the test is named, and nothing else`(exchanges: String, tried: [String], untried: [String]) throws {
        let all = Dialogue(Dialogue.loggedIn + exchanges).exchanges
        let last = exchanges.isEmpty ? try #require(all.first) : try #require(all.last)
        let verdict = Rules.verdict(on: last, after: all.dropLast().last)
        #expect(verdict.breaches == [])
        #expect(Set(tried.map { RequirementID($0) }).subtracting(verdict.tried) == [])
        #expect(verdict.tried.intersection(untried.map { RequirementID($0) }) == [])
    }

    @Test func `what is broken was put to the test`() throws {
        let exchange = try #require(Dialogue(Dialogue.loggedIn + Self.three + "\nC: STAT\nS: +OK 2 60").exchanges.last)
        let verdict = Rules.verdict(on: exchange, after: nil)
        #expect(verdict.breaches == Rules.breaches(in: exchange, after: nil))
        #expect(verdict.tried.isSuperset(of: verdict.breaches.map(\.requirement)))
        #expect(!verdict.breaches.isEmpty)
    }
}
