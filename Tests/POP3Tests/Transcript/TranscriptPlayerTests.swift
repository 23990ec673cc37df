import Testing

@testable import POP3

@Suite("Playing a transcript")
struct TranscriptPlayerTests {
    /// What a transcript of these lines plays; neighbouring pieces of a body are joined.
    private func played(_ lines: String, file: [UInt8]? = nil) throws -> [Played] {
        var player = TranscriptPlayer { _ in file }
        let entries = try Transcript(Array("#!pop3-transcript 1\n\(lines)\n".utf8)).entries
        let all = entries.flatMap { player.play($0) } + player.finish()
        return all.reduce(into: []) { joined, next in
            if case .body(let octets) = next.event, case .body(let before) = joined.last?.event {
                joined[joined.count - 1] = Played(event: .body(before + octets), connection: next.connection)
            } else {
                joined.append(next)
            }
        }
    }

    private func exchanges(_ lines: String, file: [UInt8]? = nil) throws -> [PlayedExchange] {
        try played(lines, file: file).compactMap {
            if case .completed(let exchange) = $0.event { exchange } else { nil }
        }
    }

    private func end(_ lines: String) throws -> PlayedEnd {
        let ends = try played(lines).compactMap { if case .ended(let end) = $0.event { end } else { nil } }
        return try #require(ends.last)
    }

