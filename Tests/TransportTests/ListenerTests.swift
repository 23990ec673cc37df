import POP3
import Testing
import Transport

@Suite("Listening", .timeLimit(.minutes(5)))
struct ListenerTests {
    @Test func `two hundred clients are served at once`() async throws {
        let count = 200
        let answered = try await Listener().serving({ Echo() }) { port in
            try await withThrowingTaskGroup(of: Bool.self) { clients in
                for number in 1...count {
                    clients.addTask {
                        try await dialer(port).link { link in
                            let line = [UInt8]("NOOP \(number)\r\n")
                            try await link.send(line + [UInt8]("QUIT\r\n"))
                            return try await link.receiveAll() == [UInt8]("+OK echo\r\n") + line + [UInt8]("QUIT\r\n")
                        }
                    }
                }
                return try await clients.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
        }
        #expect(answered == count)
    }

    @Test func `a machine hears of its client from beginning to end`() async throws {
        let (events, told) = AsyncStream.makeStream(of: Scripted.Event.self)
        try await Listener().serving({ Scripted(reply: [.send([UInt8]("+OK\r\n"))], report: { told.yield($0) }) }) {
            port in
            try await dialer(port).link { link in
                try await link.send([UInt8]("NOOP\r\n"))
                #expect(try await link.receive(within: nil) == [UInt8]("+OK\r\n"))
            }
        }
        told.finish()
        let seen = await events.reduce(into: []) { $0.append($1) }
        #expect(seen == [.opened("127.0.0.1"), .received([UInt8]("NOOP\r\n")), .closed])
    }

    @Test func `one client more than the limit waits until another has left`() async throws {
        try await Listener(connectionLimit: 1).serving({ Echo() }) { port in
            try await dialer(port).link { second in
                try await Self.leave(second)
            }
            let limit = Duration.milliseconds(20)
            try await dialer(port).link { first in
                #expect(try await first.receive(within: nil) != nil)
                try await dialer(port).link { second in
                    await #expect(throws: LinkError.timedOut(limit)) { try await second.receive(within: limit) }
                    try await Self.leave(first)
                    #expect(try await second.receive(within: .seconds(30)) == [UInt8]("+OK echo\r\n"))
                }
            }
        }
    }

    @Test func `a client that reads nothing is asked for no more than it takes`() async throws {
        let (events, told) = AsyncStream.makeStream(of: Scripted.Event.self)
        let reply = [UInt8](repeating: 0x2E, count: 1_000_000)
        let commands = 2_000
        try await Listener().serving({ Scripted(reply: [.send(reply)], report: { told.yield($0) }) }) { port in
            try await dialer(port).link { link in
                try await link.send([UInt8](String(repeating: "RETR 1\r\n", count: commands)))
                #expect(try await link.receive(within: nil) != nil)
                told.finish()
            }
        }
        // Without back-pressure the machine would have answered every command before the first octet left.
        let answered = await events.reduce(0) { $0 + ($1 == .received([UInt8]("RETR 1\r\n")) ? 1 : 0) }
        #expect((1..<100).contains(answered))
    }

    @Test func `a slow client still gets every reply in order`() async throws {
        let reply = [UInt8].pattern(300_000)
        let received = try await withLink(to: { Scripted(reply: [.send(reply)]) }) { link in
            try await link.send([UInt8](String(repeating: "RETR 1\r\n", count: 50)))
            await link.finishSending()
            return try await link.receiveAll()
        }
        let isWhole = received == reply.repeated(50)
        #expect(received.count == 50 * reply.count)
        #expect(isWhole)
    }

    @Test func `a machine that asked to be woken is woken, and may end the session`() async throws {
        let machine = Scripted(
            wakeAfter: .milliseconds(5), idleReply: [.send([UInt8]("-ERR autologout\r\n")), .close(.orderly)])
        let received = try await withLink(to: { machine }) { try await $0.receiveAll() }
        #expect(received == [UInt8]("-ERR autologout\r\n"))
    }

    @Test func `a machine is woken again and again`() async throws {
        let machine = Scripted(wakeAfter: .milliseconds(2), idleReply: [.send([UInt8]("."))])
        let received = try await withLink(to: { machine }) { try await $0.receive(atLeast: 3) }
        #expect(received.count >= 3)
    }

    @Test func `what a client sends after the end does not cost it the last reply`() async throws {
        let reply = [UInt8].pattern(3_000_000)
        let received = try await withLink(to: { Scripted(reply: [.send(reply), .close(.orderly)]) }) { link in
            try await link.send([UInt8]("QUIT\r\n" + String(repeating: "NOOP\r\n", count: 50_000)))
            return try await link.receiveAll()
        }
        let isWhole = received == reply
        #expect(received.count == reply.count)
        #expect(isWhole)
    }

    @Test func `a machine that asks for TLS loses its client, since there is none`() async throws {
        let received = try await withLink(to: { Scripted(reply: [.send([UInt8]("+OK\r\n")), .startTLS]) }) { link in
            try await link.send([UInt8]("STLS\r\n"))
            return try await link.receiveAll()
        }
        #expect(received == [UInt8]("+OK\r\n"))
    }

    @Test func `the end of serving closes every connection`() async throws {
        let port = try await Listener().serving({ Echo() }) { $0 }
        await #expect(throws: LinkError.refused(host: "127.0.0.1", port: port)) {
            try await dialer(port).link { _ in }
        }
    }

    @Test func `serving ends when its task is cancelled, and every client sees the end`() async throws {
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let server = Task { try await Listener().serve({ Echo() }, announce: { told.yield($0) }) }
        var port = ports.makeAsyncIterator()
        try await dialer(try #require(await port.next())).link { link in
            let greeting = try await link.receive(within: nil)
            #expect(greeting == [UInt8]("+OK echo\r\n"))
            server.cancel()
            let rest = try await link.receive(within: .seconds(30))
            #expect(rest == nil)
        }
        try await server.value
    }

    @Test func `a port in use is refused with the system's reason`() async throws {
        try await Listener().serving({ Echo() }) { port in
            let error = await #expect(throws: ListenerError.self) {
                try await Listener(port: port).serving({ Echo() }) { _ in }
            }
            #expect(error?.host == "127.0.0.1" && error?.port == port && error?.reason == "Address already in use")
        }
    }

    @Test func `a name can be listened at`() async throws {
        let greeting = try await Listener(host: "localhost").serving({ Echo() }) { port in
            try await SocketDialer(host: "localhost", port: port).link { try await $0.receive(within: .seconds(30)) }
        }
        #expect(greeting == [UInt8]("+OK echo\r\n"))
    }

    private static func leave(_ link: any Link) async throws {
        try await link.send([UInt8]("QUIT\r\n"))
        _ = try await link.receiveAll()
        await link.close(.orderly)
    }
}
