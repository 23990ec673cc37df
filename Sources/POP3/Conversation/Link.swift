/// The bytes below a conversation: a TCP connection, or a server in memory.
///
/// A class with one owner, since one task waits for bytes while another sends; both run on the owner's actor.
public protocol Link: AnyObject {
    /// Who is at the other end.
    var peer: Peer { get }

    /// Sends octets; one call is one write.
    func send(_ bytes: [UInt8]) async throws(LinkError)

    /// The next octets as they came, never empty; `nil` once the peer has closed its side.
    ///
    /// - Parameter limit: how long to wait; `nil` waits without end.
    /// - Throws: ``LinkError/timedOut(_:)`` when nothing came within `limit`, ``LinkError/cancelled`` when the task was
    ///   cancelled; no octet is lost by either.
    func receive(within limit: Duration?) async throws(LinkError) -> [UInt8]?

    /// What the TLS handshake agreed on; `nil` in clear text.
    var tls: TLSDetails? { get }

    /// Begins TLS on the live connection, once the server has said `+OK` to STLS (RFC 2595 section 4).
    ///
    /// - Throws: ``LinkError/tls(_:)`` and others; the connection is closed then, whatever the reason.
    ///   ``LinkError/tlsUnavailable`` when this link cannot do TLS; the connection lives on.
    @discardableResult
    func startTLS() async throws(LinkError) -> TLSDetails

    /// Closes the sending side; what the peer still sends can be received.
    func finishSending() async

    /// Ends the connection. Closing twice does nothing.
    func close(_ closing: Closing) async
}

/// How a connection ends.
public enum Closing: Hashable, Sendable {
    /// By FIN, after everything was sent.
    case orderly
    /// By RST, at once.
    case reset
}

/// The other end of a link.
public struct Peer: Hashable, Sendable {
    /// The address in numbers, without brackets; `nil` when there is no network between.
    public let address: String?
    /// The port.
    public let port: Int?

    /// A peer by its address.
    public init(address: String?, port: Int?) {
        self.address = address
        self.port = port
    }
}

/// Makes links, each of which lives inside a closure.
public protocol Dialer: Sendable {
    /// Connects, runs `body`, and closes the link however `body` ended.
    ///
    /// - Throws: ``LinkError`` when no connection came about, and what `body` throws.
    func link<Result>(_ body: (any Link) async throws -> Result) async throws -> Result
}

/// A link that can be taken back to an earlier moment: the practice server's.
public protocol RewindableLink: Link {
    /// Everything that is at the other end now, as a value.
    func snapshot() -> any Sendable

    /// Makes the other end what it was at `snapshot`; bytes on their way are dropped. A snapshot of another link does nothing.
    func restore(_ snapshot: any Sendable)
}
