import NIOCore
import NIOPosix

/// A server without a machine: shows how the other end of a link sees the connection.
enum RawServer {
    enum Ending: Hashable, Sendable { case finished, reset }

    /// How the one client that `body` makes has left.
    static func ending(_ body: (_ port: Int) async throws -> Void) async throws -> Ending {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let ending = loop.makePromise(of: Ending.self)
        let server = try await bootstrap(loop) { EndingWatch(ending) }.bind(host: "127.0.0.1", port: 0).get()
        try await body(server.localAddress?.port ?? 0)
        let result = try await ending.futureResult.get()
        try await server.close()
        return result
    }

    /// Sends `size` octets as fast as they are taken. `body` is told the port, and how many octets had been taken when
    /// nothing moved any more.
    static func flooding(
        _ size: Int, _ body: (_ port: Int, _ taken: EventLoopFuture<Int>) async throws -> Void
    ) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let taken = loop.makePromise(of: Int.self)
        let server = try await bootstrap(loop) { Flood(size, taken) }.bind(host: "127.0.0.1", port: 0).get()
        try await body(server.localAddress?.port ?? 0, taken.futureResult)
        try await server.close()
    }

    private static func bootstrap(
        _ loop: any EventLoop, _ handler: @escaping @Sendable () -> some ChannelHandler
    ) -> ServerBootstrap {
        ServerBootstrap(group: loop)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(handler()) }
            }
    }
}

private final class EndingWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private var ending: EventLoopPromise<RawServer.Ending>?

    init(_ ending: EventLoopPromise<RawServer.Ending>) {
        self.ending = ending
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { settle(.finished, context) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        settle(.reset, context)
    }

    private func settle(_ result: RawServer.Ending, _ context: ChannelHandlerContext) {
        ending?.succeed(result)
        ending = nil
        context.close(promise: nil)
    }
}

private final class Flood: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let chunk = ByteBuffer(repeating: 0x2E, count: 100_000)
    private let size: Int
    private var taken: EventLoopPromise<Int>?
    private var sent = 0
    private var stall: Scheduled<Void>?

    init(_ size: Int, _ taken: EventLoopPromise<Int>) {
        self.size = size
        self.taken = taken
    }

    func channelActive(context: ChannelHandlerContext) {
        sendNext(context)
    }

    private func sendNext(_ context: ChannelHandlerContext) {
        stall?.cancel()
        guard sent < size else { return context.close(promise: nil) }
        stall = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(200)) { self.report() }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenSuccess {
            self.sent += Self.chunk.readableBytes
            self.sendNext(context)
        }
        context.writeAndFlush(wrapOutboundOut(Self.chunk), promise: promise)
    }

    private func report() {
        taken?.succeed(sent)
        taken = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        report()
    }
}
