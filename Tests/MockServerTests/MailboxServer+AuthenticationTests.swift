import Authentication
import MockServer
import POP3
import Testing

private func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }

private let loggedIn = "+OK maildrop has 3 messages (103 octets)\r\n"
private let wrongPassword = "-ERR [AUTH] user name and password do not fit together\r\n"

@Suite("AUTH by the letter of RFC 5034")
struct AuthenticationTests {
    private let plain = base64("\0mrose\0tanstaaf")

    @Test
    func `PLAIN logs in with an initial response, and behind an empty challenge`() {
        var initial = Bench.authorization()
        #expect(initial.say("auth plain \(plain)") == loggedIn)
        #expect(initial.say("STAT") == "+OK 3 103\r\n")
        var bench = Bench.authorization()
        #expect(bench.say("AUTH PLAIN") == "+ \r\n")
        #expect(bench.say(plain) == loggedIn)
        #expect(bench.say("AUTH PLAIN").verdict == "-ERR")
    }

    @Test(arguments: [
        ("AUTH PLAIN \(base64("\0mrose\0wrong"))", wrongPassword),
        ("AUTH PLAIN \(base64("\0nobody\0tanstaaf"))", wrongPassword),
        ("AUTH PLAIN \(base64("\0apop-only\0tanstaaf"))", wrongPassword),
        ("AUTH PLAIN \(base64("empty\0mrose\0tanstaaf"))", "-ERR [AUTH] this user may act as nobody else\r\n"),
        ("AUTH PLAIN \(base64("mrose\0mrose\0tanstaaf"))", loggedIn),
        ("AUTH PLAIN \(base64("\0mrose\0"))", "-ERR this is no message of PLAIN\r\n"),
        ("AUTH PLAIN \(base64("mrose\0tanstaaf"))", "-ERR this is no message of PLAIN\r\n"),
        ("AUTH PLAIN =", "-ERR this is no message of PLAIN\r\n"),
        ("AUTH PLAIN !!!!", "-ERR this is no base64\r\n"),
        ("AUTH PLAIN =AAA", "-ERR this is no base64\r\n"),
        ("AUTH PLAIN AAA=BBB", "-ERR this is no base64\r\n"),
        ("AUTH PLAIN *", "-ERR this is no base64\r\n"),
        (
            "AUTH CRAM-MD5 dGVzdA==",
            "-ERR the server speaks first in CRAM-MD5; send no initial response\r\n"
        ),
        (
            "AUTH X-NO-SUCH dGVzdA==",
            "-ERR this server does not offer that mechanism; CAPA lists those that it offers\r\n"
        ),
        ("AUTH GSSAPI", "-ERR this server does not offer that mechanism; CAPA lists those that it offers\r\n"),
        ("AUTH", "-ERR an argument is missing: AUTH mechanism [initial-response]\r\n"),
        ("AUTH PLAIN x y", "-ERR too many arguments: AUTH mechanism [initial-response]\r\n"),
    ])
    func `AUTH in one line gets one line, and a refusal leaves everything as it was`(line: String, reply: String) {
        var bench = Bench.authorization()
        #expect(bench.say(line) == reply)
        guard reply != loggedIn else { return }
        #expect(bench.say("PASS tanstaaf").verdict == "-ERR")
        #expect(bench.say("USER mrose", "PASS tanstaaf").hasSuffix(loggedIn))
    }

    @Test(arguments: [
        (["*"], "-ERR PLAIN cancelled\r\n"), ([""], "-ERR this is no message of PLAIN\r\n"),
        (["="], "-ERR this is no base64\r\n"), (["NOOP"], "-ERR this is no message of PLAIN\r\n"),
        (["* "], "-ERR this is no base64\r\n"),
    ])
    func `a response that is refused ends the exchange`(lines: [String], reply: String) {
        var bench = Bench.authorization()
        _ = bench.say("AUTH PLAIN")
        #expect(lines.map { bench.say($0) }.joined() == reply)
        #expect(bench.say("QUIT") == "+OK bye\r\n")
    }

