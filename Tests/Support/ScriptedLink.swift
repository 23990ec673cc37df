public import POP3

/// A link without a network: it hands out what it was given, and keeps what was sent.
public final class ScriptedLink: Link {
    /// What one call of `receive` brings.
    public enum Incoming: Hashable, Sendable {
        case octets([UInt8])
        case failure(LinkError)
    }

    /// Nobody: there is no network.
    public var peer: Peer { Peer(address: nil, port: nil) }
    /// The octets of each call of `send`.
    public private(set) var sent: [[UInt8]] = []
    /// How the link was closed; `nil` while it is open.
    public private(set) var closing: Closing?
    private var incoming: ArraySlice<Incoming>
    private let failure: LinkError?

    /// A link that brings `incoming` in this order, then the end of the stream; sending throws `failure` if there is one.
    public init(_ incoming: [Incoming], failure: LinkError? = nil) {
        self.incoming = incoming[...]
        self.failure = failure
    }

    /// A link that brings each of these texts in one piece.
    public convenience init(_ texts: String...) {
        self.init(texts.map { .octets(Array($0.utf8)) })
    }

    /// Keeps the octets.
    public func send(_ bytes: [UInt8]) async throws(LinkError) {
        if let failure { throw failure }
        sent.append(bytes)
    }

    /// The next piece of the script.
    public func receive(within limit: Duration?) async throws(LinkError) -> [UInt8]? {
        switch incoming.popFirst() {
        case .octets(let octets): return octets
        case .failure(let error): throw error
        case nil: return nil
        }
    }

    /// There is no TLS.
    public var tls: TLSDetails? { nil }
    /// There is no TLS.
    public func startTLS() async throws(LinkError) -> TLSDetails { throw .tlsUnavailable }
    /// Does nothing.
    public func finishSending() async {}
    /// Remembers how.
    public func close(_ closing: Closing) async { self.closing = closing }
}
