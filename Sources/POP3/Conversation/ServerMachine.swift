/// A POP3 server as a value: it is told what happened, and answers with what to do.
///
/// Whoever owns the connection performs the outputs in their order.
public protocol ServerMachine: Sendable {
    /// A client connected from `address`; in memory the address is `nil`. Where TLS comes first (RFC 8314 section 3), its
    /// handshake is complete.
    mutating func opened(from address: String?) -> [Output]

    /// The client sent octets.
    mutating func received(_ bytes: [UInt8]) -> [Output]

    /// The client sent octets, and so many more behind them: it does not wait for the answer. The same as
    /// ``received(_:)`` where nothing is said.
    mutating func received(_ bytes: [UInt8], ahead: Int) -> [Output]

    /// The TLS handshake that ``Output/startTLS`` asked for is complete.
    mutating func secured() -> [Output]

    /// Nothing happened for as long as ``wakeAfter`` said.
    mutating func idled() -> [Output]

    /// How long the machine wants to be left alone before ``idled()``, counted from the last input; `nil` for ever.
    var wakeAfter: Duration? { get }

    /// The connection is over, however that came about: locks are released, marks forgotten.
    mutating func closed() -> [Output]
}

extension ServerMachine {
    /// To most servers it makes no difference what waits.
    public mutating func received(_ bytes: [UInt8], ahead: Int) -> [Output] { received(bytes) }
}

/// What a server does next.
public enum Output: Hashable, Sendable {
    /// Sends octets.
    case send([UInt8])
    /// Does nothing for so long; what follows waits, and so does what the client sends meanwhile.
    case wait(Duration)
    /// Begins TLS behind what was sent so far; ``ServerMachine/secured()`` follows.
    case startTLS
    /// Reports clear text that stood behind STLS, and drops the connection: somebody may have put it there.
    case injected([UInt8])
    /// Ends the connection behind what was sent so far; by RST, as soon as that was handed to the system.
    case close(Closing)
}
