public import POP3

extension TranscriptError {
    /// The error in words, from the line number on: `line 12: found "S:+OK", expected ...`. The caller names the file.
    public var text: Localized {
        Localized(
            en: "line \(line): found \"\(found)\", expected \(expected.words.en)",
            ja: "\(line) 行目: 「\(found)」がありますが、\(expected.words.ja)が必要です")
    }
}

extension TranscriptError.Expectation {
    /// What should stand there, as part of a sentence.
    var words: Localized {
        switch self {
        case .firstLine: Words.firstLine
        case .version: Words.version
        case .mark: Words.mark
        case .clientMark: Localized(en: "C: or C|; only server lines have other marks", ja: "C: か C| (ほかの記号はサーバーの行専用)")
        case .connection: Localized(en: "the number of a connection, from 1 to 99", ja: "1 から 99 までの接続番号")
        case .space: Localized(en: "one space behind the mark: \"S: +OK\"", ja: "記号の後に空白 1 つ (\"S: +OK\")")
        case .endOfLine: Localized(en: "nothing more on this line", ja: "ここで行の終わり")
        case .shorterLine: Localized(en: "a line of at most 1048576 octets", ja: "1048576 オクテット以下の行")
        case .utf8: Localized(en: "text in UTF-8", ja: "UTF-8 のテキスト")
        case .escape: Localized(en: "one of \\\\ \\r \\n \\t \\$ \\xHH", ja: "\\\\ \\r \\n \\t \\$ \\xHH のどれか")
        case .placeholder: Words.placeholder
        case .headerKey: Words.headerKey
        case .headerFirst: Localized(en: "header lines only before the first event", ja: "最初の出来事より前のヘッダー行")
        case .headerOnce: Localized(en: "this header line only once", ja: "このヘッダー行は 1 回だけ")
        case .headerText: Localized(en: "a text behind the key", ja: "キーの後のテキスト")
        case .serverEOL: Localized(verbatim: "\"@server-eol lf\"")
        case .fidelity: Localized(verbatim: "\"@fidelity text\"")
        case .secrets: Localized(verbatim: "\"@secrets shown\"")
        case .requirement: Localized(en: "the id of one requirement", ja: "1 つの要件の ID")
        case .constraint: Localized(verbatim: "\"@var NAME = PATTERN\"")
        case .pattern: Words.pattern
        case .event: Words.event
        case .side: Localized(en: "\"client\" or \"server\"", ja: "\"client\" か \"server\"")
        case .status: Localized(en: "+OK, -ERR or + behind S~", ja: "S~ の後に +OK、-ERR、+ のどれか")
        case .blockBegin: Localized(en: "S{ before S}", ja: "S} より前に S{")
        case .blockLine: Localized(en: "\"S: \" lines of one connection up to S}", ja: "S} までは同じ接続の \"S: \" の行")
        case .blockEnd: Localized(en: "S} before the end of the file", ja: "ファイルの終わりより前に S}")
        case .shorterBlock: Localized(en: "a block of at most 262144 octets", ja: "262144 オクテット以下のブロック")
        case .fileName: Localized(en: "the name of a file beside this one, without a path", ja: "同じ場所にあるファイルの名前 (パスなし)")
        case .count: Words.count
        case .pause: Words.pause
        }
    }
}

/// The longer ones.
private enum Words {
    static let firstLine = Localized(
        en: "\"#!pop3-transcript 1\" as the first line (logs without it are read by \"popscope explain\")",
        ja: "最初の行に \"#!pop3-transcript 1\" (この行のないログは popscope explain で読めます)")
    static let version = Localized(
        en: "\"#!pop3-transcript 1\": this popscope reads version 1 only; a later version needs a later popscope",
        ja: "\"#!pop3-transcript 1\" (この popscope が読めるのは版 1 だけで、新しい版には新しい popscope)")
    static let mark = Localized(
        en: "a line that begins with C: S: C| S| S~ S/ S{ S* S< S% * ~ ^ # or @ (see \"popscope help transcript\")",
        ja: "C: S: C| S| S~ S/ S{ S* S< S% * ~ ^ # @ のどれかで始まる行 (popscope help transcript を参照)")
    static let placeholder = Localized(
        en: "${secret:NAME}, ${NAME}, ${*} or ${METHOD(NAME)} with one of \(methods.en); a plain ${ is written \\${",
        ja: "${secret:NAME}、${NAME}、${*}、または ${METHOD(NAME)} (METHOD は \(methods.ja)。文字としての ${ は \\${ と書く)")
    static let headerKey = Localized(
        en: "@title, @recorded, @var, @server-eol, @fidelity, @secrets, @requirement or a key that begins with @x-",
        ja: "@title、@recorded、@var、@server-eol、@fidelity、@secrets、@requirement、または @x- で始まるキー")
    static let pattern = Localized(
        en: "a regular expression without back-references, at most 1024 octets",
        ja: "後方参照を含まない 1024 オクテット以下の正規表現")
    static let event = Localized(
        en: "connect, tls, close client|server, reset client|server, timeout or note TEXT",
        ja: "connect、tls、close client|server、reset client|server、timeout、note TEXT のどれか")

    static let count = Localized(
        en: "a count of octets such as \"S% 1480\", at most 2^40",
        ja: "2^40 以下のオクテット数 (\"S% 1480\" など)")
    static let pause = Localized(
        en: "milliseconds such as \"~ 350ms\", at most 86400000 (a day)",
        ja: "86400000 (1 日) 以下のミリ秒数 (\"~ 350ms\" など)")

    private static let methods = Localized(
        en: Placeholder.Computation.allCases.map(\.rawValue).joined(separator: ", "),
        ja: Placeholder.Computation.allCases.map(\.rawValue).joined(separator: "、"))
}
