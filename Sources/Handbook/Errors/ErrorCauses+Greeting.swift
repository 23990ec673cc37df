import POP3

extension ErrorCauses {
    // swift-format-ignore
    /// A service that refuses the session, or is no POP3 server at all.
    static let greetings = [
        ErrorRule(
            "not-pop3-smtp", help: ":help open",
            en: "this is an SMTP server (it says 220): it takes mail for sending. POP3 greets with +OK.",
            ja: "相手は SMTP サーバーです (220 と言っています)。メールを送るためのサーバーで、POP3 なら +OK で始まります。",
            causes: [Cause("The port is one of SMTP (25, 465, 587)", "ポートが SMTP のもの (25、465、587) である")],
            try: [Proposal(":open pop3://{host}", "POP3 on port 110", "POP3 (ポート 110)"),
                Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)")],
            applies: { $0.isGreeting && $0.begins("220") }),
        ErrorRule(
            "not-pop3-imap", help: ":help open",
            en: "this is an IMAP server (it says * OK). POP3 greets with +OK.", ja: "相手は IMAP サーバーです (* OK と言っています)。POP3 なら +OK で始まります。",
            causes: [Cause("The port is one of IMAP (143, 993)", "ポートが IMAP のもの (143、993) である")],
            try: [Proposal(":open pop3://{host}", "POP3 on port 110", "POP3 (ポート 110)"),
                Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)")],
            applies: { $0.isGreeting && $0.begins("* ") }),
        ErrorRule(
            "not-pop3", help: ":help open",
            en: "this does not look like a POP3 server: its first line is neither +OK nor -ERR.",
            ja: "POP3 サーバーではないようです。最初の行が +OK でも -ERR でもありません。",
            causes: [
                Cause("The host name or the port is another one", "ホスト名かポートが違う"),
                Cause("TLS is expected from the first byte on this port", "このポートでは最初から TLS が必要である"),
            ],
            try: [Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)")],
            applies: { $0.isGreeting && $0.seen.reply.status == .malformed }),
        ErrorRule(
            "greeting-refused", help: ":help @codes",
            en: "the server refuses to open a session at all.", ja: "サーバーがセッションの開始そのものを拒否しました。",
            causes: [
                Cause("It is overloaded or under maintenance", "サーバーが混雑しているか、保守中である"),
                Cause("Too many connections come from your address", "同じアドレスからの接続が多すぎる"),
                Cause("Your address is not allowed to connect", "接続元のアドレスが許可されていない"),
            ],
            try: [Proposal(":reconnect", "try again a little later", "少し待ってからもう一度")], applies: { $0.isGreeting }),
    ]

    // swift-format-ignore
    /// Replies that are neither +OK nor -ERR.
    static let malformed = [
        ErrorRule(
            "status-with-blank", help: ":help @all",
            en: "the line says \"+ OK\" with a blank; POP3 writes +OK in one word, so no client can read this reply.",
            ja: "\"+ OK\" のように空白が入っています。POP3 では +OK と続けて書くので、クライアントはこの応答を読めません。",
            causes: [Cause("The line comes from a machine-translated page", "機械翻訳されたページから写した応答である")],
            applies: { $0.seen.reply.status == .malformed && ($0.begins("+ OK") || $0.begins("- ERR")) }),
        ErrorRule(
            "tls-answer", help: ":help open",
            en: "the reply is TLS, not text: this port wants encryption from the first byte.",
            ja: "文字ではなく TLS のデータが返されました。このポートでは最初から暗号化が必要です。",
            try: [Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)")],
            applies: {
                $0.seen.reply.status == .malformed && $0.seen.reply.first.bytes.starts(with: [0x15, 0x03])
            }),
        ErrorRule(
            "unreadable-reply", help: ":hex",
            en: "the reply is neither +OK nor -ERR, so nobody can know whether the command was carried out.",
            ja: "応答が +OK でも -ERR でもないため、コマンドが実行されたかどうか分かりません。",
            causes: [
                Cause("The server echoes the line instead of answering it", "サーバーが行を処理せず、そのまま送り返している"),
                Cause("A line of an earlier reply arrived late", "前の応答の行が遅れて届いた"),
                Cause("The server is no POP3 server", "相手が POP3 サーバーではない"),
            ],
            try: [Proposal("NOOP", "see whether the conversation is still in step", "やり取りがずれていないか確かめる", when: { $0.seen.before == .transaction }),
                Proposal(":reconnect", "begin again", "接続し直す")],
            applies: { $0.seen.reply.status == .malformed }),
    ]
}

extension Refusal {
    fileprivate func begins(_ text: String) -> Bool { seen.reply.first.bytes.starts(with: text.utf8) }
}
