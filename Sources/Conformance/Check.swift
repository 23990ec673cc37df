public import POP3

/// A situation into which a server is brought, and the requirements that this puts to the test.
///
/// A requirement passes when the check came to its end and nobody, neither the check nor a rule, found it broken.
public struct Check: Sendable {
    /// The name, for example `list-numbers`.
    public let name: String
    /// The requirements that it puts to the test; each is left out where its row asks for what is not at hand.
    public let requirements: [RequirementID]
    /// The fewest messages that it can work with.
    let messages: Int
    /// The most logins with a wrong secret that it tries.
    let wrongLogins: Int
    /// Whether messages are deleted for good.
    let deletes: Bool
    let run: @Sendable (Bench) async throws -> Void

    init(
        _ name: String, _ requirements: [RequirementID], messages: Int = 0, wrongLogins: Int = 0, deletes: Bool = false,
        run: @escaping @Sendable (Bench) async throws -> Void
    ) {
        self.name = name
        self.requirements = requirements
        self.messages = messages
        self.wrongLogins = wrongLogins
        self.deletes = deletes
        self.run = run
    }
}
