import Authentication
import MockServer
import POP3
import Testing

@Suite("Logging in, RFC 1939 sections 4 and 7, RFC 2449 section 8, RFC 3206 section 5")
struct LoginTests {
    private static let loggedIn = "+OK maildrop has 3 messages (103 octets)"
    private static let wrongPassword = "-ERR [AUTH] user name and password do not fit together"

    @Test(arguments: [
        (["USER mrose", "PASS tanstaaf"], ["+OK give PASS next", loggedIn]),
        (["USER mrose", "PASS TANSTAAF"], ["+OK give PASS next", wrongPassword]),
        (["USER MROSE", "PASS tanstaaf"], ["+OK give PASS next", wrongPassword]),
        (["USER nobody", "PASS tanstaaf"], ["+OK give PASS next", wrongPassword]),
        (["USER mrose", "PASS tanstaaf "], ["+OK give PASS next", wrongPassword]),
        (["USER mrose", "PASS tan staaf"], ["+OK give PASS next", wrongPassword]),
        (["USER apop-only", "PASS tanstaaf"], ["+OK give PASS next", wrongPassword]),
    ])
    func `an unknown user and a wrong password sound the same`(lines: [String], replies: [String]) {
        var bench = Bench.authorization()
        #expect(lines.map { bench.say($0) }.joined().wireLines == replies)
    }

    @Test(arguments: [
        ("PASS  two  words ", "+OK"), ("PASS two  words ", "-ERR [AUTH]"), ("PASS  two words ", "-ERR [AUTH]"),
        ("PASS  two  words", "-ERR [AUTH]"), ("PASS  two", "-ERR [AUTH]"),
    ])
    func `spaces of a password count, each of them`(line: String, verdict: String) {
        var bench = Bench.authorization()
        _ = bench.say("USER spaced")
        #expect(bench.say(line).verdict == verdict)
    }

    @Test(arguments: [
        ["PASS tanstaaf"],
        ["USER mrose", "PASS wrong", "PASS tanstaaf"],
        ["USER mrose", "CAPA", "PASS tanstaaf"],
        ["USER mrose", "XYZZ", "PASS tanstaaf"],
        ["USER mrose", "", "PASS tanstaaf"],
        ["USER mrose", "PASS", "PASS tanstaaf"],
        ["USER mrose", "USER mrose", "PASS tanstaaf"],
    ])
    func `PASS goes right after a USER that was accepted`(lines: [String]) {
        var bench = Bench.authorization()
        let replies = lines.map { bench.say($0) }
        #expect(replies.last == "-ERR PASS goes right after a USER that was accepted; give USER again\r\n")
        #expect(bench.say("USER mrose", "PASS tanstaaf").hasSuffix("\(Self.loggedIn)\r\n"))
    }

    @Test(arguments: ["USER empty", "APOP mrose \(Bench.digest)"])
    func `between USER and PASS neither USER nor APOP is open`(line: String) {
        var bench = Bench.authorization()
        _ = bench.say("USER mrose")
        let refusal = "-ERR after USER come PASS or QUIT; the name is forgotten, so begin again with USER\r\n"
        #expect(bench.say(line) == refusal)
        #expect(bench.say("STAT").verdict == "-ERR")
    }

    @Test
    func `after USER, QUIT is accepted`() {
        var bench = Bench.authorization()
        #expect(bench.say("USER mrose", "QUIT") == "+OK give PASS next\r\n+OK bye\r\n")
        #expect(bench.isClosed)
    }

    @Test
    func `many failed logins do not close the connection`() {
        var bench = Bench.authorization()
        for _ in 0..<10 { #expect(bench.say("USER mrose", "PASS wrong").wireLines.last == Self.wrongPassword) }
        #expect(!bench.isClosed)
        #expect(bench.say("USER mrose", "PASS tanstaaf").wireLines.last == Self.loggedIn)
    }

    @Test(arguments: [
        ("APOP mrose \(Bench.digest)", loggedIn),
        ("apop mrose \(Bench.digest)", loggedIn),
        ("APOP nobody \(Bench.digest)", "-ERR [AUTH] user name and digest do not fit together"),
        ("APOP mrose 00000000000000000000000000000000", "-ERR [AUTH] user name and digest do not fit together"),
        ("APOP pass-only \(Bench.digest)", "-ERR [AUTH] user name and digest do not fit together"),
        ("APOP apop-only \(Bench.digest)", "+OK maildrop has 0 messages (0 octets)"),
        ("APOP mrose \(Bench.digest.uppercased())", "-ERR [AUTH] the digest is 32 hexadecimal digits in lower case"),
        ("APOP mrose 0", "-ERR [AUTH] the digest is 32 hexadecimal digits in lower case"),
    ])
    func `APOP takes the digest of the RFC and no other`(line: String, reply: String) {
        var bench = Bench.authorization()
        #expect(bench.say(line) == "\(reply)\r\n")
        #expect(bench.say("STAT").verdict == reply.verdict.prefix(4).trimmingSpaces)
    }

    @Test
    func `a digest of one greeting is worth nothing on another connection`() throws {
        let first = Stamp(process: 1896, seconds: 697_170_952, random: 1)
        let second = Stamp(process: 1896, seconds: 697_170_952, random: 2)
        let digest = APOP.digest(timestamp: first.text, secret: Array("tanstaaf".utf8))
        var server = MailboxServer(over: Bench.makeStore(), stamp: second)
        let greeting = server.opened(from: nil)
        #expect(greeting == [.send(Line("+OK popscope POP3 server ready \(second.text)").octets)])
        let refused = Line("-ERR [AUTH] user name and digest do not fit together")
        #expect(server.received(Line("APOP mrose \(digest)").octets) == [.send(refused.octets)])
    }

    @Test(arguments: [["USER mrose", "PASS tanstaaf"], ["APOP mrose \(Bench.digest)"]])
    func `a second session is refused with IN-USE until the first has ended`(login: [String]) {
        var first = Bench.transaction()
        var second = Bench.authorization(first.store)
        let inUse = "-ERR [IN-USE] another session holds this maildrop; try again when it has ended"
        #expect(login.map { second.say($0) }.joined().wireLines.last == inUse)
        #expect(first.say("RETR 1").hasPrefix("+OK 35 octets\r\n"))
        #expect(first.say("QUIT").hasPrefix("+OK"))
        #expect(login.map { second.say($0) }.joined().wireLines.last == Self.loggedIn)
    }

    @Test
    func `who does not know the password does not learn that the maildrop is in use`() {
        let first = Bench.transaction()
        var second = Bench.authorization(first.store)
        #expect(second.say("USER mrose", "PASS wrong").wireLines.last == Self.wrongPassword)
    }

    @Test
    func `a refused login leaves the maildrop free`() {
        var bench = Bench.authorization()
        _ = bench.say("USER mrose", "PASS wrong")
        var other = Bench.authorization(bench.store)
        #expect(other.say("USER mrose", "PASS tanstaaf").wireLines.last == Self.loggedIn)
    }

    @Test
    func `users do not lock each other out`() {
        let first = Bench.transaction()
        var second = Bench.authorization(first.store)
        #expect(second.say("USER empty", "PASS tanstaaf").hasSuffix("+OK maildrop has 0 messages (0 octets)\r\n"))
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String { split(separator: " ").joined() }
}
