import Authentication
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("PLAIN and LOGIN against wrong servers", .timeLimit(.minutes(5)))
struct PlainTests {
    typealias Bend = BentSASLServer.Bend

    /// A server that makes the right message of what it should refuse.
    private static func taking(
        _ name: String, _ rows: RequirementID..., when matches: @escaping @Sendable ([String]) -> Bool
    ) -> Bend {
        var bend = Bend(
            name,
            hears: { line, _ in
                let word = line.hasPrefix("AUTH PLAIN ") ? String(line.dropFirst(11)) : line
                guard let fields = BentSASLServer.fields(of: word), matches(fields) else { return line }
                return line.replacing(word, with: BentSASLServer.right)
            })
        bend.rows = Set(rows)
        return bend
    }

    static let takers: [Bend] = [
        taking("any password", "rfc5034-4-fail-err") { $0.count == 3 && $0[1] == "alice" && $0[2].hasPrefix("pops") },
        taking("a password in any letter case", "rfc5034-4-fail-err") {
            $0.count == 3 && $0[1] == "alice" && $0[2] != "wonderland" && $0[2].lowercased() == "wonderland"
        },
        taking("the beginning of a password", "rfc5034-4-fail-err") {
            $0.count == 3 && $0[1] == "alice" && $0[2].count > 1 && $0[2] != "wonderland"
                && "wonderland".hasPrefix($0[2])
        },
        taking("one NUL", "rfc4616-2-message-form") { $0 == ["alice", "wonderland"] },
        taking("no NUL", "rfc4616-2-message-form") { $0 == ["alice wonderland"] },
        taking("a NUL at the end", "rfc4616-2-message-form") { $0 == ["", "alice", "wonderland", ""] },
        taking("a field too many", "rfc4616-2-message-form") { $0 == ["", "alice", "wonderland", "x"] },
        taking("a NUL at the start", "rfc4616-2-message-form") { $0 == ["", "", "alice", "wonderland"] },
        taking("somebody else's identity", "rfc4616-2-authzid-not-permitted") {
            $0.count == 3 && $0[0] == "bob" && $0[2] == "wonderland"
        },
        taking("an identity that nobody has", "rfc4616-2-authzid-not-permitted") {
            $0.count == 3 && $0[0].hasPrefix("x") && $0[1] == "alice" && $0[2] == "wonderland"
        },
        taking("an identity for a name", "rfc4616-2-authzid-not-permitted") {
            $0.count == 3 && $0[0] == "alice" && $0[1].hasPrefix("x")
        },
        taking("an empty password", "rfc4616-2-empty-password-fails") { $0 == ["", "alice", ""] },
        taking("an empty name", "rfc4616-2-empty-password-fails") { $0 == ["", "", "wonderland"] },
        taking("an octet that is no UTF-8", "rfc4616-2-invalid-utf8") { $0 == ["", "alice", "wonderland\u{FFFD}"] },
        taking("an identity of a soft hyphen", "rfc5034-4-authzid-prep-failure") {
            $0.count == 3 && $0[0] == "\u{AD}"
        },
    ]

    @Test(arguments: takers) func `a message that is taken wrongly is reported in its row`(_ bend: Bend) async throws {
        let reported = try await BentSASLServer.reported(bend, checks: SASLTests.quick)
        #expect(reported == bend.rows)
    }

    static let refusers: [Bend] = [
        Bend(
            "an initial response", "rfc5034-4-initial-response",
            hears: { line, _ in
                line.hasPrefix("AUTH PLAIN ") && line.count > 20 ? "AUTH PLAIN AA==" : line
            }),
        Bend(
            "the user's own identity", "rfc4616-2-authzid-same",
            hears: { line, _ in
                line == BentSASLServer.plain("alice", "alice", "wonderland") ? "AA==" : line
            }),
        Bend(
            "the right secret of LOGIN", "sasl-login-two-challenges",
            hears: { line, _ in
                line == "d29uZGVybGFuZA==" ? "AA==" : line
            }),
    ]

    @Test(arguments: refusers) func `a message that is refused wrongly is reported in its row`(_ bend: Bend)
        async throws
    {
        let reported = try await BentSASLServer.reported(bend, checks: SASLTests.quick)
        #expect(reported == bend.rows)
    }

    @Test func `a login that leads to another mailbox is reported`() async throws {
        let bend = Bend("another's mailbox", "rfc4616-2-empty-authzid") { reply, line, past in
            guard past.lines.contains("AUTH PLAIN"), line == "LIST" else { return reply }
            return "+OK\r\n1 7\r\n.\r\n"
        }
        let reported = try await BentSASLServer.reported(bend, checks: Checklist.plain)
        #expect(reported.isSuperset(of: bend.rows))
    }
}
