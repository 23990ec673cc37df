import NIOCore
import POP3

/// Lets one client talk to one machine: tells it what came, and does what it answers.
///
/// Input reaches the machine a line at a time and only while the client reads, so that a client that asks for much and
/// takes nothing costs one reply of memory.
final class ServedConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How long a client may take to read what is left at the end.
    private static let drainLimit = TimeAmount.minutes(10)
    /// How long input is still thrown away once everything was sent: closing at once would answer it with RST, which can
    /// destroy the last reply before the client has read it.
    private static let lingerLimit = TimeAmount.seconds(2)

    private var machine: any ServerMachine
    private var input = ByteBuffer()
    private var timer: Scheduled<Void>?
    private var timerIsStale = false
    private var isFeeding = false
    /// The client has sent FIN.
    private var inputEnded = false
    /// The machine hears no more; what it said is on its way.
    private var isClosing = false

    init(_ machine: any ServerMachine) {
        self.machine = machine
    }

    func channelActive(context: ChannelHandlerContext) {
        perform(machine.opened(from: context.channel.remoteAddress?.ipAddress), context)
        feed(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        var octets = unwrapInboundIn(data)
        if input.readableBytes == 0 { input = octets } else { input.writeBuffer(&octets) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        feed(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        feed(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return }
        inputEnded = true
        feed(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isClosing = true
        timer?.cancel()
        // Nobody is left to hear what the machine may have to say.
        _ = machine.closed()
    }
}

extension ServedConnection {
    /// Gives the machine what the client is ready to get answers for, then asks for more.
    private func feed(_ context: ChannelHandlerContext) {
        // Flushing calls back when it makes the channel writable again.
        guard !isFeeding else { return }
        isFeeding = true
        repeat {
            while !isClosing, context.channel.isWritable, let piece = nextPiece() {
                perform(machine.received(piece), context)
            }
            context.flush()
        } while !isClosing && context.channel.isWritable && input.readableBytes > 0
        isFeeding = false
        proceed(context)
    }

    private func proceed(_ context: ChannelHandlerContext) {
        if !isClosing, inputEnded, input.readableBytes == 0 { end(context) }
        if !isClosing, timerIsStale { setWakeTimer(context) }
        // What comes after the end is read too, and thrown away.
        if isClosing || (input.readableBytes == 0 && context.channel.isWritable) { context.read() }
    }

    /// The octets up to the next LF, or all when there is none.
    private func nextPiece() -> [UInt8]? {
        let waiting = input.readableBytesView
        guard !waiting.isEmpty else { return nil }
        let length = waiting.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 - waiting.startIndex }
        defer { if input.readableBytes == 0 { input = ByteBuffer() } }
        return input.readBytes(length: length ?? waiting.count)
    }

    private func perform(_ outputs: [Output], _ context: ChannelHandlerContext) {
        timerIsStale = true
        for output in outputs where !isClosing {
            switch output {
            case .send(let bytes): context.write(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            // There is no TLS here, and a client that waits for a handshake can only be sent away.
            case .startTLS, .close(.orderly): end(context)
            case .close(.reset): reset(context)
            }
        }
    }

    private func end(_ context: ChannelHandlerContext) {
        isClosing = true
        input = ByteBuffer()
        setTimer(Self.drainLimit, context) { context.close(promise: nil) }
        // An empty write comes behind all others. To send FIN at once would not do: when the client has sent its own, NIO
        // closes the connection with everything that is still on its way.
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess {
            self.setTimer(Self.lingerLimit, context) { context.close(promise: nil) }
            context.close(mode: .output, promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
    }

    private func reset(_ context: ChannelHandlerContext) {
        isClosing = true
        input = ByteBuffer()
        context.channel.resetWhenClosed().assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    private func setWakeTimer(_ context: ChannelHandlerContext) {
        timerIsStale = false
        timer?.cancel()
        guard let pause = machine.wakeAfter else { return }
        setTimer(TimeAmount(pause), context) {
            self.perform(self.machine.idled(), context)
            self.feed(context)
        }
    }

    private func setTimer(_ amount: TimeAmount, _ context: ChannelHandlerContext, _ action: @escaping () -> Void) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: amount, action)
    }
}
