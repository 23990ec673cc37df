import POP3
import Testing

@Suite("CommandTable")
struct CommandTableTests {
    @Test func `each command has one row, and is found by its verb`() {
        let names = CommandTable.rows.map(\.verb.name)
        #expect(
            names == [
                "CAPA", "STLS", "USER", "PASS", "APOP", "AUTH", "UTF8", "LANG", "STAT", "LIST", "UIDL", "TOP", "RETR",
                "DELE",
                "RSET", "NOOP", "QUIT", "LAST", "RPOP", "XTND",
            ])
        for row in CommandTable.rows { #expect(CommandTable[row.verb]?.syntax == row.syntax) }
        #expect(CommandTable[Verb("XYZZY")] == nil)
    }

    // swift-format-ignore
    private static let facts: [(verb: Verb, syntax: String, phases: Set<Session.Phase>, reply: ReplyShape, citation: Citation)] = [
        (.user, "USER name",                        [.authorization],               .line,                .rfc(1939, "7")),
        (.pass, "PASS string",                      [.authorization],               .line,                .rfc(1939, "7")),
        (.apop, "APOP name digest",                 [.authorization],               .line,                .rfc(1939, "7")),
        (.auth, "AUTH mechanism [initial-response]", [.authorization],              .challenges,          .rfc(5034, "4")),
        (.stls, "STLS",                             [.authorization],               .line,                .rfc(2595, "4")),
        (.utf8, "UTF8",                             [.authorization],               .line,                .rfc(6856, "2")),
        (.lang, "LANG [range]",                     [.authorization, .transaction], .linesUnlessArgument, .rfc(6856, "3")),
        (.capa, "CAPA",                             [.authorization, .transaction], .lines,               .rfc(2449, "5")),
        (.stat, "STAT",                             [.transaction],                 .line,                .rfc(1939, "5")),
        (.list, "LIST [msg]",                       [.transaction],                 .linesUnlessArgument, .rfc(1939, "5")),
        (.retr, "RETR msg",                         [.transaction],                 .lines,               .rfc(1939, "5")),
        (.dele, "DELE msg",                         [.transaction],                 .line,                .rfc(1939, "5")),
        (.noop, "NOOP",                             [.transaction],                 .line,                .rfc(1939, "5")),
        (.rset, "RSET",                             [.transaction],                 .line,                .rfc(1939, "5")),
        (.top,  "TOP msg n",                        [.transaction],                 .lines,               .rfc(1939, "7")),
        (.uidl, "UIDL [msg]",                       [.transaction],                 .linesUnlessArgument, .rfc(1939, "7")),
        (.quit, "QUIT",                             [.authorization, .transaction], .line,                .rfc(1939, "6")),
    ]

    @Test(arguments: facts)
    func `a row says what the RFC says`(
        verb: Verb, syntax: String, phases: Set<Session.Phase>, reply: ReplyShape, citation: Citation
    ) throws {
        let row = try #require(CommandTable[verb])
        #expect(row.syntax == syntax)
        #expect(row.phases == phases)
        #expect(row.reply == reply)
        #expect(row.citation == citation)
        #expect(!row.isObsolete)
    }

    @Test func `the commands that carry a secret are known`() {
        #expect(CommandTable.rows.filter(\.isSecret).map(\.verb) == [.pass, .apop, .auth])
    }

    @Test func `LAST, RPOP and XTND are obsolete`() {
        #expect(CommandTable.rows.filter(\.isObsolete).map(\.verb) == [.last, .rpop, .xtnd])
    }

    @Test func `optional commands name the capability that announces them`() {
        let tags = CommandTable.rows.compactMap { row in row.capability.map { "\(row.verb) \($0)" } }
        #expect(
            tags == [
                "STLS STLS", "USER USER", "PASS USER", "AUTH SASL", "UTF8 UTF8", "LANG LANG", "UIDL UIDL", "TOP TOP",
            ])
    }
}
