import NIOCore
import POP3

/// The connection of a client that a relay has accepted.
final class FrontLink {
    private let connection: Connection
    /// Reads and writes; its own side of TLS, which is a client's, is never begun.
    private let link: SocketLink
    private var handshake: NIOLoopBound<FrontHandshake>?

    init(_ connection: Connection) {
        self.connection = connection
        link = SocketLink(connection, ClientTLS(host: "", options: TLSOptions(), limit: .zero))
    }

    /// The client's address and port.
    var peer: Peer { link.peer }

    /// Whether the octets travel under TLS.
    var isSecure: Bool { handshake != nil }

    /// As ``SocketLink/send(_:)``.
    func send(_ octets: [UInt8]) async throws(LinkError) {
        try await link.send(octets)
    }

    /// As ``SocketLink/receive(within:)``, without a limit.
    func receive() async throws(LinkError) -> [UInt8]? {
        try await link.receive(within: nil)
    }

    /// Returns when the client will say no more, or the task is cancelled; what it said can still be received.
    var departure: @Sendable () async -> Void {
        let channel = connection.channel
        return {
            try? await channel.eventLoop.flatSubmit {
                // In a pipeline that is torn down there is none.
                let departure = try? channel.pipeline.syncOperations.handler(type: Departure.self)
                return departure?.future ?? channel.eventLoop.makeSucceededVoidFuture()
            }.valueUnlessCancelled()
        }
    }

    /// Sends FIN; what the client still sends can be received.
    func finishSending() async {
        await link.finishSending()
    }

    /// Waits for the client's handshake; nobody may be receiving.
    ///
    /// - Throws: ``FrontFailure``; the connection is to be closed then.
    func secure(_ plan: FrontHandshake.Plan) async throws(FrontFailure) -> POP3.TLSVersion {
        let (channel, inbox, loop) = (connection.channel, connection.inbox, connection.channel.eventLoop)
        let promise = loop.makePromise(of: POP3.TLSVersion.self)
        do {
            handshake = try await loop.submit {
                FrontHandshake.begin(plan, on: channel, inbox: inbox.value, promise).map {
                    NIOLoopBound($0, eventLoop: loop)
                }
            }.get()
            return try await promise.futureResult.valueUnlessCancelled()
        } catch {
            throw error as? FrontFailure ?? .handshake(TLSReason.text(of: error))
        }
    }

    /// Ends the connection by FIN, or at once by RST.
    func close(_ closing: Closing) async {
        guard closing == .reset, let handshake else { return await link.close(closing) }
        try? await connection.channel.resetWhenClosed().get()
        try? await connection.channel.eventLoop.submit { handshake.value.drop() }.get()
    }
}
