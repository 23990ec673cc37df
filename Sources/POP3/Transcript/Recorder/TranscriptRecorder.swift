/// Makes a transcript of what crosses the wire, without its secrets.
///
/// It is told the octets of both sides in their order, and what a ``Session`` made of them; the session decides what is
/// secret. Lines are handed out once they are complete, so that a secret that came in several pieces is never seen: of
/// either side no more than one line is held. A line of the client stands where it ended. Messages pass as they are: what
/// a server echoes is replaced everywhere but in mail.
public struct TranscriptRecorder: Hashable, Sendable {
    /// How things are recorded.
    public struct Options: Hashable, Sendable {
        /// Whether what differs from run to run stands as it was: the timestamp of APOP, unique-ids, the order of CAPA.
        public var keepsLiterals = false
        /// Whether `^` marks where a side went on in another write.
        public var marksSegments = false
        /// Whether secrets are recorded as they were. The file must say so in its header.
        public var showsSecrets = false

        /// What is right for nearly everyone.
        public init() {}
    }

    private let options: Options
    private var login = LoginReading()
    private var variables = RecordedVariables()
    /// Commands without a complete reply, oldest first.
    private var awaited: ArraySlice<Awaited> = []
    private var client: ClientLines
    private var server = ServerLines()
    private var isGreeted = false
    private var isOpen = false
    /// Who wrote last; `nil` where a write of the same side begins a line of its own anyway.
    private var writer: Session.Side?

    /// What the reply to a command is.
    private struct Awaited: Hashable, Sendable {
        let shape: ReplyContent
        let naming: LoginReading.Naming?
        let exchange: Int?
    }

    /// A recorder before the first connection.
    public init(_ options: Options = Options()) {
        self.options = options
        client = ClientLines(showsSecrets: options.showsSecrets)
    }

    /// A connection begins; secrets that are known from earlier ones keep their names.
    ///
    /// - Parameter isSameServer: whether unique-ids may be those of the connection before.
    public mutating func connected(isSameServer: Bool = true) -> [Recorded] {
        if !isSameServer { variables.forgetUniqueIDs() }
        beginAgain()
        (isGreeted, isOpen) = (false, true)
        return [.event(.connect)]
    }

    /// Octets of one side have passed.
    ///
    /// - Parameter events: what the session made of them.
    public mutating func passed(
        _ octets: [UInt8], from side: Session.Side, as events: [Session.Event]
    ) -> [Recorded] {
        guard !octets.isEmpty else { return [] }
        let isNextWrite = options.marksSegments && writer == side
        writer = side
        switch side {
        case .client: return clientSent(octets, events, isNextWrite: isNextWrite)
        case .server:
            if isNextWrite { server.cut() }
            let recorded = take(events)
            server.passed(octets)
            return recorded
        }
    }

    /// The TLS handshake is complete.
    ///
    /// - Parameter details: what was agreed; `nil` when nobody knows.
    public mutating func secured(_ details: TLSDetails? = nil) -> [Recorded] {
        beginAgain()
        let version = details.map { $0.version.rawValue.replacing(" ", with: "v", maxReplacements: 1) }
        return [.event(.tls([version, details?.cipher].compactMap(\.self).joined(separator: " ")))]
    }

    /// The server sent clear text where only the handshake may stand.
    public mutating func injected(_ octets: [UInt8]) -> [Recorded] {
        server.forgetPartial()
        var splitter = LineSplitter()
        var lines = splitter.append(octets)
        if let rest = splitter.finish() { lines.append(rest) }
        return lines.reduce(into: []) { $0 += line($1, as: .plain, isLast: true) }
    }

    /// One side ended the connection. What had begun is handed out, as far as it is no secret.
    ///
    /// - Parameter events: what the session made of it.
    public mutating func closed(
        by side: Session.Side, _ closing: Closing = .orderly, as events: [Session.Event] = []
    ) -> [Recorded] {
        guard isOpen else { return [] }
        let rest = rest(as: events, isRead: side == .server)
        switch closing {
        case .orderly: return rest + [.event(.close(side))]
        case .reset: return rest + [.event(.reset(side))]
        }
    }

