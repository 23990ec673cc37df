/// The charsets of mail: their names, aliases and converters.
enum CharsetTable {
    /// Every label, in lower case.
    static let byLabel: [String: Charset] = Dictionary(
        rows.flatMap { row in
            ([row.charset.name] + row.aliases.split(separator: " ").map(String.init)).map { label in
                (label.utf8.lowercasedText, row.charset)
            }
        },
        uniquingKeysWith: { first, _ in first })

    struct Row: Sendable {
        let charset: Charset
        let aliases: String

        init(_ charset: Charset, _ aliases: String) {
            self.charset = charset
            self.aliases = aliases
        }

        init(_ name: String, _ iconv: String, _ malformed: Malformed, _ aliases: String) {
            self.init(Charset(name: name, scheme: .iconv(iconv, malformed)), aliases)
        }
    }

    // GB2312 and KS_C_5601-1987 are read by their supersets; TIS-620 and ISO-8859-9 and -11 are not widened.
    // swift-format-ignore
    static let rows: [Row] = [
        Row(.usASCII,      "ascii us ansi_x3.4-1968 iso-ir-6 iso646-us cp367 ibm367 646"),
        Row(.utf8,         "utf8 unicode-1-1-utf-8 x-utf-8 cp65001"),
        Row(.iso2022JP,    "iso2022jp csiso2022jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso-2022-jp-2004 "
                         + "iso-2022-jp-ms x-iso-2022-jp-ms iso-2022-jp-cp932 cp50220 cp50221 cp50222 jis x-jis"),
        Row(.shiftJIS,     "shift-jis shiftjis sjis x-sjis x_sjis ms_kanji csshiftjis windows-31j cswindows31j "
                         + "cp932 ms932 x-ms-cp932 cp943 shift_jis-2004 shift_jisx0213 x-shift-jis"),
        Row(.eucJP,        "eucjp euc_jp x-euc-jp x-euc x-eucjp cseucpkdfmtjapanese eucjp-ms euc-jp-ms cp51932 ujis "
                         + "extended_unix_code_packed_format_for_japanese euc-jis-2004 euc-jisx0213"),
        Row(.iso8859Part1, "iso8859-1 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 ibm819 cp819 csisolatin1 iso88591"),
        Row(.windows1252,  "cp1252 x-cp1252 ansi x-ansi ms-ansi"),
        Row(Charset(name: "UTF-16",   scheme: .utf16(.marked)), "utf16 iso-10646-ucs-2 ucs-2 csunicode unicode"),
        Row(Charset(name: "UTF-16BE", scheme: .utf16(.big)),    "utf-16-be unicodefffe ucs-2be"),
        Row(Charset(name: "UTF-16LE", scheme: .utf16(.little)), "utf-16-le ucs-2le unicodefeff"),
        Row("UTF-7",        "UTF-7",       .octet, "utf7 unicode-1-1-utf-7 x-unicode-1-1-utf-7"),
        Row("GB18030",      "GB18030",     .pairUnlessASCII, "gb-18030 gb18030-2000"),
        Row("GBK",          "GB18030",     .pairUnlessASCII, "cp936 ms936 windows-936 x-gbk csgbk"),
        Row("GB2312",       "GB18030",     .pairUnlessASCII, "gb_2312 gb_2312-80 gb2312-80 csgb2312 euc-cn euccn x-euc-cn chinese"),
        Row("Big5",         "BIG5-HKSCS",  .pairUnlessASCII, "big-5 csbig5 cn-big5 x-x-big5 cp950 ms950 windows-950 big5-hkscs big5hkscs"),
        Row("EUC-TW",       "EUC-TW",      .pairUnlessASCII, "euctw x-euc-tw"),
        Row("EUC-KR",       "CP949",       .pairUnlessASCII, "euckr cseuckr x-euc-kr"),
        Row("KS_C_5601-1987", "CP949",     .pairUnlessASCII, "ks_c_5601 ks_c_5601-1989 ksc5601 ksc_5601 korean csksc56011987 iso-ir-149 "
                                                           + "cp949 ms949 uhc windows-949 x-windows-949"),
        Row("ISO-2022-KR",  "ISO-2022-KR", .octet, "iso2022kr csiso2022kr"),
        Row("ISO-2022-CN",  "ISO-2022-CN", .octet, "iso2022cn csiso2022cn"),
        Row("ISO-8859-2",   "ISO-8859-2",  .octet, "iso8859-2 iso_8859-2 iso_8859-2:1987 latin2 l2 csisolatin2"),
        Row("ISO-8859-3",   "ISO-8859-3",  .octet, "iso8859-3 iso_8859-3 latin3 l3"),
        Row("ISO-8859-4",   "ISO-8859-4",  .octet, "iso8859-4 iso_8859-4 latin4 l4"),
        Row("ISO-8859-5",   "ISO-8859-5",  .octet, "iso8859-5 iso_8859-5 cyrillic"),
        Row("ISO-8859-6",   "ISO-8859-6",  .octet, "iso8859-6 iso_8859-6 iso-8859-6-i iso-8859-6-e arabic"),
        Row("ISO-8859-7",   "ISO-8859-7",  .octet, "iso8859-7 iso_8859-7 greek"),
        Row("ISO-8859-8",   "ISO-8859-8",  .octet, "iso8859-8 iso_8859-8 iso-8859-8-i iso-8859-8-e hebrew visual logical"),
        Row("ISO-8859-9",   "ISO-8859-9",  .octet, "iso8859-9 iso_8859-9 latin5 l5"),
        Row("ISO-8859-10",  "ISO-8859-10", .octet, "iso8859-10 iso_8859-10 latin6 l6"),
        Row("ISO-8859-11",  "ISO-8859-11", .octet, "iso8859-11"),
        Row("ISO-8859-13",  "ISO-8859-13", .octet, "iso8859-13"),
        Row("ISO-8859-14",  "ISO-8859-14", .octet, "iso8859-14 latin8"),
        Row("ISO-8859-15",  "ISO-8859-15", .octet, "iso8859-15 iso_8859-15 latin9 latin-9 l9"),
        Row("ISO-8859-16",  "ISO-8859-16", .octet, "iso8859-16 latin10"),
        Row("windows-1250", "CP1250",      .octet, "cp1250 x-cp1250"),
        Row("windows-1251", "CP1251",      .octet, "cp1251 x-cp1251"),
        Row("windows-1253", "CP1253",      .octet, "cp1253 x-cp1253"),
        Row("windows-1254", "CP1254",      .octet, "cp1254 x-cp1254"),
        Row("windows-1255", "CP1255",      .octet, "cp1255 x-cp1255"),
        Row("windows-1256", "CP1256",      .octet, "cp1256 x-cp1256"),
        Row("windows-1257", "CP1257",      .octet, "cp1257 x-cp1257"),
        Row("windows-1258", "CP1258",      .octet, "cp1258 x-cp1258"),
        Row("windows-874",  "CP874",       .octet, "cp874 x-windows-874 dos-874"),
        Row("TIS-620",      "TIS-620",     .octet, "tis620"),
        Row("KOI8-R",       "KOI8-R",      .octet, "koi8 koi8r cskoi8r koi"),
        Row("KOI8-U",       "KOI8-U",      .octet, "koi8u"),
        Row("IBM866",       "CP866",       .octet, "cp866 866 csibm866"),
        Row("IBM850",       "CP850",       .octet, "cp850 850"),
        Row("IBM437",       "CP437",       .octet, "cp437 437"),
        Row("macintosh",    "MACINTOSH",   .octet, "mac x-mac-roman csmacintosh"),
    ]
}
