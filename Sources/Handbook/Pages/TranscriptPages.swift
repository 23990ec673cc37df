import POP3

/// What `:help transcript` shows: how a transcript file is written.
public struct TranscriptPage: Hashable, Sendable {
    /// A part of the page.
    public struct Section: Hashable, Sendable {
        /// What the part is for, in one sentence.
        public let title: Localized
        /// What may stand on a line, and what it means.
        public let rows: [Row]
    }

    /// What may stand on a line, and what it means.
    public struct Row: Hashable, Sendable {
        /// As it stands in a file, at most 24 columns.
        public let syntax: String
        /// What it means, in one sentence.
        public let meaning: Localized

        init(_ syntax: String, _ en: String, _ ja: String) {
            self.syntax = syntax
            meaning = Localized(en: en, ja: ja)
        }
    }

    /// What a transcript is, in one sentence.
    public let summary: Localized
    /// What most files need, then the rest.
    public let sections: [Section]
    /// What stands above the grammar.
    public let grammarTitle: Localized
    /// The grammar in ABNF (RFC 5234), a line each, at most 72 columns.
    public let grammar: [String]
}

/// The page on transcripts.
public enum TranscriptPages {
    /// The word behind `:help`.
    public static let name = "transcript"

    /// The page.
    public static let page = TranscriptPage(
        summary: Localized(
            en: "A transcript is a POP3 session as a text file (.pop3, UTF-8): a line of the wire is a line there.",
            ja: "トランスクリプトは POP3 のセッションを書いた UTF-8 のテキスト (.pop3) で、通信の 1 行がファイルの 1 行です。"),
        sections: [everyday, authors],
        grammarTitle: Localized(en: "The grammar (ABNF, RFC 5234):", ja: "文法 (ABNF、RFC 5234):"),
        grammar: grammar)

    // swift-format-ignore
    private static let everyday = TranscriptPage.Section(
        title: Localized(en: "Six things that most files need:", ja: "ほとんどのファイルで使う 6 つの要素:"),
        rows: [
            .init("#!pop3-transcript 1", "the first line: type and version", "最初の行。種類と版を表します"),
            .init("# text", "a comment; comments and blank lines stay in place", "コメント。コメントと空行はそのまま残ります"),
            .init("@title text", "header lines, before the first event", "ヘッダー行。最初の出来事より前に書きます"),
            .init("* connect", "an event: connect, tls, close client|server, reset client|server, timeout, note TEXT", "出来事: connect、tls、close client|server、reset client|server、timeout、note TEXT"),
            .init("C: NOOP  S: +OK", "a line of the client or the server, as sent; CRLF follows", "クライアントまたはサーバーが送った行そのもの。CRLF が続きます"),
            .init("${secret:bob}", "a secret, which is never stored", "秘密の値。ファイルには決して保存されません"),
        ])