    @Test func `a session is played as a session on the wire`() throws {
        let events = try played(
            """
            # first
            * connect
            S: +OK ready
            C: LIST
            S: +OK
            S: 1 120
            S: .
            * note all is well
            * close server
            """
        ).map(\.event)
        #expect(events.count == 10)
        #expect(events[0] == .comment(" first"))
        #expect(events[1] == .connected)
        #expect(events[2] == .response("+OK ready"))
        #expect(events[4] == .sent(Command("LIST")))
        #expect(events[5] == .response("+OK"))
        #expect(events[6] == .body(Array("1 120\r\n".utf8)[...]))
        #expect(events[8] == .note("all is well"))
        #expect(
            events[9] == .ended(try end("* connect\nS: +OK ready\nC: LIST\nS: +OK\nS: 1 120\nS: .\n* close server")))
    }

    @Test func `octets mean the same however a transcript cuts them`() throws {
        let whole = try exchanges("S: +OK ready\nC: RETR 1\nS: +OK\nS: Subject: x\nS:\nS: ..\nS: .")
        let cut = try exchanges(
            "S| +O\nS| K ready\\r\\n\nC| RE\nC: TR 1\nS| +OK\\r\nS| \\nSubject\nS: : x\nS:\nS| .\nS: .\nS| .\nS| \\r\\n"
        )
        #expect(whole == cut)
    }

    @Test func `connections are apart`() throws {
        let all = try played("* connect\nS: +OK one\n*2 connect\nS2: -ERR two\nC: QUIT\nS: +OK")
        let exchanges = all.compactMap { played -> (Int, Reply.Status)? in
            if case .completed(let told) = played.event { (played.connection, told.exchange.reply.status) } else { nil }
        }
        #expect(exchanges.map(\.0) == [1, 2, 1])
        #expect(exchanges.map(\.1) == [.ok, .err, .ok])
    }

    // swift-format-ignore
    /// A client line, and what a view may show of it.
    private static let secrets: [(line: String, shown: String)] = [
        ("PASS ${secret:bob}",            "PASS ********"),
        ("pass tanstaaf",                 "pass ********"),
        ("APOP bob ${apop(bob)}",         "APOP bob ********"),
        ("AUTH PLAIN ${plain(bob)}",      "AUTH PLAIN ********"),
        ("${secret:bob}",                 "********"),
    ]

    @Test(arguments: secrets)
    func `a secret is masked, in clear or as a placeholder`(line: String, shown: String) throws {
        let all = try played("S: +OK ready\nC: USER bob\nS: +OK\nC: \(line)\nS: +OK").map(\.event)
        let sent = all.compactMap { if case .sent(let command) = $0 { command.line.text } else { nil } }
        #expect(sent == ["USER bob", shown])
    }

    @Test func `a secret that the server echoes is masked`() throws {
        let told = try exchanges("S: +OK\nC: USER bob\nS: +OK\nC: PASS tanstaaf\nS: -ERR no tanstaaf here")
        #expect(told.last?.shown.text == "-ERR no ******** here")
        #expect(told.last?.exchange.reply.first.text == "-ERR no ******** here")
    }

    @Test func `the stamp of a greeting is a timestamp to the session, and a placeholder to a reader`() throws {
        let greeting = try #require(try exchanges("S: +OK ready ${apop.stamp}").first)
        #expect(greeting.shown.text == "+OK ready ${apop.stamp}")
        #expect(greeting.shownExchange.reply.first == greeting.shown)
        #expect(greeting.exchange.knowledgeAfter.timestamp == "<apop.stamp@transcript.invalid>")
        #expect(greeting.alternative.knowledgeAfter.timestamp == "<other.apop.stamp@transcript.invalid>")
        #expect(greeting.placeholders == [.variable("apop.stamp")])
    }

    // swift-format-ignore
    private static let challenges: [(mechanism: String, first: String, second: String)] = [
        ("CRAM-MD5",      "<challenge.1@transcript.invalid>", "<challenge.2@transcript.invalid>"),
        ("SCRAM-SHA-256", "r=challenge.1,s=Y2hhbGxlbmdlLjE=,i=4096", "v=Y2hhbGxlbmdlLjI="),
    ]

    @Test(arguments: challenges)
    func `a challenge is one to its mechanism`(mechanism: String, first: String, second: String) throws {
        let told = try exchanges(
            "S: +OK\nC: AUTH \(mechanism)\nS: + ${challenge.1}\nC: ${secret:bob}\nS: + ${challenge.2}\nC: ${secret:bob}\nS: +OK in"
        )
        let decoded = told[1...2].map { Base64.decode($0.exchange.reply.first.bytes.dropFirst(2)) }
        #expect(decoded == [first, second].map { .success(Array($0.utf8)) })
        #expect(told.map(\.shown.text) == ["+OK", "+ ${challenge.1}", "+ ${challenge.2}", "+OK in"])
        #expect(told.last?.exchange.after == .transaction)
    }

    @Test func `a challenge of no octets is not counted`() throws {
        let told = try exchanges(
            "S: +OK\nC: AUTH SCRAM-SHA-1\nS: +\\x20\nC: ${scram-sha-1(bob)}\nS: + ${challenge.1}")
        #expect(
            Base64.decode((told.last?.exchange.reply.first.bytes ?? []).dropFirst(2)).map { $0.first } == .success(0x72)
        )
    }

    @Test func `a unique-id is as good as its placeholder`() throws {
        let told = try #require(
            try exchanges("\(Self.login)\nC: UIDL\nS: +OK\nS: 1 ${uid.1}\nS: 2 ${uid.2}\nS: .").last)
        #expect(told.exchange == told.alternative)
        #expect(told.isJudged)
        #expect(told.exchange.knowledgeAfter.maildrop?.uniqueIDs == [1: "${uid.1}", 2: "${uid.2}"])
    }

    private static let login = "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK"

    @Test(arguments: ["S% 1480", "S: Subject: x\nS:\nS% 1466"])
    func `a message that was left out has its size, and nothing else is known of it`(body: String) throws {
        let all = try played("\(Self.login)\nC: RETR 1\nS: +OK\n\(body)\nC: NOOP\nS: +OK").map(\.event)
        #expect(all.contains { if case .omitted(.some) = $0 { true } else { false } })
        let told = try #require(
            all.compactMap { if case .completed(let told) = $0 { told } else { nil } }.dropLast().last)
        #expect(told.exchange.reply.body?.octets == 1_480)
        #expect(told.exchange.reply.body?.isTerminated == true)
        #expect(told.alternative.reply.body?.octets == 1_480)
        #expect(told.alternative.reply.body?.lines != told.exchange.reply.body?.lines)
    }

    @Test func `a size beyond all bounds is no trap`() throws {
        let told = try exchanges("\(Self.login)\nC: RETR 1\nS: +OK\nS: x\nS% 1099511627776")
        #expect(try #require(told.last?.exchange.reply.body).octets >= 1 << 40)
    }

    @Test(arguments: ["S* ...", "S% 12", "S< list.txt"])
    func `a listing that was left out teaches nothing`(body: String) throws {
        let told = try exchanges(
            "\(Self.login)\nC: STAT\nS: +OK 2 320\nC: LIST\nS: +OK\n\(body)\nC: CAPA\nS: +OK\n\(body)\nC: NOOP\nS: +OK")
        let last = try #require(told.last)
        #expect(last.exchange.knowledge.maildrop?.count == 2)
        #expect(last.exchange.knowledge.maildrop?.sizes == [:])
        #expect(last.exchange.knowledge.capabilities == nil)
        #expect(told.map(\.lacksListing) == [false, false, false, false, true, true, false])
        #expect(told[4].shown == "+OK" && told[4].exchange.command == Command("LIST") && !told[4].isJudged)
    }

    @Test func `a command that came ahead of a listing that was left out gets its reply`() throws {
        let told = try exchanges("\(Self.login)\nC: LIST\nS| +\nS: OK\nC: NOOP\nS* ...\nS: +OK done")
        #expect(told.suffix(2).map(\.exchange.command) == [Command("LIST"), Command("NOOP")])
        #expect(told.suffix(2).map(\.shown) == ["+OK", "+OK done"])
    }

    @Test func `a file beside the transcript is stuffed and ended`() throws {
        let told = try exchanges("\(Self.login)\nC: RETR 1\nS: +OK\nS< mail.eml", file: Array("a\r\n.b\r\n".utf8))
        #expect(told.last?.exchange.reply.body?.kept == Array("a\r\n..b\r\n".utf8))
        #expect(told.last?.exchange == told.last?.alternative)
    }

    @Test(arguments: ["S~ -ERR ${*}", "S/ ^-ERR (no|never)$"])
    func `a pattern has the status that it asks for, and is not judged`(line: String) throws {
        let told = try exchanges("S: +OK\nC: STLS\n\(line)\nC: NOOP\nS: +OK")
        #expect(told[1].exchange.reply.status == .err)
        #expect(!told[1].isJudged && told[2].isJudged)
    }

    @Test func `under TLS clear text is forgotten, and what was injected is handed out`() throws {
        let all = try played("S: +OK\nC: STLS\nS: +OK go\nS: +OK injected\n* tls TLSv1.3\nC: CAPA\nS: +OK\nS: .").map(
            \.event)
        let place = try #require(all.firstIndex(of: .secured("TLSv1.3")))
        guard case .injected(let octets, .authorization, _) = all[place - 1] else {
            Issue.record("the injection was not told")
            return
        }
        #expect(octets == Array("+OK injected\r\n".utf8))
    }

    @Test func `who goes on behind STLS does so under TLS, although a log does not say so`() throws {
        let all = try played("S: +OK\nC: STLS\nS: +OK go\nC: NOOP\nS: +OK").map(\.event)
        #expect(all.contains(.secured("")))
        #expect(
            all.contains {
                if case .completed(let told) = $0 { told.exchange.command == Command("NOOP") } else { false }
            })
    }

    // swift-format-ignore
    private static let ends: [(line: String, cause: PlayedEnd.Cause)] = [
        ("* close client", .closed(.client)), ("* close server", .closed(.server)), ("* reset client", .reset(.client)),
        ("* reset server", .reset(.server)),  ("* timeout", .timedOut),             ("# nothing", .transcriptEnds),
    ]

    @Test(arguments: ends)
    func `an end tells what is unfinished`(line: String, cause: PlayedEnd.Cause) throws {
        let end = try end("\(Self.login)\nC: STAT\nC: NOOP\n~ 650000ms\n\(line)")
        #expect(end.cause == cause)
        #expect(end.phase == .transaction)
        #expect(end.pending == [Command("STAT"), Command("NOOP")])
        #expect(end.idle == .seconds(650))
    }

    @Test func `a reply that the server cut off is an exchange that is not whole`() throws {
        let told = try exchanges("\(Self.login)\nC: RETR 1\nS: +OK\nS: half\n* close server")
        #expect(told.last?.exchange.reply.body?.isTerminated == false)
        #expect(told.last?.exchange.reply.body?.kept == Array("half\r\n".utf8))
    }

    @Test func `in text the next command ends a reply that lost its last line`() throws {
        let told = try exchanges(
            "@fidelity text\n\(Self.login)\nC: LIST\nS: +OK\nS: 1 120\nC: RETR 1\nS: +OK 120 octets\nC: QUIT\nS: +OK")
        #expect(told.map { $0.exchange.command?.verb.name ?? "" } == ["", "USER", "PASS", "LIST", "RETR", "QUIT"])
        #expect(told[3].exchange.reply.body?.kept == Array("1 120\r\n".utf8))
        #expect(told[5].exchange.after == .update)
    }

    @Test func `in text the size of a message is not known for sure`() throws {
        let lines = "\(Self.login)\nC: RETR 1\nS: +OK\nS: x\nS: ."
        #expect(try exchanges(lines).last.map { $0.exchange == $0.alternative } == true)
        let text = try #require(try exchanges("@fidelity text\n" + lines).last)
        #expect(text.exchange.reply.body?.octets == 3 && text.alternative.reply.body?.octets != 3)
    }

    @Test func `a server that ends its lines in LF is played so`() throws {
        let told = try exchanges("@server-eol lf\nS: +OK ready")
        #expect(told.first?.exchange.reply.first.ending == .lf)
    }

    @Test func `what comes behind an end belongs to nothing`() throws {
        let all = try played("S: +OK\n* close server\nS: +OK late").map(\.event)
        #expect(all.contains { if case .unsolicited = $0 { true } else { false } })
    }

    @Test func `a reply of any size needs no more memory than a small one`() throws {
        var player = TranscriptPlayer()
        let line = WireText(Array(String(repeating: "x", count: 998).utf8))
        for text in ["+OK", "+OK in"] {
            _ = player.play(.event(.sent(.server, WireText(Array(text.utf8))), connection: 1))
        }
        _ = player.play(.event(.sent(.client, WireText(Array("RETR 1".utf8))), connection: 1))
        _ = player.play(.event(.sent(.server, WireText(Array("+OK".utf8))), connection: 1))
        var longest = 0
        for _ in 0..<20_000 {
            for played in player.play(.event(.sent(.server, line), connection: 1)) {
                if case .body(let octets) = played.event { longest = max(longest, octets.count) }
            }
        }
        #expect((1...70_000).contains(longest))
    }
}
