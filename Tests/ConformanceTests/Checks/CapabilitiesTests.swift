import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Checks of capabilities", .timeLimit(.minutes(5)))
struct CapabilitiesTests {
    private static let checks =
        Checklist.capabilities + Checklist.capabilityTruth + Checklist.loginDelay + Checklist.expiry

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

    /// A list with a line more.
    private static func adding(
        _ line: String, when applies: @escaping @Sendable (AlteredServer.Memory) -> Bool = { _ in true }
    ) -> AlteredServer.Reply {
        { command, reply, memory in
            guard command.uppercased() == "CAPA", applies(memory), reply.hasSuffix("\r\n.\r\n") else { return reply }
            return reply.replacing("\r\n.\r\n", with: "\r\n\(line)\r\n.\r\n")
        }
    }

    private static func without(
        _ tag: String, when applies: @escaping @Sendable (AlteredServer.Memory) -> Bool = { _ in true }
    ) -> AlteredServer.Reply {
        { command, reply, memory in
            guard command.uppercased() == "CAPA", applies(memory) else { return reply }
            return reply.lines.filter { $0 != tag && !$0.hasPrefix(tag + " ") }.joined(separator: "\r\n")
        }
    }

    private static let lists: [Case] = [
        Case("rfc2449-5-capa-tag-grammar", .fail, adding("X.Y")),
        Case("rfc2449-5-capa-tag-grammar", .fail, adding("")),
        Case("rfc2449-5-capa-tag-grammar", .fail, adding("XY\t1")),
        Case("rfc2449-5-capa-tag-grammar", .fail, adding("XY a\u{1}b")),
        Case("rfc2449-5-capa-single-space", .fail, adding("XY  1")),
        Case("rfc2449-5-capa-single-space", .fail, adding(" XY")),
        Case("rfc2449-5-capa-single-space", .warn, adding("XY ")),
        Case("rfc2449-5-capa-line-512", .fail, adding("XY " + String(repeating: "y", count: 510))),
        Case("rfc2449-5-capa-multiline", .warn, adding("TOP")),
        Case("rfc2449-9-x-prefix", .warn, adding("EXPIRENEVER")),
        Case("iana-capability-args-none", .warn, adding("STLS now")),
        Case("rfc2449-5-capa-announced-both", .fail, without("TOP") { $0.isLoggedIn }),
        Case("rfc2449-5-capa-announced-both", .fail, adding("XY") { !$0.isLoggedIn }),
        Case("rfc2449-5-capa-repeatable", .fail, without("TOP") { $0.counts["CAPA"] == 2 }),
        Case("rfc2449-5-capa-repeatable", .fail, adding("XY") { $0.isLoggedIn && $0.counts["CAPA", default: 0] > 6 }),
        Case("rfc2449-5-capa-both-states") { line, reply, memory in
            line.uppercased() == "CAPA" && memory.isLoggedIn ? "-ERR\r\n" : reply
        },
        Case("rfc2449-5-capa-both-states") { line, reply, memory in
            line.uppercased() == "CAPA" && !memory.isLoggedIn ? "-ERR\r\n" : reply
        },
        Case("rfc2449-5-capa-args-stable") { line, reply, memory in
            memory.isLoggedIn && line.uppercased() == "CAPA"
                ? reply.replacing("IMPLEMENTATION popscope", with: "IMPLEMENTATION other") : reply
        },
        Case("rfc2449-5-capa-multiline") { line, reply, memory in
            memory.isLoggedIn && line == "CAPA" ? "+OK\r\n" : reply
        },
        Case("rfc2449-5-capa-no-args", .warn) { line, reply, _ in line == "CAPA x" ? "+OK\r\nTOP\r\n.\r\n" : reply },
        Case("rfc2449-5-capa-repeatable") { line, reply, memory in
            line == "STAT" && memory.counts["CAPA", default: 0] > 8 ? "+OK 1 1\r\n" : reply
        },
        Case("rfc2449-5-capa-repeatable") { line, reply, memory in
            line == "CAPA" && memory.counts["PASS WRONG"] == 1 ? "-ERR\r\n" : reply
        },
        Case("rfc2449-6.9-implementation-arg") { line, reply, _ in
            reply.replacing("IMPLEMENTATION popscope", with: "IMPLEMENTATION")
        },
        Case("rfc2449-6.5-login-delay-arg", .fail, adding("LOGIN-DELAY soon")),
        Case("rfc2449-6.5-login-delay-arg", .fail, adding("LOGIN-DELAY -1")),
        Case("rfc2449-6.5-login-delay-arg", .fail, adding("LOGIN-DELAY 0 0")),
        Case("rfc2449-6.5-login-delay-arg", .fail, adding("LOGIN-DELAY 0 USER")),
        Case("rfc2449-6.5-login-delay-max-before-auth") { line, reply, memory in
            adding("LOGIN-DELAY \(memory.isLoggedIn ? 20 : 10)")(line, reply, memory)
        },
        Case("rfc2449-6.5-login-delay-user-token", .warn) { line, reply, memory in
            adding("LOGIN-DELAY \(memory.isLoggedIn ? 10 : 20)")(line, reply, memory)
        },
        Case("rfc2449-6.5-login-delay-accurate-after", .warn, adding("LOGIN-DELAY 20 USER")),
        Case("rfc2449-6.7-expire-arg") { line, reply, _ in reply.replacing("EXPIRE NEVER", with: "EXPIRE 1d") },
        Case("rfc2449-6.7-expire-arg") { line, reply, _ in reply.replacing("EXPIRE NEVER", with: "EXPIRE") },
        Case("rfc2449-6.7-expire-min-before-auth") { _, reply, memory in
            reply.replacing("EXPIRE NEVER", with: memory.isLoggedIn ? "EXPIRE 5" : "EXPIRE 10")
        },
        Case("rfc2449-6.7-expire-user-token", .warn) { _, reply, memory in
            reply.replacing("EXPIRE NEVER", with: memory.isLoggedIn ? "EXPIRE 10" : "EXPIRE 5")
        },
        Case("rfc2449-6.7-expire-accurate-after", .warn) { _, reply, _ in
            reply.replacing("EXPIRE NEVER", with: "EXPIRE 5 USER")
        },
        Case("rfc3206-6-capability-no-args", .warn) { _, reply, _ in
            reply.replacing("AUTH-RESP-CODE", with: "AUTH-RESP-CODE 1")
        },
        Case("rfc3206-6-capability-no-args", .fail, without("AUTH-RESP-CODE") { !$0.isLoggedIn }),
        Case("rfc6856-2-utf8-capability", .fail, without("UTF8") { $0.isLoggedIn }),
        Case("rfc6856-2-utf8-capability") { _, reply, _ in reply.replacing("\r\nUTF8\r\n", with: "\r\nUTF8 ALL\r\n") },
        Case("rfc6856-3-lang-capability") { _, reply, _ in reply.replacing("\r\nLANG\r\n", with: "\r\nLANG en\r\n") },
        Case("rfc6856-3-lang-capability", .fail, without("LANG") { !$0.isLoggedIn }),
    ]

