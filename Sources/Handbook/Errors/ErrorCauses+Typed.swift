import POP3

extension ErrorCauses {
    // swift-format-ignore
    /// Lines that are no POP3 at all, and why people send them.
    static let typed = [
        ErrorRule(
            "lone-word", help: ":help @auth",
            en: "refused. That is no POP3 command; a lone word before login may be a password, so it is not shown.",
            ja: "拒否されました。POP3 のコマンドではありません。ログイン前の 1 語だけの行はパスワードかもしれないので、表示しません。",
            causes: [
                Cause("It was meant for another protocol or another window", "別のプロトコルや別のウィンドウのつもりだった"),
                Cause("It is a password, and PASS was left out in front of it", "パスワードの前に PASS を書き忘れた"),
                Cause("It is an extension that this server does not have", "このサーバーにない拡張コマンドである"),
            ],
            try: [Proposal("CAPA", "what this server can do", "このサーバーでできることを調べる")], applies: { $0.seen.isLoneWord }),
        ErrorRule(
            "full-width", help: ":help @all",
            en: "refused. The line has full-width letters; POP3 commands are plain ASCII: {corrected}",
            ja: "拒否されました。全角文字が含まれています。POP3 のコマンドは半角英数字で書きます: {corrected}",
            causes: [Cause("The Japanese input method was on", "日本語入力がオンになっている")],
            try: [Proposal("{corrected}", "the same in ASCII letters", "同じ内容を半角で", when: { $0.typed.corrected != nil })],
            applies: { $0.typed.kind == .fullWidth }),
        ErrorRule(
            "translated-word", help: ":help {meant}",
            en: "refused. The word comes from a machine-translated page; POP3 commands are English words: {corrected}",
            ja: "拒否されました。これは機械翻訳されたページの表記です。POP3 のコマンドは英語のままです: {corrected}",
            causes: [Cause("The page translated the command as well", "ページの翻訳でコマンドまで訳されている")],
            try: [Proposal("{corrected}", "the command as POP3 spells it", "POP3 での書き方")],
            applies: { $0.typed.kind == .translated }),
        ErrorRule(
            "not-ascii", help: ":help @all",
            en: "refused. POP3 commands are English words in ASCII letters.", ja: "拒否されました。POP3 のコマンドは ASCII の英語の語です。",
            causes: [Cause("The line was typed or pasted as text, not as a command", "コマンドではない文章を入力したか、貼り付けた")],
            applies: { $0.typed.kind == .notASCII }),
        ErrorRule(
            "empty-line", help: ":help @all",
            en: "refused. An empty line is no command.", ja: "拒否されました。空行はコマンドではありません。", applies: { $0.typed.kind == .empty }),
        ErrorRule(
            "blank-in-front", help: ":help @all",
            en: "refused. A blank stands in front of the keyword; a POP3 line begins with its keyword (3).",
            ja: "拒否されました。キーワードの前に空白があります。POP3 の行はキーワードで始まります (第 3 節)。",
            try: [Proposal("{corrected}", "without the blank", "空白を除いて", when: { $0.typed.corrected != nil })],
            applies: { $0.typed.kind == .blankInFront }),
        ErrorRule(
            "tab", help: ":help {meant}",
            en: "refused. A tab separates the words; POP3 takes one space (3).",
            ja: "拒否されました。語がタブで区切られています。POP3 の区切りは空白 1 個です (第 3 節)。",
            try: [Proposal("{corrected}", "with a space", "空白で区切って")], applies: { $0.typed.kind == .tab }),
        ErrorRule(
            "url", help: ":help open",
            en: "refused. That is a URL: it went to the mail server as it was typed, and POP3 has no use for it.",
            ja: "拒否されました。これは URL です。入力したままメールサーバーに送られましたが、POP3 のコマンドではありません。",
            causes: [Cause("It was pasted into the wrong window", "別のウィンドウに貼り付けるつもりだった")],
            try: [Proposal(":open URL", "connect to another server", "別のサーバーに接続する")], applies: { $0.typed.kind == .url }),
        ErrorRule(
            "http", help: ":help @all",
            en: "refused. That is HTTP, the language of web servers; this is a mail server that speaks POP3.",
            ja: "拒否されました。これは Web サーバーの言葉 (HTTP) です。相手は POP3 を話すメールサーバーです。",
            try: [Proposal("LIST", "see which messages there are", "メールの一覧を見る", when: { $0.seen.before == .transaction }),
                Proposal("RETR msg", "fetch a message", "メールを取得する", when: { $0.seen.before == .transaction })],
            applies: { $0.typed.kind == .http }),
        ErrorRule(
            "smtp", help: ":help @all",
            en: "refused. That is a command of SMTP, which sends mail; POP3 only fetches it.",
            ja: "拒否されました。これはメールを送る SMTP のコマンドです。POP3 は受け取るだけです。",
            causes: [Cause("The tutorial is about SMTP (port 25 or 587), not POP3 (port 110 or 995)", "見ている手順が SMTP (ポート 25、587) のもので、POP3 (110、995) のものではない")],
            try: [Proposal("CAPA", "what this server can do", "このサーバーでできることを調べる")], applies: { $0.typed.kind == .smtp }),
        ErrorRule(
            "imap", help: ":help @auth",
            en: "refused. That is IMAP, another protocol for reading mail (port 143 or 993). POP3 commands have no tag in front.",
            ja: "拒否されました。これは別のメール受信プロトコル IMAP (ポート 143、993) のものです。POP3 のコマンドは先頭にタグを付けません。",
            try: [Proposal("USER name", "log in by POP3", "POP3 でログインする", when: { $0.seen.before == .authorization })],
            applies: { $0.typed.kind == .imap }),
        ErrorRule(
            "starttls", help: ":help STLS", .rfc(2595, "4"),
            en: "refused. STARTTLS is the word of SMTP and IMAP; POP3 says STLS.",
            ja: "拒否されました。STARTTLS は SMTP や IMAP の語です。POP3 では STLS です。",
            try: [Proposal("STLS", "start encryption on this connection", "この接続を暗号化する")],
            applies: { $0.typed.kind == .startTLS }),
        ErrorRule(
            "help-asked", help: ":help",
            en: "refused. POP3 has no such command; help is here, not at the server.",
            ja: "拒否されました。POP3 にこのコマンドはありません。説明はサーバーではなく、この画面で見られます。",
            try: [Proposal(":help", "the commands of POP3 and of this console", "POP3 とこの画面のコマンド"),
                Proposal("CAPA", "what this server can do", "このサーバーでできることを調べる")],
            applies: { $0.typed.kind == .help }),
        ErrorRule(
            "goodbye", help: ":help QUIT",
            en: "refused. To leave, POP3 says QUIT. QUIT also removes what is marked as deleted (6).",
            ja: "拒否されました。POP3 で終わるときは QUIT です。QUIT では、削除マークの付いたメールが実際に削除されます (第 6 節)。",
            try: [Proposal("QUIT", "end the session, deletions included", "セッションを終える (削除も確定)"),
                Proposal(":close", "hang up; nothing is deleted", "切断する (何も削除されない)")],
            applies: { $0.typed.kind == .goodbye }),
        ErrorRule(
            "shell-command", help: ":help",
            en: "refused. That is a command for the shell; it was sent to the mail server.",
            ja: "拒否されました。これはシェルのコマンドで、メールサーバーに送られました。",
            causes: [Cause("It was typed into the wrong window", "入力するウィンドウを間違えた")],
            try: [Proposal(":q", "leave popscope", "popscope を終了する")], applies: { $0.typed.kind == .shell }),
        ErrorRule(
            "transcript-line", help: ":help @all",
            en: "refused. That looks like a line of a transcript: C: and S: are not sent, and +OK and -ERR come from the server.",
            ja: "拒否されました。記録の行のようです。C: や S: は送らず、+OK や -ERR はサーバーから届くものです。",
            try: [Proposal("{corrected}", "the command alone", "コマンドだけを", when: { $0.typed.corrected != nil })],
            applies: { $0.typed.kind == .transcript }),
        ErrorRule(
            "number-alone", help: ":help RETR",
            en: "refused. A number alone is no command; the command stands in front of it.",
            ja: "拒否されました。番号だけではコマンドになりません。番号の前にコマンドを書きます。",
            try: [Proposal("{corrected}", "fetch that message", "そのメールを取得する")], applies: { $0.typed.kind == .number }),
        ErrorRule(
            "abbreviation", help: ":help {meant}",
            en: "refused. POP3 keywords cannot be shortened; did you mean {meant}?",
            ja: "拒否されました。POP3 のキーワードは省略できません。{meant} のことでしょうか。",
            try: [Proposal("{corrected}", "the whole keyword", "省略しない形")], applies: { $0.typed.kind == .abbreviation }),
        ErrorRule(
            "keyword-too-long", help: ":help {meant}",
            en: "refused. POP3 keywords have three or four letters (3); did you mean {meant}?",
            ja: "拒否されました。POP3 のキーワードは 3 文字か 4 文字です (第 3 節)。{meant} のことでしょうか。",
            try: [Proposal("{corrected}", "the keyword of POP3", "POP3 のキーワード")], applies: { $0.typed.kind == .tooLong }),
        ErrorRule(
            "misspelt", help: ":help {meant}",
            en: "refused. No command has that name; did you mean {meant}?", ja: "拒否されました。その名前のコマンドはありません。{meant} のことでしょうか。",
            try: [Proposal("{corrected}", "with the letters in order", "正しいつづり")], applies: { $0.typed.kind == .misspelt }),
        ErrorRule(
            "unknown-command", help: ":help @all",
            en: "refused. No RFC on POP3 defines a command of that name.", ja: "拒否されました。POP3 の RFC に、その名前のコマンドはありません。",
            causes: [
                Cause("It was meant for another protocol or another window", "別のプロトコルや別のウィンドウのつもりだった"),
                Cause("It is an extension that this server does not have", "このサーバーにない拡張コマンドである"),
            ],
            try: [Proposal("CAPA", "what this server can do", "このサーバーでできることを調べる")], applies: { $0.typed.kind == .unknown }),
    ]
}

extension ErrorCauses {
    /// Behind all others: most servers do not mind.
    static let extraBlanks = ErrorRule(
        "extra-blanks", help: ":help {verb}",
        en: "refused. One blank stands between words, and none at the end of the line (3); here there are more.",
        ja: "拒否されました。語の間の空白は 1 個だけで、行末には置きません (第 3 節)。この行には余分な空白があります。",
        try: [Proposal("{corrected}", "without the extra blanks", "余分な空白を除いて", when: { $0.typed.corrected != nil })],
        applies: { $0.typed.hasExtraBlanks })
}
