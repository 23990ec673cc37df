import POP3
import TestSupport
import Testing

@Suite("Conversation")
struct ConversationTests {
    @Test func `a line is sent in one write, and its whole reply is waited for`() async throws {
        let link = ScriptedLink("+OK re", "ady <1@x>\r\n", "+OK 2 messages\r\n1 1", "20\r\n2 200\r\n.", "\r\n")
        let conversation = Conversation(over: link)
        let greeting = try await conversation.greeting()
        #expect(greeting?.reply.text == "ready <1@x>")
        let list = try await conversation.send("LIST")
        #expect(list?.reply.body?.keptLines == ["1 120", "2 200"])
        #expect(link.sent == [Array("LIST\r\n".utf8)])
        #expect(conversation.session.knowledge.timestamp == "<1@x>")
    }

    @Test func `what is sent is announced before it leaves`() async throws {
        let link = ScriptedLink()
        let conversation = Conversation(over: link)
        var announced: [Session.Event] = []
        try await conversation.send(Array("PASS secret\r\nSTAT\r\n".utf8)) { event in
            #expect(link.sent.isEmpty)
            announced.append(event)
        }
        #expect(announced == [.sent(Command("PASS secret").redacted()), .sent(Command("STAT"))])
        #expect(link.sent == [Array("PASS secret\r\nSTAT\r\n".utf8)])
    }

    @Test func `a secret that leaves in pieces is known once its line is whole`() async throws {
        let conversation = Conversation(over: ScriptedLink())
        try await conversation.send(Array("PASS sec".utf8))
        #expect(conversation.redaction.redact("-ERR secret") == "-ERR secret")
        try await conversation.send(Array("ret\r\n".utf8))
        #expect(conversation.redaction.redact("-ERR secret") == "-ERR ********")
    }

    @Test func `a server that closes without a word gives no greeting`() async throws {
        let conversation = Conversation(over: ScriptedLink())
        #expect(try await conversation.greeting() == nil)
        #expect(conversation.session.phase == .closed)
    }

    @Test func `a server that closes within a reply leaves what came of it`() async throws {
        let conversation = Conversation(over: ScriptedLink("+OK\r\n", "+OK\r\nhalf"))
        _ = try await conversation.greeting()
        let exchange = try await conversation.send("RETR 1")
        #expect(exchange?.reply.body?.kept == Array("half".utf8))
        #expect(exchange?.reply.body?.isTerminated == false)
        #expect(try await conversation.receive(within: nil) == nil)
    }

    @Test func `a reply without an end is given up at the limit`() async throws {
        let piece = String(repeating: "x", count: 60)
        let link = ScriptedLink("+OK\r\n", "+OK\r\n", piece, piece)
        let conversation = Conversation(over: link, replyLimit: 100)
        _ = try await conversation.greeting()
        await #expect(throws: LinkError.endless(100)) { _ = try await conversation.send("RETR 1") }
    }

    @Test func `the limit counts one reply, not all of them`() async throws {
        let reply = "+OK " + String(repeating: "x", count: 54) + "\r\n"
        let conversation = Conversation(over: ScriptedLink("+OK\r\n", reply, reply, reply), replyLimit: 100)
        _ = try await conversation.greeting()
        for _ in 1...3 { #expect(try await conversation.send("NOOP")?.reply.status == .ok) }
    }

    @Test(arguments: [LinkError.timedOut(.seconds(1)), .cancelled, .lost("Connection reset by peer")])
    func `an error of the link reaches the caller, and the session goes on from there`(error: LinkError) async throws {
        let link = ScriptedLink([.failure(error), .octets(Array("+OK ready\r\n".utf8))])
        let conversation = Conversation(over: link)
        await #expect(throws: error) { _ = try await conversation.greeting() }
        #expect(try await conversation.greeting()?.reply.text == "ready")
    }

    @Test func `an error of sending reaches the caller`() async {
        let conversation = Conversation(over: ScriptedLink([], failure: .lost("Broken pipe")))
        await #expect(throws: LinkError.lost("Broken pipe")) { _ = try await conversation.send("NOOP") }
    }

    @Test func `lines can be expected for a verb that no RFC defines`() async throws {
        let conversation = Conversation(over: ScriptedLink("+OK\r\n", "+OK\r\na\r\n.\r\n"))
        _ = try await conversation.greeting()
        conversation.expectLines()
        #expect(try await conversation.send("XYZZY")?.reply.body?.keptLines == ["a"])
    }

    @Test func `abandoning closes the link and ends the session without QUIT`() async {
        let link = ScriptedLink("+OK\r\n")
        let conversation = Conversation(over: link)
        await conversation.abandon(.reset)
        #expect(link.closing == .reset)
        #expect(conversation.session.phase == .closed)
        #expect(link.sent.isEmpty)
    }

    @Test func `rewinding brings an earlier session back`() async throws {
        let conversation = Conversation(over: ScriptedLink("+OK\r\n", "+OK\r\n"))
        _ = try await conversation.greeting()
        let before = conversation.session
        _ = try await conversation.send("USER alice")
        #expect(conversation.session != before)
        conversation.rewind(to: before)
        #expect(conversation.session == before)
    }
}
