import MockServer
import POP3
import Testing

@Suite("The commands of TRANSACTION, RFC 1939 sections 5 and 7")
struct CommandsTests {
    @Test(arguments: [
        ("STAT", "+OK 3 103\r\n"),
        ("LIST", "+OK 3 messages (103 octets)\r\n1 35\r\n2 35\r\n3 33\r\n.\r\n"),
        ("LIST 2", "+OK 2 35\r\n"),
        ("LIST 02", "+OK 2 35\r\n"),
        ("RETR 1", "+OK 35 octets\r\nSubject: small\r\n\r\none\r\ntwo\r\nthree\r\n.\r\n"),
        ("RETR 2", "+OK 35 octets\r\nSubject: dots\r\n\r\n..\r\n...\r\n..x\r\nplain\r\n.\r\n"),
        ("RETR 3", "+OK 33 octets\r\nSubject: open\r\n\r\nno line ending\r\n.\r\n"),
        ("TOP 1 0", "+OK the top of message 1 follows\r\nSubject: small\r\n\r\n.\r\n"),
        ("TOP 1 2", "+OK the top of message 1 follows\r\nSubject: small\r\n\r\none\r\ntwo\r\n.\r\n"),
        ("TOP 2 2", "+OK the top of message 2 follows\r\nSubject: dots\r\n\r\n..\r\n...\r\n.\r\n"),
        ("TOP 2 3", "+OK the top of message 2 follows\r\nSubject: dots\r\n\r\n..\r\n...\r\n..x\r\n.\r\n"),
        ("DELE 1", "+OK message 1 marked as deleted; QUIT removes it\r\n"),
        ("RSET", "+OK maildrop has 3 messages (103 octets)\r\n"),
        ("NOOP", "+OK nothing done\r\n"),
        ("QUIT", "+OK bye; 0 removed, 3 left\r\n"),
    ])
    func `each command has its reply`(line: String, reply: String) {
        var bench = Bench.transaction()
        #expect(bench.say(line) == reply)
    }

    @Test(arguments: [
        ("STAT", "+OK 0 0\r\n"), ("LIST", "+OK 0 messages (0 octets)\r\n.\r\n"),
        ("UIDL", "+OK 0 messages (0 octets)\r\n.\r\n"), ("LIST 1", "-ERR no such message; the maildrop is empty\r\n"),
        ("QUIT", "+OK bye; 0 removed, 0 left\r\n"),
    ])
    func `an empty maildrop is a success`(line: String, reply: String) {
        var bench = Bench.transaction(as: "empty")
        #expect(bench.say(line) == reply)
    }

    @Test(arguments: ["3", "4", "99999999", "4294967296", "9223372036854775808", String(repeating: "9", count: 40)])
    func `TOP with as many lines as the body or more is the whole message`(count: String) {
        var bench = Bench.transaction()
        let whole = bench.say("RETR 1").wireLines.dropFirst()
        #expect(bench.say("TOP 1 \(count)").wireLines.dropFirst() == whole)
    }

    @Test(arguments: ["-1", "x", "1x", "1.0", "+1", "0x1", "１"])
    func `a line count that is no number is refused`(count: String) {
        var bench = Bench.transaction()
        #expect(bench.say("TOP 1 \(count)").wireLines.map(\.verdict) == ["-ERR"])
    }

    @Test(
        arguments: ["LIST", "RETR", "DELE", "UIDL", "TOP"],
        [
            "0", "00", "-1", "+1", "4", "1x", "1.0", "0x1", "4294967297", "18446744073709551617",
            "1000000000000000000000000000000000000001",
        ])
    func `a number that names no message is refused and changes nothing`(verb: String, number: String) {
        var bench = Bench.transaction()
        let reply = bench.say(verb == "TOP" ? "TOP \(number) 0" : "\(verb) \(number)")
        #expect(reply.wireLines.map(\.verdict) == ["-ERR"])
        #expect(bench.say("STAT") == "+OK 3 103\r\n")
    }

