import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Checks of the greeting", .timeLimit(.minutes(5)))
struct GreetingTests {
    @Test(arguments: wrong) func `a wrong greeting is reported in its own row`(server: MistakenServer) async throws {
        let reported = try await server.reported(by: Checklist.greeting + Checklist.digestLogin)
        #expect(Set(reported.keys) == server.rows)
    }

    @Test func `a greeting that is joined to its text is a warning`() async throws {
        let server = MistakenServer("joined", [], greeting: { $0.replacing("+OK ", with: "+OK") })
        #expect(try await server.reported(by: Checklist.greeting) == ["rfc2449-3-status-sp-text": .warn])
    }

    @Test func `a second line that comes late is a second line`() async throws {
        let report = try await MemoryRun.report(checks: Checklist.greeting) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return LateServer(server: MailboxServer(over: store, stamp: stamp, autologout: nil))
        }
        let found = report.results.filter { $0.outcome <= .warn }
        #expect(found.map(\.requirement.id).contains("rfc1939-4-greeting-one-line"))
    }

    @Test func `of a server that ends its lines in CR alone just that is reported, and the run ends`() async throws {
        let report = try await MemoryRun.report { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return ReturnServer(server: MailboxServer(over: store, stamp: stamp, autologout: nil))
        }
        let found = report.results.filter { $0.outcome == .fail }
        #expect(found.map(\.requirement.id) == ["rfc1939-3-response-crlf"])
    }

    @Test(arguments: [
        ("<1896.697170952@dbc.mtview.ca.us>", true), ("<\"a b\"@host>", true), ("<a@[127.0.0.1]>", true),
        ("<abc>", false), ("<@host>", false), ("<a@>", false), ("<a@b@c>", false), ("<>", false), ("<a b@c>", false),
    ])
    func `a msg-id has one at sign between two parts`(text: String, isOne: Bool) {
        #expect((MessageID(text) != nil) == isOne)
    }

    static let wrong = [
        MistakenServer("not OK", ["rfc1939-4-greeting-positive"], greeting: { $0.replacing("+OK", with: "OK") }),
        MistakenServer("SMTP", ["rfc1939-4-greeting-positive"], greeting: { $0.replacing("+OK", with: "220") }),
        MistakenServer("lower case", ["rfc1939-3-status-upper-case"], greeting: { $0.replacing("+OK", with: "+ok") }),
        MistakenServer("a bare LF", ["rfc1939-3-response-crlf"], greeting: { $0.replacing("\r\n", with: "\n") }),
        MistakenServer("two lines", ["rfc1939-4-greeting-one-line"], greeting: { $0 + "+OK welcome\r\n" }),
        MistakenServer("a dot behind it", ["rfc1939-4-greeting-one-line"], greeting: { $0 + ".\r\n" }),
        MistakenServer(
            "too long", ["rfc2449-3-greeting-max-512"],
            greeting: { $0.replacing("ready", with: String(repeating: "ready", count: 100)) }),
        MistakenServer(
            "8-bit", ["rfc2449-3-status-line-ascii"], greeting: { $0.replacing("ready", with: "pr\u{EA}t") }),
        MistakenServer(
            "two brackets", ["rfc2449-3-greeting-lt-only-in-timestamp"],
            greeting: { $0.replacing("ready", with: "<host> ready") }),
    ]
}

/// Greets, and has something to add a little later.
private struct LateServer: ServerMachine {
    var server: MailboxServer

    mutating func opened(from address: String?) -> [Output] {
        server.opened(from: address) + [.wait(.milliseconds(100)), .send(Line("+OK and welcome").octets)]
    }

    mutating func received(_ bytes: [UInt8]) -> [Output] { server.received(bytes) }
    mutating func secured() -> [Output] { server.secured() }
    mutating func idled() -> [Output] { server.idled() }
    mutating func closed() -> [Output] { server.closed() }
    var wakeAfter: Duration? { nil }
}

/// Ends every line in CR.
private struct ReturnServer: ServerMachine {
    var server: MailboxServer

    mutating func opened(from address: String?) -> [Output] { cut(server.opened(from: address)) }
    mutating func received(_ bytes: [UInt8]) -> [Output] { cut(server.received(bytes)) }
    mutating func secured() -> [Output] { cut(server.secured()) }
    mutating func idled() -> [Output] { server.idled() }
    mutating func closed() -> [Output] { server.closed() }
    var wakeAfter: Duration? { nil }

    private func cut(_ outputs: [Output]) -> [Output] {
        outputs.map { output in
            guard case .send(let octets) = output else { return output }
            return .send(octets.filter { $0 != 0x0A })
        }
    }
}
