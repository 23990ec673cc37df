import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Checks of UTF8 and LANG", .timeLimit(.minutes(5)))
struct UTF8Tests {
    private static let checks = Checklist.utf8 + Checklist.utf8Credentials + Checklist.languages

    /// A wrong server, by what it makes of a reply.
    struct Case: Sendable, CustomTestStringConvertible {
        let row: String
        let outcome: Outcome
        let intake: AlteredServer.Intake
        let reply: AlteredServer.Reply
        var testDescription: String { row }

        init(_ row: String, intake: @escaping AlteredServer.Intake) {
            (self.row, outcome, self.intake) = (row, .fail, intake)
            reply = { _, reply, _ in reply }
        }

        init(_ row: String, _ outcome: Outcome = .fail, _ reply: @escaping AlteredServer.Reply) {
            (self.row, self.outcome, self.reply) = (row, outcome, reply)
            intake = { octets, _ in octets }
        }
    }

    private static let raw = "+OK\r\nSubject: \u{3042}\r\n\r\none\r\n\u{3044}\r\n.\r\n"
    private static let surrogate = "+OK\r\nSubject: ?\r\n\r\none\r\n?\r\n.\r\n"

    private static let modes: [Case] = [
        Case("rfc6856-2.1-utf8-no-params", .warn) { line, reply, _ in line == "UTF8 x" ? "+OK\r\n" : reply },
        Case("rfc6856-2-utf8-authorization-only") { line, reply, memory in
            line == "UTF8" && memory.isLoggedIn ? "+OK\r\n" : reply
        },
        Case("rfc6856-2.1-no-8bit-without-utf8") { line, reply, memory in line == "RETR 7" ? raw : reply },
        Case("rfc6856-2.1-surrogate-or-err") { line, reply, memory in line == "TOP 7 0" ? raw : reply },
        Case("rfc6856-2.1-as-is-in-utf8-mode") { line, reply, memory in
            line == "RETR 7" && memory.counts["UTF8", default: 0] == 1 && reply.hasPrefix("+OK") ? surrogate : reply
        },
        Case("rfc6856-2.1-as-is-in-utf8-mode") { line, reply, memory in
            line == "RETR 2" && memory.counts["UTF8", default: 0] > 0 ? "-ERR\r\n" : reply
        },
        Case("rfc6856-5-utf8-code") { line, reply, _ in
            line == "RETR 2" ? reply.replacing("+OK ", with: "+OK [UTF8] ") : reply
        },
        Case("rfc6856-5-utf8-code") { line, reply, _ in
            line == "UTF8" && reply.hasPrefix("-ERR") ? "-ERR [UTF8] no\r\n" : reply
        },
        Case(
            "rfc6856-2.2-reject-prohibited",
            intake: { octets, _ in
                Array(
                    String(decoding: octets, as: UTF8.self).unicodeScalars.filter { $0 != "\u{200E}" }.map(String.init)
                        .joined().utf8)
            }),
        Case("rfc6856-2.2-reject-malformed-utf8", intake: { octets, _ in octets.filter { $0 != 0xFF } }),
        Case(
            "rfc6856-2.2-reject-malformed-utf8",
            intake: { octets, _ in
                octets.contains(0xC1) ? Array("USER alice\r\n".utf8) : octets
            }),
        Case("rfc6856-2.2-user-arg-utf8-credentials", .warn) { line, reply, _ in
            if line == "CAPA" { return reply.replacing("\r\nUTF8\r\n", with: "\r\nUTF8 USER\r\n") }
            return line.hasPrefix("USER \u{3042}") ? "-ERR\r\n" : reply
        },
    ]

    @Test(arguments: modes) func `a server that is wrong about UTF8 is found`(_ wrong: Case) async throws {
        let found = try await MemoryRun.altered(
            Self.checks, mail: MemoryRun.mailInUTF8, intake: wrong.intake, reply: wrong.reply)
        #expect(found[wrong.row] == wrong.outcome, "\(found)")
    }

    private static let tongues: [Case] = [
        Case("rfc6856-3-lang-both-states") { line, reply, memory in
            line.hasPrefix("LANG") && memory.isLoggedIn ? "-ERR\r\n" : reply
        },
        Case("rfc6856-3.2-lang-select-form") { line, reply, _ in line == "LANG en" ? "+OK\r\n" : reply },
        Case("rfc6856-3.2-lang-fail-unchanged") { line, reply, _ in line == "LANG zz" ? "+OK en sorry\r\n" : reply },
        Case("rfc6856-3.2-lang-star", .warn) { line, reply, _ in line == "LANG *" ? "-ERR\r\n" : reply },
        Case("rfc6856-3.2-lang-list-form") { line, reply, _ in line == "LANG" ? "+OK\r\nen_GB English\r\n.\r\n" : reply
        },
        Case("rfc6856-3.2-lang-list-form") { line, reply, _ in line == "LANG ja" ? "-ERR\r\n" : reply },
    ]

    @Test(arguments: tongues) func `a server that is wrong about LANG is found`(_ wrong: Case) async throws {
        let found = try await MemoryRun.altered(Self.checks, reply: wrong.reply)
        #expect(found[wrong.row] == wrong.outcome, "\(found)")
    }

    @Test func `a sound server with a message in UTF-8 passes`() async throws {
        #expect(try await MemoryRun.altered(Self.checks, mail: MemoryRun.mailInUTF8) == [:])
    }

    @Test func `a server that offers neither is not judged`() async throws {
        #expect(try await MemoryRun.altered(Self.checks, mail: MemoryRun.mailInUTF8, offer: .practice) == [:])
    }
}
