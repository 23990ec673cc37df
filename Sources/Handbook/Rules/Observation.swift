import POP3

/// An exchange as the rules see it: what must be read out of it is read once.
struct Observation: Sendable {
    let exchange: Exchange
    /// The exchange before it; `nil` when it is not known.
    let previous: Exchange?
    /// Whether there is a network between, on which others could listen.
    let hasNetwork: Bool
    /// The verb of a command; `nil` for the greeting and for a response within AUTH.
    let verb: Verb?
    /// The row of that verb; `nil` as well for an unknown one.
    let row: CommandRow?
    /// The text behind the status indicator, at most 512 octets of it.
    let text: String
    /// The listing of a positive LIST or UIDL without a number; `nil` for other replies.
    let survey: Survey?
    /// The sizes of a positive LIST without a number.
    let sizes: Sizes?
    /// The lines of a positive CAPA.
    let capabilityLines: [Line]?
    /// The capabilities that this reply announces; empty for other replies.
    let capabilities: [Capability]
    /// The challenge that this reply is, decoded; `nil` for other replies.
    let challenge: Challenge?

    init(_ exchange: Exchange, after previous: Exchange? = nil, hasNetwork: Bool = true) {
        self.exchange = exchange
        self.hasNetwork = hasNetwork
        self.previous = previous
        let reply = exchange.reply
        let start = Line(bytes: Array(reply.first.bytes.prefix(512)), ending: reply.first.ending)
        text = Reply(first: start, inSASL: reply.status == .challenge).text
        let verb = exchange.command?.kind == .command ? exchange.command?.verb : nil
        self.verb = verb
        row = verb.flatMap { CommandTable[$0] }
        let lists = verb == .list || verb == .uidl
        let survey = lists && reply.status == .ok ? reply.body.map { Survey($0.kept) } : nil
        self.survey = survey
        sizes = verb == .list && reply.status == .ok ? reply.body.map(Sizes.init) : nil
        let lines = verb == .capa && reply.status == .ok ? reply.body?.keptLines : nil
        capabilityLines = lines
        capabilities = lines?.compactMap(Capability.init) ?? []
        challenge = Challenge(reply, of: Self.mechanism(of: exchange))
    }

    var command: Command? { exchange.command }
    var reply: Reply { exchange.reply }
    var before: Session.Phase { exchange.before }
    var knowledge: Knowledge { exchange.knowledge }

    var isPositive: Bool { reply.status == .ok }
    var isRefused: Bool { reply.status == .err }
    var marked: Set<Int> { knowledge.maildrop?.marked ?? [] }
    /// The messages that may be marked as deleted or not: a reply to DELE or RSET could not be read.
    var perhapsMarked: Set<Int> { knowledge.maildrop?.perhapsMarked ?? [] }
    /// Whether it is sure that nothing is marked as deleted.
    var isUnmarked: Bool { marked.isEmpty && perhapsMarked.isEmpty }

    /// Whether a capability was announced; false as well when CAPA was never sent.
    func isAnnounced(_ tag: String) -> Bool { knowledge.capabilities?.announces(tag) ?? false }

    /// Whether the body is that of a message.
    var isMail: Bool { verb?.bringsMessage ?? false }
}
