import POP3
import Testing

@testable import Conformance

@Suite("Checks of commands", .timeLimit(.minutes(5)))
struct CommandsTests {
    @Test(arguments: wrong) func `a wrong answer is reported in its own row`(server: MistakenServer) async throws {
        let reported = try await server.reported(by: Checklist.commands + Checklist.octets)
        #expect(Set(reported.keys) == server.rows)
    }

    static let wrong = unknown + forms

    private static let unknown = [
        MistakenServer("OK to what is unknown", ["rfc1939-3-err-unrecognized"]) { dialogue, line in
            line == "QWER 1" ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("silence for what is unknown", ["rfc1939-3-err-unrecognized"]) { dialogue, line in
            line == "FROB a b" ? "" : dialogue.sound(line)
        },
        MistakenServer("closes at what is unknown", ["rfc1939-3-err-unrecognized"]) { dialogue, line in
            guard line == "XYZ" || line == "QWER 1", dialogue.isIn else { return dialogue.sound(line) }
            dialogue.closes = true
            return ""
        },
        MistakenServer("four letters are enough", ["rfc1939-3-keyword-length-rejected"]) { dialogue, line in
            let end = line.firstIndex(of: " ") ?? line.endIndex
            let isWord = line[..<end].allSatisfy { $0.isASCII && $0.isLetter }
            return dialogue.sound(isWord ? String(line[..<end].prefix(4)) + String(line[end...]) : line)
        },
        MistakenServer("NO is NOOP", ["rfc1939-3-keyword-length-rejected"]) { dialogue, line in
            dialogue.sound(line == "NO" ? "NOOP" : line)
        },
        MistakenServer("silence for an empty line", ["rfc1939-3-err-empty-line"]) { dialogue, line in
            line.isEmpty ? "" : dialogue.sound(line)
        },
        MistakenServer("OK to an empty line after login", ["rfc1939-3-err-empty-line"]) { dialogue, line in
            line.isEmpty && dialogue.isIn ? "+OK\r\n" : dialogue.sound(line)
        },
        MistakenServer("silence for UTF8", ["rfc1939-3-err-unimplemented"]) { dialogue, line in
            line == "UTF8" ? "" : dialogue.sound(line)
        },
        MistakenServer("closes at XTND", ["rfc1939-3-err-unimplemented"]) { dialogue, line in
            guard line.hasPrefix("XTND") else { return dialogue.sound(line) }
            dialogue.closes = true
            return ""
        },
    ]

    private static let forms = [
        MistakenServer("DELE alone closes", ["rfc1939-3-err-syntax"]) { dialogue, line in
            guard line == "DELE" else { return dialogue.sound(line) }
            dialogue.closes = true
            return ""
        },
        MistakenServer("TOP n x is n 0", ["rfc1939-3-err-syntax"]) { dialogue, line in
            dialogue.sound(line == "TOP 1 x" ? "TOP 1 0" : line)
        },
        MistakenServer("STAT 1", ["rfc1939-5-stat-no-args", "rfc1939-3-err-extra-args"]) { dialogue, line in
            dialogue.sound(line == "STAT 1" ? "STAT" : line)
        },
        MistakenServer("NOOP x", ["rfc1939-5-noop-no-args", "rfc1939-3-err-extra-args"]) { dialogue, line in
            dialogue.sound(line == "NOOP x" ? "NOOP" : line)
        },
        MistakenServer("RSET 1", ["rfc1939-5-rset-no-args", "rfc1939-3-err-extra-args"]) { dialogue, line in
            dialogue.sound(line == "RSET 1" ? "RSET" : line)
        },
        MistakenServer("lines are cut at NUL", ["rfc2449-3-command-octets"]) { dialogue, line in
            dialogue.sound(String(line.prefix { $0 != "\0" }))
        },
        MistakenServer("two replies to NUL", ["rfc1939-5-one-response-per-command"]) { dialogue, line in
            line.contains("\0") ? "-ERR\r\n-ERR\r\n" : dialogue.sound(line)
        },
        MistakenServer("blanks at the end", ["rfc2449-3-empty-param-invalid"]) { dialogue, line in
            dialogue.sound(line.last == " " ? String(line.dropLast()) : line)
        },
        MistakenServer("a tab", ["rfc2449-3-tab-not-separator"]) { dialogue, line in
            dialogue.sound(line.hasPrefix("LIST") ? line.replacing("\t", with: " ") : line)
        },
    ]
}
