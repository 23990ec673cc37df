import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Servers that are right in their own way", .timeLimit(.minutes(5)))
struct FairnessTests {
    /// A server, by what it makes of a reply, and what is reported of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let checks: [Check]
        let found: [String: Outcome]
        let marksNothing: Bool
        let reply: AlteredServer.Reply

        init(
            _ name: String, _ checks: [Check], found: [String: Outcome] = [:],
            marksNothing: Bool = false, _ reply: @escaping AlteredServer.Reply = { _, reply, _ in reply }
        ) {
            testDescription = name
            (self.checks, self.found, self.marksNothing, self.reply) = (checks, found, marksNothing, reply)
        }
    }

    /// The server hears a word that it does not know in place of DELE: it marks nothing.
    private static func withoutDELE(_ octets: [UInt8]) -> [UInt8] {
        let text = String(decoding: octets, as: UTF8.self)
        return Array(text.replacing("DELE ", with: "XELE ").replacing("dele ", with: "XELE ").utf8)
    }

    private static let cases: [Case] = [
        Case(
            "DELE is refused to everybody", Checklist.deletion, found: ["rfc1939-5-dele-ok": .warn], marksNothing: true),
        Case("DELE is refused by the system", Checklist.deletion, marksNothing: true) { line, reply, _ in
            line.hasPrefix("XELE ") ? "-ERR [SYS/PERM] read-only\r\n" : reply
        },
        Case("DELE marks and says -ERR", Checklist.deletion, found: ["rfc1939-5-dele-ok": .fail]) { line, reply, _ in
            line.uppercased().hasPrefix("DELE ") ? "-ERR read-only\r\n" : reply
        },
        Case(
            "PASS logs in, and nothing works behind it",
            Checklist.passwordLogin + Checklist.states + Checklist.replies + Checklist.listings,
            found: ["rfc1939-4-auth-success-ok-transaction": .fail]
        ) { line, reply, memory in
            memory.isLoggedIn && !line.uppercased().hasPrefix("PASS") && line != "QUIT" ? "-ERR no\r\n" : reply
        },
        Case("CAPA is refused before login from the second time on", Checklist.sasl + Checklist.saslFraming) {
            line, reply, memory in
            line == "CAPA" && !memory.isLoggedIn && memory.counts["CAPA", default: 0] > 1 ? "-ERR again\r\n" : reply
        },
        Case("USER is refused where AUTH is there", Checklist.passwordLogin) { line, reply, _ in
            line.uppercased().hasPrefix("USER") ? "-ERR use AUTH\r\n" : reply
        },
    ]

    @Test(arguments: cases) func `are judged so`(_ server: Case) async throws {
        let marksNothing = server.marksNothing
        let intake: AlteredServer.Intake = { octets, _ in marksNothing ? Self.withoutDELE(octets) : octets }
        let found = try await MemoryRun.altered(server.checks, intake: intake, reply: server.reply)
        #expect(found == server.found)
    }

    @Test func `SCRAM may say what is wrong before it refuses`() async throws {
        let bend = BentSASLServer.Bend(
            "e= in a challenge",
            says: { reply, line, _ in line == "AUTH SCRAM-SHA-1 =" ? "+ ZT1vdGhlci1lcnJvcg==\r\n" : reply })
        #expect(try await BentSASLServer.reported(bend, checks: Checklist.saslFraming) == [])
    }
}
