import POP3

/// Both directions of a link whose server is played by a test.
struct Wire: Sendable {
    /// What comes from the server.
    enum Incoming: Hashable, Sendable {
        case octets([UInt8])
        case closes
        case failure(LinkError)

        static func says(_ text: String) -> Incoming { .octets(Array(text.utf8)) }
    }

    /// The time on this wire: it passes when a wait ends in vain.
    let clock = TestClock()
    fileprivate let incoming: AsyncStream<Incoming>
    fileprivate let outgoing: AsyncStream<[UInt8]>
    private let speaking: AsyncStream<Incoming>.Continuation
    fileprivate let hearing: AsyncStream<[UInt8]>.Continuation
    fileprivate let react: @Sendable (String) -> [Incoming]

    /// What comes of a TLS handshake.
    fileprivate let handshake: Result<TLSDetails, LinkError>
    /// Whether TLS came first.
    fileprivate let isSecure: Bool

    /// A wire on which `first` waits, and a server that answers each line of the client by `react`.
    ///
    /// - Parameters:
    ///   - handshake: what comes of a TLS handshake.
    ///   - isSecure: whether it came before everything else.
    init(
        _ first: Incoming..., handshake: Result<TLSDetails, LinkError> = .failure(.tlsUnavailable),
        isSecure: Bool = false, react: @escaping @Sendable (String) -> [Incoming] = { _ in [] }
    ) {
        self.handshake = handshake
        self.isSecure = isSecure
        (incoming, speaking) = AsyncStream.makeStream()
        (outgoing, hearing) = AsyncStream.makeStream()
        self.react = react
        first.forEach(bring)
    }

    /// The server does something unasked.
    func bring(_ piece: Incoming) { speaking.yield(piece) }

    /// All octets that the client sent.
    func sent() async -> String {
        hearing.finish()
        var octets: [UInt8] = []
        for await piece in outgoing { octets += piece }
        return String(decoding: octets, as: UTF8.self)
    }
}

/// A link over a ``Wire``.
final class PuppetLink: Link {
    private let wire: Wire
    private var lines = LineSplitter()

    private(set) var tls: TLSDetails?

    init(_ wire: Wire) {
        self.wire = wire
        if wire.isSecure { tls = try? wire.handshake.get() }
    }

    var peer: Peer { Peer(address: nil, port: nil) }

    func send(_ bytes: [UInt8]) async throws(LinkError) {
        wire.hearing.yield(bytes)
        for line in lines.append(bytes) { wire.react(line.text).forEach(wire.bring) }
    }

    func receive(within limit: Duration?) async throws(LinkError) -> [UInt8]? {
        let deadline = wire.clock.now + (limit ?? .zero)
        for await piece in wire.incoming {
            switch piece {
            case .octets(let octets): return octets
            case .closes: return nil
            case .failure(.timedOut):
                wire.clock.reach(deadline)
                throw .timedOut(limit ?? .zero)
            case .failure(let error): throw error
            }
        }
        throw .cancelled
    }

    func startTLS() async throws(LinkError) -> TLSDetails {
        let details = try wire.handshake.get()
        tls = details
        return details
    }

    func finishSending() async {}
    func close(_ closing: Closing) async {}
}

/// A dialer whose every connection is the other end of one wire.
struct PuppetDialer: Dialer {
    let wire: Wire

    func link<Result>(_ body: (any Link) async throws -> Result) async throws -> Result {
        try await body(PuppetLink(wire))
    }
}

/// A dialer that reaches nobody.
struct BrokenDialer: Dialer {
    let error: LinkError

    func link<Result>(_ body: (any Link) async throws -> Result) async throws -> Result { throw error }
}
