import POP3
import Transport

/// What a relay tells while one client does what `client` says, up to the end of both connections.
func relayed(
    to server: SocketDialer, by listener: Listener = Listener(), _ client: (any Link) async throws -> Void
) async throws -> [RelayEvent] {
    try await relayed(to: server, by: listener, dialer, client)
}

/// The same with a client that calls as `call` says.
func relayed(
    to server: SocketDialer, by listener: Listener = Listener(), _ call: (_ port: Int) -> SocketDialer,
    _ client: (any Link) async throws -> Void
) async throws -> [RelayEvent] {
    let (events, told) = AsyncStream.makeStream(of: RelayEvent.self)
    return try await Relay(listener: listener, dialer: server).relaying({ { told.yield($0) } }) { port in
        try await call(port).link(client)
        var all: [RelayEvent] = []
        for await event in events {
            all.append(event)
            if event == .closed { break }
        }
        return all
    }
}

/// An event without what differs from run to run.
enum Essence: Hashable {
    case opened
    case clientSecured
    case reached
    case asked(String)
    case serverSecured
    case passed(String, Session.Side)
    case injected(String, Session.Side)
    case failed(RelayFailure)
    case ended(Session.Side, Closing)
    case closed
}

extension [RelayEvent] {
    /// The events, the pieces of what one side sent joined.
    var essence: [Essence] {
        reduce(into: []) { all, event in
            if case .passed(let more, let side) = event, case .passed(let octets, side) = all.last {
                all[all.count - 1] = .passed(octets + String(decoding: more, as: UTF8.self), side)
            } else {
                all.append(event.essence)
            }
        }
    }
}

extension RelayEvent {
    var isPassed: Bool { if case .passed = self { true } else { false } }

    fileprivate var essence: Essence {
        switch self {
        case .opened: .opened
        case .clientSecured: .clientSecured
        case .reached: .reached
        case .asked(let exchange): .asked(exchange.command?.line.text ?? "")
        case .serverSecured: .serverSecured
        case .passed(let octets, let side): .passed(String(decoding: octets, as: UTF8.self), side)
        case .injected(let octets, let side): .injected(String(decoding: octets, as: UTF8.self), side)
        case .failed(let failure): .failed(failure)
        case .ended(let side, let closing): .ended(side, closing)
        case .closed: .closed
        }
    }
}
