import NIOCore
import NIOTLS
import POP3

/// Lets one client talk to one machine: tells it what came, and does what it answers.
///
/// Input reaches the machine a line at a time and only while the client reads, so that a client that asks for much and
/// takes nothing costs one reply of memory. What stands behind the line that began TLS never reaches it.
final class ServedConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How long a client may take to read what is left at the end.
    private static let drainLimit = TimeAmount.minutes(10)
    /// How long input is still thrown away once everything was sent: closing at once would answer it with RST, which can
    /// destroy the last reply before the client has read it.
    private static let lingerLimit = TimeAmount.seconds(2)

    /// Replies that may wait to be sent together. TLS tells only when it has sent whether the client still reads.
    private static let batchLimit = 65_536

    private let security: ServedSecurity
    private var machine: any ServerMachine
    private var handshake: ServerHandshake?
    /// The machine has heard of its client.
    private var isOpened = false
    private var input = ByteBuffer()
    private var timer: Scheduled<Void>?
    private var timerIsStale = false
    private var isFeeding = false
    /// The machine pauses: until that is over it hears nothing.
    private var isPausing = false
    private var unsent = 0
    /// The client has sent FIN.
    private var inputEnded = false
    /// The machine hears no more; what it said is on its way.
    private var isClosing = false

    init(_ machine: any ServerMachine, _ security: ServedSecurity) {
        self.machine = machine
        self.security = security
    }

    func channelActive(context: ChannelHandlerContext) {
        observe(.opened, context)
        switch security.use {
        case .clear, .startTLS: open(context)
        case .implicit: startTLS(context)
        }
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
        switch event {
        case TLSUserEvent.handshakeCompleted:
            secured(context)
        case ChannelEvent.inputClosed:
            inputEnded = true
            feed(context)
        default:
            break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if handshake?.isRunning == true { return failed(TLSReason.text(of: error), context) }
        // Many clients close without the closing alert; the end of the input is told besides.
        if !TLSReason.isBareEnd(error) { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if handshake?.isRunning == true { failed(TLSReason.closed, context) }
        isClosing = true
        timer?.cancel()
        // Nobody is left to hear what the machine may have to say.
        if isOpened { _ = machine.closed() }
        observe(.closed, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        handshake = nil
    }
}

extension ServedConnection {
    private func open(_ context: ChannelHandlerContext) {
        isOpened = true
        perform(machine.opened(from: context.channel.remoteAddress?.ipAddress), context)
    }

    /// Puts TLS in front of everything that follows, in the tick in which what went before was handed over for sending.
    private func startTLS(_ context: ChannelHandlerContext) {
        guard let tls = security.use.tls, handshake == nil else { return end(context) }
        guard input.readableBytes == 0 else { return injected([], context) }
        context.flush()
        let handshake = ServerHandshake { self.sawClearText($0, context) }
        self.handshake = handshake
        setTimer(TimeAmount(security.handshakeLimit), context) { self.failed("the handshake took too long", context) }
        do {
            try handshake.join(context.channel, tls)
        } catch {
            failed(TLSReason.text(of: error), context)
        }
    }

    private func secured(_ context: ChannelHandlerContext) {
        guard let handshake, handshake.isRunning, !isClosing else { return }
        observe(.secured(handshake.complete()), context)
        timerIsStale = true
        if isOpened { perform(machine.secured(), context) } else { open(context) }
        feed(context)
    }

    private func sawClearText(_ octets: [UInt8], _ context: ChannelHandlerContext) {
        guard handshake?.isRunning == true else { return }
        guard isOpened else { return failed("the client does not speak TLS", context) }
        observe(.injected(octets), context)
        drop()
    }

    private func failed(_ reason: String, _ context: ChannelHandlerContext) {
        guard handshake?.isRunning == true, !isClosing else { return }
        observe(.tlsFailed(reason), context)
        drop()
    }

    private func drop() {
        isClosing = true
        timer?.cancel()
        handshake?.drop()
    }

    /// Reports what the machine found behind STLS and what came behind that, and lets go of the client.
    private func injected(_ octets: [UInt8], _ context: ChannelHandlerContext) {
        observe(.injected(octets + Array(buffer: input)), context)
        end(context)
    }

    private func observe(_ kind: ServedEvent.Kind, _ context: ChannelHandlerContext) {
        let address = context.channel.remoteAddress
        security.observe(ServedEvent(client: Peer(address: address?.ipAddress, port: address?.port), kind: kind))
    }
}

extension ServedConnection {
    /// Gives the machine what the client is ready to get answers for, then asks for more.
    private func feed(_ context: ChannelHandlerContext) {
        // Flushing calls back when it makes the channel writable again.
        guard !isFeeding else { return }
        isFeeding = true
        repeat {
            while !isClosing, !isPausing, unsent < Self.batchLimit, context.channel.isWritable, let piece = nextPiece()
            {
                perform(machine.received(piece, ahead: input.readableBytes), context)
            }
            unsent = 0
            context.flush()
        } while !isClosing && !isPausing && context.channel.isWritable && input.readableBytes > 0
        isFeeding = false
        proceed(context)
    }

    private func proceed(_ context: ChannelHandlerContext) {
        let isBusy = handshake?.isRunning == true || isPausing
        if !isClosing, !isBusy, inputEnded, input.readableBytes == 0 { end(context) }
        if !isClosing, !isBusy, timerIsStale { setWakeTimer(context) }
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
        for (index, output) in outputs.enumerated() where !isClosing && !isPausing {
            switch output {
            case .send(let bytes):
                unsent += bytes.count
                context.write(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .wait(let pause): wait(pause, before: outputs[(index + 1)...], context)
            // Without TLS, a client that waits for a handshake can only be sent away.
            case .startTLS: startTLS(context)
            case .injected(let octets): injected(octets, context)
            case .close(.orderly): end(context)
            case .close(.reset): reset(context)
            }
        }
    }

    private func wait(_ pause: Duration, before outputs: ArraySlice<Output>, _ context: ChannelHandlerContext) {
        isPausing = true
        context.flush()
        setTimer(TimeAmount(pause), context) {
            self.isPausing = false
            self.perform(Array(outputs), context)
            self.feed(context)
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
        context.flush()
        context.channel.resetWhenClosed().assumeIsolated().whenComplete { _ in
            if let handshake = self.handshake { handshake.drop() } else { context.close(promise: nil) }
        }
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
