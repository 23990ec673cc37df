import Conformance
import Foundation
import Handbook
import POP3
import TestSupport
import Testing

@testable import popscope

@Suite("Messages that are written and sent", .timeLimit(.minutes(5)))
struct CheckFixturesTests {
    /// What a server says that takes everything: the greeting, EHLO, three and one replies a message, QUIT.
    private static func script(_ count: Int, ehlo: String = "250-here\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n") -> [String]
    {
        let message = ["250 ok\r\n", "250 ok\r\n", "354 go on\r\n", "250 queued\r\n"]
        return ["220 here\r\n", ehlo] + (0..<count).flatMap { _ in message } + ["221 bye\r\n"]
    }

    private static func link(_ script: [String]) -> ScriptedLink {
        ScriptedLink(script.map { .octets(Array($0.utf8)) })
    }

    private static func send(_ link: ScriptedLink) async throws -> [FixtureDelivery.Result] {
        let delivery = FixtureDelivery(
            try DeliveryTarget(parsing: "smtp://127.0.0.1:2525"), to: "bob@localhost", timeout: 1)
        return await delivery.send(over: link)
    }

    @Test func `each message is sent stuffed, but the one that SMTP cannot carry`() async throws {
        let link = Self.link(Self.script(8))
        let results = try await Self.send(link)
        #expect(results.count == 9 && results.allSatisfy { !$0.isFailure })
        let lines = link.sent.map { String(decoding: $0, as: UTF8.self) }
        #expect(lines.first == "EHLO localhost\r\n" && lines.last == "QUIT\r\n")
        #expect(lines.count { $0 == "RCPT TO:<bob@localhost>\r\n" } == 8)
        #expect(lines.contains("MAIL FROM:<popscope@localhost> BODY=8BITMIME SMTPUTF8\r\n"))
        let dotted = try #require(lines.first { $0.contains("fixture: lines that begin") })
        #expect(dotted.contains("\r\n..one dot\r\n...two dots\r\n") && dotted.hasSuffix("the end\r\n.\r\n"))
    }

    @Test func `what a server does not announce is not sent, and the others are`() async throws {
        let link = Self.link(["220 here\r\n", "502 what\r\n", "250 here\r\n"] + Self.withResets())
        let results = try await Self.send(link)
        #expect(results.filter(\.isFailure).count == 2)
        #expect(results.filter(\.isFailure).allSatisfy { $0.text.en.contains("8BITMIME") })
    }

    /// Six messages are sent, and two are given up by RSET, which is answered.
    private static func withResets() -> [String] {
        let message = ["250 ok\r\n", "250 ok\r\n", "354 go on\r\n", "250 queued\r\n"]
        let order = Fixture.all.map(\.kind).filter { $0 != .noTrailingCRLF }
        return order.flatMap { [.eightBit, .utf8Header].contains($0) ? ["250 reset\r\n"] : message } + ["221 bye\r\n"]
    }

    @Test(arguments: [
        (["220 here\r\n", "250 here\r\n", "250 ok\r\n", "550 no such user\r\n"], "RCPT was refused: 550 no such user"),
        (["554 go away\r\n"], "connect was refused: 554 go away"), (["hello\r\n"], "no reply of SMTP: hello"),
        (["220 here\r\n"], "closed"), (["220-here\r\n", "220x\r\n"], "no reply of SMTP: 220x"),
    ])
    func `a reply that refuses, or is none, is said`(script: [String], words: String) async throws {
        let results = try await Self.send(Self.link(script))
        #expect(results.contains { $0.isFailure && $0.text.en.contains(words) }, "\(results)")
    }

    @Test(arguments: [("smtp://mail.example", 25), ("smtp://127.0.0.1:2525", 2525), ("SMTP://[::1]:110/", 110)])
    func `a target has the port of SMTP unless it names another`(text: String, port: Int) throws {
        #expect(try DeliveryTarget(parsing: text).port == port)
    }

    @Test(arguments: ["mail.example", "smtp://", "smtp://a@b", "pop3://x", "smtp://x:99999"])
    func `what is no target is refused`(text: String) {
        #expect(throws: (any Error).self) { try DeliveryTarget(parsing: text) }
    }

    @Test func `the files are the messages, and a list says what a mailbox has`() async throws {
        let home = try TemporaryFolder()
        let folder = "\(home.path)/mail"
        #expect(try await popscope(["check", "--fixtures", folder], home: home).status == 0)
        for fixture in Fixture.all {
            let octets = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(fixture.fileName)"))
            #expect(Array(octets) == fixture.octets)
        }
        let server = try await RunningPopscope(
            ["serve", "--port", "0", "--tls-port", "0", "--user", "alice:wonderland", "--mail", folder], home: home)
        let url = server.firstLine.replacing("//", with: "//alice:wonderland@")
        let output = try await popscope(["check", url, "--list-fixtures"], home: home)
        #expect(output.status == 0 && output.stderr == "")
        #expect(output.stdout.contains("lines that begin with \".\" - message"))
        #expect(!output.stdout.contains("missing") && output.stdout.contains("does not show"))
    }

    @Test(arguments: [
        (["--recipient", "bob"], "--recipient needs --deliver"),
        (["--deliver", "smtp://x"], "--deliver needs --recipient"),
        (["--deliver", "smtp://x", "--recipient", "a b"], "no address"), (["--deliver", "x"], "smtp://HOST[:PORT]"),
    ])
    func `options that make no sense are refused`(arguments: [String], words: String) async throws {
        let output = try await popscope(["check"] + arguments, home: try TemporaryFolder())
        #expect(output.status == 64 && output.stderr.contains(words), "\(output)")
    }
}
