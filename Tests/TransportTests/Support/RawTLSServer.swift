import NIOCore
import NIOPosix
import NIOSSL

/// A server without a machine that does TLS as a test wants it, also in ways in which no sound server would.
struct RawTLSServer: Sendable {
    /// What it does on the connection, one after the other.
    enum Step: Sendable {
        case send([UInt8])
        /// Sends octets as they are, past TLS.
        case sendBelow([UInt8])
        /// Waits for a line.
        case awaitLine
        /// Waits for octets of any kind: to close without having read them would send RST.
        case awaitOctets
        case pause(TimeAmount)
        /// Does TLS from here on.
        case secure(NIOSSLContext)
        /// Gives every octet back from here on.
        case echo
        case close

        /// Whether it ends only when the client has sent something.
        var isWait: Bool {
            switch self {
            case .awaitLine, .awaitOctets: true
            case .send, .sendBelow, .pause, .secure, .echo, .close: false
            }
        }
    }

    let steps: [Step]

    init(_ steps: [Step]) {
        self.steps = steps
    }

    /// TLS from the first octet, then a greeting, then an echo.
    static func implicit(_ context: NIOSSLContext) -> RawTLSServer {
        RawTLSServer([.secure(context), .send([UInt8]("+OK\r\n")), .echo])
    }

    /// STLS, with `behind` sent in clear text behind `+OK`; all of that is cut after `cut` octets.
    static func stls(
        _ context: NIOSSLContext, behind: [UInt8] = [], cut: Int = 0, pause: TimeAmount = .zero
    ) -> RawTLSServer {
        let reply = [UInt8]("+OK begin\r\n") + behind
        let pieces: [Step] = [.send(Array(reply[..<cut])), .pause(pause), .send(Array(reply[cut...]))]
        return RawTLSServer([.send([UInt8]("+OK\r\n")), .awaitLine] + pieces + [.secure(context), .echo])
    }

    /// Serves every client that `body` makes.
    @discardableResult
    func serving<Result>(_ body: (_ port: Int) async throws -> Result) async throws -> Result {
        let steps = steps
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Performer(steps))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(server.localAddress?.port ?? 0)
            try await server.close()
            return result
        } catch {
            try await server.close()
            throw error
        }
    }
}

private final class Performer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var steps: ArraySlice<RawTLSServer.Step>
    private var isEchoing = false

    init(_ steps: [RawTLSServer.Step]) {
        self.steps = steps[...]
    }

    func channelActive(context: ChannelHandlerContext) {
        perform(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isEchoing { return context.writeAndFlush(data, promise: nil) }
        switch steps.first {
        case .awaitOctets: break
        case .awaitLine where unwrapInboundIn(data).readableBytesView.contains(0x0A): break
        default: return
        }
        steps.removeFirst()
        perform(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func perform(_ context: ChannelHandlerContext) {
        while let step = steps.first, context.channel.isActive {
            if step.isWait { return }
            steps.removeFirst()
            switch step {
            case .awaitLine, .awaitOctets: return
            case .send(let octets): context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: octets)), promise: nil)
            case .sendBelow(let octets):
                let past = try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
                past?.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: octets)), promise: nil)
            case .pause(.zero): continue
            case .pause(let amount):
                context.eventLoop.assumeIsolated().scheduleTask(in: amount) { self.perform(context) }
                return
            case .secure(let tls):
                let handler = NIOSSLServerHandler(context: tls)
                // The channel is open and the handler new: it can only be taken.
                try? context.pipeline.syncOperations.addHandler(handler, position: .first)
            case .echo: isEchoing = true
            case .close: context.close(promise: nil)
            }
        }
    }
}
