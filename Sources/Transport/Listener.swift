import NIOCore
public import POP3

/// Waits for clients over TCP, and lets each talk to a server machine of its own.
public struct Listener: Hashable, Sendable {
    /// Whether and when TLS begins.
    public enum Security: Hashable, Sendable {
        /// Never: a machine that asks for it loses its client.
        case clear
        /// When a machine asks for it.
        case startTLS(ServerTLS)
        /// At once (RFC 8314 section 3). Machines are told of a client when its handshake is complete.
        case implicit(ServerTLS)
    }

    /// The host name or address to listen at, without brackets; loopback unless said otherwise.
    public var host: String
    /// The port; 0 takes any free one.
    public var port: Int
    /// How many clients are served at once, at least 1; more wait until one has left.
    public var connectionLimit: Int
    /// Whether and when TLS begins.
    public var security: Security
    /// How long a TLS handshake may take.
    public var handshakeLimit: Duration

    /// A listener that is not listening yet.
    public init(
        host: String = "127.0.0.1", port: Int = 0, connectionLimit: Int = 1024, security: Security = .clear,
        handshakeLimit: Duration = .seconds(30)
    ) {
        self.host = host
        self.port = port
        self.connectionLimit = connectionLimit
        self.security = security
        self.handshakeLimit = handshakeLimit
    }

    /// Serves until the task is cancelled; then every connection is closed.
    ///
    /// - Parameters:
    ///   - machine: makes the server of one connection; called on any thread.
    ///   - observe: is told what happens on each connection, on any thread.
    ///   - announce: is told the port once clients can connect.
    /// - Throws: ``ListenerError`` when the address cannot be used.
    public func serve(
        _ machine: @escaping @Sendable () -> any ServerMachine,
        observe: @escaping @Sendable (ServedEvent) -> Void = { _ in }, announce: (_ port: Int) -> Void
    ) async throws(ListenerError) {
        let server = try await bind(machine, observe)
        announce(server.port)
        await server.untilClosed()
        await server.close()
    }

    /// Serves while `body` runs; then every connection is closed.
    ///
    /// - Parameters:
    ///   - machine: makes the server of one connection; called on any thread.
    ///   - observe: is told what happens on each connection, on any thread.
    ///   - body: is told the port; clients can connect.
    /// - Throws: ``ListenerError`` when the address cannot be used, and what `body` throws.
    public func serving<Result>(
        _ machine: @escaping @Sendable () -> any ServerMachine,
        observe: @escaping @Sendable (ServedEvent) -> Void = { _ in }, _ body: (_ port: Int) async throws -> Result
    ) async throws -> Result {
        let server = try await bind(machine, observe)
        do {
            let result = try await body(server.port)
            await server.close()
            return result
        } catch {
            await server.close()
            throw error
        }
    }

    private func bind(
        _ machine: @escaping @Sendable () -> any ServerMachine, _ observe: @escaping @Sendable (ServedEvent) -> Void
    ) async throws(ListenerError) -> OpenListener {
        let served = ServedSecurity(use: security, handshakeLimit: handshakeLimit, observe: observe)
        return try await OpenListener(self) { channel in
            try channel.pipeline.syncOperations.addHandler(ServedConnection(machine(), served))
        }
    }
}

/// Why a listener cannot listen.
public struct ListenerError: Error, Hashable, Sendable {
    /// The host that was asked for.
    public let host: String
    /// The port that was asked for.
    public let port: Int
    /// What the system says.
    public let reason: String
}
