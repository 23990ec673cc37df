import NIOCore
import NIOPosix
public import POP3

/// Connects to a server over TCP, with TLS if wanted.
public struct SocketDialer: Dialer, Hashable {
    /// The host name or address, without brackets.
    public var host: String
    /// The port, from 1 to 65535.
    public var port: Int
    /// Which addresses of the host may be used.
    public var family: AddressFamily
    /// How long looking up the name and connecting may take together; a TLS handshake may take as long again.
    public var connectLimit: Duration
    /// Whether TLS begins at once, or only when the link is told to.
    public var security: Endpoint.Security
    /// How TLS is done.
    public var tls: TLSOptions

    /// A dialer for one server.
    public init(
        host: String, port: Int, family: AddressFamily = .any, connectLimit: Duration = .seconds(15),
        security: Endpoint.Security = .clear, tls: TLSOptions = TLSOptions()
    ) {
        self.host = host
        self.port = port
        self.family = family
        self.connectLimit = connectLimit
        self.security = security
        self.tls = tls
    }

    /// Connects, runs `body`, and closes the link however `body` ended.
    ///
    /// - Throws: ``LinkError/unknownHost(_:)``, ``LinkError/refused(host:port:)``,
    ///   ``LinkError/unreachable(host:port:reason:)``, ``LinkError/timedOut(_:)`` with ``connectLimit``,
    ///   ``LinkError/tls(_:)``, or ``LinkError/cancelled`` when no connection came about, and what `body` throws.
    public func link<Result>(_ body: (any Link) async throws -> Result) async throws -> Result {
        let link = try await open()
        do {
            let result = try await body(link)
            await link.close(.orderly)
            return result
        } catch {
            await link.close(.orderly)
            throw error
        }
    }

    /// One thread for all connections of a client, made when the first is wanted.
    private static let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private func open() async throws(LinkError) -> SocketLink {
        let client = ClientTLS(host: host, options: tls, limit: connectLimit)
        switch security {
        case .clear, .startTLS, .auto:
            return SocketLink(try await connect(), client)
        case .implicit:
            // First, so that nobody is called in vain when the roots cannot be used.
            let plan = try client.plan(isUpgrade: false)
            let link = SocketLink(try await connect(), client)
            try await link.secure(plan)
            return link
        }
    }

    private func connect() async throws(LinkError) -> Connection {
        let connection = bootstrap.connect(host: host, port: port).flatMapThrowing { channel in
            let inbox = try channel.pipeline.syncOperations.handler(type: Inbox.self)
            return Connection(channel: channel, inbox: NIOLoopBound(inbox, eventLoop: channel.eventLoop))
        }
        do {
            return try await connection.valueUnlessCancelled()
        } catch {
            // After a cancellation the attempt goes on; whatever it brings is closed.
            connection.whenSuccess { $0.channel.close(promise: nil) }
            throw LinkError(connecting: error, to: host, port, within: connectLimit)
        }
    }

    private var bootstrap: ClientBootstrap {
        let loop = Self.loops.next()
        return ClientBootstrap(group: loop)
            .resolver(HostLookup(family: family, loop: loop))
            .connectTimeout(TimeAmount(connectLimit))
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelOption(
                .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 65_536, maximum: 262_144)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Inbox()) }
            }
    }
}
