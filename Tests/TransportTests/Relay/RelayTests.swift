import NIOCore
import POP3
import Testing
import Transport

@Suite("Relaying in clear text", .timeLimit(.minutes(5)))
struct RelayTests {
    @Test func `a session passes unaltered, and is told in the order of the wire`() async throws {
        let events = try await Listener().serving({ Echo() }) { server in
            try await relayed(to: dialer(server)) { link in
                #expect(try await link.receive(atLeast: 10) == [UInt8]("+OK echo\r\n"))
                try await link.send([UInt8]("NOOP \u{0}\n\u{FF}\r\n"))
                #expect(try await link.receive(atLeast: 10) == [UInt8]("NOOP \u{0}\n\u{FF}\r\n"))
                try await link.send([UInt8]("QUIT\r\n"))
                #expect(try await link.receiveAll() == [UInt8]("QUIT\r\n"))
            }
        }
        #expect(
            events.essence == [
                .opened, .reached, .passed("+OK echo\r\n", .server), .passed("NOOP \u{0}\n\u{FF}\r\n", .client),
                .passed("NOOP \u{0}\n\u{FF}\r\n", .server), .passed("QUIT\r\n", .client), .passed("QUIT\r\n", .server),
                .ended(.server, .orderly), .ended(.client, .orderly), .closed,
            ])
    }

    @Test func `octets of both directions arrive whole, however many there are`() async throws {
        let commands = [UInt8](String(repeating: "NOOP\r\n", count: 60_000))
        _ = try await Listener().serving({ Echo() }) { server in
            try await relayed(to: dialer(server)) { link in
                try await link.send(commands)
                let received = try await link.receive(atLeast: commands.count + 10)
                let isWhole = received == [UInt8]("+OK echo\r\n") + commands
                #expect(isWhole)
            }
        }
    }

    @Test func `behind its FIN a client still gets every reply`() async throws {
        let commands = [UInt8](String(repeating: "NOOP\r\n", count: 20_000) + "unfinished")
        let events = try await Listener().serving({ Echo() }) { server in
            try await relayed(to: dialer(server)) { link in
                try await link.send(commands)
                await link.finishSending()
                let received = try await link.receiveAll()
                let isWhole = received == [UInt8]("+OK echo\r\n") + commands
                #expect(isWhole)
            }
        }
        let ends = events.essence.filter { if case .passed = $0 { false } else { true } }
        #expect(
            ends == [.opened, .reached, .ended(.client, .orderly), .ended(.server, .orderly), .closed])
    }

    @Test func `a server's RST reaches the client as one`() async throws {
        let events = try await Listener().serving({ Echo(closing: .reset) }) { server in
            try await relayed(to: dialer(server)) { link in
                _ = try await link.receive(atLeast: 10)
                try await link.send([UInt8]("QUIT\r\n"))
                await #expect(throws: LinkError.self) { try await link.receiveAll() }
            }
        }
        #expect(events.essence.contains(.ended(.server, .reset)))
    }

    @Test func `a client's RST reaches the server as one`() async throws {
        let (events, told) = AsyncStream.makeStream(of: RelayEvent.self)
        let ending = try await RawServer.ending { server in
            let relay = Relay(dialer: dialer(server))
            try await relay.relaying({ { told.yield($0) } }) { port in
                try await dialer(port).link { link in
                    try await link.send([UInt8]("NOOP\r\n"))
                    for await event in events where event.isPassed { break }
                    await link.close(.reset)
                    for await event in events where event == .closed { break }
                }
            }
        }
        #expect(ending == .reset)
    }

    @Test(arguments: [0, 1]) func `a client whose server cannot be reached is closed, and why is told`(
        count: Int
    ) async throws {
        let gone = try await Listener().serving({ Echo() }) { $0 }
        let (target, failure) =
            count == 0
            ? (dialer(gone), LinkError.refused(host: "127.0.0.1", port: gone))
            : (SocketDialer(host: "nowhere.invalid", port: 110), .unknownHost("nowhere.invalid"))
        let events = try await relayed(to: target) { link in
            let received = try await link.receiveAll()
            #expect(received == [])
        }
        #expect(events.essence == [.opened, .failed(.server(failure)), .closed])
    }

    @Test func `a client that reads nothing stops the server`() async throws {
        let size = 400_000_000
        try await RawServer.flooding(size) { server, taken in
            _ = try await relayed(to: dialer(server)) { link in
                _ = try await link.receive(within: .seconds(30))
                // The buffers of the system on the way, and what the relay and the client read ahead.
                let octets = try await taken.get()
                #expect(octets < 50_000_000)
            }
        }
    }

    @Test func `a hundred clients are relayed at once, each to a connection of its own`() async throws {
        let count = 100
        let answered = try await Listener().serving({ Echo() }) { server in
            try await Relay(dialer: dialer(server)).relaying({ { _ in } }) { port in
                try await withThrowingTaskGroup(of: Bool.self) { clients in
                    for number in 1...count {
                        clients.addTask {
                            try await dialer(port).link { link in
                                let lines = [UInt8]("NOOP \(number)\r\nQUIT\r\n")
                                try await link.send(lines)
                                return try await link.receiveAll() == [UInt8]("+OK echo\r\n") + lines
                            }
                        }
                    }
                    return try await clients.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
            }
        }
        #expect(answered == count)
    }

    @Test func `a relay that ends closes both sides, also where the server would stay`() async throws {
        let (events, told) = AsyncStream.makeStream(of: Scripted.Event.self)
        try await Listener().serving({ Scripted(report: { told.yield($0) }) }) { server in
            let port = try await Relay(dialer: dialer(server)).relaying({ { _ in } }) { port in
                try await dialer(port).link { link in
                    try await link.send([UInt8]("NOOP\r\n"))
                    for await event in events where event == .received([UInt8]("NOOP\r\n")) { break }
                }
                return port
            }
            for await event in events where event == .closed { break }
            await #expect(throws: LinkError.refused(host: "127.0.0.1", port: port)) {
                try await dialer(port).link { _ in }
            }
        }
    }
}
