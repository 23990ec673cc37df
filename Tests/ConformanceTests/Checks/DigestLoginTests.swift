import Authentication
import POP3
import Testing

@testable import Conformance

@Suite("Checks of APOP", .timeLimit(.minutes(5)))
struct DigestLoginTests {
    @Test(arguments: wrong) func `a wrong digest login is reported in its own row`(server: MistakenServer) async throws
    {
        let reported = try await server.reported(by: Checklist.digestLogin)
        #expect(Set(reported.keys) == server.rows)
    }

    static let wrong = [
        MistakenServer("any digest", ["rfc1939-7-apop-wrong-digest-err", "rfc1939-7-apop-replay-refused"]) {
            dialogue, line in
            guard line.hasPrefix("APOP alice "), !dialogue.isIn else { return dialogue.sound(line) }
            _ = dialogue.sound("USER alice")
            return dialogue.sound("PASS wonderland")
        },
        MistakenServer("APOP alone", ["rfc1939-7-apop-both-args-required"]) { dialogue, line in
            line == "APOP" ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("APOP with a name", ["rfc1939-7-apop-both-args-required"]) { dialogue, line in
            line == "APOP alice" ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("no APOP in lower case", ["rfc1939-7-apop-success"]) { dialogue, line in
            line.hasPrefix("apop a") ? "-ERR unknown\r\n" : dialogue.sound(line)
        },
        MistakenServer("APOP behind USER", ["rfc1939-7-apop-not-after-user-ok"]) { dialogue, line in
            if line.hasPrefix("APOP a"), dialogue.user == "alice", !dialogue.isIn { _ = dialogue.sound("XPRB") }
            return dialogue.sound(line)
        },
        MistakenServer(
            "STAT behind a wrong digest",
            [
                "rfc1939-7-apop-wrong-digest-err", "rfc1939-3-err-wrong-state-authorization",
            ]
        ) { dialogue, line in
            line == "STAT" && dialogue.counts["APOP"] != nil && !dialogue.isIn ? "+OK 0 0\r\n" : dialogue.sound(line)
        },
        MistakenServer(
            "the same timestamp", ["rfc1939-7-apop-timestamp-unique", "rfc1939-7-apop-success"],
            greeting: { _ in "+OK <1.2@host>\r\n" }),
    ]
}
