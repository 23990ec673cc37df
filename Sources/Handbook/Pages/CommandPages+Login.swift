import POP3

// swift-format-ignore
extension CommandPages {
    /// What is sent before login.
    static let login = [
        page(.capa, gist: ("list what it can do", "拡張機能の一覧"),
            en: "Asks what the server can do beyond the minimum.", ja: "サーバーが持つ拡張機能の一覧を求めます。",
            ["C: CAPA", "S: +OK", "S: USER", "S: TOP", "S: STLS", "S: ."],
            traps: [
                ("The reply is multi-line. -ERR only says that the server has no CAPA.", "応答は複数行です。-ERR は CAPA に対応していないことを示すだけです。"),
                ("The list may change after login and after STLS: ask again.", "ログイン後や STLS の後は内容が変わることがあります。もう一度送って確かめます。"),
            ]),
        page(.stls, gist: ("start TLS here", "TLS を開始"),
            en: "Starts TLS on this connection.", ja: "この接続で TLS による暗号化を始めます。",
            ["C: STLS", "S: +OK Begin TLS negotiation", "(TLS handshake)", "C: CAPA"],
            traps: [
                ("It is STLS in POP3, not STARTTLS.", "POP3 では STARTTLS ではなく STLS です。"),
                ("Send nothing behind it in the same batch, and forget what CAPA said before.", "同じまとまりで後に続けて何かを送ってはいけません。それまでの CAPA の内容も無効になります。"),
                ("It works before login only, and not under TLS (port 995 has TLS from the first byte).", "使えるのはログイン前の、TLS でない接続だけです (ポート 995 は最初から TLS です)。"),
            ]),
        page(.user, gist: ("name the maildrop", "ユーザー名を伝える"),
            en: "Gives the name of the maildrop; PASS follows.", ja: "メールドロップの名前 (ユーザー名) を伝えます。続けて PASS を送ります。",
            ["C: USER mrose", "S: +OK", "C: PASS ********", "S: +OK maildrop locked and ready"],
            traps: [
                ("+OK proves nothing: many servers accept any name and refuse at PASS.", "+OK は名前が正しい証拠ではありません。どんな名前も受け付け、PASS で拒否するサーバーが多くあります。"),
                ("Some services want the whole mail address.", "メールアドレス全体が必要なサービスもあります。"),
            ]),
        page(.pass, gist: ("give the password", "パスワードを送る"),
            en: "Gives the password of the name that USER gave.", ja: "USER で伝えた名前のパスワードを送ります。",
            ["C: USER mrose", "S: +OK", "C: PASS ********", "S: +OK maildrop locked and ready"],
            traps: [
                ("Without TLS anyone on the path can read it.", "TLS がなければ、通信経路上の誰でも読めます。"),
                ("Spaces belong to the password, the last one too.", "空白もパスワードの一部です (末尾の空白も)。"),
                ("After -ERR begin again with USER.", "-ERR の後は USER からやり直します。"),
            ]),
        page(.apop, gist: ("log in by a digest", "ダイジェストでログイン"),
            en: "Logs in with a digest instead of the password.", ja: "パスワードの代わりにダイジェストを送ってログインします。",
            ["S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>", "C: APOP mrose ********", "S: +OK maildrop has 1 message (369 octets)"],
            traps: [
                ("The digest is MD5 of timestamp and secret; < and > belong to the timestamp.", "ダイジェストはタイムスタンプと秘密をつなげたものの MD5 です。< と > もタイムスタンプに含まれます。"),
                ("It hides the password, not the mail, and MD5 is weak today: prefer TLS.", "隠れるのはパスワードだけで、メールは読めます。MD5 も今では弱いので、TLS の方が安全です。"),
            ]),
        page(.auth, gist: ("log in by SASL", "SASL でログイン"),
            en: "Logs in by a SASL mechanism, in one or more steps.", ja: "SASL のメカニズムを使い、1 回以上のやり取りでログインします。",
            ["C: AUTH PLAIN", "S: + ", "C: ********", "S: +OK maildrop locked and ready"],
            traps: [
                ("\"+ \" is a third kind of reply: the server waits for a line of base64.", "\"+ \" は第三の応答で、サーバーが base64 の 1 行を待っていることを示します。"),
                ("base64 is not encryption: PLAIN and LOGIN need TLS.", "base64 は暗号ではありません。PLAIN と LOGIN には TLS が必要です。"),
                ("\"*\" alone cancels.", "\"*\" だけの行で取り消せます。"),
                ("An initial response may stand in the AUTH line; \"=\" stands for an empty one.", "AUTH の行に初期応答を付けられます。空の初期応答は \"=\" と書きます。"),
                ("AUTH alone is no command of RFC 5034; some servers answer a list, others -ERR.", "AUTH だけの行は RFC 5034 にはありません。一覧を返すサーバーと、-ERR を返すサーバーがあります。"),
            ]),
        page(.utf8, gist: ("allow UTF-8 in headers", "UTF-8 モードに切替"),
            en: "Switches to UTF-8 mode, in which header fields may hold UTF-8.", ja: "ヘッダーに UTF-8 を使える UTF-8 モードに切り替えます。",
            ["C: UTF8", "S: +OK UTF8 enabled"],
            traps: [
                ("It must be sent before login, and behind STLS: STLS must not follow it.", "ログイン前に送る必要があります。STLS は UTF8 より先に送ります。"),
                ("Without it a message with UTF-8 in its header is converted, or refused with [UTF8].", "送らないと、ヘッダーに UTF-8 を含むメールは変換されるか、[UTF8] で拒否されます。"),
                ("UTF8 USER in CAPA means that names and passwords may be in UTF-8, with or without this command.", "CAPA の UTF8 USER は、名前とパスワードにも UTF-8 を使えることを示します (このコマンドの有無によりません)。"),
            ]),
        page(.lang, gist: ("language of the replies", "応答の文の言語"),
            en: "Asks for a language of reply texts, or for the list of languages.", ja: "応答の文の言語を指定します。引数がなければ言語の一覧を求めます。",
            ["C: LANG", "S: +OK Language listing follows:", "S: en English", "S: .", "C: LANG en", "S: +OK en Language changed"],
            traps: [
                ("With a language the reply is one line, without one it is a list.", "言語を付けると 1 行、付けないと一覧 (複数行) が返ります。"),
                ("LANG * leaves the choice to the server; after -ERR the language is what it was.", "LANG * ならサーバーが選びます。-ERR なら言語は変わりません。"),
                ("Only the texts for people change; they are in UTF-8 from then on.", "変わるのは人のための文だけで、以後は UTF-8 になります。"),
            ]),
    ]
}
