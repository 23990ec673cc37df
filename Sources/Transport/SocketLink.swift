import NIOCore
import NIOPosix
public import POP3

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A TCP connection, in clear text or under TLS, made by ``SocketDialer``.
public final class SocketLink: Link {
    /// The server's address and port.
    public let peer: Peer
    private let channel: any Channel
    private let inbox: NIOLoopBound<Inbox>
    private let client: ClientTLS
    /// What closes the connection below TLS, once that has begun.
    private var wire: NIOLoopBound<WireWatch>?
    /// What the TLS handshake agreed on; `nil` in clear text.
    public private(set) var tls: TLSDetails?

    init(_ connection: Connection, _ client: ClientTLS) {
        self.client = client
        channel = connection.channel
        inbox = connection.inbox
        peer = Peer(address: channel.remoteAddress?.ipAddress, port: channel.remoteAddress?.port)
    }

    /// Sends octets in one write; returns once the system has taken them all.
    ///
    /// - Throws: ``LinkError/lost(_:)``; ``LinkError/cancelled`` when the task was cancelled: the octets may still go.
    public func send(_ bytes: [UInt8]) async throws(LinkError) {
        do {
            try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).valueUnlessCancelled()
        } catch {
            throw LinkError(breaking: error)
        }
    }

    /// The next octets as they came; `nil` once the peer has closed its side.
    public func receive(within limit: Duration?) async throws(LinkError) -> [UInt8]? {
        let loop = channel.eventLoop
        let inbox = inbox
        let promise = loop.makePromise(of: [UInt8]?.self)
        // Before the cancellation handler, so that a cancelled wait is always given up after it began.
        loop.execute { inbox.value.take(promise, within: limit) }
        do {
            return try await withTaskCancellationHandler {
                try await promise.futureResult.get()
            } onCancel: {
                loop.execute { inbox.value.giveUp(promise, .cancelled) }
            }
        } catch {
            throw LinkError(breaking: error)
        }
    }

    /// Begins TLS on the live connection; the server's certificate is judged as the dialer's options say.
    ///
    /// - Throws: ``LinkError/tls(_:)``, ``LinkError/timedOut(_:)``, ``LinkError/lost(_:)`` or ``LinkError/cancelled``; the
    ///   connection is closed then. ``LinkError/tlsUnavailable`` under TLS; the connection lives on.
    @discardableResult
    public func startTLS() async throws(LinkError) -> TLSDetails {
        guard wire == nil else { throw .tlsUnavailable }
        let plan: ClientHandshake.Plan
        do {
            plan = try client.plan(isUpgrade: true)
        } catch {
            await close(.orderly)
            throw error
        }
        return try await secure(plan)
    }

    @discardableResult
    func secure(_ plan: ClientHandshake.Plan) async throws(LinkError) -> TLSDetails {
        let (channel, inbox, loop) = (channel, inbox, channel.eventLoop)
        let promise = loop.makePromise(of: TLSDetails.self)
        do {
            wire = try await loop.submit {
                ClientHandshake.begin(plan, on: channel, inbox: inbox.value, promise).map {
                    NIOLoopBound($0, eventLoop: loop)
                }
            }.get()
            let details = try await promise.futureResult.valueUnlessCancelled()
            tls = details
            return details
        } catch {
            await close(.orderly)
            throw LinkError(breaking: error)
        }
    }

    /// Sends FIN; what the peer still sends can be received.
    public func finishSending() async {
        try? await channel.close(mode: .output).valueUnlessCancelled()
    }

    /// Ends the connection by FIN, or at once by RST. Under TLS the closing alert goes before FIN; that of the server is
    /// not waited for (RFC 8446 section 6.1).
    public func close(_ closing: Closing) async {
        switch closing {
        case .orderly: break
        case .reset: try? await channel.resetWhenClosed().get()
        }
        guard let wire else {
            try? await channel.close().get()
            return
        }
        let channel = channel
        try? await channel.eventLoop.flatSubmit {
            if closing == .orderly { channel.close(mode: .output, promise: nil) }
            let closed = channel.eventLoop.makePromise(of: Void.self)
            wire.value.drop(closed)
            return closed.futureResult
        }.get()
    }
}

/// A channel with the inbox in its pipeline.
struct Connection: Sendable {
    let channel: any Channel
    let inbox: NIOLoopBound<Inbox>
}

extension Channel {
    /// Makes the next close send RST and drop what was not sent yet: a linger time of zero.
    func resetWhenClosed() -> EventLoopFuture<Void> {
        guard let options = self as? any SocketOptionProvider else { return eventLoop.makeSucceededVoidFuture() }
        return options.setSoLinger(linger(l_onoff: 1, l_linger: 0))
    }
}
