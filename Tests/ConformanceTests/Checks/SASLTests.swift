import Authentication
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("AUTH against wrong servers", .timeLimit(.minutes(5)))
struct SASLTests {
    typealias Bend = BentSASLServer.Bend

    /// All but SCRAM, whose keys take long to make.
    static let quick =
        Checklist.sasl + Checklist.saslFraming + Checklist.plain + Checklist.loginMechanism + Checklist.cramMD5
    static let checks = quick + Checklist.scram

    private static let digits = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    /// What a careless decoder makes of a text.
    private static func filtered(_ text: String) -> String {
        let kept = text.filter { digits.contains($0) }
        return kept + String(repeating: "=", count: (4 - kept.count % 4) % 4)
    }

    private static func isResponse(_ past: BentSASLServer.Past) -> Bool { past.replies.last?.hasPrefix("+ ") == true }

    static let beginnings: [Bend] = [
        Bend("an unknown mechanism gets a challenge", "rfc5034-4-unknown-mech-err") { reply, line, past in
            let isIn = past.lines.contains { $0.hasPrefix("PASS ") || $0 == "STAT" }
            return line.hasPrefix("AUTH X") && line.count < 17 && !isIn ? "+ \r\n" : reply
        },
        Bend(
            "the beginning of a name is enough", "rfc5034-4-unknown-mech-err",
            hears: { line, _ in
                line == "AUTH PLAI" ? "AUTH PLAIN" : line
            }),
        Bend("an initial response of an unknown mechanism is a command", "rfc5034-4-unknown-mech-with-ir-err") {
            reply, line, _ in line.hasPrefix("AUTH X-POPSCOPE ") ? reply + "-ERR unknown\r\n" : reply
        },
        Bend(
            "mechanisms in small letters are refused", "rfc5034-5-mech-case-insensitive",
            hears: { line, _ in
                line.hasPrefix("AUTH plain") || line.hasPrefix("auth plain") ? "AUTH none" : line
            }),
        Bend("an empty challenge has no space", "rfc5034-4-empty-challenge-form") { reply, _, _ in
            reply == "+ \r\n" ? "+\r\n" : reply
        },
        Bend("a challenge is a text", "rfc5034-4-challenge-form") { reply, _, _ in
            reply == "+ \r\n" ? "+ go ahead\r\n" : reply
        },
        Bend(
            "SCRAM without an initial response is refused", "rfc5034-4-empty-challenge-sent",
            hears: { line, _ in
                line.uppercased() == "AUTH SCRAM-SHA-1" ? "AUTH none" : line
            }),
        Bend(
            "cancelling is answered by another challenge", "rfc5034-4-cancel",
            says: { reply, line, past in
                line == "*" && past.lines.last == "AUTH CRAM-MD5" ? "+ \r\n" : reply
            }),
        Bend(
            "\"=\" is no initial response", "rfc5034-4-empty-ir-accepted",
            hears: { line, _ in
                line == "AUTH PLAIN =" ? "AUTH PLAIN" : line
            }),
        Bend(
            "an initial response of CRAM-MD5 is passed over", "rfc5034-4-ir-server-first-rejected",
            "rfc4422-3-ir-server-first-fails",
            hears: { line, _ in line.hasPrefix("AUTH CRAM-MD5 ") ? "AUTH CRAM-MD5" : line }),
        Bend("AUTH is begun again after login", "rfc5034-4-auth-authorization-only") { reply, line, past in
            line == "AUTH PLAIN" && past.lines.contains { $0.hasPrefix("PASS ") } ? "+ \r\n" : reply
        },
        Bend("AUTH is begun again after AUTH", "rfc5034-4-auth-after-auth-rejected") { reply, line, past in
            line == "AUTH PLAIN" && past.lines.contains("STAT") ? "+ \r\n" : reply
        },
        Bend("SASL is gone after login", "rfc5034-3-sasl-kept-after-auth") {
            reply, line, past in
            guard line == "CAPA", past.lines.contains(where: { $0.hasPrefix("PASS ") }) else { return reply }
            return reply.split(separator: "\r\n").filter { !$0.hasPrefix("SASL") }.joined(separator: "\r\n") + "\r\n"
        },
        Bend("a failed AUTH bars PASS", "rfc5034-4-fail-as-if-not-issued") { reply, line, past in
            line.hasPrefix("PASS ") && past.lines.contains("*") ? "-ERR not now\r\n" : reply
        },
        Bend(
            "PASS uses the name of a failed AUTH", "rfc5034-4-fail-no-residual-user", "rfc1939-7-pass-needs-user",
            hears: {
                line, past in
                let isAlone = past.lines.last?.hasPrefix("USER") != true
                return line == "PASS wonderland" && isAlone ? "USER alice\r\n\(line)" : line
            }),
    ]

