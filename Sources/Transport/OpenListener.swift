import NIOCore
import NIOPosix

/// A listener that listens.
struct OpenListener: Sendable {
    let port: Int
    private let channel: any Channel
    private let admission: NIOLoopBound<Admission>

    /// Begins to listen.
    ///
    /// - Parameter setUp: makes the handlers of a client's channel, which reads nothing until they ask for it.
    init(
        _ listener: Listener, _ setUp: @escaping @Sendable (any Channel) throws -> Void
    ) async throws(ListenerError) {
        let group = MultiThreadedEventLoopGroup.singleton
        do {
            let address = try await HostLookup(family: .any, loop: group.next())
                .first(host: listener.host, port: listener.port)
            let channel = try await Self.bootstrap(group, max(1, listener.connectionLimit), setUp).bind(to: address)
                .get()
            admission = try await channel.eventLoop.submit {
                NIOLoopBound(
                    try channel.pipeline.syncOperations.handler(type: Admission.self), eventLoop: channel.eventLoop)
            }.get()
            port = channel.localAddress?.port ?? listener.port
            self.channel = channel
        } catch {
            throw ListenerError(host: listener.host, port: listener.port, reason: SystemReason.text(of: error))
        }
    }

    private static func bootstrap(
        _ group: any EventLoopGroup, _ limit: Int, _ setUp: @escaping @Sendable (any Channel) throws -> Void
    ) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Admission(limit: limit))
                }
            }
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try setUp(channel) } }
    }

    /// Returns when it listens no more, or the task is cancelled.
    func untilClosed() async {
        try? await channel.closeFuture.valueUnlessCancelled()
    }

    /// Takes no more clients, closes every connection, and waits until the handlers of each were told.
    func close() async {
        let (loop, admission) = (channel.eventLoop, admission)
        try? await loop.flatSubmit { admission.value.close(on: loop) }.get()
    }
}
