import Authentication
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("STLS against wrong servers", .timeLimit(.minutes(5)))
struct StartTLSTests {
    typealias Bend = BentSASLServer.Bend

    static let checks = Checklist.startTLS + Checklist.tls + Checklist.bearer

    private static func adding(_ tag: String, to reply: String) -> String {
        reply.replacing("\r\n.\r\n", with: "\r\n\(tag)\r\n.\r\n")
    }

    static let bends: [Bend] = [
        Bend("CAPA is refused", "rfc2595-4-stls-needs-capa") { reply, line, _ in line == "CAPA" ? "-ERR no\r\n" : reply
        },
        Bend("STLS is announced and refused", "rfc2595-4-stls-announced-when-permitted") { reply, line, _ in
            line == "STLS" ? "-ERR no\r\n" : reply
        },
        Bend("STLS is announced and refused for a while", "rfc2595-4-stls-announced-when-permitted") { reply, line, _ in
            line == "STLS" ? "-ERR [SYS/TEMP] no\r\n" : reply
        },
        Bend("STLS is announced under TLS", "rfc2595-4-stls-not-announced-under-tls") { reply, line, past in
            line == "CAPA" && past.isSecure ? adding("STLS", to: reply) : reply
        },
        Bend("STLS is announced after login", "rfc2595-4-stls-not-in-transaction-capa") { reply, line, past in
            line == "CAPA" && past.lines.contains { $0.hasPrefix("PASS ") } ? adding("STLS", to: reply) : reply
        },
        Bend("STLS is taken after login in small letters", "rfc2595-4-stls-authorization-only") { reply, line, past in
            line == "stls" ? "+OK\r\n" : reply
        },
        Bend("a second greeting", "rfc2595-4-stls-no-second-greeting", greetsAgain: true),
        Bend("clear text counts under TLS", "rfc2595-4-stls-plaintext-injection", keepsClearText: true),
        Bend("STLS takes an argument", "rfc2595-4-stls-no-args", "rfc1939-3-err-extra-args") { reply, line, _ in
            line == "STLS x" ? "+OK\r\n" : reply
        },
        Bend(
            "TLS logs in", "rfc2595-4-stls-stays-authorization", "rfc1939-3-err-wrong-state-authorization"
        ) { reply, line, past in line == "STAT" && past.isSecure ? "+OK 1 7\r\n" : reply },
        Bend(
            "a name from clear text counts under TLS", "rfc2595-4-stls-state-reset",
            hears: { line, past in
                line.hasPrefix("PASS ") && past.lines.last == "STLS" ? "USER alice\r\n\(line)" : line
            }),
        Bend("PLAIN is missing under TLS", "rfc5034-4-plain-over-tls-mandatory") { reply, line, past in
            line == "CAPA" && past.isSecure ? reply.replacing(" PLAIN", with: "") : reply
        },
        Bend("OAUTHBEARER in clear text", "rfc7628-3-tls-required") { reply, line, past in
            line == "AUTH OAUTHBEARER" && !past.isSecure ? "+ \r\n" : reply
        },
        Bend(
            "a token is refused without a reason", "rfc7628-3.2.2-error-json",
            hears: { line, _ in
                // Base64 of "n,a".
                line.contains(" bixh") ? "AUTH none" : line.hasPrefix("bixh") ? "*" : line
            }),
        Bend("the reason is no JSON", "rfc7628-3.2.2-error-json") { reply, line, past in
            reply.hasPrefix("+ ey") ? "+ bm8=\r\n" : reply
        },
        Bend("the reason has no status", "rfc7628-3.2.2-error-json") { reply, line, past in
            reply.hasPrefix("+ ey") ? "+ e30=\r\n" : reply
        },
        Bend("OAUTHBEARER does not end", "rfc7628-3.2.3-server-finishes") { reply, line, past in
            line == "AQ==" && past.replies.last?.hasPrefix("+ ey") == true ? "+ \r\n" : reply
        },
    ]

    @Test(arguments: bends) func `a wrong STLS is reported in its row`(_ bend: Bend) async throws {
        let reported = try await BentSASLServer.reported(bend, checks: Self.checks, offer: MemoryRun.networkOffer)
        #expect(reported == bend.rows)
    }

    @Test func `nothing is reported of the built-in server on a network`() async throws {
        let report = try await MemoryRun.securable(checks: Self.checks + SASLTests.checks) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return MailboxServer(over: store, stamp: stamp, offer: MemoryRun.networkOffer, autologout: nil)
        }
        let found = report.results.filter { [.fail, .warn, .error].contains($0.outcome) }
        #expect(found.map { "\($0.requirement.id) \($0.judgements[0].reason?.en ?? "")" } == [])
        let unjudged = report.results.filter { result in
            Self.checks.contains { $0.requirements.contains(result.requirement.id) }
                && !Self.unmet.contains(result.requirement.id) && ![.pass, .info].contains(result.outcome)
        }
        #expect(unjudged.map { "\($0.requirement.id) \($0.judgements[0].reason?.en ?? "")" } == [])
    }

    /// What needs `pop3s://` or `--profile modern`.
    private static let unmet = Set(
        Checklist.tls.flatMap(\.requirements) + ["rfc8314-4-no-stls-when-failing"])

    @Test func `under TLS by STLS nothing is reported of the built-in server`() async throws {
        let report = try await MemoryRun.securable(checks: Self.checks + SASLTests.checks) { options in
            options.usesSTLS = true
            options.profile = .modern
            options.hasNetwork = false
        } _: { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            let offer = MailboxServer.Offer.serve(hasTLS: true, takesPasswordsInClear: false)
            return MailboxServer(over: store, stamp: stamp, offer: offer, autologout: nil)
        }
        let found = report.results.filter { [.fail, .warn, .error].contains($0.outcome) }
        #expect(found.map { "\($0.requirement.id) \($0.judgements[0].reason?.en ?? "")" } == [])
    }

    @Test func `a server that goes on in clear text behind STLS is reported`() async throws {
        let report = try await MemoryRun.securable(checks: Checklist.startTLS) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            let offer = MailboxServer.Offer(clear: [.userPass], secure: [.userPass], stls: true)
            return ClearTextServer(MailboxServer(over: store, stamp: stamp, offer: offer, autologout: nil))
        }
        let found = report.results.filter { $0.outcome == .warn }.map(\.requirement.id)
        #expect(found == ["rfc2595-4-stls-pre-handshake-garbage"])
    }

    /// Answers STLS with +OK, and everything behind it in clear text.
    private struct ClearTextServer: ServerMachine {
        var server: MailboxServer
        var isBehindSTLS = false

        init(_ server: MailboxServer) { self.server = server }

        mutating func opened(from address: String?) -> [Output] { server.opened(from: address) }

        mutating func received(_ bytes: [UInt8]) -> [Output] {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
            return lines.flatMap { line -> [Output] in
                if line == "STLS" {
                    isBehindSTLS = true
                    return [.send(Array("+OK begin\r\n".utf8))]
                }
                return isBehindSTLS ? [.send(Array("-ERR no\r\n".utf8))] : server.received(Array("\(line)\r\n".utf8))
            }
        }

        mutating func secured() -> [Output] { [] }
        mutating func idled() -> [Output] { [] }
        var wakeAfter: Duration? { nil }
        mutating func closed() -> [Output] { server.closed() }
    }
}
