import POP3
import Testing
import Transport

@Suite("A served connection", .timeLimit(.minutes(5)))
struct ServedConnectionTests {
    /// A server that answers each line so.
    private func withLink<Result>(
        to reply: [Output], _ body: (any Link) async throws -> Result
    ) async throws -> Result {
        try await Listener().serving({ Scripted(reply: reply) }) { port in
            try await dialer(port).link { try await body($0) }
        }
    }

    @Test func `a pause lasts as long as the machine says, and what comes meanwhile waits`() async throws {
        let pause = Duration.milliseconds(60)
        let clock = ContinuousClock()
        try await withLink(to: [.send([UInt8]("a")), .wait(pause), .send([UInt8]("b"))]) { link in
            let start = clock.now
            try await link.send([UInt8]("1\r\n2\r\n"))
            #expect(try await link.receive(atLeast: 4) == [UInt8]("abab"))
            #expect(start.duration(to: clock.now) >= pause * 2)
        }
    }

    @Test func `a client that has finished sending still gets what comes behind a pause`() async throws {
        try await withLink(to: [.wait(.milliseconds(30)), .send([UInt8]("late"))]) { link in
            try await link.send([UInt8]("1\r\n"))
            await link.finishSending()
            #expect(try await link.receiveAll() == [UInt8]("late"))
        }
    }

    @Test func `a client that goes during a pause is no trouble`() async throws {
        let (events, told) = AsyncStream.makeStream(of: Scripted.Event.self)
        let reply: [Output] = [.wait(.seconds(30)), .send([UInt8]("never"))]
        try await Listener().serving({ Scripted(reply: reply, report: { told.yield($0) }) }) { port in
            try await dialer(port).link { link in
                try await link.send([UInt8]("1\r\n"))
                for await event in events {
                    if case .received = event { break }
                }
                await link.close(.reset)
            }
            #expect(await events.first { $0 == .closed } == .closed)
        }
    }

    @Test func `a connection is reset behind what was sent`() async throws {
        try await withLink(to: [.send([UInt8]("+OK\r\n")), .close(.reset)]) { link in
            try await link.send([UInt8]("1\r\n"))
            #expect(try await link.receive(within: nil) == [UInt8]("+OK\r\n"))
            await #expect(throws: LinkError.lost("Connection reset by peer")) { try await link.receiveAll() }
        }
    }
}
