import POP3
import Transport

extension Link {
    /// Everything up to the end of the stream.
    func receiveAll() async throws(LinkError) -> [UInt8] {
        var all: [UInt8] = []
        while let bytes = try await receive(within: .seconds(30)) { all += bytes }
        return all
    }

    /// At least `count` octets, or what came before the end.
    func receive(atLeast count: Int) async throws(LinkError) -> [UInt8] {
        var all: [UInt8] = []
        while all.count < count, let bytes = try await receive(within: .seconds(30)) { all += bytes }
        return all
    }
}

extension [UInt8] {
    init(_ text: String) {
        self = Array(text.utf8)
    }

    /// Octets that repeat nowhere soon, so that a lost, doubled or moved octet shows.
    static func pattern(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    }

    /// The same octets many times over.
    func repeated(_ count: Int) -> [UInt8] {
        var all: [UInt8] = []
        for _ in 0..<count { all += self }
        return all
    }
}

/// The dialer for a port of this machine.
func dialer(_ port: Int) -> SocketDialer { SocketDialer(host: "127.0.0.1", port: port) }

/// Serves `machine` on a free port of this machine, and connects a client to it.
@discardableResult
func withLink<Result>(
    to machine: @escaping @Sendable () -> any ServerMachine, _ body: (any Link) async throws -> Result
) async throws -> Result {
    try await Listener().serving(machine) { port in try await dialer(port).link(body) }
}
