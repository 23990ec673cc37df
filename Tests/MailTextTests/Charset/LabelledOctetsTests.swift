import Testing

@testable import MailText

@Suite("Labels that are right, wrong, missing or unknown")
struct LabelledOctetsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String?
        let octets: String
        let used: String
        let text: String
        var testDescription: String { "\(label ?? "-") \(text)" }
    }

    private func read(_ octets: [UInt8], _ label: String?) -> LabelledOctets.Result {
        LabelledOctets(octets: octets, label: label).read(with: Converters())
    }

    // swift-format-ignore
    static let wrong: [Row] = [
        Row(label: "ISO-2022-JP", octets: "8365 8358 8367 82C5 82B7",              used: "Shift_JIS",    text: "テストです"),
        Row(label: "ISO-2022-JP", octets: "89EF 8B63 8E91 97BF",                   used: "Shift_JIS",    text: "会議資料"),
        Row(label: "ISO-2022-JP", octets: "A5C6 A5B9 A5C8 A4C7 A4B9",              used: "EUC-JP",       text: "テストです"),
        Row(label: "ISO-2022-JP", octets: "E38386 E382B9 E38388",                  used: "UTF-8",        text: "テスト"),
        Row(label: "US-ASCII",    octets: "E38386 E382B9 E38388",                  used: "UTF-8",        text: "テスト"),
        Row(label: "US-ASCII",    octets: "8365 8358 8367",                        used: "Shift_JIS",    text: "テスト"),
        Row(label: "US-ASCII",    octets: "A5C6 A5B9 A5C8",                        used: "EUC-JP",       text: "テスト"),
        Row(label: "US-ASCII",    octets: "1B2442 2546 2539 2548 1B2842",          used: "ISO-2022-JP",  text: "テスト"),
        Row(label: "UTF-8",       octets: "1B2442 2546 2539 2548 1B2842",          used: "ISO-2022-JP",  text: "テスト"),
        Row(label: "UTF-8",       octets: "8365 8358 8367 82C5 82B7",              used: "Shift_JIS",    text: "テストです"),
        Row(label: "UTF-8",       octets: "A5C6 A5B9 A5C8 A4C7 A4B9",              used: "EUC-JP",       text: "テストです"),
        Row(label: "UTF-8",       octets: "63 61 66 E9",                           used: "windows-1252", text: "café"),
        Row(label: "UTF-8",       octets: "66 FC 72 20 53 69 65",                  used: "windows-1252", text: "für Sie"),
        Row(label: "US-ASCII",    octets: "69 74 92 73 20 93 66 69 6E 65 94",      used: "windows-1252", text: "it’s “fine”"),
        Row(label: "ISO-8859-1",  octets: "69 74 92 73 20 93 66 69 6E 65 94",      used: "windows-1252", text: "it’s “fine”"),
        Row(label: "ISO-8859-1",  octets: "8365 8358 8367 82C5 82B7",              used: "Shift_JIS",    text: "テストです"),
        Row(label: "EUC-JP",      octets: "8365 8358 8367 82C5 82B7",              used: "Shift_JIS",    text: "テストです"),
        Row(label: "EUC-JP",      octets: "E38386 E382B9 E38388",                  used: "UTF-8",        text: "テスト"),
    ]

    @Test(arguments: wrong)
    func `octets that do not decode as labelled are read by their shape`(row: Row) throws {
        let label = try #require(row.label)
        let used = try #require(Charset(label: row.used))
        let result = read(hex(row.octets), label)
        #expect(String(decoding: result.decoding.utf8, as: UTF8.self) == row.text)
        #expect(result.reading == Reading(labelled: label, used: used, reason: .wrongLabel))
        #expect(result.notes == [.wrongLabel(labelled: label, used: used)])
    }

    // swift-format-ignore
    static let kept: [Row] = [
        // half-width kana that are UTF-8 by chance, and a euro sign that is Shift_JIS
        Row(label: "Shift_JIS",    octets: "C2A9",                                 used: "Shift_JIS",    text: "ﾂｩ"),
        Row(label: "ISO-8859-1",   octets: "C3A9",                                 used: "ISO-8859-1",   text: "Ã©"),
        Row(label: "windows-1252", octets: "8365 8358",                            used: "windows-1252", text: "ƒeƒX"),
        Row(label: "ISO-8859-1",   octets: "A5C6 A5B9",                            used: "ISO-8859-1",   text: "¥Æ¥¹"),
        Row(label: "KOI8-R",       octets: "D4C5D3D4",                             used: "KOI8-R",       text: "тест"),
        Row(label: "Shift_JIS",    octets: "A5C6 A5B9",                            used: "Shift_JIS",    text: "･ﾆ･ｹ"),
        Row(label: "GB2312",       octets: "A4C6 A4B9",                            used: "GB2312",       text: "てす"),
        Row(label: "EUC-KR",       octets: "B0A1",                                 used: "EUC-KR",       text: "가"),
        Row(label: "UTF-8",        octets: "41 1B 5B 31 6D",                       used: "UTF-8",        text: "A\u{1B}[1m"),
        Row(label: "US-ASCII",     octets: "1B 28 42 41",                          used: "US-ASCII",     text: "\u{1B}(BA"),
        Row(label: "ISO-2022-JP",  octets: "41 42",                                used: "ISO-2022-JP",  text: "AB"),
        // one damaged octet does not make good text another charset
        Row(label: "UTF-8",        octets: "E6BCA2 E5AD97 FF 41 42 43",            used: "UTF-8",        text: "漢字\u{FFFD}ABC"),
        Row(label: "Shift_JIS",    octets: "82A0 82A2 82A4 FF",                    used: "Shift_JIS",    text: "あいう\u{FFFD}"),
        // nothing fits better
        Row(label: "UTF-8",        octets: "FF FE FF FE FF",                       used: "UTF-8",        text: "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        Row(label: "US-ASCII",     octets: "D0D2C9D7C5D4",                         used: "US-ASCII",     text: "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        // a character cut by the end is not a fault
        Row(label: "UTF-8",        octets: "41 E697",                              used: "UTF-8",        text: "A\u{FFFD}"),
    ]

    @Test(arguments: kept)
    func `text that decodes as labelled keeps its label, whatever else it could be`(row: Row) throws {
        let label = try #require(row.label)
        let used = try #require(Charset(label: row.used))
        let result = read(hex(row.octets), label)
        #expect(String(decoding: result.decoding.utf8, as: UTF8.self) == row.text)
        #expect(result.reading == Reading(labelled: label, used: used, reason: .asLabelled))
        #expect(result.notes.isEmpty)
    }

    // swift-format-ignore
    static let unlabelled: [Row] = [
        Row(label: nil,           octets: "E38386 E382B9",                         used: "UTF-8",        text: "テス"),
        Row(label: nil,           octets: "8365 8358 8367",                        used: "Shift_JIS",    text: "テスト"),
        Row(label: "unknown-8bit", octets: "A5C6 A5B9 A5C8",                       used: "EUC-JP",       text: "テスト"),
        Row(label: nil,           octets: "1B2442 2546 2539 1B2842",               used: "ISO-2022-JP",  text: "テス"),
        Row(label: nil,           octets: "4A FC 72 67 65 6E",                     used: "windows-1252", text: "Jürgen"),
        Row(label: nil,           octets: "D0D2C9D7C5D4",                          used: "US-ASCII",     text: "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ]

    @Test(arguments: unlabelled)
    func `octets without a label are read by their shape`(row: Row) throws {
        let used = try #require(Charset(label: row.used))
        let result = read(hex(row.octets), row.label)
        #expect(String(decoding: result.decoding.utf8, as: UTF8.self) == row.text)
        #expect(result.reading == Reading(labelled: nil, used: used, reason: .noLabel))
        #expect(result.notes == [.noLabel(used: used)])
    }

    @Test
    func `us-ascii without a label needs no words`() {
        let result = read(Array("plain".utf8), nil)
        #expect(result.decoding == Decoding(utf8: Array("plain".utf8)))
        #expect(result.reading == nil)
        #expect(result.notes.isEmpty)
    }

    @Test
    func `an unknown name is said, and the octets are read by their shape`() {
        let result = read(hex("8365 8358 8367"), "x-klingon")
        #expect(String(decoding: result.decoding.utf8, as: UTF8.self) == "テスト")
        #expect(result.reading == Reading(labelled: "x-klingon", used: .shiftJIS, reason: .unknownLabel))
        #expect(result.notes == [.unknownCharset("x-klingon")])
    }

    static let sentences = [
        "会議", "テスト", "こんにちは", "ご注文ありがとうございます。", "【重要】メンテナンスのお知らせ", "Re: 打ち合わせの件",
        "ﾃｽﾄです", "①㈱髙島屋", "表示能力ソ", "POP3 の勉強会 2026/4/6", "「出欠」のお返事", "東京 大阪", "〒100-0001 千代田区",
    ]

    /// Written by search in the decoder of Shift_JIS, the one charset that is left to iconv alone.
    @Test(arguments: sentences, [Charset.shiftJIS, .utf8, .iso2022JP])
    func `Japanese under its own label is never relabelled`(sentence: String, charset: Charset) throws {
        let octets = try #require(Encoder(charset).encode(sentence))
        let result = read(octets, charset.name)
        #expect(String(decoding: result.decoding.utf8, as: UTF8.self) == sentence)
        #expect(result.notes.isEmpty)
    }

    @Test(arguments: sentences)
    func `Shift_JIS under the label ISO-2022-JP is always noticed`(sentence: String) throws {
        let octets = try #require(Encoder(.shiftJIS).encode(sentence))
        let result = read(octets, "iso-2022-jp")
        #expect(String(decoding: result.decoding.utf8, as: UTF8.self) == sentence)
        #expect(result.notes == [.wrongLabel(labelled: "iso-2022-jp", used: .shiftJIS)])
    }
}
