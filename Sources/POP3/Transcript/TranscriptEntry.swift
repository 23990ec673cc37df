/// One thing that stands in a transcript file, in the order of the file.
public enum TranscriptEntry: Hashable, Sendable {
    /// `# text`: what stands behind the `#`, its blank included.
    case comment(String)
    /// An empty line.
    case blank
    /// `@key value`, before the first event.
    case header(key: String, value: String)
    /// Something that happened on a connection, counted from 1; `C2:` and `*2` belong to the second.
    case event(TranscriptEvent, connection: Int)
}

/// Something that happened on a connection, or should happen in a replay.
public enum TranscriptEvent: Hashable, Sendable {
    /// `* connect`.
    case connect
    /// `* tls TLSv1.3 ...`: the handshake is complete; the words behind `tls`, empty when there are none.
    case tls(String)
    /// `* close client`, `* close server`: that side ended the connection in order.
    case close(Session.Side)
    /// `* reset client`, `* reset server`: that side broke it off.
    case reset(Session.Side)
    /// `* timeout`: nothing came for as long as the client waited.
    case timeout
    /// `* note TEXT`.
    case note(String)
    /// `C: `, `S: `, `C| ` and `S| `: octets that one side sent.
    case sent(Session.Side, WireText)
    /// `S~ -ERR ${*}`: a reply of which only the status indicator counts.
    case status(WireText)
    /// `S/ ^\+OK`: a line that a regular expression must match as a whole; the pattern.
    case matching(String)
    /// `S{` to `S}`: lines of the server in any order.
    case unordered([WireText])
    /// `S* ...`: any lines of the server, up to and with the lone ".".
    case anyLines
    /// `S< NAME`: the octets of a file beside this one, stuffed, with the lone "." behind them.
    case file(String)
    /// `S% 1480`: a body of so many octets, un-stuffed, that was left out; the lone "." is part of it.
    case omitted(octets: Int)
    /// `~ 350ms`: a pause before the next event, in milliseconds.
    case pause(milliseconds: Int)
    /// `^`: what follows goes in a write of its own.
    case segment
}
