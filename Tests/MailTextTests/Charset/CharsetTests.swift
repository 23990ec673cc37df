import Testing

@testable import MailText

@Suite("Charsets")
struct CharsetTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let octets: String
        let text: String
        var replaced = 0
        var testDescription: String { "\(label) \(text)" }
    }

    // swift-format-ignore
    static let sound: [Row] = [
        Row(label: "US-ASCII",        octets: "50 4F 50 33 5C 7E",               text: "POP3\\~"),
        Row(label: "UTF-8",           octets: "E6BCA2 F09F9880 C3A9",            text: "漢😀é"),
        Row(label: "UTF-8",           octets: "EFBBBF 41",                       text: "A"),
        Row(label: "ISO-2022-JP",     octets: "1B2442 3441 3B7A 1B2842 7E5C",    text: "漢字~\\"),
        Row(label: "ISO-2022-JP",     octets: "1B2440 3441 3B7A 1B284A 41",      text: "漢字A"),
        Row(label: "ISO-2022-JP",     octets: "1B2442 2D21 1B2842",              text: "①"),
        Row(label: "ISO-2022-JP",     octets: "1B2442 7C62 1B2842",              text: "髙"),
        Row(label: "ISO-2022-JP",     octets: "1B2849 362A 1B2842",              text: "ｶｪ"),
        Row(label: "ISO-2022-JP",     octets: "0E 3640 0F 41",                   text: "ｶﾀA"),
        Row(label: "ISO-2022-JP",     octets: "1B284A 5C7E 1B2842",              text: "¥‾"),
        Row(label: "ISO-2022-JP",     octets: "1B2442 2141 1B2842",              text: "～"),
        Row(label: "ISO-2022-JP",     octets: "1B2442 3441 0D0A 4142",           text: "漢\r\nAB"),
        Row(label: "ISO-2022-JP-1",   octets: "1B242844 3021 1B2842",            text: "丂"),
        Row(label: "ISO-2022-JP-2",   octets: "1B2441 3A3A 1B2842",              text: "汉"),
        Row(label: "ISO-2022-JP-2",   octets: "1B242843 3021 1B2842",            text: "가"),
        Row(label: "ISO-2022-JP-2",   octets: "1B2E41 1B4E69",                   text: "é"),
        Row(label: "ISO-2022-JP-3",   octets: "1B24284F 2E21 1B2842",            text: "俱"),
        Row(label: "ISO-2022-JP-MS",  octets: "1B2442 7921 1B2842",              text: "纊"),
        Row(label: "CP50221",         octets: "1B2842 1B2849 31 1B2842",         text: "ｱ"),
        Row(label: "Shift_JIS",       octets: "955C 8E6E 5C 7E",                 text: "表始\\~"),
        Row(label: "x-sjis",          octets: "8740 EEE0 FBFC",                  text: "①髙髙"),
        Row(label: "MS_Kanji",        octets: "B6C5 82A9 82C8",                  text: "ｶﾅかな"),
        Row(label: "windows-31j",     octets: "8160 817C",                       text: "～－"),
        Row(label: "EUC-JP",          octets: "B4C1 BBFA 8EB6 41",               text: "漢字ｶA"),
        Row(label: "EUC-JP",          octets: "ADA1 8FB0A1",                     text: "①丂"),
        Row(label: "ISO-8859-1",      octets: "6E 61 EF 76 65 A0",               text: "naïve\u{A0}"),
        Row(label: "ISO-8859-15",     octets: "A4 BD",                           text: "€œ"),
        Row(label: "windows-1252",    octets: "93 80 94 96",                     text: "“€”–"),
        Row(label: "GB2312",          octets: "CEC4 D7D6",                       text: "文字"),
        Row(label: "GB2312",          octets: "9439FC36 80",                     text: "😀\u{FFFD}", replaced: 1),
        Row(label: "GBK",             octets: "8CA6",                            text: "對"),
        Row(label: "GB18030",         octets: "9439FC36",                        text: "😀"),
        Row(label: "Big5",            octets: "A672 B8D5",                       text: "字試"),
        Row(label: "EUC-KR",          octets: "B1DB",                            text: "글"),
        Row(label: "KS_C_5601-1987",  octets: "8141 B1DB",                       text: "갂글"),
        Row(label: "ISO-2022-KR",     octets: "1B242943 0E 3021 0F 41",          text: "가A"),
        Row(label: "KOI8-R",          octets: "EDC9D2",                          text: "Мир"),
        Row(label: "windows-1251",    octets: "CCE8F0",                          text: "Мир"),
        Row(label: "TIS-620",         octets: "A1A2",                            text: "กข"),
        Row(label: "UTF-16",          octets: "FEFF 6F22 D83D DE00",             text: "漢😀"),
        Row(label: "UTF-16",          octets: "FFFE 226F 3DD8 00DE",             text: "漢😀"),
        Row(label: "UTF-16",          octets: "0041 0042",                       text: "AB"),
        Row(label: "UTF-16",          octets: "4100 4200",                       text: "AB"),
        Row(label: "UTF-16LE",        octets: "226F",                            text: "漢"),
        Row(label: "UTF-16BE",        octets: "6F22",                            text: "漢"),
        Row(label: "UTF-7",           octets: "41 2B 62 79 49 2D 42",            text: "A漢B"),
    ]

    // swift-format-ignore
    static let damaged: [Row] = [
        Row(label: "US-ASCII",     octets: "41 FF 42",                      text: "A\u{FFFD}B",                 replaced: 1),
        Row(label: "UTF-8",        octets: "C0AF 41",                       text: "\u{FFFD}\u{FFFD}A",          replaced: 2),
        Row(label: "UTF-8",        octets: "EDA080",                        text: "\u{FFFD}\u{FFFD}\u{FFFD}",   replaced: 3),
        Row(label: "UTF-8",        octets: "E6BC41",                        text: "\u{FFFD}A",                  replaced: 1),
        Row(label: "UTF-8",        octets: "EFBFBD FF EFBFBD",              text: "\u{FFFD}\u{FFFD}\u{FFFD}",   replaced: 1),
        Row(label: "ISO-2022-JP",  octets: "1B2442 3441 2921 3B7A 1B2842",  text: "漢\u{FFFD}字",               replaced: 1),
        Row(label: "ISO-2022-JP",  octets: "1B2442 34 0A 41",               text: "\u{FFFD}\nA",                replaced: 1),
        Row(label: "ISO-2022-JP",  octets: "1B 5A 41",                      text: "\u{FFFD}ZA",                 replaced: 1),
        Row(label: "ISO-2022-JP",  octets: "1B2849 7A",                     text: "\u{FFFD}",                   replaced: 1),
        Row(label: "Shift_JIS",    octets: "93 3C 41",                      text: "\u{FFFD}<A",                 replaced: 1),
        Row(label: "Shift_JIS",    octets: "FF 82A0",                       text: "\u{FFFD}あ",                 replaced: 1),
        Row(label: "Shift_JIS",    octets: "81AD 82A0",                     text: "\u{FFFD}あ",                 replaced: 1),
        Row(label: "EUC-JP",       octets: "B4 3C BBFA",                    text: "\u{FFFD}<字",                replaced: 1),
        Row(label: "EUC-JP",       octets: "A9A1 BBFA",                     text: "\u{FFFD}字",                 replaced: 1),
        Row(label: "ISO-8859-1",   octets: "41 85",                         text: "A\u{FFFD}",                  replaced: 1),
        Row(label: "windows-1252", octets: "41 81",                         text: "A\u{FFFD}",                  replaced: 1),
        Row(label: "Big5",         octets: "A6 3C 41",                      text: "\u{FFFD}<A",                 replaced: 1),
        Row(label: "UTF-16BE",     octets: "D83D 0041",                     text: "\u{FFFD}A",                  replaced: 1),
    ]

    @Test(arguments: sound + damaged)
    func `octets become text, and what is malformed U+FFFD`(row: Row) throws {
        let decoding = try #require(Charset(label: row.label)).decode(hex(row.octets), with: Converters())
        #expect(String(decoding: decoding.utf8, as: UTF8.self) == row.text)
        #expect(decoding.replaced == row.replaced)
        #expect(!decoding.isUnavailable)
    }

    @Test(arguments: [
        ("UTF-8", "41 E6BC", "A\u{FFFD}"), ("ISO-2022-JP", "1B2442 3441 3B", "漢\u{FFFD}"),
        ("ISO-2022-JP", "41 1B24", "A\u{FFFD}"),
        ("ISO-2022-JP", "41 1B", "A\u{FFFD}"), ("Shift_JIS", "82A0 82", "あ\u{FFFD}"),
        ("EUC-JP", "B4C1 BB", "漢\u{FFFD}"),
        ("EUC-JP", "8F B0", "\u{FFFD}"), ("GB18030", "CEC4 D7", "文\u{FFFD}"), ("UTF-16BE", "6F22 D83D", "漢\u{FFFD}"),
        ("UTF-16BE", "6F22 D8", "漢\u{FFFD}"),
    ])
    func `a character cut by the end is one U+FFFD and no fault`(label: String, octets: String, text: String) throws {
        let decoding = try #require(Charset(label: label)).decode(hex(octets), with: Converters())
        #expect(decoding == Decoding(utf8: Array(text.utf8), replaced: 1, isCut: true))
        #expect(decoding.faults == 0)
    }

    @Test(arguments: CharsetTable.rows.map(\.charset.name))
    func `every charset of the table decodes us-ascii and stays linear in garbage`(name: String) throws {
        let charset = try #require(Charset(label: name))
        let converters = Converters()
        if !name.hasPrefix("UTF-16") {
            let plain = charset.decode(Array("Hello, 1939.\r\n".utf8), with: converters)
            #expect(plain == Decoding(utf8: Array("Hello, 1939.\r\n".utf8)))
        }
        var state: UInt32 = 1939
        let garbage = (0..<20_000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        let decoding = charset.decode(garbage, with: converters)
        #expect(String(validating: decoding.utf8, as: UTF8.self) != nil)
        #expect(decoding.replaced <= garbage.count)
    }

    @Test(arguments: [
        ("shift-jis", "Shift_JIS"), ("SJIS", "Shift_JIS"), ("Windows-31J", "Shift_JIS"),
        ("\"iso-2022-jp\"", "ISO-2022-JP"),
        ("ISO-2022-JP*ja", "ISO-2022-JP"), (" utf8 ", "UTF-8"), ("us-ascii", "US-ASCII"), ("latin1", "ISO-8859-1"),
        ("ks_c_5601-1987", "KS_C_5601-1987"), ("X-EUC-JP", "EUC-JP"), ("gb2312", "GB2312"), ("CP936", "GBK"),
    ])
    func `labels are known without case, by their aliases and with a language`(label: String, name: String) {
        #expect(Charset(label: label)?.name == name)
    }

    @Test(arguments: ["x-klingon", "UTF-8//TRANSLIT", "ISO-2022-CN-EXT", "IBM1364", "EBCDIC-US", "char", "../../x"])
    func `a name outside the table never reaches the converter`(label: String) {
        #expect(Charset(label: label) == nil)
    }

    @Test
    func `without its conversion module a charset still shows us-ascii, and says so`() {
        let charset = Charset(name: "X-Missing", scheme: .iconv("X-NO-SUCH-CONVERTER", .octet))
        let decoding = charset.decode(hex("41 82A0 42"), with: Converters())
        #expect(decoding == Decoding(utf8: Array("A\u{FFFD}\u{FFFD}B".utf8), replaced: 2, isUnavailable: true))
    }

    @Test
    func `long text is converted across the borders of the converter's buffer`() throws {
        let charset = try #require(Charset(label: "Shift_JIS"))
        let decoding = charset.decode(Array(repeatElement(hex("82A0 41"), count: 50_000).joined()), with: Converters())
        #expect(decoding == Decoding(utf8: repeated("あA", 50_000)))
    }
}
