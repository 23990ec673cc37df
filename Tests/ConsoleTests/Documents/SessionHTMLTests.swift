import Handbook
import POP3
import Testing

@testable import Console

@Suite("A session as a page of HTML")
struct SessionHTMLTests {
    /// The elements of a page in their order, `/` in front of the end of one.
    private func elements(_ page: String) -> [String] {
        page.split(separator: "<").dropFirst().map {
            String($0.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" })
        }
    }

    /// The elements that are left open, or closed without having been opened; none in a sound page.
    private func unbalanced(_ page: String) -> [String] {
        var open: [String] = []
        for element in elements(page) where !["meta", "!"].contains(element) && !element.hasPrefix("!") {
            if !element.hasPrefix("/") {
                open.append(element)
            } else if open.last == String(element.dropFirst()) {
                open.removeLast()
            } else {
                return open + [element]
            }
        }
        return open
    }

    private static let sessions: [String] = [
        ExplanationRun.session,
        "",
        "# only a comment",
        "S: -ERR go away\n* reset server",
        "* connect\nS: +OK\nC: STAT\nC: LIST\nC: QUIT\nS: -ERR\nS: -ERR\nS: +OK\n* close client",
        "* connect\nS: +OK\nC: STLS\nS: +OK\n* tls TLSv1.2\nC: QUIT\nS: +OK\n* close server\n* connect\nS: +OK",
        "* connect\nS: +OK\n*2 connect\nS2: +OK\nC: NOOP\nC2: NOOP\nS2: -ERR\nS: -ERR",
        "* connect\nS: +OK\nC: LIST\n* timeout",
    ]

    @Test(arguments: sessions, Language.allCases)
    func `every element that begins ends in its place`(session: String, language: Language) throws {
        let page = try ExplanationRun(.html, session) { $0.language = language }.text
        #expect(unbalanced(page) == [])
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
        #expect(page.hasSuffix("</html>\n"))
    }

    @Test func `a page needs nothing beside it and runs nothing`() throws {
        let page = try ExplanationRun(.html, ExplanationRun.session).text
        for word in [
            "<script", "<link", "<img", "<iframe", "src=", "href=", "@import", "url(", "onclick", "http:", "https:",
        ] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    /// What somebody may say so that it becomes part of the page.
    private static let injections = [
        "</code></summary></details><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' autofocus onfocus='alert(1)", "<!--", "-->", "]]>", "</style><script>", "&lt;script&gt;",
        "javascript:alert(1)",
    ]

    @Test(arguments: injections)
    func `nobody can write into the page`(injection: String) throws {
        // Words of the same number and place, so that the same is said of them.
        let harmless = String(injection.map { "<>&\"'/!-]".contains($0) ? "q" : $0 })
        let plain = try elements(ExplanationRun(.html, session(harmless)).text)
        let page = try ExplanationRun(.html, session(injection)).text
        #expect(elements(page) == plain)
        #expect(
            !page.contains(injection) || injection == "javascript:alert(1)" || injection == "]]>" || injection == "-->")
    }

    /// A session in which `text` stands wherever somebody can put text.
    private func session(_ text: String) -> String {
        """
        # \(text)
        @title \(text)
        @recorded \(text)
        * connect
        S: +OK \(text)
        C: USER \(text)
        S: -ERR \(text)
        * note \(text)
        C: USER bob
        S: +OK
        C: PASS ${secret:bob}
        S: +OK
        C: RETR 1
        S: +OK \(text)
        S: Subject: \(text)
        S:
        S: \(text)
        S: .
        S: unasked \(text)
        * tls \(text)
        * close server
        """
    }

    @Test func `each exchange opens to its meaning, its source and its findings`() throws {
        let page = try ExplanationRun(
            .html, "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: STAT\nS: +OK many"
        ).text
        #expect(page.contains("<strong>AUTHORIZATION, RFC 1939 7 (USER)</strong>: name accepted."))
        let states = "<span class=\"authorization\">AUTHORIZATION</span><span class=\"transaction\">TRANSACTION</span>"
        #expect(page.contains("<p class=\"band\">\(states)</p>\n<details>"))
        #expect(page.contains("<p class=\"band\"><span class=\"transaction\">TRANSACTION</span></p>\n<details open>"))
        #expect(page.contains("<code>rfc1939-5-stat-format</code>"))
        #expect(page.contains("<span class=\"flag\">1 finding</span>"))
        #expect(page.components(of: "<details") == 4)
    }

    @Test func `lines that were sent ahead of a reply stand where they were sent`() throws {
        let page = try ExplanationRun(.html, "S: +OK\nC: STAT\nC: LIST\nS: -ERR one\nS: -ERR two").text
        let places = ["STAT</code>", "LIST</code>", "-ERR one", "-ERR two"].compactMap {
            page.firstRange(of: $0)?.lowerBound
        }
        #expect(places.count == 4 && places == places.sorted())
        #expect(page.components(of: "class=\"row lone\"") == 2)
        #expect(page.contains("<span class=\"lead\">reply to LIST</span>"))
    }

    @Test func `what is encrypted is marked, and what comes after the connection is not`() throws {
        let page = try ExplanationRun(
            .html,
            "* connect\nS: +OK\nC: STLS\nS: +OK\n* tls TLSv1.3\nC: QUIT\nS: +OK\n* close server\n* connect\nS: +OK"
        ).text
        #expect(page.components(of: "<section class=\"part tls\"") == 1)
        #expect(page.components(of: "<section class=\"part\"") == 2)
        #expect(page.contains("Connection 1, encrypted by TLS"))
    }

    @Test func `a large message is cut with a word about it`() throws {
        let lines = (0..<2_000).map { "S: line \($0) of a message that is rather long, as messages go" }.joined(
            separator: "\n")
        let page = try ExplanationRun(
            .html, "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: RETR 1\nS: +OK\n\(lines)\nS: ."
        ).text
        #expect(page.contains("Only the first 65,536 octets of "))
        #expect(page.contains("line 0 of") && !page.contains("line 1999 of"))
    }
}

extension String {
    /// How often a text stands in this one.
    func components(of text: String) -> Int { ranges(of: text).count }
}
