import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Checks of response codes", .timeLimit(.minutes(5)))
struct ResponseCodesTests {
    private static let checks = Checklist.responseCodes + Checklist.refusedLogins + Checklist.loginDelay

    /// A wrong server, by what it makes of a reply.
    struct Case: Sendable, CustomTestStringConvertible {
        let row: String
        let outcome: Outcome
        let reply: AlteredServer.Reply
        var testDescription: String { row }

        init(_ row: String, _ outcome: Outcome = .fail, _ reply: @escaping AlteredServer.Reply) {
            (self.row, self.outcome, self.reply) = (row, outcome, reply)
        }
    }

    /// A text behind the status of the reply to a command.
    private static func saying(_ text: String, to verb: String) -> AlteredServer.Reply {
        { line, reply, _ in
            guard line.hasPrefix(verb), reply.hasPrefix("-ERR ") || reply.hasPrefix("+OK ") else { return reply }
            let parts = reply.split(separator: " ", maxSplits: 1)
            return "\(parts[0]) \(text) \(parts[1])"
        }
    }

    private static func withoutCode(_ verb: String) -> AlteredServer.Reply {
        { line, reply, _ in line.hasPrefix(verb) ? reply.replacing("[AUTH] ", with: "") : reply }
    }

    private static let cases: [Case] = [
        Case("rfc2449-3-resp-code-grammar", .fail, saying("[]", to: "RETR")),
        Case("rfc2449-3-resp-code-grammar", .fail, saying("[SYS//TEMP]", to: "DELE")),
        Case("rfc2449-3-resp-code-grammar", .fail, saying("[a b]", to: "RSET")),
        Case("rfc2449-3-resp-code-grammar", .fail, saying("[/X]", to: "NOOP")),
        Case("rfc2449-6.4-resp-codes-meaning", .fail, saying("[see", to: "USER")),
        Case("rfc2449-3-resp-code-position", .warn, saying("oh [SYS/TEMP]", to: "RETR")),
        Case("rfc2449-3-resp-code-position", .warn, saying(" [SYS/TEMP]", to: "RETR")),
        Case("rfc3206-4-sys-second-level", .warn, saying("[SYS]", to: "RETR")),
        Case("rfc3206-4-sys-second-level", .fail, saying("[SYS/ODD]", to: "RETR")),
        Case("rfc3206-4-sys-on-err-only", .fail, saying("[SYS/TEMP]", to: "NOOP")),
        Case("rfc3206-5-auth-code-commands", .fail, saying("[AUTH]", to: "RETR")),
        Case("rfc3206-5-auth-code-commands", .fail, saying("[AUTH]", to: "XPRB")),
        Case("rfc3206-5-auth-code-commands", .fail, saying("[AUTH]", to: "PASS wonderland")),
        Case("rfc3206-5-auth-code-not-on-user", .warn) { line, reply, _ in
            line.hasPrefix("USER popscope") ? "-ERR [AUTH] nobody\r\n" : reply
        },
        Case("rfc2449-8.1.2-in-use-code", .fail, saying("[IN-USE]", to: "DELE")),
        Case("rfc2449-8.1.2-in-use-code") { line, reply, _ in
            line == "PASS popscope-wrong" ? "-ERR [IN-USE] later\r\n" : reply
        },
        Case("rfc3206-5-auth-code-on-credentials", .fail, withoutCode("PASS")),
        Case("rfc3206-5-auth-code-on-credentials") { _, reply, _ in reply.replacing("[IN-USE]", with: "[AUTH]") },
        Case("rfc3206-6-auth-resp-code-complete", .fail, withoutCode("PASS")),
        Case("rfc3206-6-auth-resp-code-complete", .fail, withoutCode("APOP")),
        Case("rfc3206-6-auth-resp-code-complete", .fail, withoutCode("YWxpY2U")),
        Case("rfc3206-4-sys-on-err-only") { line, reply, _ in
            line == "PASS popscope-wrong" ? "-ERR [SYS/PERM] no\r\n" : reply
        },
        Case("rfc3206-4-sys-on-err-only", .warn) { line, reply, _ in
            line == "PASS popscope-wrong" ? "-ERR [SYS/TEMP] no\r\n" : reply
        },
        Case("rfc2449-8-resp-codes-announced", .warn) { line, reply, _ in
            line == "CAPA" ? reply.replacing("\r\nRESP-CODES\r\n", with: "\r\n") : reply
        },
        Case("rfc3206-5-announce-capability", .warn) { line, reply, _ in
            line == "CAPA" ? reply.replacing("\r\nAUTH-RESP-CODE\r\n", with: "\r\n") : reply
        },
    ]

    @Test(arguments: cases) func `a wrong code is found`(_ wrong: Case) async throws {
        let found = try await MemoryRun.altered(Self.checks, reply: wrong.reply)
        #expect(found[wrong.row] == wrong.outcome, "\(found)")
    }

    @Test func `LOGIN-DELAY is judged when a second login comes too soon`() async throws {
        let delayed: AlteredServer.Reply = { line, reply, _ in
            if line == "CAPA" { return reply.replacing("\r\nTOP\r\n", with: "\r\nTOP\r\nLOGIN-DELAY 0\r\n") }
            return line == "NOOP" ? "-ERR [LOGIN-DELAY] later\r\n" : reply
        }
        let found = try await MemoryRun.altered(Self.checks, reply: delayed)
        #expect(found["rfc2449-8.1.1-login-delay-code"] == .fail, "\(found)")
    }

    @Test func `brackets mean nothing without RESP-CODES`() async throws {
        let bracketed: AlteredServer.Reply = { line, reply, _ in
            if line == "CAPA" {
                return reply.replacing("\r\nRESP-CODES\r\nAUTH-RESP-CODE\r\n", with: "\r\n")
            }
            return reply.replacing("-ERR [AUTH] ", with: "-ERR ").replacing("-ERR ", with: "-ERR [127.0.0.1 ")
        }
        let found = try await MemoryRun.altered(Self.checks, reply: bracketed)
        #expect(found == [:])
    }
}
