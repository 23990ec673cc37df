import POP3
import Testing

@Suite("Command lines by the letter of RFC 1939 section 3 and RFC 2449 section 3")
struct RefusalTests {
    @Test(arguments: [
        "", " ", "NO", "NOOPE", "NOOPNOOP", "STATUS", "XYZZ", "HELP", "リスト", "ＳＴＡＴ",
        "STAT ", " STAT", "STAT  ", "STAT 1", "NOOP ", "NOOP x", "RSET 1", "QUIT now", "QUIT ", "CAPA x", "CAPA ",
        "LIST  1", "LIST 1 ", "LIST 1 2", "LIST\t1", "UIDL 1 2", "UIDL  1", "RETR", "RETR ", "RETR  1", "RETR 1 2",
        "DELE", "DELE ", "DELE 1 2", "DELE 1  2", "TOP", "TOP 1", "TOP 1 ", "TOP 1  1", "TOP 1 1 1",
        "NOOP\0", "NO\0OP", "NOOP\u{1}", "NOOP\u{7F}", "NO\rOP", "NOOP\r", "LIST é",
        "LAST", "RPOP x", "XTND x", "STLS", "AUTH PLAIN", "AUTH", "UTF8", "LANG",
    ])
    func `a line outside the grammar gets one -ERR in TRANSACTION and changes nothing`(line: String) {
        var bench = Bench.transaction()
        let before = bench.say("STAT", "LIST", "UIDL")
        let reply = bench.say(line)
        #expect(reply.wireLines.map(\.verdict) == ["-ERR"])
        #expect(bench.say("STAT", "LIST", "UIDL") == before)
        #expect(!bench.isClosed)
    }

    @Test(arguments: [
        "", " USER mrose", "USER", "USER ", "USER  mrose", "USER mrose ", "USER mrose x", "USER mr\tose", "USER é",
        "PASS", "PASS ", "PASS x", "APOP", "APOP mrose", "APOP mrose  x", "APOP mrose x y", "QUIT x", "CAPA x",
        "STAT", "LIST", "LIST 1", "RETR 1", "DELE 1", "NOOP", "RSET", "TOP 1 0", "UIDL", "LAST", "XYZZ", "STLS",
    ])
    func `a line outside the grammar or the state gets one -ERR in AUTHORIZATION`(line: String) {
        var bench = Bench.authorization()
        #expect(bench.say(line).wireLines.map(\.verdict) == ["-ERR"])
        #expect(bench.say("USER mrose", "PASS tanstaaf").wireLines.map(\.verdict) == ["+OK", "+OK"])
    }

    @Test(arguments: ["USER mrose", "PASS tanstaaf", "APOP mrose c4c9334bac560ecc979e58001b3e22fb"])
    func `a login after the login is refused and the session goes on`(line: String) {
        var bench = Bench.transaction()
        #expect(bench.say(line).hasPrefix("-ERR you are logged in; "))
        #expect(bench.say("STAT") == "+OK 3 103\r\n")
    }

    @Test(arguments: ["stat", "Stat", "sTaT", "STAT"])
    func `keywords have no letter case`(line: String) {
        var bench = Bench.transaction()
        #expect(bench.say(line) == "+OK 3 103\r\n")
    }

    @Test(arguments: [
        ("NOOP\n", ["-ERR a command ends in CRLF; this line ended in LF alone"]),
        ("NOOP\nSTAT\r\n", ["-ERR a command ends in CRLF; this line ended in LF alone", "+OK 3 103"]),
        ("NOOP", []),
        ("NOOP\r", []),
    ])
    func `only CRLF ends a command, and no line waits for ever`(octets: String, lines: [String]) {
        var bench = Bench.transaction()
        #expect(bench.send(Array(octets.utf8)).wireLines == lines)
    }

    @Test(arguments: [40, 41, 248])
    func `an argument may have all the octets that the line has room for`(length: Int) {
        var bench = Bench.authorization()
        #expect(bench.say("USER " + String(repeating: "u", count: length)) == "+OK give PASS next\r\n")
    }

    @Test(arguments: [249, 250, 251, 300, 1000, 100_000])
    func `a line over 255 octets gets one -ERR, whatever its length`(length: Int) {
        var bench = Bench.authorization()
        let refused = "-ERR a command line has at most 255 octets, CRLF included\r\n"
        #expect(bench.say("USER " + String(repeating: "u", count: length)) == refused)
        #expect(bench.say("USER mrose", "PASS tanstaaf").wireLines.map(\.verdict) == ["+OK", "+OK"])
    }

    @Test
    func `octets that are no UTF-8 are refused`() {
        var bench = Bench.transaction()
        #expect(
            bench.send([0xFF, 0xFE, 0x0D, 0x0A]) == "-ERR commands are plain ASCII; is an input method switched on?\r\n"
        )
    }

    @Test(arguments: ["hunter2", "PASSWD hunter2", "hunter2 hunter2", "PASS hunter2", "TOP hunter2 1", "RETR hunter2"])
    func `no reply repeats what was sent, which may be a password`(line: String) {
        for bench in [Bench.authorization(), Bench.transaction()] {
            var bench = bench
            #expect(!bench.say(line).contains("hunter2"))
        }
    }
}
