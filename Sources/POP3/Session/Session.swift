/// A POP3 session as a value that learns from bytes.
///
/// Tell it what each side sent, in the order in which it crossed the wire; it answers with what that meant. It does no I/O
/// and knows no time, so a console, a recorder, a server and a test can all ask the same value. The events do not depend
/// on how the bytes were cut, except that the octets of a body may come in more or fewer pieces.
public struct Session: Hashable, Sendable {
    /// The states of RFC 1939 section 3, and what lies before and behind them.
    public enum Phase: String, Hashable, Sendable, CaseIterable {
        /// The server has not spoken yet, or refused the session.
        case greeting
        case authorization
        case transaction
        case update
        case closed
    }

    /// Who sent something.
    public enum Side: String, Hashable, Sendable, CaseIterable { case client, server }

    /// What observed bytes meant.
    public enum Event: Hashable, Sendable {
        /// A client line; its secret is redacted unless the session keeps secrets.
        case sent(Command)
        /// The first line of a reply; body and completion follow.
        case response(Line)
        /// Octets of a body in wire form, still stuffed, without the terminator.
        case body(ArraySlice<UInt8>)
        /// A reply is complete.
        case completed(Exchange)
        /// STLS was accepted: the handshake comes next, then ``Session/secured()``.
        case startTLS
        /// A server line that belongs to no command.
        case unsolicited(Line)
    }

    /// The state now.
    public internal(set) var phase = Phase.greeting
    /// What the exchanges so far have taught.
    public private(set) var knowledge: Knowledge
    /// Commands without a complete reply, oldest first.
    public private(set) var pending: ArraySlice<Command> = []
    /// Whether the greeting has come.
    public private(set) var isGreeted = false
    /// The state in which the connection ended; `nil` while it stands.
    public private(set) var phaseAtEnd: Phase?

    private let keepsSecrets: Bool
    private static let lineLimit = 65_536

    private var clientLines = LineSplitter(limit: Session.lineLimit)
    private var serverLines = LineSplitter(limit: Session.lineLimit)
    private var partial: PartialReply?
    private var clientLineIsCut = false
    private var isContinuation = false
    private var bodyIsExpected = false
    /// The commands whose reply has a body whatever the table says, counted from 0.
    private var expectedBodies: Set<Int> = []
    private var commandsSent = 0
    /// What a bare word would be if it came next, no reply being due.
    private var strayNext: Command.Stray?
    /// The name that USER was last sent with, whatever the server said to it.
    private var nameSent: String?
    private var isBehindTLSWall = false
    /// What the server sent behind its `+OK` to STLS and before the handshake, at most 4,096 octets: evidence of injection,
    /// never to be taken for part of the session (RFC 2595 section 4).
    public private(set) var clearTextBehindSTLS: [UInt8] = []

    /// A session that has just been connected.
    ///
    /// - Parameters:
    ///   - keepsSecrets: whether commands keep their secrets: only for a server, which must check them.
    ///   - isSecure: whether the connection began with a TLS handshake.
    public init(keepsSecrets: Bool = false, isSecure: Bool = false) {
        self.keepsSecrets = keepsSecrets
        knowledge = Knowledge(isSecure: isSecure)
    }

    /// Learns from bytes that crossed the wire.
    public mutating func observe(_ bytes: [UInt8], from side: Side) -> [Event] {
        switch side {
        case .client:
            var forgotten = Redaction()
            return clientSent(bytes, teaching: &forgotten)
        case .server: return serverSent(bytes)
        }
    }

    /// The TLS handshake is complete: the dialogue in clear text is forgotten (RFC 2595 section 4), commands behind STLS, pieces
    /// of lines and names included.
    ///
    /// What remains is the state, that the greeting has come, and its timestamp, which APOP needs. Who finds
    /// ``clearTextBehindSTLS`` must not come here.
    /// - Returns: the commands that were sent behind STLS, oldest first: a server that does as RFC 2595 says never answers
    ///   them.
    @discardableResult
    public mutating func secured() -> [Command] {
        defer {
            (pending, expectedBodies, bodyIsExpected) = ([], [], false)
            (clientLines, serverLines) = (LineSplitter(limit: Self.lineLimit), LineSplitter(limit: Self.lineLimit))
            (partial, clientLineIsCut, isContinuation) = (nil, false, false)
            (strayNext, nameSent) = (nil, nil)
            (clearTextBehindSTLS, isBehindTLSWall) = ([], false)
            knowledge.secured()
        }
        return Array(pending)
    }

    /// One side closed the connection.
    ///
    /// - Returns: what was still unfinished: a reply cut within its body ends as an exchange that is not terminated.
    public mutating func closed(by side: Side) -> [Event] {
        guard phaseAtEnd == nil else { return [] }
        defer {
            phaseAtEnd = phase
            phase = .closed
        }
        guard side == .server else { return [] }
        if var reply = partial {
            partial = nil
            let rest = reply.body.finish()
            return (rest.isEmpty ? [] : [.body(rest)]) + complete(Reply(first: reply.first, body: reply.body.body))
        }
        guard let line = serverLines.finish() else { return [] }
        return firstLine(line)
    }

    /// The next line that the client sends gets a multi-line reply, whatever the command table says: for verbs that no
    /// RFC defines. STLS gets none all the same: what follows its reply is the handshake.
    public mutating func expectLines() {
        bodyIsExpected = true
    }
}

