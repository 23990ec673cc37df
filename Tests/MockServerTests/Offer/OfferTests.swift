import Authentication
import MockServer
import POP3
import Testing

@Suite("What a server offers, RFC 2449 section 5")
struct OfferTests {
    private static let fixed = [
        "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "EXPIRE NEVER", "IMPLEMENTATION popscope",
    ]

    @Test(arguments: [
        (
            MailboxServer.Offer.practice, false,
            ["TOP", "USER", "SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256", "UIDL"]
        ),
        (
            .everything, false,
            ["TOP", "USER", "SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256", "STLS", "UIDL", "UTF8", "LANG"]
        ),
        (.careful, false, ["TOP", "SASL CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256", "STLS", "UIDL", "UTF8", "LANG"]),
        (
            .careful, true,
            [
                "TOP", "USER", "SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 OAUTHBEARER XOAUTH2", "UIDL",
                "UTF8", "LANG",
            ]
        ),
        (MailboxServer.Offer(clear: [], secure: [.userPass]), false, ["TOP", "UIDL"]),
    ])
    func `CAPA lists what is offered here and now`(offer: MailboxServer.Offer, isSecure: Bool, tags: [String]) {
        var bench = Bench.authorization(offer: offer, isSecure: isSecure)
        let lines = ["+OK capabilities follow"] + tags + Self.fixed + ["."]
        #expect(Set(bench.say("CAPA").wireLines) == Set(lines))
        #expect(bench.say("CAPA").wireLines.count == lines.count)
    }

    @Test(arguments: [
        (MailboxServer.Offer.Expiry?.none, nil), (.never, "EXPIRE NEVER"), (.days(30), "EXPIRE 30"),
        (.days(0), "EXPIRE 0"), (.days(-1), "EXPIRE 0"),
    ])
    func `EXPIRE says what it is told to say`(expiry: MailboxServer.Offer.Expiry?, line: String?) {
        let offer = MailboxServer.Offer(clear: [.userPass], secure: [], expiry: expiry)
        var bench = Bench.authorization(offer: offer)
        #expect(bench.say("CAPA").wireLines.first { $0.hasPrefix("EXPIRE") } == line)
    }

    @Test(arguments: [MailboxServer.Offer.practice, .everything, .careful], [false, true])
    func `after login the list is the same, but for STLS`(offer: MailboxServer.Offer, isSecure: Bool) {
        var bench = Bench.authorization(offer: offer, isSecure: isSecure)
        let before = bench.say("CAPA").wireLines
        #expect(bench.say("APOP mrose \(Bench.digest)").verdict == "+OK")
        #expect(bench.say("CAPA").wireLines == before.filter { $0 != "STLS" })
    }

    @Test(arguments: [true, false])
    func `a server without TLS does not send anybody there`(takesPasswordsInClear: Bool) {
        let offer = MailboxServer.Offer.serve(hasTLS: false, takesPasswordsInClear: takesPasswordsInClear)
        var bench = Bench.authorization(offer: offer)
        let refusal = "-ERR this server does not offer USER; CAPA lists what it offers\r\n"
        #expect(bench.say("USER mrose") == (takesPasswordsInClear ? "+OK give PASS next\r\n" : refusal))
        #expect(!bench.say("CAPA", "STLS", "AUTH OAUTHBEARER", "STAT").contains("TLS only"))
    }

    @Test
    func `EXTERNAL is offered only to whom the connection identifies`() {
        var known = Bench.authorization(offer: .careful, isSecure: true, identity: "mrose")
        #expect(known.say("CAPA").contains(" EXTERNAL "))
        var unknown = Bench.authorization(offer: .careful, isSecure: true)
        #expect(!unknown.say("CAPA").contains("EXTERNAL"))
        #expect(unknown.say("AUTH EXTERNAL =").verdict == "-ERR")
    }

    @Test(arguments: [
        (MailboxServer.Offer(clear: [.apop], secure: []), true), (.init(clear: [], secure: [.apop], stls: true), true),
        (.init(clear: [], secure: [.apop]), false), (.init(clear: [.userPass], secure: [.userPass]), false),
    ])
    func `the greeting has a timestamp where APOP can follow`(offer: MailboxServer.Offer, hasStamp: Bool) {
        var bench = Bench(offer: offer)
        #expect(bench.open() == "+OK popscope POP3 server ready\(hasStamp ? " \(Bench.stamp)" : "")\r\n")
    }
}

@Suite("What is announced is accepted, and nothing else")
struct AnnouncementTests {
    private static let offers: [MailboxServer.Offer] = [
        .practice, .everything, .careful, .serve(hasTLS: false, takesPasswordsInClear: true),
        MailboxServer.Offer(clear: [], secure: [.userPass], stls: true),
        MailboxServer.Offer(clear: [.apop], secure: [.sasl(.plain)], languages: [.japanese]),
        MailboxServer.Offer(clear: [.sasl(.xoauth2)], secure: [], utf8: true),
    ]

    /// The verbs that a list of capabilities stands for, mechanisms told apart.
    private func announced(_ bench: Bench) -> Set<String> {
        var bench = bench
        let tags = bench.say("CAPA").wireLines.dropFirst().dropLast().map { $0.split(separator: " ").map(String.init) }
        return tags.reduce(into: []) { words, line in
            switch line[0] {
            case "SASL": for mechanism in line.dropFirst() { words.insert("AUTH \(mechanism)") }
            case "TOP", "USER", "STLS", "UIDL", "UTF8", "LANG": words.insert(line[0])
            default: break
            }
        }
    }

    /// The commands that are not refused for being what they are, each given to a copy.
    private func accepted(_ bench: Bench) -> Set<String> {
        let lines = ["TOP 1 0", "USER x", "STLS", "UIDL", "UTF8", "LANG"]
        let auth = Mechanism.allCases.map { "AUTH \($0.name)" }
        let words = (lines + auth).filter { line in
            var bench = bench
            let verdict = bench.say(line).verdict
            return verdict == "+OK" || verdict == "+"
        }
        return Set(words.map { $0.hasPrefix("AUTH") ? $0 : String($0.prefix { $0 != " " }) })
    }

    @Test(arguments: offers, [false, true])
    func `in AUTHORIZATION`(offer: MailboxServer.Offer, isSecure: Bool) {
        let bench = Bench.authorization(offer: offer, isSecure: isSecure, identity: "mrose")
        #expect(announced(bench).subtracting(["TOP", "UIDL"]) == accepted(bench))
    }

    @Test(arguments: offers, [false, true])
    func `behind STLS`(offer: MailboxServer.Offer, isIdentified: Bool) {
        var bench = Bench.authorization(offer: offer, identity: isIdentified ? "mrose" : nil)
        guard bench.say("STLS").hasPrefix("+OK") else {
            #expect(!announced(bench).contains("STLS"))
            return
        }
        #expect(bench.secure() == [])
        #expect(announced(bench).subtracting(["TOP", "UIDL"]) == accepted(bench))
    }

    @Test(arguments: [MailboxServer.Offer.practice, .everything, .careful], [false, true])
    func `in TRANSACTION, where the ways to log in are announced and refused`(
        offer: MailboxServer.Offer, isSecure: Bool
    ) {
        var bench = Bench.authorization(offer: offer, isSecure: isSecure)
        _ = bench.say("APOP mrose \(Bench.digest)")
        let expected = announced(bench).filter { !$0.hasPrefix("AUTH") && $0 != "USER" && $0 != "UTF8" }
        #expect(accepted(bench) == expected)
    }
}
