/// A client's side of a session, over any link.
///
/// Everything that is sent and received passes through ``session``, so what it says is always up to date. One owner; not
/// Sendable. ``send(_:announce:)`` and ``receive(within:)`` may be used at the same time by two tasks of that owner's actor.
public final class Conversation {
    /// What the session has become.
    public private(set) var session: Session
    /// The connection below.
    public let link: any Link
    /// The longest reply that is waited for, in octets. A reply without an end is given up there.
    public let replyLimit: Int
    /// The secrets that have left on this connection.
    public private(set) var redaction = Redaction()
    /// Who is told what crosses the wire; `nil` for nobody.
    public weak var observer: (any WireObserver)?
    private var replyOctets = 0
    private var finished: ArraySlice<Exchange> = []

    /// Sixteen gibibytes: no message is larger.
    public static let defaultReplyLimit = 1 << 34

    /// A conversation over a link on which nothing has been read yet.
    ///
    /// - Parameter isSecure: whether the link is taken for secure though it has no TLS: one in memory may stand for any.
    public init(over link: any Link, isSecure: Bool = false, replyLimit: Int = Conversation.defaultReplyLimit) {
        self.link = link
        self.replyLimit = replyLimit
        session = Session(isSecure: isSecure || link.tls != nil)
    }

    /// Sends octets exactly as they are, in one write.
    ///
    /// - Parameter announce: takes what they mean before they leave, so that no reply can come first.
    public func send(_ bytes: [UInt8], announce: (Session.Event) -> Void = { _ in }) async throws(LinkError) {
        let events = session.clientSent(bytes, teaching: &redaction)
        observer?.passed(bytes, from: .client, as: events)
        events.forEach(announce)
        try await link.send(bytes)
    }

    /// What the next octets from the server meant; `nil` once the server has closed and nothing is left.
    ///
    /// - Throws: ``LinkError``; ``LinkError/endless(_:)`` when a reply passes ``replyLimit``.
    public func receive(within limit: Duration?) async throws(LinkError) -> [Session.Event]? {
        guard let bytes = try await link.receive(within: limit) else {
            let events = session.closed(by: .server)
            observer?.closed(by: .server, .orderly, as: events)
            return events.isEmpty ? nil : events
        }
        let events = session.observe(bytes, from: .server)
        observer?.passed(bytes, from: .server, as: events)
        try limitReply(bytes.count, events)
        return events
    }

    /// Begins TLS, once the server has accepted STLS (``Session/Event/startTLS``).
    ///
    /// - Returns: what was agreed, and the commands that were sent behind STLS: the server must drop them, so they are not
    ///   waited for any more.
    /// - Throws: ``LinkError``; ``TLSFailure/clearTextBehind(_:)`` when the server sent anything between its `+OK` and the
    ///   handshake: it is dropped, and so is the connection (RFC 2595 section 4).
    public func startTLS() async throws(LinkError) -> (details: TLSDetails, unanswered: [Command]) {
        guard session.clearTextBehindSTLS.isEmpty else {
            await link.close(.reset)
            throw .tls(.clearTextBehind(session.clearTextBehindSTLS))
        }
        let details = try await link.startTLS()
        finished = []
        replyOctets = 0
        observer?.secured(details)
        return (details, session.secured())
    }

    private func limitReply(_ count: Int, _ events: [Session.Event]) throws(LinkError) {
        guard !session.isGreeted || !session.pending.isEmpty || replyOctets > 0 else { return }
        let isComplete = events.contains { if case .completed = $0 { true } else { false } }
        replyOctets = isComplete ? 0 : replyOctets + count
        if replyOctets > replyLimit { throw .endless(replyLimit) }
    }

    /// The link is lost or was closed from this side: the session ends without QUIT.
    public func abandon(_ closing: Closing = .orderly) async {
        let events = session.closed(by: .client)
        observer?.closed(by: .client, closing, as: events)
        await link.close(closing)
    }

    /// The reply to the line that is sent next has a body, whatever the command table says.
    public func expectLines() {
        session.expectLines()
    }

    /// Makes the session what it was; the link must have been restored to the same moment.
    public func rewind(to session: Session) {
        self.session = session
        replyOctets = 0
    }
}

extension Conversation {
    /// Waits for the greeting.
    ///
    /// - Returns: the greeting; `nil` when the server closed without a word.
    public func greeting(within limit: Duration? = nil) async throws(LinkError) -> Exchange? {
        try await nextExchange(within: limit)
    }

    /// Sends one line and waits for its whole reply.
    ///
    /// - Returns: the exchange; `nil` when the server closed before a reply began.
    public func send(_ line: Line, within limit: Duration? = nil) async throws(LinkError) -> Exchange? {
        try await send(line.octets)
        return try await nextExchange(within: limit)
    }

    /// The next exchange; others that came with it in one read are kept for the next call.
    private func nextExchange(within limit: Duration?) async throws(LinkError) -> Exchange? {
        while finished.isEmpty, let events = try await receive(within: limit) {
            for case .completed(let exchange) in events { finished.append(exchange) }
        }
        return finished.popFirst()
    }
}
