import Handbook
import POP3
import Testing

@testable import Console

@Suite("A session in Markdown")
struct SessionMarkdownTests {
    @Test func `an exchange is a heading, its lines, and what they mean`() throws {
        let run = try ExplanationRun(
            .markdown, "@title Greeting\n* connect\nS: +OK ready\nC: USER bob\nS: +OK\n* close client")
        #expect(
            run.text == """
                # Greeting

                mail.pop3

                Connected.

                ## 1. greeting

                ```text
                S: +OK ready
                ```

                **\\-\\> AUTHORIZATION, RFC 1939 4 (greeting)**: the server is ready and speaks first.

                - There is no timestamp in \\<...\\>, so this server does not offer APOP (7).

                Next: CAPA, USER name, STLS, or QUIT.     popscope help @auth

                ## 2. USER

                ```text
                C: USER bob
                S: +OK
                ```

                **AUTHORIZATION, RFC 1939 7 (USER)**: name accepted.

                - Servers may say +OK even to an unknown name: it proves nothing.

                Next: PASS.

                **AUTHORIZATION -\\> closed, RFC 1939 3 (closed)**: the client closed the connection.

                """)
    }

    @Test(arguments: ["```", "````", "`", "a ``` b", "~~~"])
    func `no line of the wire ends the fence`(line: String) {
        let fenced = Markdown.fenced(["S: " + line, line]).split(separator: "\n")
        let fence = fenced.last ?? ""
        #expect(fenced.first == fence + "text")
        #expect(fence.allSatisfy { $0 == "`" } && fence.count >= 3)
        #expect(!fenced.dropFirst().dropLast().contains { $0.hasPrefix(fence) })
    }

    @Test(arguments: [
        ("<b>&", "\\<b\\>\\&"), ("# x", "\\# x"), ("a # b", "a # b"), ("1. x", "1\\. x"), ("1.5", "1\\.5"),
        ("v1.5", "v1.5"),
        ("[x](y)", "\\[x\\](y)"), ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"), ("- x", "\\- x"), ("", ""),
        // One Character each: a sign that takes the next one along, and one with a mark on it.
        ("\u{0D4E}<b>", "\u{0D4E}\\<b\\>"), ("\u{0600}<b>", "\u{0600}\\<b\\>"), ("<\u{301}b", "\\<\u{301}b"),
        ("1\u{301}.", "1\u{301}."),
    ])
    func `nothing in a sentence is markup`(text: String, escaped: String) {
        #expect(Markdown.escape(text) == escaped)
    }

    @Test(arguments: [("x", "`x`"), ("`x", "`` `x ``"), ("a``b", "```a``b```")])
    func `code has marks that do not stand in it`(text: String, code: String) {
        #expect(Markdown.code(text) == code)
    }
}
