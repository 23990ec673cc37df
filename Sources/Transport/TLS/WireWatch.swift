import NIOCore

/// Stands between the network and TLS: sees every octet before it is decrypted.
///
/// A peer's first octet that begins no TLS record is clear text: nothing of it reaches TLS, and nothing behind it.
final class WireWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let report: (_ clearText: [UInt8]) -> Void
    private var isAtStart = true
    private var hello = ServerHello()
    private var context: ChannelHandlerContext?

    /// - Parameter report: takes clear text, at most once a read; the connection is still open.
    init(_ report: @escaping (_ clearText: [UInt8]) -> Void) {
        self.report = report
    }

    /// The cipher suite that the peer chose, if it is a server and has said so.
    var cipher: String? { hello.cipher.map(CipherSuite.name) }

    /// Closes the connection without a word of TLS.
    func drop(_ promise: EventLoopPromise<Void>? = nil) {
        guard let context else {
            promise?.succeed(())
            return
        }
        context.close(promise: promise)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        guard !isAtStart || Self.beginsRecord(buffer) else { return report(Array(buffer: buffer)) }
        isAtStart = false
        hello.observe(buffer.readableBytesView)
        context.fireChannelRead(data)
    }

    /// Whether a handshake message or an alert begins here, of any version (RFC 8446 section 5.1).
    static func beginsRecord(_ buffer: ByteBuffer) -> Bool {
        let head = buffer.readableBytesView.prefix(2)
        return (head.first == 21 || head.first == 22) && (head.count < 2 || head.last == 3)
    }
}
