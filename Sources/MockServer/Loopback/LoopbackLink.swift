public import POP3

/// A link to a server inside this process.
///
/// The server works while its client sends or waits; its autologout runs on the clock of the link.
public final class LoopbackLink<Time: Clock<Duration>>: RewindableLink {
    private let clock: Time
    private let store: MailStore?
    private let handshake: TLSDetails?
    private let identity = Identity()
    private var server: FarEnd
    /// When the client last sent something; the autologout counts from here.
    private var lastInput: Time.Instant
    /// Wake who waits in ``receive(within:)``: one task, and for a moment those that were cancelled before it.
    private var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
    private var waitCount = 0

    /// A link to a server that is opened by this.
    ///
    /// - Parameters:
    ///   - store: where the machine keeps its mail, so that ``restore(_:)`` can take that back too.
    ///   - handshake: what a TLS handshake here is said to have agreed on, although nothing is encrypted; `nil` where
    ///     none takes place.
    ///   - clock: what the autologout, the pauses and the time limits are measured with.
    public init(
        to machine: any ServerMachine, over store: MailStore? = nil, handshake: TLSDetails? = nil, clock: Time
    ) {
        self.clock = clock
        self.store = store
        self.handshake = handshake
        server = FarEnd(machine)
        lastInput = clock.now
    }

    /// Nobody on a network.
    public var peer: Peer { Peer(address: nil, port: nil) }

    /// Sends octets; a server that has closed does not see them, as on a network.
    ///
    /// - Throws: ``LinkError/lost(_:)`` when this side has closed, or its sending side.
    public func send(_ bytes: [UInt8]) async throws(LinkError) {
        expire()
        guard !server.clientHasFinished else { throw .lost("the connection is closed") }
        server.received(bytes)
        lastInput = clock.now
        wake()
    }

    /// The next octets of the server; `nil` when it has closed. A cancelled task takes nothing, not even what has come.
    public func receive(within limit: Duration?) async throws(LinkError) -> [UInt8]? {
        let start = clock.now
        while true {
            if Task.isCancelled { throw .cancelled }
            expire()
            let left = limit.map { $0 - start.duration(to: clock.now) }
            switch server.nextParcel() {
            case .octets(let bytes): return bytes
            case .pause(let pause):
                try await wait(out: pause, atMost: left, limit)
                continue
            case nil: break
            }
            switch server.ending {
            case .orderly: return nil
            case .reset: throw .lost("connection reset by peer")
            case nil: break
            }
            if let limit, let left, left <= .zero { throw .timedOut(limit) }
            await wait(atMost: [left, timeToExpiry].compactMap(\.self).min())
        }
    }

    /// What the handshake is said to have agreed on; `nil` before it, and where there is none.
    public private(set) var tls: TLSDetails?

    /// Tells the server that the handshake is complete, where one was promised. Nothing is encrypted: nothing leaves the
    /// process.
    ///
    /// - Throws: ``LinkError/tlsUnavailable`` where none was promised, or it has taken place.
    public func startTLS() async throws(LinkError) -> TLSDetails {
        guard let handshake, tls == nil else { throw .tlsUnavailable }
        tls = handshake
        server.secured()
        return handshake
    }

    /// The server sees the end of the stream: it answers what it got, and the session is over.
    public func finishSending() async {
        server.clientFinished()
        wake()
    }

    /// Ends the connection; the server's octets that were not received are lost.
    public func close(_ closing: Closing) async {
        server.clientClosed()
        wake()
    }
}

extension LoopbackLink {
    /// The server, its mail, and its octets that were not received yet.
    public func snapshot() -> any Sendable {
        Snapshot(identity: identity, server: server, store: store?.snapshot())
    }

    /// Goes back, also past a QUIT or a ``close(_:)``: the link is then open again. The autologout begins anew.
    public func restore(_ snapshot: any Sendable) {
        guard let snapshot = snapshot as? Snapshot, snapshot.identity === identity else { return }
        server = snapshot.server
        if let mail = snapshot.store { store?.restore(mail) }
        lastInput = clock.now
        wake()
    }
}

extension LoopbackLink {
    private func expire() {
        guard let left = timeToExpiry, left <= .zero else { return }
        server.idled()
        lastInput = clock.now
    }

    private var timeToExpiry: Duration? {
        guard server.ending == nil else { return nil }
        return server.machine.wakeAfter.map { $0 - lastInput.duration(to: clock.now) }
    }

    private func wake() {
        for continuation in waiting.values { continuation.finish() }
    }

    /// Lets a pause of the server pass, as far as there is time; what is left of it comes next.
    private func wait(out pause: Duration, atMost left: Duration?, _ limit: Duration?) async throws(LinkError) {
        let start = clock.now
        if left.map({ $0 > .zero }) ?? true { await wait(atMost: min(pause, left ?? pause)) }
        let rest = pause - start.duration(to: clock.now)
        guard rest > .zero else { return }
        server.putBack(rest)
        if let limit, let left, left <= start.duration(to: clock.now) { throw .timedOut(limit) }
    }

    /// Until ``wake()``, the end of the time, or the cancelling of the task.
    private func wait(atMost limit: Duration?) async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        waitCount += 1
        let number = waitCount
        waiting[number] = continuation
        defer { waiting[number] = nil }
        guard let limit else {
            for await _ in stream {}
            return
        }
        let clock = clock
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in stream {} }
            group.addTask { try? await clock.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }
}

extension LoopbackLink where Time == ContinuousClock {
    /// A link to a server that is opened by this; time is the time that passes.
    public convenience init(
        to machine: any ServerMachine, over store: MailStore? = nil, handshake: TLSDetails? = nil
    ) {
        self.init(to: machine, over: store, handshake: handshake, clock: ContinuousClock())
    }
}

/// Tells one link from another for as long as a snapshot of it lives.
private final class Identity: Sendable {}

private struct Snapshot: Sendable {
    let identity: Identity
    let server: FarEnd
    let store: MailStore.Snapshot?
}