    @Test(arguments: [Mechanism.login, .cramMD5, .scramSHA1, .scramSHA256])
    func `every mechanism can be cancelled at its first challenge`(mechanism: Mechanism) {
        var bench = Bench.authorization()
        #expect(bench.say("AUTH \(mechanism.name)").hasPrefix("+ "))
        #expect(bench.say("*") == "-ERR \(mechanism.name) cancelled\r\n")
        #expect(bench.say("CAPA").verdict == "+OK")
    }

    @Test
    func `LOGIN asks twice`() {
        var bench = Bench.authorization()
        #expect(bench.say("AUTH LOGIN") == "+ \(base64("Username:"))\r\n")
        #expect(bench.say(base64("mrose")) == "+ \(base64("Password:"))\r\n")
        #expect(bench.say(base64("tanstaaf")) == loggedIn)
    }

    @Test
    func `AUTH alone gets a list where the server is told to give one`() {
        var offer = MailboxServer.Offer.practice
        offer.listsMechanisms = true
        var bench = Bench.authorization(offer: offer)
        let list = "PLAIN\r\nLOGIN\r\nCRAM-MD5\r\nSCRAM-SHA-1\r\nSCRAM-SHA-256\r\n.\r\n"
        #expect(bench.say("AUTH") == "+OK mechanisms follow\r\n\(list)")
        #expect(bench.say("STAT").verdict == "-ERR")
    }

    @Test
    func `right credentials for a maildrop in use get IN-USE, wrong ones do not`() {
        let first = Bench.transaction()
        var second = Bench.authorization(first.store)
        #expect(second.say("AUTH PLAIN \(plain)").verdict == "-ERR [IN-USE]")
        #expect(second.say("AUTH PLAIN \(base64("\0mrose\0x"))") == wrongPassword)
    }

    @Test(arguments: [(Account.Fault.temporary, "-ERR [SYS/TEMP]"), (.permanent, "-ERR [SYS/PERM]")])
    func `a maildrop that cannot be opened says so only to its user`(fault: Account.Fault, verdict: String) {
        var bench = Bench.authorization(MailStore([Account("mrose", password: "tanstaaf", fault: fault)]))
        #expect(bench.say("AUTH PLAIN \(plain)").verdict == verdict)
        #expect(bench.say("USER mrose", "PASS tanstaaf").wireLines.last?.verdict == verdict)
        #expect(bench.say("USER mrose", "PASS wrong").wireLines.last?.verdict == "-ERR [AUTH]")
    }

    @Test
    func `AUTH between USER and PASS makes the server forget the name`() {
        var bench = Bench.authorization()
        #expect(bench.say("USER mrose", "AUTH PLAIN \(plain)").wireLines.last?.verdict == "-ERR")
        #expect(bench.say("PASS tanstaaf").verdict == "-ERR")
    }

    @Test
    func `a batch of AUTH and a response is answered in order`() {
        var bench = Bench.authorization()
        let batch = "AUTH PLAIN\r\n\(plain)\r\nSTAT\r\nQUIT\r\n"
        #expect(bench.send(Array(batch.utf8)) == "+ \r\n\(loggedIn)+OK 3 103\r\n+OK bye; 0 removed, 3 left\r\n")
        let session = "AUTH PLAIN\r\n!\r\nAUTH LOGIN\r\n\(base64("mrose"))\r\n*\r\nAUTH CRAM-MD5\r\n\n\(batch)"
        SplitVerifier.verify(Array(session.utf8)) { Bench.makeServer(Bench.makeStore()) }
    }
}

@Suite("Responses without an end, and other hostile ones")
struct ResponseLimitTests {
    @Test(arguments: [1024, 12_288, 65_532, 65_536])
    func `a response may be far longer than a command`(length: Int) {
        var bench = Bench.authorization()
        _ = bench.say("AUTH PLAIN")
        let secret = [UInt8](repeating: 0x78, count: length / 4 * 3 - 7)
        let response = Base64.encode(Array("\0mrose\0".utf8) + secret)
        #expect(response.utf8.count == length)
        #expect(bench.say(response) == wrongPassword)
        #expect(bench.say("QUIT") == "+OK bye\r\n")
    }

