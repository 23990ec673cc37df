import POP3

/// What is at the other end of a ``LoopbackLink``: a machine, and what it has sent.
struct FarEnd: Sendable {
    private(set) var machine: any ServerMachine
    /// How the connection ended; `nil` while it is open.
    private(set) var ending: Closing?
    /// Whether the client can send nothing more.
    private(set) var clientHasFinished = false
    private var sent: [[UInt8]] = []
    private var receivedCount = 0

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

    /// The next octets that the client has not received.
    mutating func nextBytes() -> [UInt8]? {
        guard receivedCount < sent.count else { return nil }
        defer { if receivedCount == sent.count { forget() } }
        receivedCount += 1
        return sent[receivedCount - 1]
    }

    private mutating func perform(_ outputs: [Output]) {
        for output in outputs where ending == nil {
            switch output {
            case .send(let bytes): if !bytes.isEmpty { sent.append(bytes) }
            case .startTLS: break  // there is no TLS here: the client's startTLS() says so
            case .injected: end(.orderly)
            case .close(let closing): end(closing)
            }
        }
    }

    private mutating func end(_ closing: Closing) {
        guard ending == nil else { return }
        perform(machine.closed())
        ending = closing
        if closing == .reset { forget() }
    }

    private mutating func forget() {
        sent = []
        receivedCount = 0
    }
}
