import Handbook
import POP3

/// What happened in a transcript, with what it means.
enum Explained: Sendable {
    case connected
    /// TLS has begun; the words of the transcript about it.
    case secured(String)
    case sent(Command)
    /// The first line of a reply.
    case response(Line)
    /// Octets of a body in wire form.
    case body(ArraySlice<UInt8>)
    /// A body, or the rest of one, is not in the transcript; its octets if they are known.
    case omitted(octets: Int?)
    case exchange(ExplainedExchange)
    /// A line of the server that answers nothing, in a state.
    case unsolicited(Line, Annotation, Session.Phase)
    case ended(PlayedEnd, Annotation)
    case note(String)
    case comment(String)
}

/// An exchange, with what it means.
struct ExplainedExchange: Sendable {
    /// Its number on its connection, from 1 for the greeting.
    let number: Int
    /// The exchange as the transcript has it.
    let exchange: Exchange
    let annotation: Annotation
}
