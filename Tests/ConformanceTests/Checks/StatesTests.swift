import POP3
import Testing

@testable import Conformance

@Suite("Checks of the states", .timeLimit(.minutes(5)))
struct StatesTests {
    @Test(arguments: wrong) func `a wrong move is reported in its own row`(server: MistakenServer) async throws {
        let reported = try await server.reported(by: Checklist.states + Checklist.quitting)
        #expect(Set(reported.keys) == server.rows)
    }

    static let wrong = early + late + quit

    private static let early =
        [
            ("STAT", "+OK 0 0\r\n", "rfc1939-5-stat-transaction-only"),
            ("LIST", "+OK\r\n.\r\n", "rfc1939-5-list-transaction-only"),
            ("LIST 1", "+OK 1 10\r\n", "rfc1939-5-list-transaction-only"),
            ("RETR 1", "+OK\r\nx\r\n.\r\n", "rfc1939-5-retr-transaction-only"),
            ("DELE 1", "+OK\r\n", "rfc1939-5-dele-transaction-only"),
            ("RSET", "+OK\r\n", "rfc1939-5-rset-transaction-only"),
        ].map { word, reply, row in
            MistakenServer("\(word) before login", [.init(row), "rfc1939-3-err-wrong-state-authorization"]) {
                dialogue, line in
                line == word && !dialogue.isIn ? reply : dialogue.sound(line)
            }
        } + [
            MistakenServer("NOOP before login", ["rfc1939-5-noop-transaction-only"]) { dialogue, line in
                line == "NOOP" && !dialogue.isIn ? "+OK\r\n" : dialogue.sound(line)
            },
            MistakenServer(
                "stat behind USER", ["rfc1939-5-stat-transaction-only", "rfc1939-3-err-wrong-state-authorization"]
            ) { dialogue, line in
                line == "stat" && !dialogue.user.isEmpty && !dialogue.isIn ? "+OK 0 0\r\n" : dialogue.sound(line)
            },
            MistakenServer(
                "UIDL before login", ["rfc1939-3-err-wrong-state-authorization", "rfc1939-7-uidl-transaction-only"]
            ) { dialogue, line in
                line == "UIDL" && !dialogue.isIn ? "+OK\r\n.\r\n" : dialogue.sound(line)
            },
            MistakenServer(
                "LIST alone", ["rfc1939-5-list-transaction-only", "rfc1939-3-err-wrong-state-authorization"]
            ) { dialogue, line in
                line == "LIST" && !dialogue.isIn ? "+OK\r\n.\r\n" : dialogue.sound(line)
            },
        ]

    private static let late = [
        MistakenServer(
            "USER after login", ["rfc1939-7-user-only-in-authorization", "rfc1939-3-err-wrong-state-transaction"]
        ) { dialogue, line in
            line.hasPrefix("USER") && dialogue.isIn ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("PASS after login", ["rfc1939-3-err-wrong-state-transaction"]) { dialogue, line in
            line.hasPrefix("PASS w") && dialogue.isIn ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer(
            "APOP after login", ["rfc1939-7-apop-only-in-authorization", "rfc1939-3-err-wrong-state-transaction"]
        ) { dialogue, line in
            line.hasPrefix("apop") && dialogue.isIn ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("USER logs out", ["rfc1939-3-err-wrong-state-transaction"]) { dialogue, line in
            if line.hasPrefix("USER"), dialogue.isIn { dialogue.memory["out"] = "" }
            return dialogue.memory["out"] != nil && line == "STAT" ? "-ERR log in first\r\n" : dialogue.sound(line)
        },
        MistakenServer(
            "no RSET", ["rfc1939-7-minimal-commands", "rfc1939-5-rset-without-marks-ok", "rfc1939-5-rset-unmarks"]
        ) { dialogue, line in
            line == "RSET" ? "-ERR unknown command\r\n" : dialogue.sound(line)
        },
        MistakenServer("RETR once", ["rfc1939-5-commands-repeatable"]) { dialogue, line in
            let key = "R\(line)"
            guard line.hasPrefix("RETR"), dialogue.memory.updateValue("", forKey: key) != nil else {
                return dialogue.sound(line)
            }
            return "-ERR you have it\r\n"
        },
        MistakenServer(
            "no STAT",
            [
                "rfc1939-4-auth-success-ok-transaction", "rfc1939-7-minimal-commands",
                "rfc1939-3-err-wrong-state-transaction",
            ]
        ) { dialogue, line in
            line == "STAT" && dialogue.isIn ? "-ERR not yet\r\n" : dialogue.sound(line)
        },
    ]

    private static let quit = [
        MistakenServer("QUIT is refused", ["rfc1939-4-quit-authorization-ok", "rfc1939-4-quit-always-available"]) {
            dialogue, line in
            line.uppercased() == "QUIT" && !dialogue.isIn ? "-ERR no\r\n" : dialogue.sound(line)
        },
        MistakenServer("QUIT behind USER", ["rfc1939-4-quit-authorization-ok", "rfc1939-4-quit-always-available"]) {
            dialogue, line in
            line == "QUIT" && !dialogue.user.isEmpty && !dialogue.isIn ? "-ERR give PASS\r\n" : dialogue.sound(line)
        },
        MistakenServer(
            "QUIT without a reply",
            [
                "rfc1939-4-quit-authorization-ok", "rfc1939-4-quit-always-available",
                "rfc1939-5-one-response-per-command",
            ]
        ) { dialogue, line in
            guard line.uppercased() == "QUIT", !dialogue.isIn else { return dialogue.sound(line) }
            dialogue.closes = true
            return ""
        },
        MistakenServer("QUIT stays", ["rfc1939-3-close-after-quit"]) { dialogue, line in
            line.uppercased() == "QUIT" ? "+OK bye\r\n" : dialogue.sound(line)
        },
        MistakenServer("QUIT stays after login", ["rfc1939-3-close-after-quit"]) { dialogue, line in
            line == "QUIT" && dialogue.isIn ? "+OK bye\r\n" : dialogue.sound(line)
        },
        MistakenServer("QUIT now", ["rfc1939-6-quit-no-args", "rfc1939-3-err-extra-args"]) { dialogue, line in
            dialogue.sound(line.hasPrefix("QUIT ") ? "QUIT" : line)
        },
    ]
}
