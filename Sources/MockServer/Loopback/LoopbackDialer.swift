public import POP3

/// Makes links to servers inside this process.
public struct LoopbackDialer<Time: Clock<Duration>>: Dialer {
    private let machine: @Sendable () -> any ServerMachine
    private let store: MailStore?
    private let handshake: TLSDetails?
    private let clock: Time

    /// A dialer.
    ///
    /// - Parameters:
    ///   - store: where the machines keep their mail, so that a link can take that back too.
    ///   - handshake: what a TLS handshake is said to have agreed on, although nothing is encrypted; `nil` where none takes
    ///     place.
    ///   - clock: what the autologout and the time limits of the links are measured with.
    ///   - machine: makes the server of one connection, not opened yet.
    public init(
        over store: MailStore? = nil, handshake: TLSDetails? = nil, clock: Time,
        _ machine: @escaping @Sendable () -> any ServerMachine
    ) {
        self.machine = machine
        self.store = store
        self.handshake = handshake
        self.clock = clock
    }

    /// Runs `body` with a link to a new server, and closes the link however `body` ended.
    public func link<Result>(_ body: (any Link) async throws -> Result) async throws -> Result {
        let link = LoopbackLink(to: machine(), over: store, handshake: handshake, clock: clock)
        do {
            let result = try await body(link)
            await link.close(.orderly)
            return result
        } catch {
            await link.close(.orderly)
            throw error
        }
    }
}

extension LoopbackDialer where Time == ContinuousClock {
    /// A dialer whose links live in the time that passes.
    public init(
        over store: MailStore? = nil, handshake: TLSDetails? = nil,
        _ machine: @escaping @Sendable () -> any ServerMachine
    ) {
        self.init(over: store, handshake: handshake, clock: ContinuousClock(), machine)
    }
}
