import POP3

/// Stands for a connection that is between two others: what is said on it goes nowhere, what comes is what was overheard.
final class WatchedLink: Link {
    let peer: Peer
    private(set) var tls: TLSDetails?
    /// What the server was heard to say, and nobody has received yet.
    var heard: [UInt8]?
    /// What a handshake of the two has agreed on.
    var agreed: TLSDetails?

    init(to peer: Peer, _ tls: TLSDetails?) {
        self.peer = peer
        self.tls = tls
    }

    func send(_ bytes: [UInt8]) async throws(LinkError) {}

    func receive(within limit: Duration?) async throws(LinkError) -> [UInt8]? {
        defer { heard = nil }
        return heard
    }

    func startTLS() async throws(LinkError) -> TLSDetails {
        guard let agreed else { throw .tlsUnavailable }
        tls = agreed
        return agreed
    }

    func finishSending() async {}

    func close(_ closing: Closing) async {}
}
