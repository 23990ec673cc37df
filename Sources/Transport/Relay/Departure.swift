import NIOCore

/// Tells when a client will say no more, while nobody receives what it said before.
///
/// Lives on the event loop, in front of the ``Inbox``.
final class Departure: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<Void>

    init(on loop: any EventLoop) {
        promise = loop.makePromise()
    }

    /// Succeeds when the client has ended its half of the connection, or broken it; the inbox knows of that already.
    var future: EventLoopFuture<Void> { promise.futureResult }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.fireUserInboundEventTriggered(event)
        if case ChannelEvent.inputClosed = event { promise.succeed() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.fireErrorCaught(error)
        promise.succeed()
    }

    func channelInactive(context: ChannelHandlerContext) {
        context.fireChannelInactive()
        promise.succeed()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        promise.succeed()
    }
}
