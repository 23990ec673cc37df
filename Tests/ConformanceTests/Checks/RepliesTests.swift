import POP3
import Testing

@testable import Conformance

@Suite("Checks of replies", .timeLimit(.minutes(5)))
struct RepliesTests {
    @Test(arguments: wrong) func `a wrong reply is reported in its own row`(server: MistakenServer) async throws {
        let checks = Checklist.replies + Checklist.lengths + Checklist.letterCase
        let reported = try await server.reported(by: checks)
        #expect(Set(reported.keys) == server.rows)
    }

    static let wrong = forms + counts + lengths + cases

    private static let forms = [
        MistakenServer("lower-case status", ["rfc1939-3-status-upper-case"]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line == "noop" ? reply.replacing("+OK", with: "+ok") : reply
        },
        MistakenServer("another word", ["rfc1939-3-status-only-ok-err"]) { dialogue, line in
            line == "RSET" ? dialogue.sound(line).replacing("+OK", with: "OK") : dialogue.sound(line)
        },
        MistakenServer("joined to the text", ["rfc2449-3-status-sp-text"]) { dialogue, line in
            line == "XPRB" ? dialogue.sound(line).replacing("-ERR ", with: "-ERR:") : dialogue.sound(line)
        },
        MistakenServer("a bare LF", ["rfc1939-3-response-crlf"]) { dialogue, line in
            line == "NOOP" && dialogue.isIn ? "+OK\n" : dialogue.sound(line)
        },
        MistakenServer("an echo", ["rfc2449-3-status-line-ascii"]) { dialogue, line in
            line == "XPRB" ? "-ERR un\u{E9}\r\n" : dialogue.sound(line)
        },
        MistakenServer("a long echo", ["rfc1939-3-response-max-512", "rfc2449-4-first-line-512"]) { dialogue, line in
            (100...255).contains(line.count)
                ? "-ERR \(line)\(line)\(line)\(line)\(line)\(line)\r\n" : dialogue.sound(line)
        },
    ]

    private static let counts = [
        MistakenServer("two replies to NOOP", ["rfc1939-5-one-response-per-command"]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line == "NOOP" && dialogue.isIn ? reply + reply : reply
        },
        MistakenServer("two replies to the second RSET", ["rfc1939-5-one-response-per-command"]) { dialogue, line in
            let reply = dialogue.sound(line)
            return dialogue.counts["RSET"] == 2 && line == "rset" ? reply + reply : reply
        },
        MistakenServer("a dot behind an error", ["rfc1939-3-error-single-line"]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line.hasPrefix("RETR") && reply.hasPrefix("-") ? reply + ".\r\n" : reply
        },
        MistakenServer("a dot behind the error of TOP alone", ["rfc1939-3-error-single-line"]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line == "TOP 999999 0" ? reply + ".\r\n" : reply
        },
        MistakenServer("an error of two lines", ["rfc1939-3-error-single-line"]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line.hasPrefix("UIDL 99") ? reply + "no such message\r\n" : reply
        },
    ]

    private static let lengths = [
        MistakenServer("no name of 40", ["rfc1939-3-arg-40-accepted"]) { dialogue, line in
            guard line.count == 45 else { return dialogue.sound(line) }
            dialogue.closes = true
            return ""
        },
        MistakenServer("a buffer of 128", ["rfc2449-4-server-255", "rfc2449-3-command-over-255"]) { dialogue, line in
            line.count > 128 && line.hasPrefix("USER") ? dialogue.sound(line) + "-ERR what?\r\n" : dialogue.sound(line)
        },
        MistakenServer("a buffer of 512", ["rfc2449-3-command-over-255"]) { dialogue, line in
            line.count > 510 && line.contains(" ") ? dialogue.sound(line) + "-ERR what?\r\n" : dialogue.sound(line)
        },
        MistakenServer("an echo of long lines", ["rfc2449-3-command-over-255", "rfc1939-3-status-only-ok-err"]) {
            dialogue, line in
            line.count > 4_000 ? "\(line.prefix(80))\r\n" : dialogue.sound(line)
        },
        MistakenServer("long lines are passed over", ["rfc2449-3-command-over-255"]) { dialogue, line in
            line.count > 1_000 && line.contains(" ") ? "" : dialogue.sound(line)
        },
        MistakenServer("long names are taken", ["rfc2449-3-command-over-255"]) { dialogue, line in
            line.hasPrefix("USER") && line.count > 255 ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("long responses are cut", ["rfc2449-4-largest-capability-length"]) { dialogue, line in
            line.count > 512 && !line.contains(" ") ? dialogue.sound(line) + "-ERR what?\r\n" : dialogue.sound(line)
        },
        MistakenServer("commands end anywhere", ["rfc1939-3-command-ends-only-at-crlf"], cut: .wherever),
        MistakenServer("commands end at CR", ["rfc1939-3-command-ends-only-at-crlf"], cut: .atCR),
    ]

    private static let cases = ["stat", "list", "pass", "user", "uidl", "capa", "sTaT", "pAsS"].map { word in
        MistakenServer("\(word) is unknown", ["rfc1939-3-keyword-case-insensitive"]) { dialogue, line in
            line.prefix(word.count) == word ? "-ERR unknown command\r\n" : dialogue.sound(line)
        }
    }
}
