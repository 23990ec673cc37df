public import POP3

/// Watches a client for what breaks the RFCs, beside a ``POP3/Session`` that both sides are told to.
///
/// It needs every line and every exchange, in the order of the wire. It keeps what it saw of a line until the reply to it is
/// complete, so that both can be shown together.
public struct ClientWatch: Sendable {
    /// What there is to say of one line of a client.
    public struct Remarks: Hashable, Sendable {
        /// What broke the RFCs; no text of it holds a secret.
        public var findings: [Finding] = []
        /// What breaks nothing, but is no good use either.
        public var notes: [Localized] = []
        /// What today's policy on TLS and on passwords in clear text forbids: the same as notes.
        public var policies: [Finding] = []
    }

    /// The requirements that the lines so far have put to the test, broken ones included.
    public private(set) var tried: Set<RequirementID> = []

    /// What was seen of so many lines is kept until they are answered; of those behind them nothing is told.
    private static let limit = 10_000

    private let hasNetwork: Bool
    /// Whether the client's octets travel under TLS; those of the server may do so without them.
    private var isSecure = false
    private var waiting: ArraySlice<Remarks> = []
    /// How many lines wait behind those of which something is kept.
    private var excess = 0
    /// How many STLS have no reply.
    private var upgrades = 0
    /// The mechanism of the last AUTH.
    private var mechanism = ""
    private var previous: Exchange?
    private var isCapaRefused = false
    private var hadInitialResponse = false
    private var nonce: [UInt8]?

    /// A watch from the beginning of a connection.
    ///
    /// - Parameter hasNetwork: false where nobody could listen on the way to the server.
    public init(hasNetwork: Bool = true) {
        self.hasNetwork = hasNetwork
    }

    /// The TLS handshake with the client is complete.
    public mutating func secured() {
        isSecure = true
    }

    /// The client sends a line.
    ///
    /// - Parameters:
    ///   - command: the line as the session reads it (``POP3/Session/command(reading:)``), its secret included.
    ///   - session: the session, which has not been told of the line yet.
    public mutating func sent(_ command: Command, in session: Session) {
        sent(
            command, isGreeted: session.isGreeted, isWaiting: !session.pending.isEmpty, knowledge: session.knowledge)
    }

    /// The client sends a line, of which a transcript tells.
    ///
    /// - Parameters:
    ///   - isGreeted: whether the greeting had come.
    ///   - isWaiting: whether a line before it had no complete reply.
    ///   - knowledge: what the session had taught.
    public mutating func sent(_ command: Command, isGreeted: Bool, isWaiting: Bool, knowledge: Knowledge) {
        let isAuth = command.kind == .command && command.verb == .auth
        if isAuth { (mechanism, nonce) = (command.arguments.first?.uppercased() ?? "", nil) }
        let line = ClientLine(
            command: command, isGreeted: isGreeted, isWaiting: isWaiting, isBehindSTLS: upgrades > 0,
            lastMechanism: mechanism, knowledge: knowledge, isSecure: isSecure, previous: previous,
            isCapaRefused: isCapaRefused, hadInitialResponse: hadInitialResponse, nonce: nonce, hasNetwork: hasNetwork)
        if isAuth { hadInitialResponse = line.hasInitialResponse }
        if line.isFirstMessage { nonce = line.message.flatMap(ScramNonce.client(in:)) }
        if command.isSTLS { upgrades += 1 }
        guard waiting.count < Self.limit, excess == 0 else {
            excess += 1
            return
        }
        let findings = Rules.clientLines.compactMap { $0.judge(line) }
        tried.formUnion(findings.map(\.requirement))
        tried.formUnion(Rules.clientLineTrials.filter { $0.isPut(line) }.map(\.requirement))
        waiting.append(
            Remarks(
                findings: findings, notes: [Rules.readableSecret(line)].compactMap(\.self),
                policies: Rules.policyBreaches(line)))
    }

    /// The reply to the oldest line is complete; or the greeting, which answers none.
    public mutating func completed(_ exchange: Exchange) -> Remarks {
        defer { previous = exchange.withoutMaildrop }
        guard let command = exchange.command else { return Remarks() }
        if command.verb == .capa, command.kind == .command { isCapaRefused = exchange.reply.status == .err }
        if command.isSTLS, upgrades > 0 { upgrades -= 1 }
        if waiting.isEmpty, excess > 0 { excess -= 1 }
        var remarks = waiting.popFirst() ?? Remarks()
        let observation = Observation(exchange, after: previous, hasNetwork: hasNetwork)
        let findings = Rules.clientExchanges.compactMap { $0.judge(observation) }
        tried.formUnion(findings.map(\.requirement))
        tried.formUnion(Rules.clientExchangeTrials.filter { $0.isPut(observation) }.flatMap(\.requirements))
        remarks.findings += findings
        return remarks
    }

    /// The TLS handshake comes next, or what follows can no longer be read: lines without a reply get none any more.
    ///
    /// - Returns: what was found in them.
    public mutating func forgetUnanswered() -> [Finding] {
        defer { (waiting, excess, upgrades) = ([], 0, 0) }
        return waiting.flatMap(\.findings)
    }

    /// The client closed the connection; lines without a reply get none any more.
    ///
    /// - Parameter session: the session, before it is told.
    /// - Returns: what was found in those lines, and in the way the client left.
    public mutating func closed(in session: Session) -> [Finding] {
        closed(in: session.phase, session.knowledge, pending: Array(session.pending))
    }

    /// The client closed the connection, as a transcript tells.
    ///
    /// - Parameters:
    ///   - phase: the state before that.
    ///   - knowledge: what was known by then.
    ///   - pending: the lines without a reply.
    /// - Returns: what was found in those lines, and in the way the client left.
    public mutating func closed(
        in phase: Session.Phase, _ knowledge: Knowledge, pending: [Command]
    ) -> [Finding] {
        let lost = [Rules.lostDeletions(phase, knowledge, pending: pending)].compactMap(\.self)
        tried.formUnion(lost.map(\.requirement))
        return forgetUnanswered() + lost
    }
}

extension Command {
    fileprivate var isSTLS: Bool { kind == .command && verb == .stls }
}
