public import POP3

/// Something that happened on a connection of a ``Listener``, besides what its machine was told.
public struct ServedEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// The client connected.
        case opened
        /// The TLS handshake is complete.
        case secured(POP3.TLSVersion)
        /// Clear text came between STLS and the handshake, and the connection was dropped: somebody may have put it
        /// there. The payload is how it begins.
        case injected([UInt8])
        /// The TLS handshake failed, and the connection was dropped; the text is the library's.
        case tlsFailed(String)
        /// The connection is over.
        case closed
    }

    /// The client's address and port.
    public let client: Peer
    /// What happened.
    public let kind: Kind
}
