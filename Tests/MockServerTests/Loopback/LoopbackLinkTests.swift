import MockServer
import POP3
import Testing

@MainActor
@Suite("A link to a server inside the process")
struct LoopbackLinkTests {
    private let clock = ManualClock()
    private let store = Bench.makeStore()

    private func makeLink(autologout: Duration? = .seconds(600)) -> LoopbackLink<ManualClock> {
        LoopbackLink(to: Bench.makeServer(store, autologout: autologout), over: store, clock: clock)
    }

    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    /// A conversation in which `mrose` has logged in.
    private func transaction(over link: LoopbackLink<ManualClock>) async throws -> Conversation {
        let conversation = Conversation(over: link)
        _ = try await conversation.greeting()
        _ = try await conversation.send("USER mrose")
        _ = try await conversation.send("PASS tanstaaf")
        try #require(conversation.session.phase == .transaction)
        return conversation
    }

    @Test
    func `a conversation goes through every state`() async throws {
        let conversation = try await transaction(over: makeLink())
        let retrieved = try #require(try await conversation.send("RETR 2"))
        #expect(retrieved.reply.body?.message == Array(Bench.dots.utf8))
        #expect(retrieved.reply.body?.octets == 35)
        _ = try await conversation.send("DELE 2")
        #expect(conversation.session.knowledge.maildrop?.marked == [2])
        let last = try await conversation.send("QUIT")
        #expect(last?.after == .update)
        #expect(try await conversation.receive(within: nil) == nil)
        #expect(store.messages(of: "mrose")?.count == 2)
    }

    @Test
    func `a batch is one write, and its replies come in order`() async throws {
        let conversation = try await transaction(over: makeLink())
        _ = try await conversation.send(Array("STAT\r\nLIST 3\r\nNOOP\r\nQUIT\r\n".utf8))
        let events = try #require(try await conversation.receive(within: nil))
        let replies = events.compactMap { if case .completed(let exchange) = $0 { exchange.reply.text } else { nil } }
        #expect(replies == ["3 103", "3 33", "nothing done", "bye; 0 removed, 3 left"])
    }

    @Test
    func `a task that waits is woken by what is sent`() async throws {
        let link = makeLink(autologout: nil)
        _ = try await link.receive(within: nil)
        let waiting = Task { try await link.receive(within: nil) }
        await Task.yield()
        try await link.send(Array("CAPA".utf8))
        try await link.send(Array("\r\n".utf8))
        #expect(text(try await waiting.value)?.hasPrefix("+OK capabilities follow\r\nTOP\r\n") == true)
    }

    @Test
    func `a task that waits with a limit is woken by what is sent`() async throws {
        let link = makeLink()
        _ = try await link.receive(within: nil)
        let waiting = Task { try await link.receive(within: .seconds(5)) }
        await clock.someoneSleeps()
        clock.advance(by: .seconds(4))
        try await link.send(Array("NOOP\r\n".utf8))
        #expect(text(try await waiting.value)?.hasPrefix("-ERR log in before NOOP") == true)
    }

    @Test
    func `when nothing comes within the limit the wait ends, and the link goes on`() async throws {
        let link = makeLink()
        _ = try await link.receive(within: nil)
        let waiting = Task { try await link.receive(within: .seconds(5)) }
        await clock.someoneSleeps()
        clock.advance(by: .seconds(5))
        await #expect(throws: LinkError.timedOut(.seconds(5))) { try await waiting.value }
        try await link.send(Array("QUIT\r\n".utf8))
        #expect(text(try await link.receive(within: .seconds(5))) == "+OK bye\r\n")
    }

    @Test(arguments: [Duration.seconds(5), nil])
    func `cancelling ends the wait and loses nothing`(limit: Duration?) async throws {
        let link = makeLink(autologout: nil)
        _ = try await link.receive(within: nil)
        let waiting = Task { try await link.receive(within: limit) }
        await Task.yield()
        waiting.cancel()
        await #expect(throws: LinkError.cancelled) { try await waiting.value }
        try await link.send(Array("QUIT\r\n".utf8))
        #expect(text(try await link.receive(within: limit)) == "+OK bye\r\n")
    }