    // swift-format-ignore
    private static let authors = TranscriptPage.Section(
        title: Localized(en: "The rest, for authors:", ja: "作成者向けのその他の要素:"),
        rows: [
            .init("S| text\\n", "exact octets: nothing follows them", "書いたとおりのオクテット。後に何も付きません"),
            .init("\\\\ \\r \\n \\t \\$ \\xHH", "escapes; a blank at the end is \\x20, a TAB \\t", "エスケープ。行末の空白は \\x20、TAB は \\t と書きます"),
            .init("${name}", "a variable: whatever comes first, equal from then on", "変数。最初に現れた値を覚え、以後は同じ値を求めます"),
            .init("${*}", "anything", "任意の内容"),
            .init("${apop(bob)}", "worked out from the secret bob; also plain, login-user, login-secret, cram-md5, scram-sha-1, scram-sha-256, bearer", "秘密の値 bob から計算します。ほかに plain、login-user、login-secret、cram-md5、scram-sha-1、scram-sha-256、bearer"),
            .init("S~ -ERR ${*}", "only the status indicator is compared", "状態表示だけを比べます"),
            .init("S/ ^\\+OK \\d+$", "a regular expression for a whole line, up to 64 KiB. Refused, because they may take for ever: back-references (\\1), and a group that is repeated and repeats something itself, as in (a+)*; also \\Q, conditions, and options but (?i)", "64 KiB までの行全体に対する正規表現。照合が終わらないおそれのある後方参照 (\\1) や、(a+)* のように中に繰り返しのあるグループの繰り返しは使えません。\\Q、条件分岐、(?i) 以外のオプションも不可"),
            .init("S{  S: TOP  S}", "lines of the server in any order, each on a line of its own", "順序を問わないサーバーの行。1 行ずつ書きます"),
            .init("S* ...", "any lines up to and with the lone \".\"", "単独の「.」までの任意の行"),
            .init("S< mail.eml", "the octets of a file beside this one, stuffed, with the lone \".\"", "隣にあるファイルの内容。ドットスタッフィングと単独の「.」を補います"),
            .init("S% 1480", "a body of 1480 octets that was left out: 2^40 at most, 1 GiB where it is served or replayed", "省略した 1480 オクテットの本文。2^40 まで (serve と replay では 1 GiB まで)"),
            .init("~ 350ms", "a pause before the next event, at most 86400000 ms (a day)", "次の出来事までの間隔。86400000 ミリ秒 (1 日) まで"),
            .init("^", "what follows goes in a write of its own", "以降を別の書き込みに分けます"),
            .init("*2  C2:  S2|  ^2", "the same on the second connection, up to 99", "2 番目 (最大 99 番目) の接続での同じ要素"),
            .init("@recorded text", "when, by what and from where it was recorded", "記録した日時、プログラム、サーバー"),
            .init("@var name = pattern", "what a variable may be, as a regular expression like that of S/", "変数に許す値を表す正規表現 (S/ と同じ制限)"),
            .init("@server-eol lf", "after each S: the server sends a bare LF", "S: の各行が LF だけで終わります"),
            .init("@fidelity text", "pasted from a screen: line ends and counts are not judged", "画面からの貼り付け。行末や大きさは評価しません"),
            .init("@secrets shown", "secrets stand in it as they were sent", "秘密の値がそのまま含まれています"),
            .init("@requirement id", "the requirement that this file is a case of", "このファイルが例となる要件の ID"),
            .init("@x-anything text", "your own; kept as it is", "自由に使えるヘッダー。そのまま保たれます"),
        ])

    // swift-format-ignore
    private static let grammar = [
        "transcript  = first *( header / comment ) *( event / comment )",
        "first       = \"#!pop3-transcript 1\" EOL",
        "comment     = [ \"#\" text ] EOL",
        "header      = \"@\" key [ SP text ] EOL",
        "key         = \"title\" / \"recorded\" / \"var\" / \"server-eol\" / \"fidelity\"",
        "            / \"secrets\" / \"requirement\"",
        "            / \"x-\" 1*( %x61-7A / DIGIT / \"-\" / \".\" )",
        "event       = ( happening / wire / pause / segment ) EOL / block",
        "happening   = \"*\" [number] SP ( \"connect\" / \"timeout\"",
        "            / ( \"close\" / \"reset\" ) SP ( \"client\" / \"server\" )",
        "            / ( \"tls\" / \"note\" ) [ SP *octet ] )",
        "wire        = ( \"C\" / \"S\" ) [number] ( \":\" / \"|\" ) [ SP *part ]",
        "            / \"S\" [number] ( \"~\" SP status / \"/\" SP pattern",
        "            / \"*\" [ SP \"...\" ] / \"<\" SP file-name / \"%\" SP 1*DIGIT )",
        "status      = ( \"+OK\" / \"-ERR\" / \"+\" ) [ SP *part ]",
        "block       = \"S\" [number] \"{\" EOL",
        "              *( \"S\" [number] \":\" [ SP *part ] EOL )",
        "              \"S\" [number] \"}\" EOL      ; the same number in each",
        "pause       = \"~\" [number] SP 1*DIGIT \"ms\"",
        "segment     = \"^\" [number]",
        "number      = %x31-39 [DIGIT]      ; the connection, 1 if left out",
        "part        = octet / placeholder",
        "octet       = \"\\\\\" / \"\\r\" / \"\\n\" / \"\\t\" / \"\\$\" / \"\\x\" 2HEXDIG / CHAR",
        "              ; CHAR: printable UTF-8 but \"\\\", and \"$\" before \"{\"",
        "placeholder = \"${\" ( \"secret:\" name / \"*\" / name",
        "            / method \"(\" name \")\" ) \"}\"",
        "method      = \"apop\" / \"plain\" / \"login-user\" / \"login-secret\"",
        "            / \"cram-md5\" / \"scram-sha-1\" / \"scram-sha-256\" / \"bearer\"",
        "name        = 1*255( %x21-7E )      ; but $ ( ) * : \\ { }",
        "EOL         = LF                    ; CRLF is read, too",
        "; tokens in quotes are case-sensitive",
    ]
}
