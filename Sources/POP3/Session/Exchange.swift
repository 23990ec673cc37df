/// One command and its reply; the greeting is an exchange without a command.
///
/// A SASL exchange is several of these: AUTH and its challenge, then each response and what the server said to it.
public struct Exchange: Hashable, Sendable {
    /// The command, its secret redacted; `nil` for the greeting.
    public let command: Command?
    /// The whole reply.
    public let reply: Reply
    /// The state when the reply began.
    public let before: Session.Phase
    /// The state once the reply was complete.
    public let after: Session.Phase
    /// What was known when the reply began: nothing of this exchange is in it.
    public let knowledge: Knowledge

    /// An exchange as it was observed.
    public init(
        command: Command?, reply: Reply, before: Session.Phase, after: Session.Phase, knowledge: Knowledge = Knowledge()
    ) {
        self.command = command
        self.reply = reply
        self.before = before
        self.after = after
        self.knowledge = knowledge
    }

    /// The same exchange without what was known of the maildrop, which grows with every DELE.
    public var withoutMaildrop: Exchange {
        var knowledge = knowledge
        knowledge.maildrop = nil
        return Exchange(command: command, reply: reply, before: before, after: after, knowledge: knowledge)
    }

    /// What is known once the reply is complete.
    public var knowledgeAfter: Knowledge {
        var knowledge = knowledge
        knowledge.learn(from: self)
        return knowledge
    }
}
