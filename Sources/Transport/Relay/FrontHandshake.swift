import NIOCore
import NIOTLS
import POP3

/// Why a client of a relay is not under TLS; its connection is of no more use.
enum FrontFailure: Error, Hashable, Sendable {
    /// It sent clear text where its handshake was to begin; the payload is how that begins.
    case clearText([UInt8])
    /// The handshake failed; the text is the library's.
    case handshake(String)
}

/// The TLS handshake with a client whose connection is read through an ``Inbox``.
///
/// Lives on the event loop, behind the TLS handler and in front of the inbox.
final class FrontHandshake: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// What has to be known before the handshake begins.
    struct Plan: Sendable {
        let tls: ServerTLS
        /// What is sent in clear text right before: the `+OK` to STLS. `nil` where TLS comes first.
        let reply: [UInt8]?
        let limit: Duration
    }

    private let promise: EventLoopPromise<POP3.TLSVersion>
    private var handshake: ServerHandshake?
    private var timeout: Scheduled<Void>?
    private var isRunning = true

    private init(_ promise: EventLoopPromise<POP3.TLSVersion>) {
        self.promise = promise
    }

    /// Puts TLS in front of `inbox`; `promise` gets the outcome, and a ``FrontFailure`` when there is no TLS.
    ///
    /// What waits in the inbox was sent too early to be the answer to `plan.reply`.
    /// - Returns: what closes the connection below TLS; `nil` when it did not come that far.
    static func begin(
        _ plan: Plan, on channel: any Channel, inbox: Inbox, _ promise: EventLoopPromise<POP3.TLSVersion>
    ) -> FrontHandshake? {
        do {
            let waiting = ByteBuffer(bytes: inbox.drain())
            let isClearText = plan.reply != nil || !WireWatch.beginsRecord(waiting)
            if waiting.readableBytes > 0, isClearText { throw FrontFailure.clearText(Array(buffer: waiting)) }
            guard inbox.isOpen else { throw FrontFailure.handshake(TLSReason.closed) }
            if let reply = plan.reply { channel.writeAndFlush(ByteBuffer(bytes: reply), promise: nil) }
            let front = FrontHandshake(promise)
            try front.join(channel, plan)
            if waiting.readableBytes > 0 {
                channel.pipeline.syncOperations.fireChannelRead(NIOAny(waiting))
                channel.pipeline.syncOperations.fireChannelReadComplete()
            }
            return front
        } catch {
            promise.fail(error as? FrontFailure ?? .handshake(TLSReason.text(of: error)))
            return nil
        }
    }

    private func join(_ channel: any Channel, _ plan: Plan) throws {
        let handshake = ServerHandshake { self.fail(.clearText($0)) }
        self.handshake = handshake
        timeout = channel.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(plan.limit)) {
            self.fail(.handshake("the handshake took too long"))
        }
        try channel.pipeline.syncOperations.addHandler(self, position: .first)
        try handshake.join(channel, plan.tls)
    }

    /// Closes the connection without a word of TLS.
    func drop() {
        handshake?.drop()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event, let handshake, settle() {
            promise.succeed(handshake.complete())
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isRunning { return fail(.handshake(TLSReason.text(of: error))) }
        // Many clients close without the closing alert; the end of what they sent is told besides.
        if !TLSReason.isBareEnd(error) { context.fireErrorCaught(LinkError.lost(TLSReason.text(of: error))) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.handshake(TLSReason.closed))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        fail(.handshake(TLSReason.closed))
        handshake = nil
    }

    private func fail(_ failure: FrontFailure) {
        guard settle() else { return }
        promise.fail(failure)
        drop()
    }

    /// Whether this is the first outcome.
    private func settle() -> Bool {
        guard isRunning else { return false }
        isRunning = false
        timeout?.cancel()
        return true
    }
}