    @Test
    func `a cancelled task takes nothing, so nothing is lost with it`() async throws {
        let link = makeLink(autologout: nil)
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await link.receive(within: nil)
        }
        await #expect(throws: LinkError.cancelled) { try await cancelled.value }
        #expect(text(try await link.receive(within: nil))?.hasPrefix("+OK popscope") == true)
    }

    @Test
    func `a task may wait while one that was cancelled has not ended yet`() async throws {
        let link = makeLink(autologout: nil)
        _ = try await link.receive(within: nil)
        let old = Task { try await link.receive(within: nil) }
        await Task.yield()
        old.cancel()
        let new = Task { try await link.receive(within: nil) }
        try await link.send(Array("QUIT\r\n".utf8))
        #expect(text(try await new.value) == "+OK bye\r\n")
        await #expect(throws: LinkError.cancelled) { try await old.value }
    }

    @Test
    func `the autologout comes to a task that waits, without a word, and nothing is deleted`() async throws {
        let link = makeLink(autologout: .seconds(600))
        let conversation = try await transaction(over: link)
        _ = try await conversation.send("DELE 1")
        let waiting = Task { try await link.receive(within: nil) }
        await clock.someoneSleeps()
        clock.advance(by: .seconds(600))
        #expect(try await waiting.value == nil)
        _ = try await transaction(over: makeLink())
        #expect(store.messages(of: "mrose")?.count == 3)
    }

    @Test
    func `every input begins the autologout anew`() async throws {
        let link = makeLink(autologout: .seconds(600))
        let conversation = try await transaction(over: link)
        for _ in 0..<3 {
            clock.advance(by: .seconds(599))
            #expect(try await conversation.send("NOOP")?.reply.status == .ok)
        }
        clock.advance(by: .seconds(600))
        #expect(try await conversation.send("NOOP") == nil)
    }

    @Test
    func `an autologout that passed unseen counts, also when the client speaks first`() async throws {
        let link = makeLink(autologout: .seconds(600))
        _ = try await link.receive(within: nil)
        clock.advance(by: .seconds(700))
        try await link.send(Array("QUIT\r\n".utf8))
        #expect(try await link.receive(within: nil) == nil)
    }

    @Test
    func `after a QUIT, going back opens the link again, with session, mail and lock`() async throws {
        let link = makeLink()
        let conversation = try await transaction(over: link)
        _ = try await conversation.send("DELE 2")
        let before = (link: link.snapshot(), session: conversation.session)
        _ = try await conversation.send("QUIT")
        #expect(try await conversation.receive(within: nil) == nil)
        #expect(store.messages(of: "mrose")?.count == 2)

        link.restore(before.link)
        conversation.rewind(to: before.session)
        #expect(store.messages(of: "mrose")?.count == 3)
        #expect(try await conversation.send("STAT")?.reply.text == "2 68")
        var other = Bench.authorization(store)
        #expect(other.say("USER mrose", "PASS tanstaaf").wireLines.last?.verdict == "-ERR [IN-USE]")
        #expect(try await conversation.send("RSET")?.reply.status == .ok)
        #expect(try await conversation.send("QUIT")?.reply.text == "bye; 0 removed, 3 left")
    }

    @Test
    func `going back takes octets on their way along, and gives the autologout its full time`() async throws {
        let link = makeLink(autologout: .seconds(600))
        let greeted = link.snapshot()
        _ = try await link.receive(within: nil)
        try await link.send(Array("CAPA\r\n".utf8))
        clock.advance(by: .seconds(599))
        link.restore(greeted)
        clock.advance(by: .seconds(599))
        #expect(text(try await link.receive(within: nil))?.hasPrefix("+OK popscope") == true)
        try await link.send(Array("QUIT\r\n".utf8))
        #expect(text(try await link.receive(within: nil)) == "+OK bye\r\n")
    }

    @Test
    func `going back wakes a task that waits for something that now never comes`() async throws {
        let link = makeLink(autologout: nil)
        let greeted = link.snapshot()
        _ = try await link.receive(within: nil)
        let waiting = Task { try await link.receive(within: nil) }
        await Task.yield()
        link.restore(greeted)
        #expect(text(try await waiting.value)?.hasPrefix("+OK popscope") == true)
    }

    @Test
    func `a snapshot of another link changes nothing`() async throws {
        let other = makeLink().snapshot()
        let link = makeLink()
        _ = try await transaction(over: link)
        link.restore(other)
        link.restore("no snapshot at all")
        try await link.send(Array("STAT\r\n".utf8))
        #expect(text(try await link.receive(within: nil)) == "+OK 3 103\r\n")
    }

    @Test
    func `after finishSending what was sent is still answered, and the session ends without an update`() async throws {
        let link = makeLink()
        _ = try await transaction(over: link)
        try await link.send(Array("DELE 1\r\nSTAT\r\nQUI".utf8))
        await link.finishSending()
        #expect(text(try await link.receive(within: nil))?.hasSuffix("\r\n+OK 2 68\r\n") == true)
        #expect(try await link.receive(within: nil) == nil)
        #expect(store.messages(of: "mrose")?.count == 3)
        await #expect(throws: LinkError.lost("the connection is closed")) { try await link.send([0x41]) }
    }

    @Test(arguments: [Closing.orderly, .reset])
    func `closing twice does nothing, frees the maildrop, and ends a wait`(closing: Closing) async throws {
        let link = makeLink(autologout: nil)
        _ = try await transaction(over: link)
        let waiting = Task { try await link.receive(within: nil) }
        await Task.yield()
        await link.close(closing)
        await link.close(closing)
        #expect(try await waiting.value == nil)
        _ = try await transaction(over: makeLink())
    }

    @Test
    func `there is no TLS, and nobody on a network`() async {
        let link = makeLink()
        #expect(link.peer == Peer(address: nil, port: nil))
        await #expect(throws: LinkError.tlsUnavailable) { try await link.startTLS() }
    }

    @Test
    func `a server that resets the connection is seen as lost, behind what it sent`() async throws {
        let link = LoopbackLink(to: ResettingServer(), clock: clock)
        #expect(text(try await link.receive(within: nil)) == "+OK\r\n")
        try await link.send(Array("X\r\n".utf8))
        #expect(text(try await link.receive(within: nil)) == "-ERR\r\n")
        await #expect(throws: LinkError.lost("connection reset by peer")) { try await link.receive(within: nil) }
        try await link.send(Array("X\r\n".utf8))
    }

    @Test
    func `what comes behind a pause comes when that is over, also in two waits`() async throws {
        let link = LoopbackLink(to: PausingServer(), clock: clock)
        #expect(text(try await link.receive(within: nil)) == "+OK\r\n")
        let first = Task { try await link.receive(within: .seconds(2)) }
        await clock.someoneSleeps()
        clock.advance(by: .seconds(2))
        await #expect(throws: LinkError.timedOut(.seconds(2))) { try await first.value }
        let second = Task { try await link.receive(within: .seconds(2)) }
        await clock.someoneSleeps()
        clock.advance(by: .seconds(1))
        #expect(text(try await second.value) == "more\r\n")
    }

    @Test
    func `a promised handshake takes place once, and tells the server`() async throws {
        let handshake = TLSDetails(
            version: .tls13, cipher: nil, serverName: nil, chain: [], verification: .notVerified(nil))
        let link = LoopbackLink(to: PausingServer(), handshake: handshake, clock: clock)
        #expect(link.tls == nil)
        #expect(try await link.startTLS() == handshake)
        #expect(link.tls == handshake)
        #expect(text(try await link.receive(within: nil)) == "+OK\r\n")
        await #expect(throws: LinkError.tlsUnavailable) { try await link.startTLS() }
    }
}

/// Pauses for three seconds within its greeting.
private struct PausingServer: ServerMachine {
    let wakeAfter: Duration? = nil

    mutating func opened(from address: String?) -> [Output] {
        [.send(Line("+OK").octets), .wait(.seconds(3)), .send(Line("more").octets)]
    }
    mutating func received(_ bytes: [UInt8]) -> [Output] { [] }
    mutating func secured() -> [Output] { [.send(Line("secured").octets)] }
    mutating func idled() -> [Output] { [] }
    mutating func closed() -> [Output] { [] }
}

/// Resets the connection at the first input.
private struct ResettingServer: ServerMachine {
    let wakeAfter: Duration? = nil

    mutating func opened(from address: String?) -> [Output] { [.send(Line("+OK").octets)] }
    mutating func received(_ bytes: [UInt8]) -> [Output] { [.send(Line("-ERR").octets), .close(.reset)] }
    mutating func secured() -> [Output] { [] }
    mutating func idled() -> [Output] { [] }
    mutating func closed() -> [Output] { [] }
}
