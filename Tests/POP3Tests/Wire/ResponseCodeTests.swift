import POP3
import Testing

@Suite("ResponseCode, RFC 2449 section 8 and RFC 3206")
struct ResponseCodeTests {
    // swift-format-ignore
    private static let table: [(line: String, code: ResponseCode?)] = [
        ("-ERR [IN-USE] busy",              .inUse),
        ("-ERR [in-use] busy",              .inUse),
        ("-ERR [LOGIN-DELAY] wait",         .loginDelay),
        ("-ERR [AUTH] bad password",        .auth),
        ("-ERR [SYS/TEMP] try later",       .systemTemporary),
        ("-ERR [SYS/PERM] ask",             .systemPermanent),
        ("-ERR [UTF8] needs UTF-8",         .utf8),
        ("-ERR [X-OWN/ONE/TWO]",            ResponseCode("X-OWN/ONE/TWO")),
        ("+OK [IN-USE] also here",          .inUse),
        ("-ERR [] empty",                   nil),
        ("-ERR [IN USE] blank inside",      nil),
        ("-ERR [IN-USE never closed",       nil),
        ("-ERR [a[b] nested",               nil),
        ("-ERR text [IN-USE]",              nil),
        ("-ERR  [IN-USE] two blanks",       nil),
        ("-ERR [\u{3042}] not ASCII",       nil),
        ("-ERR",                            nil),
        ("[IN-USE]",                        ResponseCode("IN-USE")),
    ]

    @Test(arguments: table)
    func `a code is the bracketed word in front of the text`(line: String, code: ResponseCode?) {
        #expect(Reply(first: Line(line)).code == code)
    }

    @Test(arguments: [
        (ResponseCode.system, ResponseCode.systemTemporary, true), (.system, .system, true),
        (.systemTemporary, .system, false), (.system, ResponseCode("SYSTEM"), false),
        (.systemTemporary, .systemPermanent, false),
    ])
    func `a code covers the more special ones below it`(code: ResponseCode, other: ResponseCode, covers: Bool) {
        #expect(code.covers(other) == covers)
    }

    @Test func `a code prints as it stands on the wire`() {
        #expect("\(ResponseCode("sys/temp"))" == "[SYS/TEMP]")
    }
}
