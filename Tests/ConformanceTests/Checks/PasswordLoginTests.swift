import POP3
import Testing

@testable import Conformance

@Suite("Checks of USER and PASS", .timeLimit(.minutes(5)))
struct PasswordLoginTests {
    @Test(arguments: wrong) func `a wrong login is reported in its own row`(server: MistakenServer) async throws {
        let reported = try await server.reported(by: Checklist.passwordLogin + Checklist.passwordRefusals)
        #expect(Set(reported.keys) == server.rows)
    }

    static let wrong = names + passwords + behind

    private static let names = [
        MistakenServer("USER without a name", ["rfc1939-7-user-arg-required"]) { dialogue, line in
            line == "USER" ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("the second USER without a name", ["rfc1939-7-user-arg-required"]) { dialogue, line in
            line == "USER" && dialogue.counts["USER"] == 3 ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("USER twice", ["rfc1939-7-user-not-after-user-ok"]) { dialogue, line in
            line.hasPrefix("USER p") && !dialogue.user.isEmpty ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("nothing behind a refused USER", ["rfc1939-7-user-err-retry"]) { dialogue, line in
            if line == "USER" { dialogue.memory["refused"] = "" }
            return dialogue.memory["refused"] != nil && line.hasPrefix("USER a") ? "-ERR no\r\n" : dialogue.sound(line)
        },
        MistakenServer("no QUIT behind USER", ["rfc1939-7-user-ok-then-pass", "rfc1939-4-quit-authorization-ok"]) {
            dialogue, line in
            line == "QUIT" && dialogue.user == "alice" && !dialogue.isIn && dialogue.counts["PASS"] == nil
                ? "-ERR give PASS\r\n" : dialogue.sound(line)
        },
    ]

    private static let passwords = [
        taking("any wrong password") { $0 == "popscope" }, taking("a prefix") { "wonderland".hasPrefix($0) },
        taking("what begins with it") { $0.hasPrefix("wonderland") },
        taking("up to a blank") { $0.hasPrefix("wonderland ") },
        taking("the first half") { $0.hasPrefix("wonder") }, taking("somebody else's") { $0 == "builder" },
    ]

    private static func taking(_ name: String, _ accepts: @escaping @Sendable (String) -> Bool) -> MistakenServer {
        MistakenServer(name, ["rfc1939-7-pass-wrong-err"]) { dialogue, line in
            guard line.hasPrefix("PASS "), dialogue.user == "alice", accepts(String(line.dropFirst(5))) else {
                return dialogue.sound(line)
            }
            return dialogue.sound("PASS wonderland")
        }
    }

    private static let behind = [
        MistakenServer("PASS without USER", ["rfc1939-7-pass-needs-user"]) { dialogue, line in
            line.hasPrefix("PASS") && dialogue.user.isEmpty && !dialogue.isIn ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("PASS without a password", ["rfc1939-7-pass-arg-required"]) { dialogue, line in
            line == "PASS" ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("letter case does not count", ["rfc1939-7-pass-not-case-folded"]) { dialogue, line in
            dialogue.sound(line.hasPrefix("PASS") ? "PASS " + line.dropFirst(5).lowercased() : line)
        },
        MistakenServer("a second PASS", ["rfc1939-7-pass-not-after-failed-pass"]) { dialogue, line in
            guard line == "PASS wonderland", dialogue.counts["PASS"] == 2, dialogue.counts["USER"] == 1 else {
                return dialogue.sound(line)
            }
            _ = dialogue.sound("USER alice")
            return dialogue.sound(line)
        },
        MistakenServer("one try", ["rfc1939-4-retry-after-auth-failure"]) { dialogue, line in
            dialogue.counts["PASS"] == 2 && dialogue.counts["USER"] == 2 && line == "PASS wonderland"
                ? "-ERR no\r\n" : dialogue.sound(line)
        },
        MistakenServer(
            "STAT behind a wrong password",
            [
                "rfc1939-7-pass-wrong-err", "rfc1939-3-err-wrong-state-authorization", "rfc1939-3-err-no-side-effect",
            ]
        ) { dialogue, line in
            line == "STAT" && dialogue.counts["PASS"] != nil && !dialogue.isIn ? "+OK 0 0\r\n" : dialogue.sound(line)
        },
        MistakenServer(
            "no QUIT behind a wrong password", ["rfc1939-4-quit-always-available", "rfc1939-4-quit-authorization-ok"]
        ) { dialogue, line in
            line == "QUIT" && dialogue.counts["PASS"] != nil && !dialogue.isIn ? "-ERR no\r\n" : dialogue.sound(line)
        },
    ]
}
