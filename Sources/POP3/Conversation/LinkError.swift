/// Why a connection did not come about, or broke.
public enum LinkError: Error, Hashable, Sendable {
    /// No address is known for this host name.
    case unknownHost(String)
    /// Nobody listens at this host and port.
    case refused(host: String, port: Int)
    /// The host cannot be reached; the text is the system's.
    case unreachable(host: String, port: Int, reason: String)
    /// Nothing came within the limit; the payload is that limit.
    case timedOut(Duration)
    /// The connection broke; the text is the system's.
    case lost(String)
    /// A reply went on past the payload, in octets, without an end.
    case endless(Int)
    /// This link cannot do TLS.
    case tlsUnavailable
    /// The waiting task was cancelled.
    case cancelled
}