    @Test(arguments: ["LIST 2", "RETR 2", "DELE 2", "UIDL 2", "TOP 2 0"])
    func `a marked message can be named by no command but RSET`(line: String) {
        var bench = Bench.transaction()
        _ = bench.say("DELE 2")
        #expect(bench.say(line) == "-ERR message 2 is marked as deleted; RSET takes the mark away\r\n")
        _ = bench.say("RSET")
        #expect(bench.say(line).verdict == "+OK")
    }

    @Test
    func `marked messages are not listed, and the numbers of the others stay`() {
        var bench = Bench.transaction()
        _ = bench.say("DELE 2")
        #expect(bench.say("STAT") == "+OK 2 68\r\n")
        #expect(bench.say("LIST") == "+OK 2 messages (68 octets)\r\n1 35\r\n3 33\r\n.\r\n")
        #expect(bench.say("UIDL").wireLines.map { $0.prefix(2) } == ["+O", "1 ", "3 ", "."])
        #expect(bench.say("RSET", "STAT") == "+OK maildrop has 3 messages (103 octets)\r\n+OK 3 103\r\n")
    }

    @Test
    func `RSET and then QUIT remove nothing`() {
        var bench = Bench.transaction()
        #expect(bench.say("DELE 1", "DELE 2", "RSET", "QUIT").wireLines.last == "+OK bye; 0 removed, 3 left")
        #expect(bench.store.messages(of: "mrose")?.count == 3)
    }

    @Test(arguments: [1, 2, 3])
    func `LIST declares the octets that RETR sends, dots not counted twice`(number: Int) throws {
        var bench = Bench.transaction()
        let wire = bench.say("RETR \(number)").drop { $0 != "\r\n" }.dropFirst().utf8.dropLast(3)
        let listing = try #require(ScanListing(Reply(first: Line(bench.say("LIST \(number)").wireLines[0]))))
        #expect(DotStuffing.unstuff(wire).count == listing.octets)
    }

    @Test(arguments: [1, 2, 3])
    func `one line of UIDL alone equals the same line of UIDL`(number: Int) {
        var bench = Bench.transaction()
        let all = bench.say("UIDL").wireLines
        #expect(bench.say("UIDL \(number)").wireLines == ["+OK \(all[number])"])
    }

    @Test
    func `mail that arrives is seen at the next login, behind the rest`() {
        var bench = Bench.transaction()
        let before = bench.say("STAT", "LIST", "UIDL")
        bench.store.deliver(Array("Subject: new\r\n\r\nnew\r\n".utf8), to: "mrose")
        #expect(bench.say("STAT", "LIST", "UIDL") == before)
        #expect(bench.say("RETR 4").verdict == "-ERR")
        #expect(bench.say("DELE 1", "QUIT").hasSuffix("+OK bye; 1 removed, 2 left\r\n"))
        var next = Bench.transaction(bench.store)
        #expect(next.say("STAT") == "+OK 3 89\r\n")
        #expect(next.say("RETR 3").contains("Subject: new"))
    }

    private static let capabilities = """
        +OK capabilities follow\r
        TOP\r
        USER\r
        SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256\r
        UIDL\r
        RESP-CODES\r
        AUTH-RESP-CODE\r
        PIPELINING\r
        EXPIRE NEVER\r
        IMPLEMENTATION popscope\r
        .\r

        """

    @Test
    func `CAPA says the same in both states, as often as it is asked`() {
        var bench = Bench.authorization()
        #expect(bench.say("CAPA", "CAPA") == Self.capabilities + Self.capabilities)
        _ = bench.say("USER mrose", "PASS tanstaaf")
        #expect(bench.say("CAPA") == Self.capabilities)
    }

    @Test
    func `no reply line is longer than RFC 1939 section 3 allows, nor holds anything but printable ASCII`() {
        var bench = Bench.authorization()
        var lines = bench.say("CAPA", "XYZZ", "NOOP", "PASS", "PASS x", "APOP x y", "USER mrose", "PASS tanstaaf")
        lines += bench.say("LIST", "UIDL", "STAT", "LIST 9", "DELE x", "DELE 1", "DELE 1", "RSET", "AUTH", "RPOP x")
        for line in lines.wireLines {
            #expect(line.utf8.count <= 510)
            #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        }
    }
}
