import Synchronization

/// Which connection of a recording each client gets: the first the first, and so on; all later ones the last again.
public final class ReplayTurns: Sendable {
    private let connections: [Int]
    private let count = Atomic(0)

    /// Turns of which none has been taken.
    ///
    /// - Parameter connections: the numbers of the recording's connections, in their order, at least one.
    public init(_ connections: [Int]) {
        self.connections = connections
    }

    /// The connection of the next client; called on any thread.
    public func next() -> Int {
        let turn = count.wrappingAdd(1, ordering: .relaxed).oldValue
        return connections[min(turn, connections.count - 1)]
    }
}