extension Session {
    /// Learns what the client sent.
    ///
    /// - Parameter redaction: is taught the secrets, which the events no longer show.
    public mutating func clientSent(_ bytes: [UInt8], teaching redaction: inout Redaction) -> [Event] {
        clientLines.append(bytes).compactMap { line in
            // What follows a cut piece is no command of its own, and may be the rest of a secret.
            let isRest = clientLineIsCut
            clientLineIsCut = line.ending == .missing
            if isRest { return nil }
            let command = command(reading: line, behind: redaction)
            redaction.learn(from: command)
            if command.verb == .user { nameSent = command.arguments.first.map(String.init) }
            let kept = keepsSecrets ? command : command.redacted()
            if bodyIsExpected, !command.beginsTLS { expectedBodies.insert(commandsSent) }
            bodyIsExpected = false
            commandsSent += 1
            pending.append(kept)
            return .sent(kept)
        }
    }

    /// What `line` would be as the next line of the client: a command, a response to a challenge, or what looks like a
    /// secret in the wrong place.
    public func command(reading line: Line) -> Command {
        command(reading: line, behind: Redaction())
    }

    /// The same when these secrets have left already.
    private func command(reading line: Line, behind secrets: Redaction) -> Command {
        // Behind a response that came early only another one makes sense, unless the line is a command that exists.
        let isEarly = pending.last?.kind == .response && Command(line).row == nil
        if isAnsweringChallenge || isEarly { return Command(response: line) }
        let due = pending.last.map { Command.Stray(behind: $0) } ?? strayNext
        // A line whose reply was said to have a body is meant as a command, although no RFC defines it.
        let isBeforeLogin = (phase == .greeting || phase == .authorization) && !bodyIsExpected
        return Command(
            line, in: .init(due: due, isBeforeLogin: isBeforeLogin, name: nameSent, secrets: secrets))
    }

    /// Whether the next client line answers a challenge instead of being a command.
    public var isAnsweringChallenge: Bool {
        // Behind an AUTH without a response of its own nothing else can follow: what comes early is a secret too.
        if let last = pending.last { return last.kind == .command && last.verb == .auth && last.arguments.count == 1 }
        switch knowledge.login {
        case .sasl: return true
        case .idle, .userAccepted: return false
        }
    }

    private mutating func serverSent(_ bytes: [UInt8]) -> [Event] {
        var events: [Event] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if isBehindTLSWall {
                clearTextBehindSTLS += rest.prefix(max(0, 4096 - clearTextBehindSTLS.count))
                break
            }
            if partial != nil {
                rest = readBody(rest, into: &events)
            } else if let (line, end) = serverLines.next(in: rest) {
                rest = rest[end...]
                events += firstLine(line)
            } else {
                break
            }
        }
        return events
    }

    private mutating func readBody(_ bytes: ArraySlice<UInt8>, into events: inout [Event]) -> ArraySlice<UInt8> {
        guard let first = partial?.first, let step = partial?.body.read(bytes) else { return [] }
        switch step {
        case .more(let passed):
            if !passed.isEmpty { events.append(.body(passed)) }
            return []
        case .end(let passed, let next):
            if !passed.isEmpty { events.append(.body(passed)) }
            let body = partial?.body.body
            partial = nil
            events += complete(Reply(first: first, body: body))
            return bytes[next...]
        }
    }

    private mutating func firstLine(_ line: Line) -> [Event] {
        let isContinued = isContinuation
        isContinuation = line.ending == .missing
        if isContinued || (isGreeted && pending.isEmpty) { return [.unsolicited(line)] }
        let reply = Reply(first: line, inSASL: isGreeted && pending.first?.shape == .challenges)
        guard isGreeted, let command = pending.first else {
            isGreeted = true
            return [.response(line)] + greet(reply)
        }
        let isForced = expectedBodies.contains(commandsSent - pending.count) && reply.status == .ok
        guard isForced || command.expectsBody(after: reply.status), line.ending != .missing else {
            return [.response(line)] + complete(reply)
        }
        partial = PartialReply(first: line, body: BodyReader())
        return [.response(line)]
    }

    private mutating func greet(_ reply: Reply) -> [Event] {
        [.completed(conclude(nil, reply))]
    }

    private mutating func complete(_ reply: Reply) -> [Event] {
        guard let command = pending.popFirst() else { return [] }
        expectedBodies.remove(commandsSent - pending.count - 1)
        let exchange = conclude(command, reply)
        guard command.beginsTLS, reply.status == .ok, exchange.before == .authorization
        else { return [.completed(exchange)] }
        isBehindTLSWall = true
        return [.completed(exchange), .startTLS]
    }

    private mutating func conclude(_ command: Command?, _ reply: Reply) -> Exchange {
        let after = Self.phase(after: command, reply.status, from: phase)
        let exchange = Exchange(command: command, reply: reply, before: phase, after: after, knowledge: knowledge)
        phase = after
        let hasLoggedIn = after == .transaction && exchange.before != .transaction
        strayNext = hasLoggedIn ? nil : Command.Stray(behind: command, reply.status)
        knowledge.learn(from: exchange)
        return exchange
    }
}

extension Command {
    /// Whether +OK to this means that the handshake follows, in AUTHORIZATION (RFC 2595 section 4).
    fileprivate var beginsTLS: Bool { kind == .command && verb == .stls }
}

/// A multi-line reply that is still coming.
private struct PartialReply: Hashable, Sendable {
    let first: Line
    var body: BodyReader
}
