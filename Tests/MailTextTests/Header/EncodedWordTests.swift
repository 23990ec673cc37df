import Testing

@testable import MailText

@Suite("Encoded words, RFC 2047")
struct EncodedWordTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let raw: String
        let text: String
        var testDescription: String { raw }
    }

    private func decode(_ raw: String) -> DecodedText {
        HeaderField(name: "Subject", raw: Array(raw.utf8), line: 1).decoded()
    }

    // RFC 2047 section 8; line ends stand where the RFC wraps its examples
    // swift-format-ignore
    static let standard: [Row] = [
        Row(raw: " =?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>",                 text: "Keith Moore <moore@cs.utk.edu>"),
        Row(raw: " =?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>",         text: "Keld Jørn Simonsen <keld@dkuug.dk>"),
        Row(raw: " =?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>",        text: "André Pirard <PIRARD@vm1.ulg.ac.be>"),
        Row(raw: " =?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
            text: "If you can read this you understand the example."),
        Row(raw: " =?ISO-8859-1?Q?Olle_J=E4rnefors?= <ojarnef@admin.kth.se>",      text: "Olle Järnefors <ojarnef@admin.kth.se>"),
        Row(raw: " =?iso-8859-8?b?7eXs+SDv4SDp7Oj08A==?=",                         text: "\u{5DD}\u{5D5}\u{5DC}\u{5E9} \u{5DF}\u{5D1} \u{5D9}\u{5DC}\u{5D8}\u{5E4}\u{5E0}"),
        Row(raw: " (=?ISO-8859-1?Q?a?=)",                                          text: "(a)"),
        Row(raw: " (=?ISO-8859-1?Q?a?= b)",                                        text: "(a b)"),
        Row(raw: " (=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)",                       text: "(ab)"),
        Row(raw: " (=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)",                      text: "(ab)"),
        Row(raw: " (=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=)",                text: "(ab)"),
        Row(raw: " (=?ISO-8859-1?Q?a_b?=)",                                        text: "(a b)"),
        Row(raw: " (=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)",                      text: "(a b)"),
        // RFC 2231 section 5: a language
        Row(raw: " =?US-ASCII*EN?Q?Keith_Moore?= <moore@cs.utk.edu>",              text: "Keith Moore <moore@cs.utk.edu>"),
    ]

    // swift-format-ignore
    static let wild: [Row] = [
        // a character begins in one word and ends in the next
        Row(raw: "=?UTF-8?B?5ryi5a0=?= =?UTF-8?B?lw==?=",                          text: "漢字"),
        Row(raw: "=?utf-8?Q?=E6=BC?=\r\n =?UTF-8?Q?=A2?=",                         text: "漢"),
        Row(raw: "=?ISO-2022-JP?B?GyRCNEE=?=\r\n =?ISO-2022-JP?B?O3obKEI=?=",      text: "漢字"),
        // padding missing, one too many; lower case; no space before the address
        Row(raw: "=?UTF-8?b?5ryi5a2X5Q?=",                                         text: "漢字\u{FFFD}"),
        Row(raw: "=?UTF-8?B?YQ?=",                                                 text: "a"),
        Row(raw: "=?UTF-8?B?YWI===?=",                                             text: "ab"),
        Row(raw: "=?ISO-2022-JP?B?GyRCNEE7ehsoQg==?=<a@example.jp>",               text: "漢字<a@example.jp>"),
        Row(raw: "\"=?ISO-2022-JP?B?GyRCNEE7ehsoQg==?=\" <a@example.jp>",          text: "\"漢字\" <a@example.jp>"),
        // not encoded words
        Row(raw: "=?UTF-8?X?abc?=",                                                text: "=?UTF-8?X?abc?="),
        Row(raw: "=?UTF-8?B?abc",                                                  text: "=?UTF-8?B?abc"),
        Row(raw: "=??B?YQ==?=",                                                    text: "=??B?YQ==?="),
        Row(raw: "1 =? 2 ?= 3",                                                    text: "1 =? 2 ?= 3"),
        Row(raw: "=?=?UTF-8?B?YQ==?=",                                             text: "=?a"),
        // empty, and a word that would open a second line
        Row(raw: "=?UTF-8?Q??= x",                                                 text: " x"),
        Row(raw: "=?UTF-8?Q?a=0D=0ABcc:_b?=",                                      text: "a  Bcc: b"),
        Row(raw: "a\r\n b\n\tc",                                                   text: "a b\tc"),
        Row(raw: "生の UTF-8",                                                      text: "生の UTF-8"),
    ]

    @Test(arguments: standard + wild)
    func `a value is shown as its writer meant it`(row: Row) {
        #expect(decode(row.raw).text == row.text)
    }

    @Test
    func `the readings name every charset once, in order`() {
        let text = decode("=?UTF-8*en?Q?a?= x =?ISO-2022-JP?Q?b?= y =?utf-8?Q?c?= =?UTF-8?Q?d?=")
        #expect(text.text == "a x b y cd")
        #expect(
            text.readings == [
                Reading(labelled: "UTF-8", used: .utf8, reason: .asLabelled),
                Reading(labelled: "ISO-2022-JP", used: .iso2022JP, reason: .asLabelled),
                Reading(labelled: "utf-8", used: .utf8, reason: .asLabelled),
            ])
    }

    /// The shape of a Subject seen in the wild: Shift_JIS in a word that claims ISO-2022-JP, its line broken without
    /// the blank that folds.
    @Test
    func `a mislabelled word with a broken line end inside is read, and both faults are said`() {
        let lines = [
            "Subject: =?ISO-2022-JP?B?gXWItpa8gsyI4YKkgXaO6I6Ggs2CsYK/gueCxYK3gUKQfY+RitmCzIKokm2C54K5guCCx4Kkgr",
            "yBQg==?=",
            "To: alice@example.jp", "", "",
        ]
        let message = Message(Array(lines.joined(separator: "\r\n").utf8))
        #expect(message.header.fields.map(\.name) == ["Subject", "To"])
        #expect(message.header.notes.isEmpty)
        let subject = message.header["Subject"]?.decoded()
        #expect(subject?.notes == [.brokenEncodedWord, .wrongLabel(labelled: "ISO-2022-JP", used: .shiftJIS)])
        #expect(subject?.text == "「宛名の違う」手紙はこちらです。図書館のお知らせもどうぞ。")
    }

    @Test
    func `blanks inside a word are tolerated and said`() {
        let text = decode("=?UTF-8?B?5ryi\r\n 5a2X?= =?UTF-8?Q?a b?=")
        #expect(text.text == "漢字a b")
        #expect(text.notes == [.brokenEncodedWord])
    }

    @Test
    func `what does not belong into a word is passed over and said`() {
        #expect(decode("=?UTF-8?B?YW!I=?=").notes == [.badBase64(position: 2)])
        #expect(decode("=?UTF-8?B?YW!I=?=").text == "ab")
        #expect(decode("=?UTF-8?Q?a=zz?=").notes == [.badQuotedPrintable(position: 1)])
        #expect(decode("=?UTF-8?Q?a=zz?=").text == "a=zz")
        #expect(decode("=?UTF-8?Q?=E6=BC=A2=FF?=").notes == [.replaced(1)])
        #expect(decode("=?x-klingon?Q?a?=").notes == [.unknownCharset("x-klingon")])
    }

    @Test
    func `raw octets in a header are read by their shape`() {
        let field = HeaderField(name: "Subject", raw: [0x20] + hex("8365 8358 8367"), line: 1)
        #expect(
            field.decoded()
                == DecodedText(
                    text: "テスト", readings: [Reading(labelled: nil, used: .shiftJIS, reason: .noLabel)],
                    notes: [.noLabel(used: .shiftJIS)]))
    }
}
