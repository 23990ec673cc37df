import MockServer
import POP3
import Testing

@Suite("The server as a value, RFC 1939 sections 3, 4 and 6")
struct MailboxServerTests {
    @Test
    func `the greeting is one positive line with the timestamp`() {
        var bench = Bench()
        #expect(bench.open() == "+OK popscope POP3 server ready <1896.697170952@dbc.mtview.ca.us>\r\n")
    }

    @Test
    func `before the greeting nothing is answered`() {
        var bench = Bench()
        #expect(bench.say("QUIT", "NOOP") == "")
        #expect(bench.open().hasPrefix("+OK"))
    }

    @Test
    func `QUIT before login is accepted and closes`() {
        var bench = Bench.authorization()
        #expect(bench.say("QUIT") == "+OK bye\r\n")
        #expect(bench.isClosed)
    }

    @Test(arguments: ["QUIT\r\nDELE 1\r\nSTAT\r\n", "STAT\r\nQUIT\r\nQUIT\r\nXYZZ"])
    func `what follows QUIT is neither carried out nor answered`(octets: String) {
        var bench = Bench.transaction()
        let replies = bench.send(Array(octets.utf8))
        #expect(replies.wireLines.last == "+OK bye; 0 removed, 3 left")
        #expect(bench.isClosed)
        #expect(bench.say("NOOP") == "")
        #expect(bench.store.messages(of: "mrose")?.count == 3)
    }

    @Test
    func `QUIT removes what is marked, keeps the rest, and frees the maildrop`() {
        var bench = Bench.transaction()
        #expect(bench.say("DELE 1", "DELE 3", "QUIT").wireLines.last == "+OK bye; 2 removed, 1 left")
        var next = Bench.transaction(bench.store)
        #expect(next.say("LIST") == "+OK 1 message (35 octets)\r\n1 35\r\n.\r\n")
        #expect(next.say("RETR 1").contains("Subject: dots"))
    }

    @Test
    func `a lost connection deletes nothing and frees the maildrop`() {
        var bench = Bench.transaction()
        _ = bench.say("DELE 1", "RETR 2")
        _ = bench.send(Array("QUIT".utf8))
        bench.drop()
        var next = Bench.transaction(bench.store)
        #expect(next.say("STAT") == "+OK 3 103\r\n")
    }

    @Test
    func `the autologout closes without a word, deletes nothing and frees the maildrop`() {
        var bench = Bench.transaction()
        #expect(bench.server.wakeAfter == .seconds(600))
        _ = bench.say("DELE 1")
        #expect(bench.idle() == [.close(.orderly)])
        #expect(bench.server.wakeAfter == nil)
        #expect(bench.idle() == [])
        var next = Bench.transaction(bench.store)
        #expect(next.say("STAT") == "+OK 3 103\r\n")
    }

    @Test
    func `no autologout runs before the greeting, after the end, or when there is none`() {
        #expect(Bench().server.wakeAfter == nil)
        var bench = Bench.authorization()
        #expect(bench.server.wakeAfter == MailboxServer.defaultAutologout)
        _ = bench.say("QUIT")
        #expect(bench.server.wakeAfter == nil)
        var untimed = Bench.makeServer(bench.store, autologout: nil)
        _ = untimed.opened(from: nil)
        #expect(untimed.wakeAfter == nil)
    }

    @Test
    func `a QUIT whose removal fails is answered -ERR and closes`() {
        var bench = Bench.transaction()
        let others = Bench.makeStore().snapshot()
        _ = bench.say("DELE 1")
        bench.store.restore(others)
        #expect(bench.say("QUIT") == "-ERR [SYS/TEMP] the marked messages were not removed\r\n")
        #expect(bench.isClosed)
        #expect(bench.store.messages(of: "mrose")?.count == 3)
    }

