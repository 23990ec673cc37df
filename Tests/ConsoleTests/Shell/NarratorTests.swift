import Handbook
import POP3
import Testing

@testable import Console

@Suite("The narrator")
struct NarratorTests {
    private func narrator(
        writesJSON: Bool = false, isInteractive: Bool = true, _ change: (inout Settings) -> Void = { _ in }
    ) -> Narrator {
        var settings = Settings()
        settings.showsTiming = false
        change(&settings)
        return Narrator(settings: settings, writesJSON: writesJSON, isInteractive: isInteractive)
    }

    private func record(_ exchange: Exchange) -> Connection.Record {
        Connection.Record(number: 1, exchange: exchange, elapsed: nil)
    }

    private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

    private func exchange(_ line: String, _ reply: String...) throws -> Exchange {
        var rehearsal = Rehearsal.loggedIn()
        rehearsal.client(line)
        let completed = reply.compactMap { rehearsal.server($0) }.last
        return try #require(completed)
    }

    @Test func `a status line is held until it is known whether a body follows`() throws {
        var narrator = narrator { $0.notes = .off }
        let noop = try exchange("NOOP", "+OK")
        #expect(narrator.response(noop.reply.first) == [])
        #expect(text(narrator.completed(record(noop), Explainer().explain(noop))) == "S: +OK\n")
        #expect(narrator.response("+OK slow") == [])
        #expect(text(narrator.pause()) == "S: +OK slow\n")
        #expect(narrator.pause() == [])
    }

    @Test func `a body follows its status line, whatever pieces it comes in`() throws {
        let list = try exchange("LIST", "+OK", "1 120", "2 200", ".")
        for cuts in [[0..<14], [0..<1, 1..<9, 9..<14]] {
            var narrator = narrator { $0.notes = .off }
            var shown = narrator.response(list.reply.first)
            let kept = try #require(list.reply.body?.kept)
            for cut in cuts { shown += narrator.body(kept[cut]) }
            shown += narrator.completed(record(list), Explainer().explain(list))
            #expect(text(shown) == "S: +OK\nS: 1 120\nS: 2 200\nS: .\n")
        }
    }

    @Test func `the note of a kind of reply is full the first time, and brief after`() throws {
        var narrator = narrator()
        let list = try exchange("LIST 2", "+OK 2 1205")
        let annotation = Explainer().explain(list)
        let heads = "   | TRANSACTION, RFC 1939 5 (LIST): "
        let first = text(narrator.completed(record(list), annotation))
        let second = text(narrator.completed(record(list), annotation))
        #expect(first.hasPrefix(heads) && second.hasPrefix(heads))
        #expect(first.hasPrefix(second) && first != second)
        #expect(second.split(separator: "\n").count == 1)
    }

    @Test func `what was changed for the screen is said behind the meaning, and the decoded mail follows`() throws {
        var narrator = narrator()
        let mail = try exchange("RETR 1", "+OK", "Subject: x\u{1B}", "", "text", ".")
        var shown = narrator.response(mail.reply.first)
        shown += narrator.body(try #require(mail.reply.body?.kept)[...])
        shown += narrator.completed(record(mail), Explainer().explain(mail))
        let lines = text(shown).split(separator: "\n").map(String.init)
        let meaning = try #require(lines.firstIndex { $0.contains("RFC 1939 5 (RETR)") })
        let changes = try #require(lines.firstIndex { $0.contains("1 octet shown as") })
        let decoded = try #require(lines.firstIndex { $0.hasPrefix("   >  ") })
        #expect(meaning < changes && changes < decoded)
    }

    @Test func `decoded mail can be left out, and notes too`() throws {
        let mail = try exchange("RETR 1", "+OK", "Subject: x", "", "text", ".")
        var raw = narrator { $0.decodesMail = false }
        #expect(!text(raw.completed(record(mail), Explainer().explain(mail))).contains("   >  "))
        var silent = narrator { $0.notes = .off }
        #expect(!text(silent.completed(record(mail), Explainer().explain(mail))).contains("RFC 1939"))
    }

    @Test(
        arguments: [
            (.auto, "LIST", "LIST", ""), (.auto, "LIST", nil, "C: LIST\n"), (.always, "LIST", "LIST", "C: LIST\n"),
            (.off, "LIST", nil, ""), (.auto, "PASS tanstaaf", "PASS tanstaaf", "C: PASS ********\n"),
        ] as [(EchoPolicy, String, String?, String)])
    func `the sent line is shown where the screen does not show it already`(
        policy: EchoPolicy, line: String, typed: String?, shown: String
    ) {
        let narrator = narrator { $0.echo = policy }
        #expect(text(narrator.sent(Command(Line(line)).redacted(), typed: typed.map { Array($0.utf8) })) == shown)
    }

    @Test func `JSON holds events alone: no notes, no echo, no pieces`() throws {
        var narrator = narrator(writesJSON: true)
        let list = try exchange("LIST", "+OK", "1 120", ".")
        #expect(narrator.note(ShellWords.noReply) == [])
        #expect(narrator.trouble(ShellWords.noReply) == [])
        #expect(narrator.sent(Command("LIST"), typed: nil) == [])
        #expect(narrator.response("+OK") == [] && narrator.body([49, 10]) == [] && narrator.pause() == [])
        let event = text(narrator.completed(record(list), Explainer().explain(list)))
        #expect(event.hasPrefix("{\"v\":1,\"type\":\"exchange\",\"n\":1,") && event.hasSuffix("}\n"))
        #expect(text(narrator.failed(.lost("x"))).hasPrefix("{\"v\":1,\"type\":\"error\","))
    }

    @Test func `a person is welcomed to the practice server, a batch is only told its name and password`() {
        let peer = Peer(address: nil, port: nil)
        var person = narrator()
        var file = narrator(isInteractive: false)
        let welcome = text(person.connected(to: ShellRun.practice, peer, after: .zero))
        let batch = text(file.connected(to: ShellRun.practice, peer, after: .zero))
        #expect(batch.contains("Log in as alice with the password rabbit-hole."))
        #expect(welcome.hasPrefix(batch) && welcome.contains("TAB completes"))
    }

    @Test func `a connection is told with its address and what it is not, as in mock-up 1`() {
        let peer = Peer(address: "192.0.2.25", port: 110)
        var narrator = narrator { $0.showsTiming = true }
        let shown = narrator.connected(to: ShellRun.server, peer, after: .milliseconds(12))
        #expect(
            text(shown)
                == "   | Connecting to pop.example.jp port 110 (192.0.2.25) ... connected in 12 ms. Not encrypted.\n")
    }
}
