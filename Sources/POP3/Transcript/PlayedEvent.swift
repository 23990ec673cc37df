/// What happened on a connection of a transcript.
public struct Played: Hashable, Sendable {
    /// What happened.
    public let event: Event
    /// The connection, counted from 1.
    public let connection: Int

    /// What happened, as far as a transcript knows it.
    public enum Event: Hashable, Sendable {
        case connected
        /// TLS has begun; the words of the transcript about it, such as `TLSv1.3`, empty when there are none.
        case secured(String)
        /// A client line, its secret redacted.
        case sent(Command)
        /// The first line of a reply, with its placeholders; body and completion follow.
        case response(Line)
        /// Octets of a body in wire form, still stuffed, without the terminator, with their placeholders.
        case body(ArraySlice<UInt8>)
        /// A body, or the rest of one, is not in the transcript; its octets un-stuffed, `nil` when that is not known.
        case omitted(octets: Int?)
        case completed(PlayedExchange)
        /// A server line that belongs to no command, the state in which it came, and what was known by then.
        case unsolicited(Line, Session.Phase, Knowledge)
        /// How what a server sent in clear text behind its `+OK` to STLS begins: never part of the session (RFC 2595 section 4).
        case injected([UInt8], Session.Phase, Knowledge)
        case ended(PlayedEnd)
        /// A note of the transcript.
        case note(String)
        /// A free comment of the transcript, the blank behind its `#` included.
        case comment(String)
    }
}

/// How a connection ended, and what was left unfinished.
public struct PlayedEnd: Hashable, Sendable {
    /// Why nothing follows.
    public enum Cause: Hashable, Sendable {
        case closed(Session.Side)
        case reset(Session.Side)
        /// The client gave up waiting.
        case timedOut
        /// The transcript ends, while the connection stood.
        case transcriptEnds
    }

    /// Why nothing follows.
    public let cause: Cause
    /// The state that the session was in.
    public let phase: Session.Phase
    /// What was known by then.
    public let knowledge: Knowledge
    /// The commands without a complete reply, oldest first.
    public let pending: [Command]
    /// How long the pauses in front of it are that the transcript asks for; `nil` without any.
    public let idle: Duration?
}

/// One command and its reply, as far as a transcript tells them.
public struct PlayedExchange: Hashable, Sendable {
    /// What the session read; stand-ins are in it where the transcript has placeholders.
    public let exchange: Exchange
    /// The same with other stand-ins, and with other sizes where they are not those of the wire; equal to ``exchange`` where
    /// everything is known. What an explanation says of only one of them is a guess.
    public let alternative: Exchange
    /// The first line of the reply as the transcript has it, with its placeholders.
    public let shown: Line
    /// The placeholders in the first line of the reply.
    public let placeholders: [Placeholder]
    /// Whether the transcript keeps what can be judged: no pattern, and no line or listing that was left out.
    public let isJudged: Bool
    /// Whether a listing is missing, so that what the reply says is not known.
    public let lacksListing: Bool

    /// The exchange with its first line as the transcript has it.
    public var shownExchange: Exchange { exchange.replacing(first: shown) }
}

extension Exchange {
    /// The same with another first line and, if need be, another body.
    func replacing(first: Line, body: Body?? = nil) -> Exchange {
        let reply = Reply(first: first, body: body ?? reply.body, inSASL: reply.status == .challenge)
        return Exchange(command: command, reply: reply, before: before, after: after, knowledge: knowledge)
    }
}
