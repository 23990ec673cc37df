import Foundation
import TestSupport
import Testing

@Suite("Events as JSON", .timeLimit(.minutes(5)))
struct EventTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private func events(in text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    // swift-format-ignore
    private static let fields: [String: Set<String>] = [
        "connected": ["v", "type", "server", "address", "port", "ms"],
        "exchange":  ["v", "type", "n", "command", "status", "text", "code", "body", "before", "after", "cite",
                      "meaning", "findings", "ms"],
        "closed":    ["v", "type", "by", "before", "meaning"],
        "error":     ["v", "type", "error", "command", "meaning"],
        "note":      ["v", "type", "text", "cite", "meaning", "findings"],
    ]

    @Test func `each line is one event with all its fields`() async throws {
        let lines = "USER alice\nPASS wonderland\nRETR 2\nRETR 99\n:state\nQUIT\n"
        let output = try await popscope(["--json"], stdin: lines, home: home)
        #expect(output.status == 0)
        #expect(output.stderr.contains("=> TRANSACTION  <- you are here"))
        let events = try events(in: output.stdout)
        let types = ["connected"] + Array(repeating: "exchange", count: 6) + ["closed"]
        #expect(events.map { $0["type"] as? String } == types)
        for event in events {
            #expect(event["v"] as? Int == 1)
            #expect(Set(event.keys) == Self.fields[event["type"] as? String ?? ""])
        }
        let exchanges = events.filter { $0["type"] as? String == "exchange" }
        #expect(exchanges.map { $0["n"] as? Int } == [1, 2, 3, 4, 5, 6])
        #expect(exchanges.map { $0["status"] as? String } == ["ok", "ok", "ok", "ok", "err", "ok"])
        let commands = exchanges.map { ($0["command"] as? [String: Any])?["text"] as? String }
        #expect(commands == [nil, "USER alice", "PASS ********", "RETR 2", "RETR 99", "QUIT"])
        let isTerminated = exchanges.map { ($0["body"] as? [String: Any])?["terminated"] as? Bool }
        #expect(isTerminated == [nil, nil, nil, true, nil, nil])
        let states = ["authorization", "authorization", "transaction", "transaction", "transaction", "update"]
        #expect(exchanges.map { $0["after"] as? String } == states)
    }

    @Test func `what was not sent or not done is an event, its secret masked`() async throws {
        let lines = "QUIT\nPASS wonderland\n:nonsense\n:hex\n"
        let output = try await popscope(["--json"], stdin: lines, home: home)
        #expect(output.status == 69)
        let troubles = try events(in: output.stdout).filter { $0["type"] as? String == "error" }
        #expect(troubles.map { $0["error"] as? String } == ["not-sent"])
        #expect((troubles.first?["command"] as? [String: Any])?["text"] as? String == "PASS ********")
        let other = try await popscope(["--json"], stdin: ":nonsense\n:lang ja\n", home: home)
        #expect(try events(in: other.stdout).compactMap { $0["error"] as? String } == ["not-done"])
        #expect(try events(in: other.stdout).last?["meaning"] as? String == "lang を ja にしました。")
    }

    @Test func `troubles are events too, with nothing but events on standard output`() async throws {
        let server = try ScriptedServer([.send("+OK\r\nHello\r\n"), .line, .send("+OK \u{1B}[31m\r\n"), .line, .reset])
        let output = try await popscope(["--json"] + server.arguments, stdin: "NOOP\nNOOP\n", home: home)
        #expect(output.status == 69)
        let events = try events(in: output.stdout)
        #expect(events.map { $0["type"] as? String } == ["connected", "exchange", "note", "exchange", "error"])
        for event in events { #expect(Set(event.keys) == Self.fields[event["type"] as? String ?? ""]) }
        #expect(events.last?["error"] as? String == "lost")
        #expect(events[3]["text"] as? String == "\u{1B}[31m")
        #expect(!output.stdout.contains("\u{1B}"))
    }

    @Test func `a server that cannot be reached is one event`() async throws {
        let output = try await popscope(["--json", "127.0.0.1", "\(try freePort())"], home: home)
        #expect(output.status == 69)
        #expect(try events(in: output.stdout).map { $0["error"] as? String } == ["refused"])
    }
}
