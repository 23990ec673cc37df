import Handbook
import POP3
import Testing

@testable import Conformance

@Suite("A baseline of known findings")
struct BaselineTests {
    private func report(_ outcomes: [(RequirementID, Outcome)]) -> Report {
        let results = outcomes.compactMap { id, outcome in
            Requirements[id].map { row in
                Report.Result(
                    row,
                    [
                        Judgement(
                            requirement: id, outcome: outcome, reason: nil, expected: [], actual: nil, evidence: [],
                            start: 0, check: "sample")
                    ])
            }
        }
        return Report(
            target: "", implementation: nil, started: 0, duration: .zero, waited: .zero, refusal: nil, results: results)
    }

    private let stat: RequirementID = "rfc1939-5-stat-format"
    private let noop: RequirementID = "rfc1939-5-noop-ok"
    private let greeting: RequirementID = "rfc1939-4-greeting-positive"

    @Test func `a file is read as it is written`() throws {
        let baseline = Baseline().updated(by: report([(stat, .fail), (noop, .warn), (greeting, .pass)]))
        let text = String(decoding: baseline.octets, as: UTF8.self)
        #expect(text.hasSuffix("\nwarn rfc1939-5-noop-ok\nfail rfc1939-5-stat-format\n"))
        #expect(try Baseline(baseline.octets) == baseline)
        #expect(try Baseline(Array("# words\r\n\r\n fail\trfc1939-5-noop-ok # why\r\n".utf8)).findings == [noop: .fail])
    }

    @Test(arguments: [("fail", 1), ("# x\npass rfc1939-5-noop-ok", 2), ("fail a b\n", 1), ("\n\n\u{FFFD} x\n", 3)])
    func `a line that names no finding is told by its number`(text: String, line: Int) {
        #expect { try Baseline(Array(text.utf8)) } throws: { ($0 as? Baseline.Fault)?.line == line }
    }

    @Test func `what is listed with the same or a worse outcome is known, what holds is mended`() throws {
        let baseline = try Baseline(
            Array("fail \(stat.name)\nwarn \(noop.name)\nerror \(greeting.name)\n".utf8))
        #expect(baseline.known(in: report([(stat, .warn), (noop, .fail), (greeting, .pass)])) == [stat])
        #expect(baseline.mended(in: report([(stat, .warn), (noop, .skip), (greeting, .pass)])) == [greeting])
    }

    @Test func `a run that did not judge a row leaves it listed`() throws {
        let baseline = try Baseline(Array("fail \(stat.name)\nwarn \(noop.name)\n".utf8))
        #expect(baseline.updated(by: report([(stat, .skip), (noop, .pass)])).findings == [stat: .fail])
    }

    @Test func `what a person wrote beside a finding stays as long as the finding`() throws {
        let text = """
            # Our server, version 3

            # NOOP was refused:
            #   C: NOOP
            warn rfc1939-5-noop-ok  # since 2019
            # STAT had no size
            fail rfc1939-5-stat-format
            # the end

            """
        let baseline = try Baseline(Array(text.utf8))
        let same = baseline.updated(by: report([(stat, .skip), (noop, .fail)]))
        #expect(
            String(decoding: same.octets, as: UTF8.self)
                == text.replacing("warn rfc1939-5-noop-ok  #", with: "fail rfc1939-5-noop-ok #"))
        let mended = baseline.updated(by: report([(noop, .pass), (greeting, .error)]))
        let left = """
            # Our server, version 3

            # STAT had no size
            fail rfc1939-5-stat-format
            error rfc1939-4-greeting-positive
            # the end

            """
        #expect(String(decoding: mended.octets, as: UTF8.self) == left)
    }
}
