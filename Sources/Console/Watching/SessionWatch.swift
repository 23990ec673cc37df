public import Handbook
public import POP3

/// Watches the session of a client with a server, and says what happens as the console does for its own.
///
/// It is told what crosses the wire, in its order, and hands out what is to be shown. Secrets are masked in all of that.
/// One owner; not Sendable.
public final class SessionWatch {
    /// What the watch makes of something.
    public struct Output: Sendable {
        /// Text for people, or JSON events; a row of mail may go on in the next output.
        public var shown: [UInt8] = []
        /// Pieces of a recording.
        public var recorded: [Recorded] = []
    }

    /// The columns of the screen on which it is shown; `nil` where nothing is wrapped.
    public var width: Int? {
        get { narrator.width }
        set { if narrator.width != newValue { narrator.width = newValue } }
    }

    /// How many exchanges there were, and what broke the RFCs.
    public internal(set) var tally = SessionTally()

    private let endpoint: Endpoint
    private let readsUpgrades: Bool
    /// Where findings go that belong to no exchange; `nil` in text.
    let events: EventJSON?
    let explainer: Explainer
    /// What was agreed with the client, as far as that is known; `nil` in clear text.
    private var clientTLS: TLSDetails?
    private var isConnected = false
    private var link: WatchedLink
    var conversation: Conversation
    private let now: @Sendable () -> ContinuousClock.Instant
    var narrator: Narrator
    var recorder: TranscriptRecorder
    var client: ClientWatch
    var clientLines = LineSplitter()
    private var isInCutLine = false
    var last: Exchange?
    private var sentAt: ArraySlice<ContinuousClock.Instant> = []
    private var elapsed: Duration?
    var isUnreadable = false
    var firstToEnd: Session.Side?
    var isOver = false

    /// A watch of a connection on which nothing has been said yet.
    ///
    /// - Parameters:
    ///   - endpoint: the server as a person named it.
    ///   - readsUpgrades: whether what follows STLS will be told in clear text; else it is the secret of the two.
    ///   - connection: the number of the client; JSON events name all but the first.
    ///   - now: the time.
    public init(
        of endpoint: Endpoint, readsUpgrades: Bool, settings: Settings, writesJSON: Bool, connection: Int,
        recording: TranscriptRecorder.Options = .init(),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.endpoint = endpoint
        self.readsUpgrades = readsUpgrades
        self.now = now
        events = writesJSON ? EventJSON(settings.language, connection: connection) : nil
        explainer = Explainer(host: endpoint.host)
        link = WatchedLink(to: Peer(address: nil, port: nil), nil)
        conversation = Conversation(over: link, replyLimit: .max)
        narrator = Narrator(
            settings: settings, writesJSON: writesJSON, isInteractive: false, connection: connection)
        recorder = TranscriptRecorder(recording)
        client = ClientWatch()
        narrator.connecting(to: .server(endpoint))
    }

    /// Whether every reply is complete, so that somebody else may speak.
    public var isBetweenExchanges: Bool { isOver || isUnreadable || conversation.session.pending.isEmpty }

    /// The connection to the server stands.
    ///
    /// - Parameter tls: what was agreed with the server before its first octet; `nil` in clear text.
    public func connected(to peer: Peer, _ tls: TLSDetails?) -> Output {
        isConnected = true
        link = WatchedLink(to: peer, tls)
        conversation = Conversation(over: link, replyLimit: .max)
        var output = Output(recorded: recorder.connected())
        output.shown = narrator.connected(to: .server(endpoint), peer, after: .zero, isSecure: tls != nil)
        if let tls { output.shown += narrator.secured(tls, after: .zero) }
        if let clientTLS { output.recorded += recorder.secured(clientTLS) }
        return output
    }

    /// The handshake with the client is complete. A recording has the TLS of the client: that is who will meet it again.
    public func clientSecured(_ version: TLSVersion) -> Output {
        let details = TLSDetails(
            version: version, cipher: nil, serverName: nil, chain: [], verification: .notVerified(nil))
        clientTLS = details
        client.secured()
        let text = WatchWords.clientSecured(version)
        return Output(shown: narrator.remark(text), recorded: isConnected ? recorder.secured(details) : [])
    }

