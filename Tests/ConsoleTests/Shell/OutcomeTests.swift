import POP3
import Testing

@testable import Console

@Suite("The exit status")
struct OutcomeTests {
    /// What a run of these exchanges ends with.
    private func status(
        _ lines: [(String, String)], greeting: String = "+OK", failing: Shell.Failure = .never, hasFinding: Bool = false
    ) -> Int32 {
        var rehearsal = Rehearsal(greeting: greeting)
        for (line, reply) in lines { _ = rehearsal.say(line, reply) }
        var outcome = Outcome()
        for exchange in rehearsal.exchanges { outcome.took(exchange, hasFinding: hasFinding) }
        return outcome.status(failing: failing)
    }

    @Test func `-ERR is an answer, not an error, unless that was asked for`() {
        #expect(status([("NOOP", "-ERR no")]) == 0)
        #expect(status([("NOOP", "-ERR no")], failing: .err) == 1)
        #expect(status([("NOOP", "+OK")], failing: .err) == 0)
        #expect(status([("NOOP", "+OK")], failing: .finding) == 0)
        #expect(status([("NOOP", "+OK")], failing: .finding, hasFinding: true) == 1)
        #expect(status([("NOOP", "+OK")], failing: .never, hasFinding: true) == 0)
    }

    @Test(
        arguments: [
            ("-ERR no", 77), ("-ERR [AUTH] no", 77), ("-ERR [SYS/PERM] no", 77), ("-ERR [IN-USE] no", 75),
            ("-ERR [LOGIN-DELAY] no", 75), ("-ERR [SYS/TEMP] no", 75), ("-ERR [sys/temp] no", 75),
        ] as [(String, Int32)])
    func `a refused login is 77, or 75 with a code that says try again`(reply: String, expected: Int32) {
        #expect(status([("USER mrose", "+OK"), ("PASS x", reply)]) == expected)
        #expect(status([("APOP mrose c4c9334bac560ecc979e58001b3e22fb", reply)]) == expected)
        #expect(status([("AUTH PLAIN AGEAYg==", reply)]) == expected)
    }

    @Test func `a login that works in the end counts, not those before it`() {
        #expect(status([("PASS x", "-ERR"), ("USER mrose", "+OK"), ("PASS y", "+OK")]) == 0)
        #expect(status([("PASS x", "-ERR [IN-USE] no"), ("PASS y", "-ERR no")]) == 77)
    }

    @Test func `a greeting that refuses is 75`() {
        #expect(status([], greeting: "-ERR too many connections") == 75)
        #expect(status([], greeting: "-ERR too many connections", failing: .err) == 75)
    }

    @Test(arguments: ["220 mail.example.jp ESMTP", "* OK ready", "SSH-2.0-x", "ready", "+ ", ""])
    func `a greeting that is none of POP3 is 76`(greeting: String) {
        #expect(status([], greeting: greeting) == 76)
        #expect(status([("NOOP", "250 ok")], greeting: greeting) == 76)
    }

    @Test(
        arguments: [
            (.unknownHost("x"), 68), (.refused(host: "x", port: 110), 69),
            (.unreachable(host: "x", port: 110, reason: ""), 69), (.lost(""), 69), (.tlsUnavailable, 69),
            (.cancelled, 69), (.timedOut(.seconds(1)), 75), (.endless(1), 76),
        ] as [(LinkError, Int32)])
    func `a connection that fails has its own status, and the first counts`(error: LinkError, expected: Int32) {
        var outcome = Outcome()
        #expect(!outcome.isOver(stopsOnError: true))
        outcome.failed(error)
        outcome.failed(.lost(""))
        #expect(outcome.status(failing: .err) == expected)
        #expect(outcome.isOver(stopsOnError: false))
    }

    @Test func `what cannot be written is 73, whatever was before`() {
        var outcome = Outcome()
        outcome.failed(.lost(""))
        outcome.cannotWrite()
        #expect(outcome.status(failing: .never) == 73)
    }

    @Test func `a batch stops at the first -ERR where that is wanted`() throws {
        var rehearsal = Rehearsal()
        let exchange = rehearsal.say("NOOP", "-ERR no")
        var outcome = Outcome()
        outcome.took(try #require(exchange), hasFinding: false)
        #expect(outcome.isOver(stopsOnError: true))
        #expect(!outcome.isOver(stopsOnError: false))
    }
}
