import Authentication
import MockServer
import POP3
import TestSupport
import Testing

@testable import Conformance

@Suite("Replies that come late")
struct VisitRepliesTests {
    private static let greeting = ScriptedLink.Incoming.octets(Array("+OK\r\n".utf8))
    private static let late = ScriptedLink.Incoming.failure(.timedOut(.seconds(2)))
    private static let refusal = ScriptedLink.Incoming.octets(Array("-ERR [IN-USE] locked\r\n".utf8))

    @Test(arguments: [[], [ScriptedLink.Incoming.failure(.lost("reset by peer"))]])
    func `an error and then the close answer the line, and leave the probe behind it`(
        end: [ScriptedLink.Incoming]
    ) async throws {
        let link = ScriptedLink([Self.greeting, Self.late, Self.refusal] + end)
        let visit = try await visit(over: link)
        #expect(try await visit.send("PASS wonderland").reply.first == Line("-ERR [IN-USE] locked"))
        #expect(!visit.isOpen)
        #expect(link.sent.last == Array("NOOP\r\n".utf8))
    }

    @Test func `one reply and then nothing leaves the line in front of the probe unanswered, its secret untold`()
        async throws
    {
        let visit = try await visit(over: ScriptedLink([Self.greeting, Self.late, Self.refusal, Self.late]))
        let interruption = await #expect(throws: Interruption.self) { try await visit.send("PASS wonderland") }
        #expect(interruption == .unanswered(Line("PASS ********")))
    }

    @Test func `a close in place of the answer does not tell the secret`() async throws {
        let visit = try await visit(over: ScriptedLink([Self.greeting]))
        let interruption = await #expect(throws: Interruption.self) { try await visit.send("PASS wonderland") }
        #expect(interruption == .closed(Line("PASS ********"), behindRefusal: false))
    }

    /// A visit that has been greeted.
    private func visit(over link: ScriptedLink) async throws -> Visit {
        let store = MailStore([])
        let nobody = LoopbackDialer(over: store) {
            MailboxServer(over: store, stamp: Stamp(process: 1, seconds: 0, random: 1), autologout: nil)
        }
        let options = Inspection.Options { Nonce(Array("0123456789abcdef0123".utf8)) }
        let visit = Visit(over: link, of: Bench(over: nobody, other: nobody, options), isSecure: false)
        _ = try await visit.reply(to: nil)
        return visit
    }
}
