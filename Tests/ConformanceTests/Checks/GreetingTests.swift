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
