import POP3

@testable import Conformance

extension MaildropTests {
    static let messages = [
        Wrong("no stuffing", "rfc1939-3-byte-stuffing") { line, _, ask in
            isFetch(line) ? ask(line).replacing("\r\n..", with: "\r\n.") : ask(line)
        },
        Wrong("no stuffing of a large message", "rfc1939-5-retr-stuffed") { line, _, ask in
            line.uppercased() == "RETR 5" ? ask(line).replacing("\r\n..777", with: "\r\n.777") : ask(line)
        },
        Wrong("every line stuffed", "rfc1939-3-no-overstuffing") { line, _, ask in
            isFetch(line) ? ask(line).replacing("\r\nline", with: "\r\n.line") : ask(line)
        },
        Wrong("stuffed twice", "rfc1939-3-byte-stuffing") { line, _, ask in
            isFetch(line) ? ask(line).replacing("\r\n..", with: "\r\n...") : ask(line)
        },
        Wrong("sizes with dots", "rfc1939-11-size-no-stuffing") { line, _, ask in
            switch line.uppercased() {
            case "LIST": ask(line).replacing("\r\n1 61\r\n", with: "\r\n1 63\r\n")
            case "LIST 1": "+OK 1 63\r\n"
            default: ask(line)
            }
        },
        Wrong("sizes with LF", "rfc1939-11-size-crlf-two") { line, _, ask in
            switch line.uppercased() {
            case "LIST": ask(line).replacing("\r\n2 42\r\n", with: "\r\n2 37\r\n")
            case "LIST 2": "+OK 2 37\r\n"
            default: ask(line)
            }
        },
        Wrong("one octet less", "rfc1939-5-list-exact-size") { line, _, ask in
            line.uppercased() == "RETR 6" ? ask(line).replacing("line 3", with: "line") : ask(line)
        },
        Wrong("RETR is refused", "rfc1939-5-retr-multiline") { line, _, ask in line == "RETR 6" ? "-ERR\r\n" : ask(line)
        },
        Wrong("RETR deletes", "rfc1939-5-retr-does-not-delete") { line, _, ask in
            let said = ask(line)
            return line == "retr 2" ? (ask("DELE 2").isEmpty ? "" : said) : said
        },
        Wrong("mbox", "rfc1939-11-message-format") { line, _, ask in
            let said = ask(line)
            guard isFetch(line), said.hasPrefix("+OK"), let end = said.firstIndex(of: "\r\n") else { return said }
            return said[...end] + "From x\r\n" + said[said.index(after: end)...]
        },
    ]

    private static func isFetch(_ line: String) -> Bool {
        line.uppercased().hasPrefix("RETR ") || line.uppercased().hasPrefix("TOP ")
    }

    static let tops = [
        Wrong("a line too many at 0", "rfc1939-7-top-zero") { line, _, ask in
            ask(line == "TOP 2 0" ? "TOP 2 1" : line)
        },
        Wrong("a line too few", "rfc1939-7-top-multiline") { line, _, ask in
            ask(line.uppercased() == "TOP 2 2" ? "TOP 2 1" : line)
        },
        Wrong("no empty line", "rfc1939-7-top-zero") { line, _, ask in
            line == "TOP 2 0" ? ask(line).replacing("\r\n\r\n", with: "\r\n") : ask(line)
        },
        Wrong("the last line is never sent", "rfc1939-7-top-exact-body") { line, _, ask in
            ask(line.uppercased() == "TOP 6 3" ? "TOP 6 2" : line)
        },
        Wrong("the rest is not sent", "rfc1939-7-top-more-than-body") { line, _, ask in
            ask(line.hasSuffix(" 99999999") ? "TOP 1 1" : line)
        },
        Wrong("a count of 32 bits", "rfc1939-7-top-huge-count") { line, _, ask in
            ask(line.replacing(" 4294967296", with: " 0"))
        },
        Wrong("huge counts are refused", "rfc1939-7-top-huge-count", .warn) { line, _, ask in
            line.uppercased().hasPrefix("TOP") && line.utf8.count > 20 ? "-ERR\r\n" : ask(line)
        },
        Wrong("a stuffed line counts twice", "rfc1939-7-top-stuffed") { line, _, ask in
            ask(line.uppercased() == "TOP 1 3" ? "TOP 1 2" : line)
        },
        Wrong("TOP marks", "rfc1939-7-top-no-side-effect") { line, _, ask in
            let said = ask(line)
            return line == "TOP 4 0" ? (ask("DELE 4").isEmpty ? "" : said) : said
        },
        Wrong("a count below 0", "rfc1939-7-top-non-negative") { line, _, ask in
            ask(line == "TOP 6 -1" ? "TOP 6 1" : line)
        },
        Wrong("a count in letters", "rfc1939-7-top-non-numeric-err") { line, _, ask in
            ask(line == "TOP 6 x" ? "TOP 6 1" : line)
        },
    ]
}
