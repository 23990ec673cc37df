/// Is told what crosses the wire of a ``Conversation``, as it happens and in that order.
public protocol WireObserver: AnyObject {
    /// Octets of one side have passed, or are about to leave; `events` is what the session made of them.
    func passed(_ octets: [UInt8], from side: Session.Side, as events: [Session.Event])

    /// STLS was accepted, and the handshake is complete.
    func secured(_ details: TLSDetails)

    /// One side ended the connection; `events` is what the session made of that.
    func closed(by side: Session.Side, _ closing: Closing, as events: [Session.Event])
}