    /// The recording ends, and neither side has ended the connection. What had begun is handed out, as far as it is no
    /// secret, and behind it the reason.
    ///
    /// - Parameter reason: a note; no secret may stand in it.
    public mutating func brokenOff(_ reason: String) -> [Recorded] {
        guard isOpen else { return [] }
        return rest(as: [], isRead: false) + noted(reason)
    }

    private mutating func rest(as events: [Session.Event], isRead: Bool) -> [Recorded] {
        var recorded = take(events, isLast: true) + endOfReply(nil)
        for rest in server.rest(isRead: isRead) { recorded += line(rest, as: .plain, isLast: true) }
        recorded += client.rest(&login)
        isOpen = false
        return recorded
    }

    /// Nothing came for as long as the client waited.
    public mutating func timedOut() -> [Recorded] {
        writer = nil
        return [.event(.timeout)]
    }

    /// Remarks something; no secret may stand in it.
    public mutating func noted(_ text: String) -> [Recorded] {
        writer = nil
        return [.event(.note(text))]
    }

    /// What stands in place of a line of the client that is taken back: the same for the same line, another for any other.
    public mutating func placeholder(forTakingBack line: [UInt8]) -> Placeholder {
        login.placeholder(forTakingBack: line)
    }

    /// Takes back a line of the client that turned out to be a secret: what the server still says of it is replaced, too.
    public mutating func takeBack(_ line: TakenBackLine) {
        login.takeBack(line)
    }

    /// Learns secrets that may be said by the server although they never left as they are: a password behind a digest.
    public mutating func learn(_ redaction: Redaction) {
        login.learn(redaction)
    }

    private mutating func beginAgain() {
        login.beginAgain()
        (awaited, writer) = ([], nil)
        client = ClientLines(showsSecrets: options.showsSecrets)
        server = ServerLines()
    }
}

extension TranscriptRecorder {
    private mutating func clientSent(
        _ octets: [UInt8], _ events: [Session.Event], isNextWrite: Bool
    ) -> [Recorded] {
        var recorded: [Recorded] = []
        let commands = events.compactMap { if case .sent(let command) = $0 { command } else { nil } }
        for sent in client.take(octets, commands, isNextWrite: isNextWrite, &login) {
            if let command = sent.command {
                awaited.append(
                    Awaited(shape: ReplyContent(of: command), naming: sent.naming, exchange: sent.exchange))
            }
            recorded += sent.recorded
        }
        return recorded
    }

    private mutating func take(_ events: [Session.Event], isLast: Bool = false) -> [Recorded] {
        var recorded: [Recorded] = []
        for event in events {
            switch event {
            case .sent: break
            case .response(let first):
                server.isInReply = true
                let role = isGreeted ? awaited.first?.shape.first ?? .plain : .greeting
                recorded += line(first, as: role, isLast: isLast)
            case .body(let octets): recorded += body(octets)
            case .completed(let exchange): recorded += completed(exchange)
            case .startTLS: server.forgetPartial()
            case .unsolicited(let first): recorded += line(first, as: .plain, isLast: isLast)
            }
        }
        return recorded
    }

    private mutating func body(_ octets: ArraySlice<UInt8>) -> [Recorded] {
        let segment: [Recorded] = server.takeCutInBody() ? [.event(.segment)] : []
        switch awaited.first?.shape {
        case .message:
            server.mailOctets += octets.count
            return segment + [.mail(Array(octets))]
        case .uniqueIDs, .uniqueID, .capabilities, .challenge, .other, nil:
            return server.bodyLines(octets).reduce(into: segment) { $0 += bodyLine($1) }
        }
    }

    private mutating func bodyLine(_ line: Line) -> [Recorded] {
        switch awaited.first?.shape {
        case .capabilities where !options.keepsLiterals: server.collect(masked(line, as: .plain))
        case .uniqueIDs: self.line(line, as: .uniqueID, isBody: true)
        case .message, .uniqueID, .capabilities, .challenge, .other, nil: self.line(line, as: .plain, isBody: true)
        }
    }

