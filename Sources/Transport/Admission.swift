import NIOCore

/// Counts the clients of a server channel and stops accepting at a limit.
///
/// The channel must accept one client a read, so that the limit holds exactly.
final class Admission: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias OutboundIn = Never

    private let limit: Int
    private var clients: [ObjectIdentifier: any Channel] = [:]
    private var isHeld = false
    private var isClosed = false
    private var context: ChannelHandlerContext?

    init(limit: Int) {
        self.limit = limit
    }

    /// Closes the server channel and every client; done when the last has left.
    func close(on loop: any EventLoop) -> EventLoopFuture<Void> {
        isClosed = true
        context?.close(promise: nil)
        for client in clients.values { client.close(promise: nil) }
        return EventLoopFuture.andAllComplete(clients.values.map(\.closeFuture), on: loop)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func read(context: ChannelHandlerContext) {
        isHeld = clients.count >= limit
        if !isHeld { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let client = unwrapInboundIn(data)
        let id = ObjectIdentifier(client)
        clients[id] = client
        client.closeFuture.hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in self.left(id) }
        context.fireChannelRead(data)
        if isClosed { client.close(promise: nil) }
    }

    private func left(_ id: ObjectIdentifier) {
        clients[id] = nil
        guard isHeld, let context else { return }
        isHeld = false
        context.read()
    }
}
