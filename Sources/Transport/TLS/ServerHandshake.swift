import NIOCore
import NIOSSL
import POP3

/// How the connections of a listener do TLS, and who is told what happens on them.
struct ServedSecurity: Sendable {
    let use: Listener.Security
    let handshakeLimit: Duration
    let observe: @Sendable (ServedEvent) -> Void
}

extension Listener.Security {
    /// What TLS needs; `nil` when there is none.
    var tls: ServerTLS? {
        switch self {
        case .clear: nil
        case .startTLS(let tls), .implicit(let tls): tls
        }
    }
}

/// A server's TLS handshake on a live channel, and what came of it. Lives on the event loop.
final class ServerHandshake {
    private let wire: WireWatch
    private var secure: NIOSSLServerHandler?
    private(set) var isRunning = true

    /// - Parameter report: takes what a client says in clear text instead of beginning its handshake.
    init(_ report: @escaping (_ clearText: [UInt8]) -> Void) {
        wire = WireWatch(report)
    }

    /// Puts TLS in front of all handlers.
    func join(_ channel: any Channel, _ tls: ServerTLS) throws {
        let secure = NIOSSLServerHandler(context: tls.context)
        self.secure = secure
        try channel.pipeline.syncOperations.addHandler(secure, position: .first)
        try channel.pipeline.syncOperations.addHandler(wire, position: .first)
    }

    /// The handshake is over: which version it agreed on.
    func complete() -> POP3.TLSVersion {
        defer { (isRunning, secure) = (false, nil) }
        // Older ones are not offered, and the library knows the version once a handshake is complete.
        return POP3.TLSVersion(secure?.tlsVersion) ?? .tls12
    }

    /// Closes the connection without a word of TLS.
    func drop() {
        isRunning = false
        wire.drop()
    }
}