    private mutating func completed(_ exchange: Exchange) -> [Recorded] {
        let recorded = endOfReply(exchange.reply.body)
        guard isGreeted else {
            isGreeted = true
            return recorded
        }
        let answered = awaited.popFirst()
        login.answered(exchange.reply, to: answered?.naming, ofExchange: answered?.exchange)
        return recorded
    }

    /// What stands at the end of a reply that had a body.
    private mutating func endOfReply(_ body: Body?) -> [Recorded] {
        defer { server.isInReply = false }
        guard server.isInReply, body != nil || server.hasBody else { return [] }
        let terminator = body?.isTerminated == true ? Line.terminator(isBare: body?.hasBareTerminator == true) : nil
        if awaited.first?.shape == .message {
            defer { server.mailOctets = 0 }
            let end = terminator.map { MaskedLine($0).text }
            return [.endOfMail(octets: body?.octets ?? server.mailOctets, terminator: end)]
        }
        var recorded = server.endOfBody().reduce(into: []) { $0 += line($1, as: .plain, isLast: true) }
        recorded += server.block(isWhole: terminator != nil)
        return recorded + (terminator.map { [.event(.sent(.server, MaskedLine($0).text))] } ?? [])
    }

    /// A server line, once it is complete, or as much of a very long one as can be told to be no secret.
    private mutating func line(
        _ line: Line, as role: RecordedVariables.Role, isBody: Bool = false, isLast: Bool = false
    ) -> [Recorded] {
        let cuts = server.takeCuts()
        let octets = server.behindHeld(line)
        let whole = masked(octets, as: role, isCutOff: isLast && line.ending == .missing)
        guard let ready = isLast ? whole : server.hold(whole, longest: login.echoes.longest) else { return [] }
        let segment: [Recorded] = cuts.first == 0 ? [.event(.segment)] : []
        if isBody, ready.holes.isEmpty { return segment + [.lines(ready.line.octets)] }
        let texts = ready.texts(cutAt: cuts)
        return segment
            + texts.enumerated().flatMap { index, text in
                (index > 0 ? [Recorded.event(.segment)] : []) + [.event(.sent(.server, text))]
            }
    }

    private mutating func masked(
        _ line: Line, as role: RecordedVariables.Role, isCutOff: Bool = false
    ) -> MaskedLine {
        var masked = MaskedLine(line)
        guard !options.showsSecrets else {
            if !options.keepsLiterals, role != .challenge { variables.mask(&masked, as: role, keepsLiterals: false) }
            login.takenBack.mask(&masked, isCutOff: isCutOff)
            return masked
        }
        variables.mask(&masked, as: role, keepsLiterals: options.keepsLiterals)
        login.echoes.mask(&masked, isCutOff: isCutOff)
        return masked
    }
}

/// What the reply to a command holds, as far as it is recorded in another way.
enum ReplyContent: Hashable, Sendable {
    case message, uniqueIDs, uniqueID, capabilities, challenge, other

    init(of command: Command) {
        switch (command.kind, command.verb) {
        case (.response, _), (.command, .auth): self = .challenge
        case (.command, .retr), (.command, .top): self = .message
        case (.command, .uidl): self = command.arguments.isEmpty ? .uniqueIDs : .uniqueID
        case (.command, .capa): self = .capabilities
        default: self = .other
        }
    }

    /// What the first line of the reply is.
    var first: RecordedVariables.Role {
        switch self {
        case .message, .uniqueIDs, .capabilities, .other: .plain
        case .uniqueID: .uniqueIDReply
        case .challenge: .challenge
        }
    }
}

extension Line {
    /// The lone ".", ended by CRLF or by LF alone.
    fileprivate static func terminator(isBare: Bool) -> Line {
        Line(bytes: [Octet.dot], ending: isBare ? .lf : .crlf)
    }
}