    @Test(arguments: lists) func `a wrong list is found`(_ wrong: Case) async throws {
        let found = try await MemoryRun.altered(Self.checks, reply: wrong.reply)
        #expect(found[wrong.row] == wrong.outcome, "\(found)")
    }

    private static let lies: [Case] = [
        Case("rfc2449-6.1-top-capability") { line, reply, _ in line.hasPrefix("TOP ") ? "-ERR\r\n" : reply },
        Case("rfc2449-6.1-top-capability") { line, reply, _ in line.hasPrefix("TOP 6") ? "-ERR\r\n" : reply },
        Case("rfc2449-6.1-top-capability", .warn, without("TOP")),
        Case("rfc2449-6.8-uidl-capability") { line, reply, _ in line.hasPrefix("UIDL") ? "-ERR\r\n" : reply },
        Case("rfc2449-6.8-uidl-capability") { line, reply, _ in line.hasPrefix("UIDL ") ? "-ERR\r\n" : reply },
        Case("rfc2449-6.8-uidl-capability", .warn, without("UIDL")),
        Case("rfc2449-6.2-user-capability", .warn) { line, reply, _ in line.hasPrefix("USER") ? "-ERR\r\n" : reply },
        Case("rfc2449-6.3-sasl-capability") { line, reply, _ in line.hasPrefix("AUTH ") ? "-ERR\r\n" : reply },
        Case("rfc2449-6.3-sasl-capability", .warn) { line, reply, _ in
            line == "CAPA" ? reply.replacing("SASL ", with: "SASL FOO ") : reply
        },
    ]