    @Test(arguments: beginnings) func `a wrong beginning is reported in its row`(_ bend: Bend) async throws {
        let checks = bend.rows.contains("rfc5802-5-server-final") ? Self.checks : Self.quick
        let reported = try await BentSASLServer.reported(bend, checks: checks)
        #expect(reported == bend.rows)
    }

    static let spellings: [Bend] = [
        Bend(
            "a response is filtered", "rfc5034-4-bad-base64-alphabet", "rfc5034-4-bad-base64-padding",
            hears: {
                line, past in isResponse(past) && line.count > 8 ? filtered(line) : line
            }),
        Bend(
            "an initial response is filtered", "rfc5034-4-bad-base64-in-ir",
            hears: { line, _ in
                let prefix = "AUTH PLAIN "
                guard line.hasPrefix(prefix), line.count > 20 else { return line }
                return prefix + filtered(String(line.dropFirst(prefix.count)))
            }),
        Bend(
            "padding is optional", "rfc5034-4-bad-base64-length",
            hears: { line, past in
                let isPlain = isResponse(past) && line.count > 8 && line.allSatisfy(digits.contains)
                return isPlain ? filtered(line) : line
            }),
        Bend(
            "garbage gets another challenge", "rfc5034-4-bad-base64-err",
            says: { reply, line, past in
                line == "!!!!" && past.lines.last == "AUTH LOGIN" ? "+ UGFzc3dvcmQ6\r\n" : reply
            }),
        Bend("a long response is two lines", "rfc5034-4-base64-any-length") { reply, line, _ in
            line.count > 998 ? reply + reply : reply
        },
    ]

    @Test(arguments: spellings) func `a careless decoder is reported in its row`(_ bend: Bend) async throws {
        let reported = try await BentSASLServer.reported(bend, checks: Self.quick)
        #expect(reported.isSuperset(of: bend.rows) && reported.subtracting(bend.rows).isSubset(of: Self.besides))
    }

    /// A reply too many is one of its own as well.
    private static let besides: Set<RequirementID> = [
        "rfc1939-5-one-response-per-command", "rfc5034-4-bad-base64-length", "rfc5034-4-cancel",
        "rfc1939-4-err-single-line",
        "rfc1939-3-error-single-line",
    ]

    @Test func `the built-in server passes every row of AUTH`() async throws {
        let report = try await MemoryRun.securable(checks: Self.checks) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return MailboxServer(over: store, stamp: stamp, autologout: nil)
        }
        let wanted = Set(Self.checks.flatMap(\.requirements)).subtracting(Self.unmet)
        let others = report.results.filter { wanted.contains($0.requirement.id) && $0.outcome != .pass }
        #expect(others.map { "\($0.requirement.id) \($0.outcome) \($0.judgements[0].reason?.en ?? "")" } == [])
    }

    /// What needs TLS, a name with a space, or is only told.
    private static let unmet: Set<RequirementID> = [
        "rfc5802-6-y-with-plus-fails", "rfc5802-6-plus-only-when-policy", "rfc5802-6-plus-advertised",
        "rfc5802-6-unsupported-cb-fails", "rfc2195-2-username-with-space", "rfc2195-4-not-both",
        "rfc5034-4-mech-required",
    ]
}
