import Handbook
import POP3
import TestSupport
import Testing

@testable import Conformance

@Suite("What is seen of a server while somebody talks to it")
struct ServerWitnessTests {
    private static let three = "\nC: LIST\nS: +OK\nS: 1 10\nS: 2 20\nS: 3 30\nS: ."

    private func report(
        on text: String, _ scope: Testimony.Scope = Testimony.Scope()
    ) -> Report {
        var witness = ServerWitness(of: "here")
        for exchange in Dialogue(text).exchanges { witness.completed(exchange) }
        return witness.testimony.report("pop3://example.com", started: 5, duration: .seconds(1), scope)
    }

    private func outcome(of id: RequirementID, in report: Report) -> Outcome? {
        report.results.first { $0.requirement.id == id }?.outcome
    }

    @Test func `what broke, what held and what nothing put to the test are told apart`() throws {
        let report = report(on: Dialogue.loggedIn + Self.three + "\nC: STAT\nS: +OK 2 60\nC: NOOP\nS: +OK")
        #expect(outcome(of: "rfc1939-5-stat-count-equals-list", in: report) == .fail)
        #expect(outcome(of: "rfc1939-5-noop-ok", in: report) == .pass)
        #expect(outcome(of: "rfc1939-5-retr-unknown-err", in: report) == .skip)
        #expect(outcome(of: "rfc1939-3-keyword-3-or-4-chars", in: report) == nil)
        #expect(report.observed == Report.Observed(party: .server, sessions: 1))
        let broken = try #require(
            report.results.first { $0.requirement.id == "rfc1939-5-stat-count-equals-list" }?.judgements.first)
        #expect(broken.evidence == [.sent("STAT"), .received(Reply(first: "+OK 2 60"))])
        #expect(broken.actual == "+OK 2 60")
        #expect(broken.check == "here")
    }

    @Test func `each row that was not judged says why`() {
        let report = report(on: Dialogue.open)
        let skipped = report.results.filter { $0.outcome == .skip }
        #expect(!skipped.isEmpty)
        #expect(skipped.filter { $0.judgements.first?.reason?.isBilingual != true } == [])
        let reasons = Set(skipped.compactMap { $0.judgements.first?.reason?.en })
        #expect(reasons.contains("Nothing that was seen put it to the test."))
        #expect(reasons.contains("Shows only when the server is put to the test: popscope check URL."))
        #expect(reasons.contains("Judged with --profile modern."))
    }

    @Test func `a greeting that refuses is a warning, and a selection leaves out the rest`() {
        let report = report(
            on: "S: -ERR come back later", Testimony.Scope(.standard, selection: ["rfc1939-4-greeting-positive"]))
        #expect(report.results.map(\.outcome) == [.warn])
    }

    @Test func `the profile of RFC 1939 leaves extensions out`() {
        let report = report(on: Dialogue.open + "\nC: CAPA\nS: +OK\nS: BAD.TAG\nS: .", Testimony.Scope(.rfc1939))
        #expect(outcome(of: "rfc2449-5-capa-tag-grammar", in: report) == .skip)
    }

    @Test func `what is broken in one reading only was not seen to be broken, nor to hold`() throws {
        let exchanges = Dialogue(Dialogue.loggedIn + Self.three + "\nC: STAT\nS: +OK 3 60").exchanges
        let last = try #require(exchanges.last)
        let other = Exchange(
            command: last.command, reply: Reply(first: "+OK 2 60"), before: last.before, after: last.after,
            knowledge: last.knowledge)
        for (first, second) in [(last, other), (other, last)] {
            var witness = ServerWitness(of: "here")
            witness.completed(first, orElse: second)
            let report = witness.testimony.report("", started: 0, duration: .zero, Testimony.Scope())
            #expect(outcome(of: "rfc1939-5-stat-count-equals-list", in: report) == .skip)
            #expect(outcome(of: "rfc1939-5-stat-format", in: report) == .pass)
        }
    }

    @Test func `a line that answers nothing is shown with what stood before it`() {
        var witness = ServerWitness(of: "here")
        let exchanges = Dialogue(Dialogue.loggedIn + "\nC: NOOP\nS: +OK").exchanges
        for exchange in exchanges { witness.completed(exchange) }
        witness.unsolicited("+OK again", in: .transaction, Knowledge())
        let judgements = witness.testimony.judgements(about: "rfc1939-5-one-response-per-command")
        #expect(judgements.map(\.outcome) == [.fail])
        #expect(
            judgements.first?.evidence
                == [.sent("NOOP"), .received(Reply(first: "+OK")), .unsolicited("+OK again")])
    }

    @Test func `forgotten evidence is gone, and the finding stays`() {
        var witness = ServerWitness(of: "here")
        for exchange in Dialogue(Dialogue.loggedIn + "\nC: NOOP\nS: -ERR").exchanges { witness.completed(exchange) }
        witness.forgetEvidence()
        let judgements = witness.testimony.judgements(about: "rfc1939-5-noop-ok")
        #expect(judgements.map(\.outcome) == [.fail])
        #expect(judgements.allSatisfy { $0.evidence.isEmpty && $0.actual == nil && $0.reason == nil })
    }

    @Test func `of a long body the beginning is kept, and how long it was`() throws {
        let lines = (1...100).map { "S: line \($0)\n" }.joined()
        let text = Dialogue.loggedIn + "\nC: LIST\nS: +OK\nS: 1 5\nS: .\nC: RETR 1\nS: +OK\n\(lines)S: ."
        var witness = ServerWitness(of: "here")
        for exchange in Dialogue(text).exchanges { witness.completed(exchange) }
        let judgement = try #require(witness.testimony.judgements(about: "rfc1939-5-list-exact-size").first)
        guard case .received(let reply) = judgement.evidence.last else { throw Missing() }
        #expect(reply.body?.keptLines.count == Evidence.bodyLines)
        #expect(reply.body?.lines == 100)
    }

    private struct Missing: Error {}
}

extension Localized {
    fileprivate var isBilingual: Bool { !en.isEmpty && ja.contains { !$0.isASCII } }
}

extension Dialogue {
    fileprivate static let open = "S: +OK ready <1896.697170952@dbc.mtview.ca.us>"
    fileprivate static let loggedIn = open + "\nC: USER a\nS: +OK\nC: PASS b\nS: +OK"
}
