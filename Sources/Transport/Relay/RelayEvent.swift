public import POP3

/// Something that happened between a client of a ``Relay`` and its server.
public enum RelayEvent: Hashable, Sendable {
    /// A client connected.
    case opened(Peer)
    /// The TLS handshake with the client is complete.
    case clientSecured(POP3.TLSVersion)
    /// The server took the call; with what was agreed where TLS came first.
    case reached(Peer, TLSDetails?)
    /// The relay asked the server something itself, on the way to TLS. The client sees nothing of it.
    case asked(Exchange)
    /// The TLS handshake with the server is complete, behind `+OK` to STLS.
    case serverSecured(TLSDetails)
    /// One side sent octets, never none; they are passed on next.
    case passed([UInt8], from: Session.Side)
    /// Clear text of this side stood where only a TLS handshake may stand; both sides were dropped. The payload is how it
    /// begins.
    case injected([UInt8], by: Session.Side)
    /// Client and server did not come together, or not under TLS; both sides were dropped.
    case failed(RelayFailure)
    /// One side ended its half of the connection in order, or broke the connection; that is passed on next.
    case ended(by: Session.Side, Closing)
    /// Both connections are over.
    case closed
}

/// Why a client and its server did not come together.
public enum RelayFailure: Error, Hashable, Sendable {
    /// The server could not be reached, was lost before it greeted, or TLS with it did not come about.
    case server(LinkError)
    /// The handshake with the client failed; the text is the library's.
    case clientTLS(String)
    /// The server offers no STLS, and nothing was to be sent without it.
    case noTLS
}
