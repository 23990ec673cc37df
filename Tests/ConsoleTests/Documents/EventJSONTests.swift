import Foundation
import Handbook
import POP3
import Testing

@testable import Console

@Suite("The events of --json")
struct EventJSONTests {
    private let events = EventJSON(.en)
    private let annotation = Annotation(
        topic: "PASS", meaning: Localized(en: "logged in.", ja: "ログインしました。"), citation: .rfc(1939, "7"))

    private func text(_ line: [UInt8]) -> String { String(decoding: line, as: UTF8.self) }

    @Test func `an exchange, as product.md prints it`() throws {
        var rehearsal = Rehearsal()
        _ = rehearsal.say("USER mrose", "+OK")
        let said = rehearsal.say("PASS tanstaaf", "+OK logged in")
        let exchange = try #require(said)
        var annotation = annotation
        annotation.findings = [Finding("rfc1939-3-crlf", Localized(en: "LF alone.", ja: "LF だけです。"))]
        #expect(
            text(events.exchange(3, exchange, annotation, time: .microseconds(1_240)))
                == #"{"v":1,"type":"exchange","n":3,"#
                + #""command":{"verb":"PASS","text":"PASS ********"},"status":"ok","text":"logged in","code":null,"body":null,"#
                + #""before":"authorization","after":"transaction","cite":["RFC 1939 section 7"],"meaning":"logged in.","#
                + #""findings":[{"id":"rfc1939-3-crlf","text":"LF alone."}],"ms":1.2}"# + "\n")
    }

    @Test func `a greeting has no command, a refusal its code, an unmeasured reply no time`() throws {
        let greeting = try #require(Rehearsal(greeting: "-ERR [IN-USE] busy").exchanges.first)
        #expect(
            text(EventJSON(.ja).exchange(1, greeting, annotation, time: nil))
                == #"{"v":1,"type":"exchange","n":1,"command":null,"#
                + #""status":"err","text":"[IN-USE] busy","code":"IN-USE","body":null,"before":"greeting","after":"greeting","#
                + #""cite":["RFC 1939 section 7"],"meaning":"ログインしました。","findings":[],"ms":null}"# + "\n")
    }

    @Test func `a body is its numbers and its un-stuffed text`() throws {
        var rehearsal = Rehearsal.loggedIn()
        let said = rehearsal.say("RETR 1", "+OK", "a", "..b", "", ".")
        let exchange = try #require(said)
        #expect(
            text(events.exchange(4, exchange, annotation, time: nil)).contains(
                #""body":{"lines":3,"octets":9,"stuffed":1,"terminated":true,"text":["a",".b",""]},"#))
    }

    @Test func `connections, TLS, errors and notes`() {
        let note = Annotation(topic: "x", meaning: Localized(verbatim: "m"), citation: .rfc(1939, ""))
        #expect(
            [
                events.connected(to: "h:1", Peer(address: "::1", port: 1), time: .milliseconds(2)),
                events.connected(to: "practice", Peer(address: nil, port: nil), time: nil),
                events.tls(Handshake.details(), time: nil),
                events.closed(by: .server, in: .transaction, Localized(verbatim: "gone")),
                events.error(.timedOut(.seconds(1)), Localized(verbatim: "late")),
                events.notSent(Command("PASS tanstaaf"), Localized(verbatim: "closed")),
                events.notDone(Localized(verbatim: "no file")),
                events.note(note, text: "* hello"),
                events.note(Localized(verbatim: "written")),
            ].map(text)
                == [
                    #"{"v":1,"type":"connected","server":"h:1","address":"::1","port":1,"ms":2.0}"#,
                    #"{"v":1,"type":"connected","server":"practice","address":null,"port":null,"ms":null}"#,
                    #"{"v":1,"type":"tls","version":"TLS 1.3","cipher":"TLS_AES_128_GCM_SHA256","name":"pop.example.jp","#
                        + #""verified":true,"subject":"CN=pop.example.jp","expires":"2026-07-01 00:00:00 UTC","#
                        + #""fingerprint":"AB:CD","ms":null}"#,
                    #"{"v":1,"type":"closed","by":"server","before":"transaction","meaning":"gone"}"#,
                    #"{"v":1,"type":"error","error":"timed-out","command":null,"meaning":"late"}"#,
                    #"{"v":1,"type":"error","error":"not-sent","command":{"verb":"PASS","text":"PASS ********"},"#
                        + #""meaning":"closed"}"#,
                    #"{"v":1,"type":"error","error":"not-done","command":null,"meaning":"no file"}"#,
                    #"{"v":1,"type":"note","text":"* hello","cite":["RFC 1939"],"meaning":"m","findings":[]}"#,
                    #"{"v":1,"type":"note","text":null,"cite":[],"meaning":"written","findings":[]}"#,
                ].map { $0 + "\n" })
    }

    @Test(arguments: Language.allCases)
    func `every line parses, is one line, and is harmless, whatever the server said`(language: Language) throws {
        let events = EventJSON(language)
        let line = Line(bytes: Hostile.octets)
        var hostile = annotation
        hostile.findings = [Finding("x", Localized(verbatim: Hostile.text))]
        let exchange = Exchange(
            command: Command(line), reply: Reply(first: line, body: Body([line, line])), before: .transaction,
            after: .closed)
        let lines = [
            events.exchange(1, exchange, hostile, time: .seconds(1)), events.note(hostile, text: line),
            events.connected(to: Hostile.text, Peer(address: Hostile.text, port: 110), time: nil),
            events.tls(Handshake.details(text: Hostile.text), time: nil),
            events.closed(by: .client, in: .update, Localized(verbatim: Hostile.text)),
            events.error(.lost(Hostile.text), Localized(verbatim: Hostile.text)),
            events.notSent(Command(line), Localized(verbatim: Hostile.text)),
            events.notDone(Localized(verbatim: Hostile.text)), events.note(Localized(verbatim: Hostile.text)),
        ]
        for line in lines {
            let parsed = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            #expect(parsed["v"] as? Int == 1)
            #expect(line.filter { $0 == 0x0A }.count == 1)
            #expect(Hostile.dangers(in: line) == [])
        }
    }

    @Test func `a secret is masked even if nobody did so before`() {
        let exchange = Exchange(
            command: Command("PASS tanstaaf"), reply: Reply(first: "+OK"), before: .authorization, after: .transaction)
        #expect(!text(events.exchange(1, exchange, annotation, time: nil)).contains("tanstaaf"))
    }
}
