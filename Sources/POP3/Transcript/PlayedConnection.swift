/// One connection of a transcript as it is played: a session, and what the transcript leaves open of the reply in hand.
struct PlayedConnection: Sendable {
    private(set) var session = Session()
    private(set) var redaction = Redaction()
    /// Octets of a body that are still to be told: telling them line by line would be slow.
    private var waiting: [UInt8] = []
    var reply = PlayedReply()
    private var idle: Duration?
    private var isBehindSTLS = false
    private(set) var hasEnded = false
    private var challenges = 0

    let isText: Bool
    private let serverLineEnd: [UInt8]
    private static let waitingLimit = 65_536
    /// Pauses one behind the other add up to no more than this.
    private static let longestIdle = Duration.seconds(1 << 32)

    /// - Parameters:
    ///   - isText: whether line ends, counts, stuffing and blanks are not those of the wire.
    ///   - serverLineEnd: what ends a line of the server.
    init(isText: Bool, serverLineEnd: [UInt8]) {
        self.isText = isText
        self.serverLineEnd = serverLineEnd
    }

    /// Plays an event.
    ///
    /// - Parameter file: the octets of the file that the event names; `nil` when there is none.
    mutating func play(_ event: TranscriptEvent, file: [UInt8]?) -> [Played.Event] {
        if case .sent(.server, let text) = event, reply.isOpen, let octets = text.octets {
            waiting += octets
            if text.ending == .line { waiting += serverLineEnd }
            return waiting.count < Self.waitingLimit ? [] : flush()
        }
        return flush() + playNext(event, file)
    }

    /// Tells the octets that were held back.
    mutating func flush() -> [Played.Event] {
        guard !waiting.isEmpty else { return [] }
        let octets = waiting
        waiting.removeAll(keepingCapacity: true)
        return serverSent(octets)
    }

    private mutating func playNext(_ event: TranscriptEvent, _ file: [UInt8]?) -> [Played.Event] {
        switch event {
        case .connect:
            self = PlayedConnection(isText: isText, serverLineEnd: serverLineEnd)
            return [.connected]
        case .tls(let words): return secured(words)
        case .close(let side): return end(.closed(side))
        case .reset(let side): return end(.reset(side))
        case .timeout: return end(.timedOut)
        case .note(let text): return [.note(text)]
        case .sent(.client, let text): return clientSent(text)
        case .sent(.server, let text): return serverSent(text)
        case .status(let text):
            reply.isGuessed = true
            return serverSent(text)
        case .matching(let pattern):
            reply.isGuessed = true
            return serverSent(WireText([.octets(Self.beginning(of: pattern)), .placeholder(.anything)]))
        case .unordered(let texts): return texts.flatMap { serverSent($0) }
        case .anyLines: return omitted(octets: nil)
        case .file: return file.map { serverSent(DotStuffing.stuff($0) + Self.terminator) } ?? omitted(octets: nil)
        case .omitted(let octets): return omitted(octets: octets)
        case .pause(let milliseconds):
            idle = min((idle ?? .zero) + .milliseconds(milliseconds), Self.longestIdle)
            return []
        case .segment: return []
        }
    }

    /// What a line that matches a pattern certainly begins with.
    static func beginning(of pattern: String) -> [UInt8] {
        let plain = pattern.drop { $0 == "^" }.replacing("\\+", with: "+")
        return Array(plain.prefix { $0 == "+" || $0 == "-" || $0 == " " || $0.isLetter }.utf8)
    }

    static let terminator = [Octet.dot, Octet.cr, Octet.lf]
}

// MARK: Client

extension PlayedConnection {
    private mutating func clientSent(_ text: WireText) -> [Played.Event] {
        var events = endOfUnterminatedReply() + beginTLSUnsaid()
        idle = nil
        let isRedacted = text.placeholders.contains { !$0.isVariable }
        let octets = text.octets(by: StandIn.init(sent:)) + (text.ending == .line ? [Octet.cr, Octet.lf] : [])
        _ = reply.sessionBefore?.observe(octets, from: .client)
        // A mask is no secret to look for in what follows.
        let told =
            isRedacted
            ? session.observe(octets, from: .client) : session.clientSent(octets, teaching: &redaction)
        for case .sent(let command) in told {
            if command.kind == .command { challenges = 0 }
            events.append(.sent(command))
        }
        return events
    }

    /// In text a reply may end without its line ".": what the client says next tells that it has.
    private mutating func endOfUnterminatedReply() -> [Played.Event] {
        guard isText, reply.isOpen else { return [] }
        return reply.hasBegunBody ? serverSent(Self.terminator) : omitted(octets: nil)
    }

    /// A client that goes on behind STLS does so under TLS, although a log may not say so.
    private mutating func beginTLSUnsaid() -> [Played.Event] { isBehindSTLS ? secured("") : [] }

