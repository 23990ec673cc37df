import Authentication
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("CRAM-MD5 and SCRAM against wrong servers", .timeLimit(.minutes(5)))
struct ScramTests {
    typealias Bend = BentSASLServer.Bend

    private static func text(of reply: String) -> String? {
        guard reply.hasPrefix("+ "), case .success(let octets) = Base64.decode(reply.dropFirst(2).dropLast()) else {
            return nil
        }
        return String(decoding: octets, as: UTF8.self)
    }

    private static func challenge(_ text: String) -> String { "+ \(Base64.encode(Array(text.utf8)))\r\n" }

    /// What the client said in a response.
    private static func message(_ line: String) -> String? {
        guard case .success(let octets) = Base64.decode(line) else { return nil }
        return String(decoding: octets, as: UTF8.self)
    }

    static let digests: [Bend] = [
        Bend("a challenge without @", "rfc2195-2-challenge-msgid", "rfc2195-2-success") { reply, line, _ in
            text(of: reply)?.hasPrefix("<") == true ? challenge("<1234>") : reply
        },
        Bend("a challenge with a space", "rfc2195-2-challenge-msgid", "rfc2195-2-success") { reply, line, _ in
            text(of: reply)?.hasPrefix("<") == true ? challenge("<12 34@popscope.example>") : reply
        },
    ]

    @Test(arguments: digests) func `a wrong challenge of CRAM-MD5 is reported`(_ bend: Bend) async throws {
        let reported = try await BentSASLServer.reported(bend, checks: Checklist.cramMD5)
        #expect(reported.isSuperset(of: bend.rows))
    }

    private static func rightDigest(_ past: BentSASLServer.Past) -> String {
        let challenge = past.replies.last.flatMap(text) ?? ""
        return CramMD5.digest(of: Array(challenge.utf8), key: Array("wonderland".utf8))
    }

    static let comparisons: [(String, @Sendable (String, String) -> Bool)] = [
        ("the first half", { $0.hasPrefix($1) && $1.count == 16 }),
        ("one digit more", { $1.hasPrefix($0) && $1.count == 33 }),
        ("all but the last digit", { $0.dropLast() == $1.dropLast() && $0.count == $1.count }),
        ("nothing", { _, given in given.isEmpty }), ("zeros", { $1.allSatisfy { $0 == "0" } && $1.count == 32 }),
    ]

    @Test(arguments: comparisons.indices) func `a careless comparison of digests is reported`(_ index: Int) async throws
    {
        let (name, matches) = Self.comparisons[index]
        let bend = Bend(
            name, "rfc2195-2-wrong-digest", "rfc5034-4-fail-err",
            hears: { line, past in
                let right = Self.rightDigest(past)
                guard past.lines.last == "AUTH CRAM-MD5", let said = Self.message(line), said.hasPrefix("alice "),
                    matches(right, String(said.dropFirst(6)))
                else { return line }
                return Base64.encode(Array("alice \(right)".utf8))
            })
        #expect(try await BentSASLServer.reported(bend, checks: Checklist.cramMD5) == bend.rows)
    }

    @Test func `challenges that come again are reported`() async throws {
        let bend = Bend("no chance")
        let reported = try await BentSASLServer.reported(
            bend, checks: Checklist.cramMD5 + Checklist.scram, fixed: true)
        #expect(reported.contains("rfc5802-5-nonce-fresh"))
    }

    static let exchanges: [Bend] = [
        Bend("few iterations", "rfc5802-5-iteration-4096", "rfc7677-3-iteration-4096") { reply, _, _ in
            text(of: reply).map { $0.hasPrefix("r=") ? challenge($0.replacing("i=4096", with: "i=100")) : reply }
                ?? reply
        },
        Bend("no count", "rfc5802-5-iteration-sent", "rfc5802-5-server-first-form") { reply, _, _ in
            text(of: reply).map { $0.hasPrefix("r=") ? challenge($0.replacing(",i=4096", with: "")) : reply } ?? reply
        },
        Bend("a nonce of its own", "rfc5802-5-nonce-extends") { reply, _, _ in
            text(of: reply).map { $0.hasPrefix("r=") ? challenge("r=X" + $0.dropFirst(3)) : reply } ?? reply
        },
        Bend("a wrong signature", "rfc5802-5-server-final", "rfc7677-3-sha256") { reply, _, _ in
            text(of: reply)?.hasPrefix("v=") == true ? challenge("v=AAAA") : reply
        },
        Bend(
            "no signature", "rfc5802-5-server-final", "rfc5802-5-success-needs-empty-response"
        ) { reply, _, _ in text(of: reply)?.hasPrefix("v=") == true ? "+OK in\r\n" : reply },
        Bend("cancelled too late", "rfc5034-4-cancel") { reply, line, past in
            line == "*" && past.replies.last.flatMap(text)?.hasPrefix("v=") == true ? "+OK in\r\n" : reply
        },
        Bend("an error that is none", "rfc5802-5-error-attr") { reply, line, past in
            message(line)?.hasPrefix("c=") == true && reply.hasPrefix("-ERR") ? challenge("x=y") : reply
        },
        Bend("a signature for a wrong proof", "rfc5802-5-wrong-proof") { reply, line, past in
            message(line)?.contains(",p=AAAA") == true && reply.hasPrefix("-ERR") ? challenge("v=AAAA") : reply
        },
        Bend("any beginning", "rfc5802-5-gs2-first-char") { reply, line, past in
            message(line)?.hasPrefix("x,,") == true ? challenge("r=\(nonce(line))A,s=AAAA,i=4096") : reply
        },
        Bend("any name", "rfc5802-5-username-quoting") { reply, line, past in
            message(line)?.contains("n=a=lice") == true ? challenge("r=\(nonce(line))A,s=AAAA,i=4096") : reply
        },
        Bend("any extension", "rfc5802-5-mext-fails") { reply, line, past in
            message(line)?.hasPrefix("n,,m=") == true ? challenge("r=\(nonce(line))A,s=AAAA,i=4096") : reply
        },
        Bend("attributes are refused", "rfc5802-5-unknown-ext-ignored") { reply, line, past in
            message(line)?.hasSuffix("x=popscope") == true ? "-ERR what\r\n" : reply
        },
        Bend("attributes at the end are refused", "rfc5802-5-unknown-ext-ignored") { reply, line, past in
            message(line)?.contains(",x=popscope,p=") == true ? "-ERR what\r\n" : reply
        },
        Bend("garbage at the end", "rfc5034-4-bad-base64-err") { reply, line, past in
            line == "!!!!" && past.replies.last.flatMap(text)?.hasPrefix("r=") == true ? "+ \r\n" : reply
        },
    ]

    private static func nonce(_ line: String) -> String {
        message(line)?.split(separator: ",").first { $0.hasPrefix("r=") }.map { String($0.dropFirst(2)) } ?? ""
    }

    @Test(arguments: exchanges) func `a wrong step of SCRAM is reported`(_ bend: Bend) async throws {
        let reported = try await BentSASLServer.reported(bend, checks: Checklist.scram)
        #expect(reported.isSuperset(of: bend.rows))
        let besides: Set<RequirementID> = [
            "rfc5802-5-server-final", "rfc7677-3-sha256", "rfc5034-4-cancel", "rfc5802-5-success-needs-empty-response",
            "rfc5802-5-server-first-form", "rfc5034-4-success-transaction",
        ]
        #expect(reported.subtracting(bend.rows).isSubset(of: besides))
    }
}
