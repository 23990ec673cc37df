import NIOCore
import POP3

/// Sits between clients and one server: passes on what each side sends, octet by octet as it came.
///
/// Neither side is read faster than the other takes, so a message of any size needs little memory. Half-closed, closed and
/// broken connections are passed on as such.
public struct Relay: Hashable, Sendable {
    /// Takes what happens on one connection, in its order; octets are passed on when it returns.
    public typealias Observer = @Sendable (RelayEvent) async -> Void

    /// Where clients connect, how many at once, and how TLS is done with them:
    ///
    /// - `clear`: a client's STLS goes to the server, and what follows is their secret.
    /// - `startTLS`: once the server has accepted a client's STLS, the handshake is done on both sides, so that the session
    ///   stays readable here.
    /// - `implicit`: at once.
    public var listener: Listener
    /// How the server is reached. With `startTLS` and `auto` the relay sends STLS itself before it hands the greeting on.
    public var dialer: SocketDialer

    /// A relay that is not listening yet.
    public init(listener: Listener = Listener(), dialer: SocketDialer) {
        self.listener = listener
        self.dialer = dialer
    }

    /// Relays while `body` runs; then every connection is closed.
    ///
    /// - Parameters:
    ///   - observer: makes the observer of one connection; called once a client, in the order in which they came.
    ///   - body: is told the port; clients can connect.
    /// - Throws: ``ListenerError`` when the address cannot be used, and what `body` throws.
    public func relaying<Result>(
        _ observer: @escaping @Sendable () -> Observer, _ body: (_ port: Int) async throws -> Result
    ) async throws -> Result {
        let (arrivals, arrived) = AsyncStream.makeStream(of: Connection.self)
        let door = try await open(arrived)
        async let served: Void = serve(arrivals, observer)
        do {
            let result = try await body(door.port)
            arrived.finish()
            await door.close()
            await served
            return result
        } catch {
            arrived.finish()
            await door.close()
            await served
            throw error
        }
    }

    private func serve(_ arrivals: AsyncStream<Connection>, _ observer: @escaping @Sendable () -> Observer) async {
        await withDiscardingTaskGroup { clients in
            for await connection in arrivals {
                let observe = observer()
                clients.addTask { await RelayedClient(connection, of: self, observe).run() }
            }
            // A server that does not close need not be waited for.
            clients.cancelAll()
        }
    }

    private func open(_ arrived: AsyncStream<Connection>.Continuation) async throws(ListenerError) -> OpenListener {
        try await OpenListener(listener) { channel in
            try channel.syncOptions?.setOption(.maxMessagesPerRead, value: 1)
            let inbox = Inbox()
            let connection = Connection(channel: channel, inbox: NIOLoopBound(inbox, eventLoop: channel.eventLoop))
            try channel.pipeline.syncOperations.addHandlers([
                Arrival { arrived.yield(connection) }, Departure(on: channel.eventLoop), inbox,
            ])
        }
    }
}

/// Tells of a connection as soon as it stands, when it knows who is at the other end.
private final class Arrival: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let tell: () -> Void

    init(_ tell: @escaping () -> Void) {
        self.tell = tell
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        tell()
    }
}