    @Test(arguments: lies) func `what is announced and not there is found, and what is there and not announced`(
        _ wrong: Case
    ) async throws {
        let found = try await MemoryRun.altered(Self.checks, reply: wrong.reply)
        #expect(found[wrong.row] == wrong.outcome, "\(found)")
    }

    @Test func `the sound server passes every row that it can`() async throws {
        let checks =
            Self.checks + Checklist.pipelining + Checklist.pipeliningEnds + Checklist.responseCodes
            + Checklist.refusedLogins + Checklist.utf8 + Checklist.utf8Credentials + Checklist.languages
        let report = try await MemoryRun.report(checks: checks, mail: MemoryRun.mailInUTF8) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return MailboxServer(over: store, stamp: stamp, offer: .everything, autologout: nil)
        }
        let wanted = Set(checks.flatMap(\.requirements))
        let left = report.results.filter { wanted.contains($0.requirement.id) && ![.pass, .info].contains($0.outcome) }
        // No LOGIN-DELAY, no EXPIRE 0, no TLS and no names in UTF-8 there.
        #expect(
            Set(left.map(\.requirement.id.name)) == [
                "rfc2449-6.5-login-delay-arg", "rfc2449-6.5-login-delay-max-before-auth",
                "rfc2449-6.5-login-delay-user-token", "rfc2449-6.5-login-delay-accurate-after",
                "rfc2449-6.5-login-delay-enforced", "rfc2449-8.1.1-login-delay-code-not-on-user",
                "rfc6856-2.1-stls-after-utf8-err", "rfc6856-2.2-user-arg-utf8-credentials",
            ])
        #expect(left.allSatisfy { $0.outcome == .skip })
    }

    @Test func `a server without CAPA is not judged by its grammar`() async throws {
        let refusing: AlteredServer.Reply = { line, reply, _ in
            line.uppercased().hasPrefix("CAPA") ? "-ERR\r\n" : reply
        }
        let found = try await MemoryRun.altered(Self.checks, reply: refusing)
        #expect(found == [:])
    }

    @Test func `a server that closes behind every error is not reported`() async throws {
        let report = try await MemoryRun.report(checks: Self.checks) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return ClosingServer(MailboxServer(over: store, stamp: stamp, autologout: nil))
        }
        #expect(report.results.filter { [.fail, .warn, .error].contains($0.outcome) }.map(\.requirement.id) == [])
    }
}

/// The built-in server, closing behind every error.
struct ClosingServer: ServerMachine {
    private var server: MailboxServer
    init(_ server: MailboxServer) { self.server = server }
    var wakeAfter: Duration? { nil }
    mutating func opened(from address: String?) -> [Output] { server.opened(from: address) }
    mutating func secured() -> [Output] { server.secured() }
    mutating func idled() -> [Output] { server.idled() }
    mutating func closed() -> [Output] { server.closed() }
    mutating func received(_ bytes: [UInt8]) -> [Output] {
        let outputs = server.received(bytes)
        let isRefusal = outputs.contains {
            if case .send(let octets) = $0 { String(decoding: octets, as: UTF8.self).contains("-ERR") } else { false }
        }
        return isRefusal ? outputs + [.close(.orderly)] : outputs
    }
}

extension String {
    /// The lines without their ends; the last one is empty where the text ends in one.
    fileprivate var lines: [Substring] { split(separator: "\r\n", omittingEmptySubsequences: false) }
}