    private mutating func secured(_ words: String) -> [Played.Event] {
        let injected = session.clearTextBehindSTLS
        let evidence: [Played.Event] =
            injected.isEmpty
            ? []
            : [.injected(redaction.redact(Line(bytes: injected)).bytes, session.phase, session.knowledge)]
        isBehindSTLS = false
        session.secured()
        reply = PlayedReply()
        return evidence + [.secured(words)]
    }
}

// MARK: Server

extension PlayedConnection {
    private mutating func serverSent(_ text: WireText) -> [Played.Event] {
        let login = answeredLogin
        let stand = { (placeholder: Placeholder) in StandIn(received: placeholder, in: login) }
        reply.note(text.placeholders.map(reply.isOpen ? StandIn.init(literal:) : stand))
        let octets = text.octets(by: reply.isOpen ? StandIn.init(literal:) : stand)
        return serverSent(octets + (text.ending == .line ? serverLineEnd : []))
    }

    /// The AUTH that a line of the server answers now; `nil` where it answers none.
    private var answeredLogin: StandIn.Login? {
        guard session.isGreeted, let command = session.pending.first, command.shape == .challenges else { return nil }
        let mechanism =
            switch session.knowledge.login {
            case .sasl(let mechanism, _) where command.kind == .response: mechanism
            case .sasl, .idle, .userAccepted: command.arguments.first?.uppercased() ?? ""
            }
        return StandIn.Login(mechanism: mechanism, challenges: challenges)
    }

    private mutating func serverSent(_ octets: [UInt8]) -> [Played.Event] {
        idle = nil
        guard !hasEnded else { return [.unsolicited(Line(bytes: octets), session.phase, session.knowledge)] }
        if reply.isOpen {
            reply.sessionBefore = nil
        } else if reply.sessionBefore == nil, session.pending.first?.bringsListing == true {
            // A listing that was left out must teach the session nothing.
            reply.sessionBefore = session
        }
        return session.observe(octets, from: .server).flatMap { take($0) }
    }

    private mutating func take(_ event: Session.Event) -> [Played.Event] {
        switch event {
        case .sent: return []
        case .response(let line):
            reply.isOpen = true
            reply.shown = redaction.redact(reply.showing(line))
            return [.response(reply.shown)]
        case .body(let octets):
            reply.hasBegunBody = true
            return [.body(octets)]
        case .completed(let exchange): return [.completed(complete(exchange))]
        case .startTLS:
            isBehindSTLS = true
            return []
        case .unsolicited(let line): return [.unsolicited(redaction.redact(line), session.phase, session.knowledge)]
        }
    }

    private mutating func complete(_ exchange: Exchange) -> PlayedExchange {
        if exchange.reply.status == .challenge, exchange.reply.text != "" { challenges += 1 }
        defer { reply = PlayedReply() }
        return reply.played(redaction.redact(exchange), isText: isText)
    }

    /// A body, or the rest of one, is not in the transcript.
    private mutating func omitted(octets: Int?) -> [Played.Event] {
        reply.isOmitted = true
        reply.omittedOctets = octets
        guard let before = reply.sessionBefore, let command = session.pending.first, !reply.hasBegunBody else {
            return [.omitted(octets: octets)] + serverSent(Self.terminator)
        }
        // To the session it is a refusal, by which no listing is learned and no state left.
        session = before
        _ = session.observe(Line("-ERR").octets, from: .server)
        let exchange = Exchange(
            command: command, reply: Reply(first: reply.shown, body: Body([])), before: before.phase,
            after: before.phase,
            knowledge: before.knowledge)
        return [.omitted(octets: octets), .completed(complete(exchange))]
    }
}

// MARK: The end

extension PlayedConnection {
    /// The connection is over, or nothing more is known of it.
    mutating func end(_ cause: PlayedEnd.Cause) -> [Played.Event] {
        guard !hasEnded else { return [] }
        var events = flush() + endOfUnterminatedReply()
        if !session.clearTextBehindSTLS.isEmpty { events += secured("").dropLast() }
        let phase = session.phase
        let pause = idle
        switch cause {
        case .closed(let side), .reset(let side): events += session.closed(by: side).flatMap { take($0) }
        case .timedOut, .transcriptEnds: break
        }
        let end = PlayedEnd(
            cause: cause, phase: phase, knowledge: session.knowledge, pending: Array(session.pending), idle: pause)
        self = PlayedConnection(isText: isText, serverLineEnd: serverLineEnd)
        hasEnded = true
        return events + [.ended(end)]
    }
}

extension Command {
    /// Whether the body of the reply is a listing, from which a session learns.
    fileprivate var bringsListing: Bool {
        switch verb {
        case .list, .uidl, .capa: kind == .command
        default: false
        }
    }
}

extension Placeholder {
    fileprivate var isVariable: Bool {
        switch self {
        case .variable, .anything: true
        case .secret, .computed: false
        }
    }
}

extension WireText {
    /// The octets with a stand-in for each placeholder.
    func octets(by standIn: (Placeholder) -> StandIn) -> [UInt8] {
        parts.flatMap { part in
            switch part {
            case .octets(let octets): octets
            case .placeholder(let placeholder): standIn(placeholder).octets
            }
        }
    }
}
