public import POP3

/// A ``MailboxServer`` that makes chosen mistakes, and is sound in everything else.
///
/// Each line is told to the sound server by itself; what it answers is what the faults change, in their order. Without
/// faults it says what the sound server says, octet by octet.
public struct FaultyServer: ServerMachine {
    /// The mistakes that it makes.
    public let faults: [Fault]
    private var server: MailboxServer
    private var lines = LineReader(limit: PendingLogin.none.lineLimit)
    private var memory = Memory()

    /// A server for one connection that has not been opened yet.
    ///
    /// - Parameters:
    ///   - server: the sound one, not opened yet. A fault shows only where the server offers what it spoils: one of STLS needs
    ///     an offer with STLS.
    ///   - faults: any number of them. What two do to the same reply, the one that stands first does first.
    public init(_ server: MailboxServer, faults: [Fault]) {
        self.server = server
        self.faults = faults
    }

    /// Says the greeting, whoever calls.
    public mutating func opened(from address: String?) -> [Output] {
        var moment = Moment(server)
        moment.said = Said(server.opened(from: address))
        act(on: .greeting, &moment)
        return moment.said.outputs
    }

    /// Answers each line as soon as its end has come.
    public mutating func received(_ bytes: [UInt8]) -> [Output] {
        memory.arrived(bytes)
        if server.awaitsTLS {
            var moment = Moment(server)
            if !bytes.isEmpty { act(on: .injecting, &moment) }
            guard !server.awaitsTLS else { return server.received(bytes) }
        }
        let outputs = take(bytes)
        var moment = Moment(server)
        act(on: .reading, &moment)
        if moment.forgetsFragment { lines = LineReader(limit: server.login.lineLimit) }
        return (outputs + moment.said.outputs).merged
    }

    /// Begins AUTHORIZATION anew, as far as the faults let it.
    public mutating func secured() -> [Output] {
        var moment = Moment(server)
        let awaitedTLS = server.awaitsTLS
        moment.said = Said(server.secured())
        guard awaitedTLS else { return moment.said.outputs }
        lines = LineReader(limit: server.login.lineLimit)
        act(on: .securing, &moment)
        let held = memory.held
        memory.held = []
        return (moment.said.outputs + take(held)).merged
    }

    /// Closes as ``MailboxServer`` does, as far as the faults let it.
    public mutating func idled() -> [Output] {
        guard server.talks else { return [] }
        var moment = Moment(server)
        act(on: .idling, &moment)
        return moment.said.outputs + server.idled()
    }

    /// The autologout timer, while the session lasts.
    public var wakeAfter: Duration? {
        var copy = self
        return copy.patience()
    }

    /// Frees the maildrop, as far as the faults let it.
    public mutating func closed() -> [Output] {
        var moment = Moment(server)
        act(on: .leaving, &moment)
        return server.closed()
    }
}

extension FaultyServer {
    /// Lets every fault do what it does on an occasion.
    private mutating func act(on occasion: Flaw.Occasion, _ moment: inout Moment) {
        swap(&moment.memory, &memory)
        for fault in faults {
            moment.value = fault.number
            for flaw in fault.flaws where flaw.occasion == occasion && !(occasion == .hearing && moment.isAnswered) {
                flaw.act(&moment, &server)
            }
        }
        swap(&moment.memory, &memory)
    }

    private mutating func patience() -> Duration? {
        var moment = Moment(server)
        moment.patience = server.wakeAfter
        guard server.talks else { return nil }
        act(on: .waiting, &moment)
        return moment.patience
    }

    private mutating func take(_ bytes: [UInt8]) -> [Output] {
        var outputs: [Output] = []
        var rest = bytes[...]
        while server.talks, let line = lines.next(in: &rest) {
            let said = answer(line, &rest)
            if server.awaitsTLS, !rest.isEmpty {
                guard keeps(rest) else { return outputs + server.received(Array(rest)) }
                rest = []
            }
            outputs += said.outputs
            lines.limit(to: server.login.lineLimit)
        }
        return outputs
    }

    /// What is said to one line.
    private mutating func answer(_ line: Line, _ rest: inout ArraySlice<UInt8>) -> Said {
        var moment = Moment(line, server, rest: rest)
        server.login = .none
        act(on: .hearing, &moment)
        if !moment.isAnswered {
            server.login = moment.login
            moment.said = Said(server.received(moment.line.complete))
        }
        note(moment)
        act(on: .saying, &moment)
        rest = moment.rest
        return moment.said
    }

    private mutating func note(_ moment: Moment) {
        let command = moment.command
        memory.lines += 1
        guard command.kind == .command else { return }
        if command.verb == .user { memory.user = command.argument ?? "" }
        guard moment.said.isOK else { return }
        memory.successes[command.verb, default: 0] += 1
        if command.verb == .retr, let number = moment.number { memory.fetched.insert(number) }
    }

    /// Whether a fault keeps the clear text behind STLS for the time after the handshake.
    private mutating func keeps(_ rest: ArraySlice<UInt8>) -> Bool {
        var moment = Moment(Line(""), server, rest: rest)
        act(on: .injecting, &moment)
        return moment.rest.isEmpty
    }
}

extension Line {
    /// The octets of a line that has ended; of one that was cut for its length, so that it is too long for the reader too.
    fileprivate var complete: [UInt8] {
        switch ending {
        case .crlf, .lf: octets
        case .missing: bytes + Line("--").octets
        }
    }
}

extension [Output] {
    /// The same with neighbouring octets in one piece.
    var merged: [Output] {
        reduce(into: []) { joined, output in
            if case .send(let more) = output, case .send(let bytes)? = joined.last {
                joined[joined.count - 1] = .send(bytes + more)
            } else {
                joined.append(output)
            }
        }
    }
}
