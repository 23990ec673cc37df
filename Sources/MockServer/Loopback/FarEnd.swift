import POP3

/// What is at the other end of a ``LoopbackLink``: a machine, and what it has sent.
struct FarEnd: Sendable {
    private(set) var machine: any ServerMachine
    /// How the connection ended; `nil` while it is open.
    private(set) var ending: Closing?
    /// Whether the client can send nothing more.
    private(set) var clientHasFinished = false
    private var sent: [Parcel] = []
    private var receivedCount = 0

    /// What the client receives next.
    enum Parcel: Sendable {
        case octets([UInt8])
        /// Nothing for so long.
        case pause(Duration)
    }

    init(_ machine: any ServerMachine) {
        self.machine = machine
        perform(self.machine.opened(from: nil))
    }

    mutating func received(_ bytes: [UInt8]) {
        guard ending == nil else { return }
        perform(machine.received(bytes))
    }

    mutating func idled() {
        guard ending == nil else { return }
        perform(machine.idled())
    }

    /// The client has closed its sending side: the server has read everything before that.
    mutating func clientFinished() {
        clientHasFinished = true
        end(.orderly)
    }

    /// The client has closed altogether.
    mutating func clientClosed() {
        clientFinished()
        ending = .orderly
        forget()
    }

    /// The next parcel that the client has not received.
    mutating func nextParcel() -> Parcel? {
        guard receivedCount < sent.count else { return nil }
        defer { if receivedCount == sent.count { forget() } }
        receivedCount += 1
        return sent[receivedCount - 1]
    }

    /// What is left of a pause that was not waited out.
    mutating func putBack(_ pause: Duration) {
        sent.insert(.pause(pause), at: receivedCount)
    }

    /// The handshake that the machine asked for.
    mutating func secured() {
        guard ending == nil else { return }
        perform(machine.secured())
    }

    private mutating func perform(_ outputs: [Output]) {
        for output in outputs where ending == nil {
            switch output {
            case .send(let bytes): if !bytes.isEmpty { sent.append(.octets(bytes)) }
            case .wait(let pause): if pause > .zero { sent.append(.pause(pause)) }
            case .startTLS: break  // the client begins; where there is no TLS, its startTLS() says so
            case .injected: end(.orderly)
            case .close(let closing): end(closing)
            }
        }
    }

    private mutating func end(_ closing: Closing) {
        guard ending == nil else { return }
        perform(machine.closed())
        ending = closing
    }

    private mutating func forget() {
        sent = []
        receivedCount = 0
    }
}
