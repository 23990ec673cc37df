import NIOCore
import POP3

/// Holds what came from the peer until somebody takes it.
///
/// Lives on the event loop of its channel. It reads ahead, so the end of a connection is noticed at once, but no further
/// than ``limit``: a peer that sends faster than anybody takes is stopped by TCP. Only what the system holds when the peer
/// has closed its side comes all at once.
final class Inbox: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// Octets that may wait before reading stops. One more read may come on top.
    static let limit = 262_144

    private enum End {
        case closed
        case lost(LinkError)
    }

    private struct Waiter {
        let promise: EventLoopPromise<[UInt8]?>
        var timeout: Scheduled<Void>?
    }

    private var octets: [UInt8] = []
    private var end: End?
    private var waiter: Waiter?
    private var isPaused = false
    private var context: ChannelHandlerContext?

    /// Answers `promise` with the waiting octets as soon as there are any, with `nil` at the end of the stream.
    func take(_ promise: EventLoopPromise<[UInt8]?>, within limit: Duration?) {
        precondition(waiter == nil, "one task receives at a time")
        waiter = Waiter(promise: promise)
        settle()
        guard let limit, waiter != nil else { return }
        waiter?.timeout = promise.futureResult.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limit)) {
            self.giveUp(promise, .timedOut(limit))
        }
    }

    /// Fails `promise` if it is still waiting; nothing that came is lost.
    func giveUp(_ promise: EventLoopPromise<[UInt8]?>, _ error: LinkError) {
        guard let waiter, waiter.promise.futureResult === promise.futureResult else { return }
        self.waiter = nil
        waiter.timeout?.cancel()
        promise.fail(error)
    }

    /// Whether the peer may still send something.
    var isOpen: Bool { end == nil }

    /// Takes what is waiting, so that nobody else gets it.
    func drain() -> [UInt8] {
        defer { octets = [] }
        return octets
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        finish(.closed)
    }

    func channelActive(context: ChannelHandlerContext) {
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        if octets.isEmpty {
            octets = Array(buffer: buffer)
        } else {
            buffer.withUnsafeReadableBytes { octets.append(contentsOf: $0) }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        settle()
        isPaused = octets.count >= Self.limit
        if !isPaused { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { finish(.closed) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.lost(LinkError(breaking: error)))
        context.close(promise: nil)
    }

    private func finish(_ end: End) {
        if self.end == nil { self.end = end }
        settle()
    }

    private func settle() {
        guard let waiter, !octets.isEmpty || end != nil else { return }
        self.waiter = nil
        waiter.timeout?.cancel()
        guard octets.isEmpty else {
            let taken = octets
            octets = []
            waiter.promise.succeed(taken)
            if isPaused { context?.read() }
            isPaused = false
            return
        }
        switch end {
        case .lost(let error): waiter.promise.fail(error)
        case .closed, nil: waiter.promise.succeed(nil)
        }
    }
}