    @Test(arguments: [65_537, 65_538, 65_539, 100_000, 1_000_000])
    func `a longer one gets one -ERR, whatever its length, and is not kept`(length: Int) {
        var bench = Bench.authorization()
        _ = bench.say("AUTH PLAIN")
        let reply = bench.send([UInt8](repeating: 0x41, count: length) + [13, 10])
        #expect(reply == "-ERR a response has at most 65536 octets\r\n")
        #expect(bench.say("USER mrose", "PASS tanstaaf").hasSuffix(loggedIn))
    }

    @Test
    func `a response that ends in LF alone ends the exchange`() {
        var bench = Bench.authorization()
        _ = bench.say("AUTH PLAIN")
        #expect(bench.send(Array("AAAA\n".utf8)) == "-ERR a response ends in CRLF; this line ended in LF alone\r\n")
        #expect(bench.say("CAPA").verdict == "+OK")
    }

    @Test
    func `octets beyond ASCII in a response are no base64`() {
        var bench = Bench.authorization()
        _ = bench.say("AUTH PLAIN")
        #expect(bench.send([0xFF, 0x00, 0x41, 13, 10]) == "-ERR this is no base64\r\n")
    }

    @Test
    func `the autologout runs within an exchange`() {
        var bench = Bench.authorization()
        _ = bench.say("AUTH PLAIN")
        #expect(bench.server.wakeAfter == .seconds(600))
        #expect(bench.idle() == [.close(.orderly)])
        #expect(bench.say(base64("\0mrose\0tanstaaf")) == "")
    }

    @Test(arguments: [
        "AUTH PLAIN hunter2", "AUTH hunter2", "AUTH hunter2 hunter2", "AUTH PLAIN hunter2 hunter2",
        "AUTH PLAIN\r\nhunter2", "AUTH LOGIN\r\nhunter2", "AUTH LOGIN\r\nbXJvc2U=\r\nhunter2",
        "AUTH CRAM-MD5\r\nhunter2", "AUTH SCRAM-SHA-1\r\nhunter2", "AUTH XOAUTH2 hunter2", "LANG hunter2",
        "AUTH PLAIN AGh1bnRlcjIAaHVudGVyMg==", "STLS hunter2", "UTF8 hunter2",
    ])
    func `no reply repeats what was sent`(lines: String) {
        var bench = Bench.authorization(offer: .everything)
        let reply = bench.send(Array("\(lines)\r\n".utf8))
        #expect(!reply.isEmpty && !reply.contains("hunter2") && !reply.contains("AGh1bnRl"))
    }

    @Test(arguments: Mechanism.allCases)
    func `no description of a server within an exchange shows a secret`(mechanism: Mechanism) {
        var bench = Bench.authorization(offer: .everything, isSecure: true, identity: "mrose")
        #expect(bench.say("AUTH \(mechanism.name)").hasPrefix("+ "))
        var text = "\(bench.server)" + String(reflecting: bench.server)
        dump(bench.server, to: &text)
        let secrets = ["tanstaaf", "vF9dft4qmT", "\(Array("tanstaaf".utf8))", "\(Array("bench".utf8))"]
        #expect(secrets.filter(text.contains) == [])
        let octets = /- 116\s+- 97\s+- 110/
        #expect(!text.contains(octets))
        var password = ""
        dump(Array("tanstaaf".utf8), to: &password)
        #expect(password.contains(octets), "the pattern finds what it looks for")
    }

    @Test
    func `any octets within an exchange are survived, and log nobody in`() {
        var random = SystemRandomNumberGenerator()
        let store = Bench.makeStore()
        for mechanism in Mechanism.allCases {
            for _ in 0..<40 {
                var bench = Bench.authorization(store, offer: .everything, isSecure: true, identity: "mrose")
                _ = bench.say("AUTH \(mechanism.name)")
                let junk = (1...Int.random(in: 1...60, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                _ = bench.send(Array("\(Base64.encode(junk))\r\n".utf8))
                _ = bench.send(junk + [13, 10])
                _ = bench.say("*")
                #expect(bench.say("STAT").verdict == "-ERR", "\(mechanism.name) \(junk)")
            }
        }
    }
}
