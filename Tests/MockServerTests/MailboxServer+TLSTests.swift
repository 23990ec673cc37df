import Authentication
import MockServer
import POP3
import TestSupport
import Testing

@Suite("STLS, RFC 2595 section 4")
struct StartTLSTests {
    private let ready = "+OK begin TLS now\r\n<TLS>"

    @Test
    func `STLS is answered, then TLS begins, and no greeting follows`() {
        var bench = Bench.authorization(offer: .careful)
        #expect(bench.say("stls") == ready)
        #expect(bench.secure() == [])
        #expect(bench.say("USER mrose", "PASS tanstaaf").wireLines.map(\.verdict) == ["+OK", "+OK"])
    }

    @Test
    func `STLS is not taken twice`() {
        var bench = Bench.authorization(offer: .careful)
        _ = bench.say("STLS")
        _ = bench.secure()
        #expect(bench.say("STLS") == "-ERR TLS is active; it begins once only\r\n")
        var implicit = Bench.authorization(offer: .careful, isSecure: true)
        #expect(implicit.say("STLS") == "-ERR TLS is active; it begins once only\r\n")
    }

    @Test
    func `STLS is refused after login, with an argument, and where it is not offered`() {
        var bench = Bench.authorization(offer: .everything)
        #expect(bench.say("STLS x").verdict == "-ERR")
        _ = bench.say("USER mrose", "PASS tanstaaf")
        #expect(bench.say("STLS") == "-ERR you are logged in; STLS comes before that\r\n")
        #expect(bench.say("STAT") == "+OK 3 103\r\n")
        var practice = Bench.authorization()
        #expect(practice.say("STLS") == "-ERR this server does not offer STLS; CAPA lists what it offers\r\n")
    }

    @Test
    func `what came in clear text is forgotten`() {
        var bench = Bench.authorization(offer: .everything)
        #expect(bench.say("LANG ja", "UTF8", "USER mrose", "STLS").hasSuffix("<TLS>"))
        _ = bench.secure()
        let refusal = "-ERR PASS goes right after a USER that was accepted; give USER again\r\n"
        #expect(bench.say("PASS tanstaaf") == refusal)
        #expect(bench.say("STAT").verdict == "-ERR")
    }

    @Test
    func `a handshake that nobody asked for changes nothing`() {
        var bench = Bench.authorization(offer: .everything)
        _ = bench.say("USER mrose")
        #expect(bench.secure() == [])
        #expect(bench.say("PASS tanstaaf").verdict == "+OK")
        #expect(bench.say("CAPA").contains("OAUTHBEARER") == false)
    }

    @Test(arguments: ["USER mrose", "AUTH PLAIN", "AUTH LOGIN", "AUTH XOAUTH2", "PASS x"])
    func `what is offered under TLS only is refused at once, with the way out`(line: String) {
        var bench = Bench.authorization(offer: .careful)
        let what = line == "USER mrose" || line == "PASS x" ? String(line.prefix(4)) : line
        #expect(bench.say(line) == "-ERR \(what) is taken under TLS only; give STLS first\r\n")
        let offer = MailboxServer.Offer(clear: [.apop], secure: MailboxServer.Offer.careful.secure)
        var plain = Bench.authorization(offer: offer)
        let verb = line.hasPrefix("AUTH") ? "AUTH" : what
        #expect(plain.say(line) == "-ERR \(verb) is taken under TLS only; connect by TLS\r\n")
    }

    /// What a server answers to STLS and what stands behind it, when the input comes in two reads.
    private func outputs(to input: [UInt8], cutAt cut: Int) -> (outputs: [Output], server: MailboxServer) {
        var server = Bench.makeServer(Bench.makeStore(), offer: .everything)
        _ = server.opened(from: nil)
        let outputs = server.received(Array(input[..<cut])) + server.received(Array(input[cut...]))
        return (outputs, server)
    }

    /// No handshake behind foreign octets; the +OK has left before only if STLS ended the first read.
    private func verifyDropped(_ junk: [UInt8], cutAt cut: Int) {
        let stls = Line("STLS").octets
        var (outputs, server) = outputs(to: stls + junk, cutAt: cut)
        let accepted: [Output] = [.send(Line("+OK begin TLS now").octets), .startTLS]
        switch cut {
        case stls.count: #expect(outputs == accepted + [.injected(junk)])
        case stls.count...: #expect(outputs == [.injected(Array(junk.prefix(cut - stls.count)))])
        default: #expect(outputs == [.injected(junk)])
        }
        #expect(server.wakeAfter == nil)
        #expect(server.secured() == [] && server.received(Line("CAPA").octets) == [])
    }

    @Test(arguments: ["NOOP\r\n", "\r\n", "\n", "C", "USER mrose\r\nPASS tanstaaf\r\n", "STLS\r\n", "\u{16}\u{3}\u{1}"])
    func `octets behind STLS begin no TLS, wherever the reads were cut`(octets: String) {
        let junk = Array(octets.utf8)
        for cut in 0...(6 + junk.count) { verifyDropped(junk, cutAt: cut) }
    }

    @Test
    func `a thousand lines behind STLS, cut at random, are never carried out`() {
        var random = Randomness(seed: 2595)
        for _ in 0..<1000 {
            let noise = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let junk = noise + Array("\r\nUSER mrose\r\nPASS tanstaaf\r\n".utf8)
            verifyDropped(junk, cutAt: Int.random(in: 0...(6 + junk.count), using: &random))
        }
    }

    @Test
    func `what came before STLS in the same read is answered`() {
        var bench = Bench.authorization(offer: .careful)
        #expect(bench.send(Array("UTF8\r\nSTLS\r\nUTF8\r\n".utf8)) == "+OK UTF-8 mode\r\n<injected UTF8\r\n>")
        #expect(bench.isClosed)
    }

    @Test
    func `the autologout runs while the handshake is awaited`() {
        var bench = Bench.authorization(offer: .careful)
        _ = bench.say("STLS")
        #expect(bench.server.wakeAfter == .seconds(600))
        #expect(bench.idle() == [.close(.orderly)])
        #expect(bench.secure() == [] && bench.say("CAPA") == "")
    }
}