    @Test
    func `a batch is answered in its order, errors and QUIT included`() {
        var bench = Bench.authorization()
        let batch = "USER mrose\r\nPASS tanstaaf\r\nSTAT\r\nXYZZ\r\nLIST 2\r\nDELE 1\r\nLIST 1\r\nQUIT\r\n"
        #expect(
            bench.send(Array(batch.utf8)).wireLines == [
                "+OK give PASS next",
                "+OK maildrop has 3 messages (103 octets)",
                "+OK 3 103",
                "-ERR this is no POP3 command; CAPA lists what this server offers",
                "+OK 2 35",
                "+OK message 1 marked as deleted; QUIT removes it",
                "-ERR message 1 is marked as deleted; RSET takes the mark away",
                "+OK bye; 1 removed, 2 left",
            ])
        #expect(bench.isClosed)
    }

    @Test
    func `however the input is cut, the output is the same`() {
        let long = String(repeating: "x", count: 260)
        let session =
            "CAPA\r\nPASS x\r\n\r\nuser mrose\r\npass tanstaaf\r\nSTAT\r\nLIST\r\nUIDL\r\nRETR 2\r\nTOP 1 1\r\nNOOP\n"
            + "\(long)\r\nDELE 2\r\n\(long.prefix(254))\nRETR 2\r\nRSET\r\nLIST 1\r\nD\0LE 1\r\nDELE 3\r\nQUIT\r\nNOOP\r\n"
        SplitVerifier.verify(Array(session.utf8)) { Bench.makeServer(Bench.makeStore()) }
    }

    @Test
    func `a message larger than a write is sent as it is, and in its place`() {
        let body = String(repeating: ".a line\r\n", count: 20_000)
        let store = MailStore([Account("mrose", password: "tanstaaf", mail: [Array(("\r\n" + body).utf8)])])
        var bench = Bench.transaction(store)
        let stuffed = String(repeating: "..a line\r\n", count: 20_000)
        let replies = bench.send(Array("NOOP\r\nRETR 1\r\nNOOP\r\n".utf8))
        #expect(replies == "+OK nothing done\r\n+OK 180002 octets\r\n\r\n\(stuffed).\r\n+OK nothing done\r\n")
    }
}

@Suite("Hostile input")
struct HostileInputTests {
    @Test
    func `a line without an end gets one -ERR and no memory`() {
        var bench = Bench.transaction(as: "empty")
        let block = [UInt8](repeating: 0x41, count: 1_000_000)
        var replies = ""
        for _ in 0..<5 { replies += bench.send(block) }
        #expect(replies == "-ERR a command line has at most 255 octets, CRLF included\r\n")
        #expect(String(reflecting: bench.server).utf8.count < 2000)
        #expect(bench.send([0x0D, 0x0A]) == "")
        #expect(bench.say("NOOP") == "+OK nothing done\r\n")
    }

    @Test(arguments: ["STAT", "DELE 1", ""])
    func `a hundred thousand commands in one write get a hundred thousand replies`(line: String) {
        var bench = Bench.transaction()
        let batch = [[UInt8]](repeating: Line(line).octets, count: 100_000).flatMap { $0 }
        let replies = Array(bench.send(batch).utf8)
        #expect(replies.count { $0 == 0x0A } == 100_000)
        #expect(bench.say("NOOP") == "+OK nothing done\r\n")
    }

    @Test
    func `thirty thousand messages are marked, one by one, in one write`() {
        let count = 30_000
        let mail = [[UInt8]](repeating: Array("\r\nx\r\n".utf8), count: count)
        var bench = Bench.transaction(MailStore([Account("mrose", password: "tanstaaf", mail: mail)]))
        let batch = (1...count).map { "DELE \($0)\r\nSTAT\r\n" }.joined()
        #expect(bench.send(Array(batch.utf8)).hasSuffix("\r\n+OK 0 0\r\n"))
        #expect(bench.say("QUIT") == "+OK bye; 30000 removed, 0 left\r\n")
        #expect(bench.store.messages(of: "mrose") == [])
    }

    @Test
    func `any octets at all are survived, and lines get one reply each`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var bench = Bench.authorization()
            let octets = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let lines = octets.count { $0 == 0x0A }
            let replies = bench.send(octets).utf8.count { $0 == 0x0A }
            #expect(replies == lines || replies == lines + 1, "\(octets)")
        }
    }
}
