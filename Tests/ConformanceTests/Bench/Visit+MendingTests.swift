import POP3
import Testing

@testable import Conformance

@Suite("A reply that lacks something", .timeLimit(.minutes(5)))
struct MendingTests {
    @Test(arguments: wrong) func `is reported for just that, and the run goes on`(server: MistakenServer) async throws {
        let checks = Checklist.replies + Checklist.listings + Checklist.messages + Checklist.uniqueIDs + Checklist.top
        #expect(Set(try await server.reported(by: checks).keys) == server.rows)
    }

    private static let terminator: RequirementID = "rfc1939-3-multiline-terminator"

    static let wrong = [
        MistakenServer("RETR without an end", [terminator]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line.uppercased() == "RETR 2" ? String(reply.dropLast(2)) : reply
        },
        MistakenServer("the end joined to the last line", [terminator, "rfc1939-3-last-line-crlf-before-dot"]) {
            dialogue, line in
            let reply = dialogue.sound(line)
            return line.uppercased() == "RETR 2" ? reply.replacing("\r\n.\r\n", with: ".\r\n") : reply
        },
        MistakenServer("two dots at the end of LIST", [terminator]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line.uppercased() == "LIST" ? reply.replacing("\r\n.\r\n", with: "\r\n..\r\n") : reply
        },
        MistakenServer("a space behind the end of UIDL", [terminator]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line.uppercased() == "UIDL" ? reply.replacing("\r\n.\r\n", with: "\r\n. \r\n") : reply
        },
        MistakenServer("CR CR LF behind STAT", ["rfc1939-3-response-crlf"]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line.uppercased() == "STAT" ? reply.replacing("\r\n", with: "\r\r\n") : reply
        },
        MistakenServer("CR alone behind NOOP", ["rfc1939-3-response-crlf"]) { dialogue, line in
            let reply = dialogue.sound(line)
            return line.uppercased() == "NOOP" ? reply.replacing("\r\n", with: "\r") : reply
        },
    ]
}
