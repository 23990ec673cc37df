import POP3
import Testing

@Suite("Reply, RFC 1939 section 3 and RFC 5034 section 4")
struct ReplyTests {
    // swift-format-ignore
    private static let table: [(line: String, outside: Reply.Status, inside: Reply.Status, text: String)] = [
        ("+OK",               .ok,        .ok,        ""),
        ("+OK ",              .ok,        .ok,        ""),
        ("+OK dewey",         .ok,        .ok,        "dewey"),
        ("+OK  two blanks",   .ok,        .ok,        " two blanks"),
        ("+ok lower",         .ok,        .ok,        "lower"),
        ("+Ok",               .ok,        .ok,        ""),
        ("+OKAY",             .ok,        .ok,        "AY"),
        ("+OK\ttab",          .ok,        .ok,        "\ttab"),
        ("-ERR",              .err,       .err,       ""),
        ("-ERR no such",      .err,       .err,       "no such"),
        ("-err no such",      .err,       .err,       "no such"),
        ("-ERRno",            .err,       .err,       "no"),
        ("-ER",               .malformed, .malformed, "-ER"),
        ("+",                 .malformed, .challenge, "+"),
        ("+ ",                .malformed, .challenge, "+ "),
        ("+ AGE=",            .malformed, .challenge, "+ AGE="),
        ("+O",                .malformed, .malformed, "+O"),
        ("",                  .malformed, .malformed, ""),
        (" +OK",              .malformed, .malformed, " +OK"),
        ("+ OK ready",        .malformed, .challenge, "+ OK ready"),
        ("OK",                .malformed, .malformed, "OK"),
        ("220 smtp ready",    .malformed, .malformed, "220 smtp ready"),
        ("* OK imap ready",   .malformed, .malformed, "* OK imap ready"),
        ("\u{FF0B}OK",        .malformed, .malformed, "\u{FF0B}OK"),
    ]

    @Test(arguments: table)
    func `the status is read outside a SASL exchange, and inside one`(
        line: String, outside: Reply.Status, inside: Reply.Status, text: String
    ) {
        let reply = Reply(first: Line(line))
        #expect(reply.status == outside)
        #expect(reply.text == text)
        #expect(Reply(first: Line(line), inSASL: true).status == inside)
    }

    @Test(arguments: [("+", ""), ("+ ", ""), ("+ AGE=", "AGE="), ("+  x", " x")])
    func `the text of a challenge is what follows the plus and one space`(line: String, text: String) {
        #expect(Reply(first: Line(line), inSASL: true).text == text)
    }

    @Test func `octets that are no UTF-8 leave the status readable`() {
        let reply = Reply(first: Line(bytes: Array("+OK ".utf8) + [0xFF, 0x00]))
        #expect(reply.status == .ok)
        #expect(reply.text == "\u{FFFD}\u{0}")
    }

    @Test func `a line of octets above 127 is malformed`() {
        #expect(Reply(first: Line(bytes: [0xFF, 0xFE, 0x80, 0x81, 0x82])).status == .malformed)
    }

    @Test(arguments: [
        (Reply.Status.ok, "+OK"), (.err, "-ERR"), (.challenge, "+"), (.malformed, ""),
    ])
    func `each status has the indicator that RFC 1939 spells`(status: Reply.Status, indicator: String) {
        #expect(status.indicator == indicator)
    }
}
