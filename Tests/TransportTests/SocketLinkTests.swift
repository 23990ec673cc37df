import NIOCore
import POP3
import Testing
import Transport

@Suite("A link over TCP", .timeLimit(.minutes(5)))
struct SocketLinkTests {
    private static let short = Duration.milliseconds(5)

    @Test(arguments: [1, 2, 7, 4096, 300_000])
    func `octets pass unchanged, however they were cut`(size: Int) async throws {
        let sent = [UInt8].pattern(max(600, size * 2))
        let received = try await withLink(to: { Echo(greeting: "") }) { link in
            for start in stride(from: 0, to: sent.count, by: size) {
                try await link.send(Array(sent[start..<min(start + size, sent.count)]))
            }
            return try await link.receive(atLeast: sent.count)
        }
        // As a truth value, here and below: to describe how such arrays differ would take minutes.
        let isWhole = received == sent
        #expect(received.count == sent.count)
        #expect(isWhole)
    }

    @Test func `octets come as they are, lines or not`() async throws {
        let octets: [UInt8] = [0x00, 0xFF, 0x0D, 0x0D, 0x0A, 0x1B, 0x0A, 0x80]
        let received = try await withLink(to: { Echo(greeting: "") }) { link in
            try await link.send(octets)
            return try await link.receive(atLeast: octets.count)
        }
        #expect(received == octets)
    }

    @Test func `fifty megabytes arrive whole`() async throws {
        let message = [UInt8].pattern(999_983).repeated(50)
        let received = try await withLink(to: { Scripted(reply: [.send(message), .close(.orderly)]) }) { link in
            try await link.send([UInt8]("RETR 1\r\n"))
            return try await link.receiveAll()
        }
        let isWhole = received == message
        #expect(received.count == message.count)
        #expect(isWhole)
    }

    @Test(arguments: [Duration.zero, short])
    func `silence ends the wait at its limit, and the link lives on`(limit: Duration) async throws {
        try await withLink(to: { Echo(greeting: "") }) { link in
            await #expect(throws: LinkError.timedOut(limit)) { try await link.receive(within: limit) }
            await #expect(throws: LinkError.timedOut(limit)) { try await link.receive(within: limit) }
            try await link.send([UInt8]("NOOP\r\n"))
            #expect(try await link.receive(within: nil) == [UInt8]("NOOP\r\n"))
        }
    }

    @MainActor
    @Test func `cancelling ends the wait, and no octet is lost`() async throws {
        let sent = [UInt8].pattern(2_000)
        try await withLink(to: { Echo(greeting: "") }) { @MainActor link in
            var received: [UInt8] = []
            for octet in sent {
                try await link.send([octet])
                let wait = Task { try await link.receive(within: nil) }
                await Task.yield()
                wait.cancel()
                do {
                    received += try await wait.value ?? []
                } catch {
                    #expect(error as? LinkError == .cancelled)
                }
            }
            received += try await link.receive(atLeast: sent.count - received.count)
            let isWhole = received == sent
            #expect(received.count == sent.count)
            #expect(isWhole)
        }
    }

    @Test func `a server that closes its side ends the stream behind its last octet`() async throws {
        try await withLink(to: { Echo(greeting: "+OK\r\n") }) { link in
            try await link.send([UInt8]("QUIT\r\n"))
            #expect(try await link.receiveAll() == [UInt8]("+OK\r\nQUIT\r\n"))
            #expect(try await link.receive(within: nil) == nil)
        }
    }

    @Test func `after its own FIN a client still gets every reply`() async throws {
        let commands = [UInt8](String(repeating: "NOOP\r\n", count: 20_000) + "unfinished")
        try await withLink(to: { Echo(greeting: "+OK\r\n") }) { link in
            try await link.send(commands)
            await link.finishSending()
            let received = try await link.receiveAll()
            let isWhole = received == [UInt8]("+OK\r\n") + commands
            #expect(received.count == 5 + commands.count)
            #expect(isWhole)
        }
    }

    @Test func `the FIN of both sides at once costs no octet`() async throws {
        let reply = [UInt8].pattern(1_000_000)
        let received = try await withLink(to: { Scripted(reply: [.send(reply), .close(.orderly)]) }) { link in
            try await link.send([UInt8]("QUIT\r\n"))
            let beginning = try await link.receive(atLeast: 1)
            await link.finishSending()
            return try await beginning + link.receiveAll()
        }
        let isWhole = received == reply
        #expect(received.count == reply.count)
        #expect(isWhole)
    }

    @Test func `after its own FIN nothing can be sent`() async throws {
        try await withLink(to: { Echo() }) { link in
            await link.finishSending()
            await #expect(throws: LinkError.lost("Broken pipe")) { try await link.send([UInt8]("NOOP\r\n")) }
        }
    }

    @Test func `a reset by the server is a lost connection`() async throws {
        try await withLink(to: { Echo(greeting: "+OK\r\n", closing: .reset) }) { link in
            #expect(try await link.receive(within: nil) == [UInt8]("+OK\r\n"))
            try await link.send([UInt8]("QUIT\r\n"))
            await #expect(throws: LinkError.lost("Connection reset by peer")) { try await link.receiveAll() }
            await #expect(throws: LinkError.self) { try await link.send([UInt8]("NOOP\r\n")) }
        }
    }

    @Test(arguments: [(Closing.orderly, false), (.reset, true)])
    func `a server sees whether it was left by FIN or by RST`(closing: Closing, isReset: Bool) async throws {
        let ending = try await RawServer.ending { port in
            try await dialer(port).link { link in
                await link.close(closing)
                await link.close(closing)
                let octets = try await link.receive(within: nil)
                #expect(octets == nil)
            }
        }
        #expect(ending == (isReset ? .reset : .finished))
    }

    @Test func `a client that takes nothing stops the server instead of filling the memory`() async throws {
        let size = 100_000_000
        try await RawServer.flooding(size) { port, taken in
            try await dialer(port).link { link in
                // Most of it is what the system's own buffers take.
                let stalled = try await taken.get()
                let all = try await link.receiveAll().count
                #expect(stalled < size / 2)
                #expect(all == size)
            }
        }
    }
}