    /// One side sent octets.
    public func passed(_ octets: [UInt8], from side: Session.Side) async -> Output {
        guard !isUnreadable, !isOver else { return Output() }
        switch side {
        case .client: return await clientSent(octets)
        case .server:
            link.heard = octets
            let events = (try? await conversation.receive(within: nil)) ?? []
            var output = take(events)
            output.recorded = recorder.passed(octets, from: .server, as: events) + output.recorded
            output.shown += narrator.pause()
            return output
        }
    }

    /// The handshake with the server is complete, behind `+OK` to STLS.
    public func serverSecured(_ details: TLSDetails) async -> Output {
        link.agreed = details
        let dropped = client.forgetUnanswered()
        _ = try? await conversation.startTLS()
        clientLines = LineSplitter()
        sentAt = []
        let output = Output(shown: narrator.secured(details, after: .zero))
        return output.adding(found(dropped))
    }

    /// Says something beside the session; no part of a recording.
    public func remark(_ text: Localized) -> Output {
        Output(shown: narrator.remark(text))
    }

    /// Says what the relay did itself, outside of what client and server said; a recording has it as a note.
    public func note(_ text: Localized) -> Output {
        Output(shown: narrator.remark(text), recorded: recorder.noted(text.en))
    }

    /// The server was not reached or lost, or TLS with it did not come about; a recording has that as a note.
    public func failed(_ error: LinkError) -> Output {
        isOver = true
        // The first line is enough: a recording has one line a note.
        let reason = String(error.text.en.prefix { $0 != "\n" })
        return Output(shown: narrator.failed(error), recorded: isConnected ? recorder.noted(reason) : [])
    }

    /// Something else keeps client and server apart.
    public func failed(_ text: Localized) -> Output {
        isOver = true
        return Output(
            shown: events?.notDone(text) ?? narrator.pause() + narrator.trouble(text),
            recorded: isConnected ? recorder.noted(text.en) : [])
    }
}

extension SessionWatch {
    private func clientSent(_ octets: [UInt8]) async -> Output {
        var output = Output()
        for line in clientLines.append(octets) {
            // What follows a cut piece is no line of its own.
            let isRest = isInCutLine
            isInCutLine = line.ending == .missing
            let session = conversation.session
            if !isRest { client.sent(session.command(reading: line), in: session) }
            var events: [Session.Event] = []
            try? await conversation.send(line.octets) { events.append($0) }
            output = output.adding(take(events))
            output.recorded += recorder.passed(line.octets, from: .client, as: events)
        }
        return output
    }

    func take(_ events: [Session.Event]) -> Output {
        var output = Output()
        for event in events {
            switch event {
            case .sent(let command):
                sentAt.append(now())
                output.shown += narrator.pause() + narrator.sent(command, typed: nil)
            case .response(let line):
                elapsed = last == nil ? nil : sentAt.popFirst().map { now() - $0 }
                output.shown += narrator.response(conversation.redaction.redact(line))
            case .body(let octets): output.shown += narrator.body(octets)
            case .completed(let exchange): output.shown += completed(exchange)
            case .startTLS: if !readsUpgrades { output = output.adding(becomeUnreadable()) }
            case .unsolicited(let line): output.shown += unsolicited(conversation.redaction.redact(line))
            }
        }
        return output
    }

    private func completed(_ exchange: Exchange) -> [UInt8] {
        let exchange = conversation.redaction.redact(exchange)
        var annotation = explainer.explain(exchange, after: last)
        let remarks = client.completed(exchange)
        tally.add(annotation.findings, about: .server)
        tally.add(remarks.findings, about: .client)
        tally.exchanges += 1
        annotation.findings += remarks.findings
        annotation.notes += remarks.notes
        last = exchange.withoutMaildrop
        let record = Connection.Record(number: tally.exchanges, exchange: exchange, elapsed: elapsed)
        return narrator.completed(record, annotation)
    }

    func unsolicited(_ line: Line) -> [UInt8] {
        let session = conversation.session
        let annotation = explainer.explain(unsolicited: line, in: session.phase, session.knowledge, after: last)
        tally.add(annotation.findings, about: .server)
        return narrator.unsolicited(line, annotation, in: session.phase)
    }

    private func becomeUnreadable() -> Output {
        isUnreadable = true
        let text = WatchWords.unreadable
        let output = Output(shown: narrator.remark(text), recorded: recorder.noted(text.en))
        return output.adding(found(client.forgetUnanswered()))
    }
}

extension SessionWatch.Output {
    /// One output behind the other.
    func adding(_ next: Self) -> Self {
        Self(shown: shown + next.shown, recorded: recorded + next.recorded)
    }
}
