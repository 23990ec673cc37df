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

/// A TCP connection, made by ``SocketDialer``.
public final class SocketLink: Link {
    /// The server's address and port.
    public let peer: Peer
    private let channel: any Channel
    private let inbox: NIOLoopBound<Inbox>

    init(_ connection: Connection) {
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

    /// Throws ``LinkError/tlsUnavailable``.
    public func startTLS() async throws(LinkError) {
        throw .tlsUnavailable
    }

    /// Sends FIN; what the peer still sends can be received.
    public func finishSending() async {
        try? await channel.close(mode: .output).valueUnlessCancelled()
    }

    /// Ends the connection by FIN, or at once by RST.
    public func close(_ closing: Closing) async {
        switch closing {
        case .orderly: break
        case .reset: try? await channel.resetWhenClosed().get()
        }
        try? await channel.close().get()
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
