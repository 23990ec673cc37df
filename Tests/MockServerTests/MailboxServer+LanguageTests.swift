import Authentication
import MockServer
import POP3
import Testing

@Suite("UTF8, RFC 6856 section 2")
struct UTF8ModeTests {
    private static let ascii = "Subject: ascii\r\n\r\n本文\r\n"
    private static let utf8 = "Subject: 件名\r\n\r\nbody\r\n"
    private static let latin = Array("Subject: caf".utf8) + [0xE9] + Array("\r\n\r\n".utf8)

    private func transaction(_ offer: MailboxServer.Offer, utf8: Bool) -> Bench {
        let mail = [Array(Self.ascii.utf8), Array(Self.utf8.utf8), Self.latin]
        var bench = Bench.authorization(MailStore([Account("mrose", password: "tanstaaf", mail: mail)]), offer: offer)
        if utf8 { #expect(bench.say("UTF8") == "+OK UTF-8 mode\r\n") }
        #expect(
            bench.say("USER mrose", "PASS tanstaaf", "STAT").hasSuffix("+OK 3 \(mail.reduce(0) { $0 + $1.count })\r\n"))
        return bench
    }

    @Test
    func `without UTF-8 mode a message with a header in UTF-8 is refused, and no other`() {
        var bench = transaction(.everything, utf8: false)
        let refusal = "-ERR [UTF8] message 2 has a header in UTF-8; give UTF8 before the next login\r\n"
        #expect(bench.say("RETR 2") == refusal)
        #expect(bench.say("TOP 2 0") == refusal)
        #expect(
            ["RETR 1", "RETR 3", "TOP 1 0", "LIST 2", "LIST", "UIDL 2", "DELE 2"].map { bench.say($0).verdict }
                == [String](repeating: "+OK", count: 7))
    }

    @Test
    func `in UTF-8 mode every message is sent as it is, and as long as LIST says`() {
        var bench = transaction(.everything, utf8: true)
        #expect(bench.say("RETR 2") == "+OK \(Self.utf8.utf8.count) octets\r\n\(Self.utf8).\r\n")
        #expect(bench.say("LIST 2") == "+OK 2 \(Self.utf8.utf8.count)\r\n")
    }

    @Test
    func `UTF-8 mode ends where TLS begins`() {
        let mail = Array(Self.utf8.utf8)
        let store = MailStore([Account("mrose", password: "tanstaaf", mail: [mail])])
        var bench = Bench.authorization(store, offer: .careful)
        #expect(bench.say("UTF8", "STLS").hasSuffix("<TLS>"))
        #expect(bench.secure() == [])
        _ = bench.say("USER mrose", "PASS tanstaaf")
        #expect(bench.say("RETR 1").verdict == "-ERR [UTF8]")
    }

    @Test
    func `a server that does not know UTF8 sends everything as it is`() {
        var bench = transaction(.practice, utf8: false)
        #expect(bench.say("RETR 2").hasPrefix("+OK"))
        var other = Bench.authorization()
        #expect(other.say("UTF8").verdict == "-ERR")
    }

    @Test
    func `UTF8 has no argument, comes before login, and may be said twice`() {
        var bench = Bench.authorization(offer: .everything)
        #expect(bench.say("UTF8 x").verdict == "-ERR")
        #expect(bench.say("UTF8", "UTF8") == "+OK UTF-8 mode\r\n+OK UTF-8 mode\r\n")
        #expect(bench.say("USER mrose", "UTF8", "PASS tanstaaf").wireLines.map(\.verdict) == ["+OK", "+OK", "-ERR"])
        _ = bench.say("USER mrose", "PASS tanstaaf")
        #expect(bench.say("UTF8") == "-ERR you are logged in; UTF8 comes before that\r\n")
    }

    @Test(arguments: [Array("USER 名前".utf8), [0x55, 0x53, 0x45, 0x52, 0x20, 0xC0, 0x80]])
    func `UTF8 does not open USER for names beyond ASCII`(line: [UInt8]) {
        var bench = Bench.authorization(offer: .everything)
        _ = bench.say("UTF8")
        #expect(bench.send(line + [13, 10]).verdict == "-ERR")
    }
}

@Suite("LANG, RFC 6856 section 3")
struct LanguageTests {
    @Test
    func `LANG alone lists the languages, each in its own words`() {
        var bench = Bench.authorization(offer: .everything)
        #expect(bench.say("LANG") == "+OK languages follow\r\nen English\r\nja 日本語\r\n.\r\n")
    }

    @Test(arguments: [
        ("ja", "+OK ja これからの応答は日本語です"), ("JA", "+OK ja これからの応答は日本語です"),
        ("ja-JP", "+OK ja これからの応答は日本語です"), ("en", "+OK en replies are in English now"),
        ("*", "+OK en replies are in English now"), ("en-GB-oed", "+OK en replies are in English now"),
        ("xx", "-ERR there is no such language here; LANG lists them"),
        ("-", "-ERR there is no such language here; LANG lists them"),
        ("j", "-ERR there is no such language here; LANG lists them"),
    ])
    func `a range selects the language that it names, or whose dialect it names`(range: String, reply: String) {
        var bench = Bench.authorization(offer: .everything)
        #expect(bench.say("LANG \(range)") == "\(reply)\r\n")
    }

    @Test
    func `LANG changes the text of what follows, in both states, and nothing else`() {
        var bench = Bench.authorization(offer: .everything)
        let lines = ["LANG ja", "PASS x", "USER mrose", "PASS wrong", "USER mrose", "PASS tanstaaf", "STAT", "LIST 9"]
        #expect(
            lines.map { bench.say($0) }.joined().wireLines == [
                "+OK ja これからの応答は日本語です",
                "-ERR PASS は、受け付けられた USER のすぐ次に送ります。USER からやり直してください",
                "+OK 次は PASS です",
                "-ERR [AUTH] ユーザー名とパスワードが合いません",
                "+OK 次は PASS です",
                "+OK メールドロップには 3 通 (103 オクテット)あります",
                "+OK 3 103",
                "-ERR そのメールはありません。番号は 1 から 3 までです",
            ])
        #expect(bench.say("LANG xx") == "-ERR その言語はありません。使えるものは LANG で分かります\r\n")
        #expect(bench.say("LANG en", "NOOP") == "+OK en replies are in English now\r\n+OK nothing done\r\n")
    }

    @Test
    func `the preferred language is the first of the offer`() {
        let offer = MailboxServer.Offer(clear: [.userPass], secure: [], languages: [.japanese, .english])
        var bench = Bench.authorization(offer: offer)
        #expect(bench.say("LANG *").hasPrefix("+OK ja "))
        var practice = Bench.authorization()
        #expect(practice.say("LANG").verdict == "-ERR")
    }

    @Test
    func `every reply fits into 512 octets in Japanese too`() {
        var bench = Bench.authorization(offer: .everything)
        let lines = [
            "LANG ja", "CAPA", "XYZZ", "NOOP", "", "A\tB", "あ", "LAST", "PASS", "PASS x", "APOP x y", "AUTH", "AUTH X",
            "AUTH PLAIN !", "AUTH CRAM-MD5 eA==", "AUTH XOAUTH2", "STLS x", "USER mrose", "USER x", "USER mrose",
            "PASS tanstaaf", "LIST", "LIST x", "TOP 1 x", "DELE 1", "DELE 1", "RSET", "USER x", "QUIT",
        ]
        for line in lines.map({ bench.say($0) }).joined().wireLines {
            #expect(line.utf8.count <= 510)
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        }
        #expect(bench.isClosed)
    }
}
