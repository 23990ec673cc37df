import POP3
import Testing

@Suite("The state diagram, RFC 1939 section 3")
struct TransitionTests {
    /// What can be answered: a command, a response to a challenge, or nothing (the greeting).
    private static let questions: [Command?] =
        [nil, Command(response: "AGFsaWNl"), Command(response: "*")]
        + (CommandTable.rows.map(\.verb.name) + ["XYZZY", ""]).flatMap {
            [Command(Line($0)), Command(Line($0 + " a b"))]
        }

    private struct Move: Hashable {
        let from: Session.Phase
        let command: Command?
        let status: Reply.Status
    }

    // swift-format-ignore
    private static let legal: [Move: Session.Phase] = [
        // "Once the TCP connection has been opened ... the session then enters the AUTHORIZATION state."
        Move(from: .greeting,      command: nil,                             status: .ok):        .authorization,
        // Not in the RFC: a greeting that nobody can read refuses nobody.
        Move(from: .greeting,      command: nil,                             status: .malformed): .authorization,
        // "... the POP3 session enters the TRANSACTION state."
        Move(from: .authorization, command: Command("PASS"),                 status: .ok):        .transaction,
        Move(from: .authorization, command: Command("PASS a b"),             status: .ok):        .transaction,
        Move(from: .authorization, command: Command("APOP"),                 status: .ok):        .transaction,
        Move(from: .authorization, command: Command("APOP a b"),             status: .ok):        .transaction,
        Move(from: .authorization, command: Command("AUTH a b"),             status: .ok):        .transaction,
        Move(from: .authorization, command: Command(response: "AGFsaWNl"),   status: .ok):        .transaction,
        Move(from: .authorization, command: Command(response: "*"),          status: .ok):        .transaction,
        // "... the POP3 session terminates but does NOT enter the UPDATE state."
        Move(from: .authorization, command: Command("QUIT"),                 status: .ok):        .closed,
        Move(from: .authorization, command: Command("QUIT a b"),             status: .ok):        .closed,
        // "When the client issues the QUIT command from the TRANSACTION state, the POP3 session enters the UPDATE state."
        Move(from: .transaction,   command: Command("QUIT"),                 status: .ok):        .update,
        Move(from: .transaction,   command: Command("QUIT a b"),             status: .ok):        .update,
        Move(from: .transaction,   command: Command("QUIT"),                 status: .err):       .update,
    ]

    @Test(arguments: Session.Phase.allCases)
    func `every move of the diagram is made, and no other`(phase: Session.Phase) {
        for command in Self.questions {
            for status in Reply.Status.allCases {
                let expected = Self.legal[Move(from: phase, command: command, status: status)] ?? phase
                let after = Session.phase(after: command, status, from: phase)
                #expect(after == expected, "\(command?.line.text ?? "greeting") \(status)")
            }
        }
    }

    @Test func `every legal move was tried`() {
        let tried = Self.questions.flatMap { command in
            Session.Phase.allCases.flatMap { phase in
                Reply.Status.allCases.map { Move(from: phase, command: command, status: $0) }
            }
        }
        #expect(Set(Self.legal.keys).isSubset(of: tried))
    }
}
