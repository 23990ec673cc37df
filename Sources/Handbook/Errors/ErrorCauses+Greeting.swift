import POP3

extension ErrorCauses {
    // swift-format-ignore
    /// Where POP3 is, if the same machine has it at all.
    private static let elsewhere = [
        Proposal(":open pop3://{host}", "port 110, if this host has POP3", "ポート 110 (このホストに POP3 があれば)"),
        Proposal(":open pop3s://{host}", "port 995, encrypted from the first byte", "ポート 995 (最初から暗号化)"),
    ]

    // swift-format-ignore
    private static let tlsAnswer = ErrorRule(
        "tls-answer", help: ":help open",
        en: "the reply is TLS, not text: this port wants encryption from the first byte.",
        ja: "文字ではなく TLS のデータが返されました。このポートでは最初から暗号化が必要です。",
        try: [Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)")],
        applies: { $0.seen.reply.status == .malformed && ForeignGreeting(greeting: $0.seen.reply.first.bytes) == .tls })

    // swift-format-ignore
    /// A service that refuses the session, or is no POP3 server at all.
    static let greetings = [
        ErrorRule(
            "not-pop3-ftp", help: ":help open",
            en: "this is an FTP server (it says {code}), for files. POP3 greets with +OK.",
            ja: "相手は FTP サーバーです ({code} と言っています)。ファイルを転送するためのサーバーで、POP3 なら +OK で始まります。",
            causes: [Cause("The port is the one of FTP (21)", "ポートが FTP のもの (21) である")], try: elsewhere,
            applies: { $0.foreign == .smtpOrFTP && $0.says("ftp") && !$0.says("smtp") }),
        ErrorRule(
            "not-pop3-smtp", help: ":help open",
            en: "this is an SMTP server (it says {code}): it takes mail for sending. POP3 greets with +OK.",
            ja: "相手は SMTP サーバーです ({code} と言っています)。メールを送るためのサーバーで、POP3 なら +OK で始まります。",
            causes: [Cause("The port is one of SMTP (25, 465, 587)", "ポートが SMTP のもの (25、465、587) である")], try: elsewhere,
            applies: { $0.foreign == .smtpOrFTP && $0.says("smtp") }),
        ErrorRule(
            "not-pop3-220", help: ":help open",
            en: "this looks like an SMTP or FTP server: both begin with a number such as {code}. POP3 greets with +OK.",
            ja: "相手は SMTP か FTP のサーバーのようです。どちらも {code} のような数字で始まります。POP3 なら +OK で始まります。",
            causes: [Cause("The port is one of SMTP (25, 465, 587) or FTP (21)", "ポートが SMTP (25、465、587) か FTP (21) のものである")],
            try: elsewhere, applies: { $0.foreign == .smtpOrFTP }),
        ErrorRule(
            "not-pop3-imap", help: ":help open",
            en: "this is an IMAP server (its lines begin with *). POP3 greets with +OK.", ja: "相手は IMAP サーバーです (行が * で始まっています)。POP3 なら +OK で始まります。",
            causes: [Cause("The port is one of IMAP (143, 993)", "ポートが IMAP のもの (143、993) である")], try: elsewhere,
            applies: { $0.foreign == .imap }),
        ErrorRule(
            "not-pop3-http", help: ":help open",
            en: "this is a web server (HTTP): it answers requests and greets nobody. POP3 greets with +OK.",
            ja: "相手は Web サーバー (HTTP) です。要求に答えるだけで、先に話すことはありません。POP3 なら +OK で始まります。",
            causes: [Cause("The port is one of HTTP (80, 443, 8080)", "ポートが HTTP のもの (80、443、8080) である")], try: elsewhere,
            applies: { $0.foreign == .http }),
        ErrorRule(
            "not-pop3-ssh", help: ":help open",
            en: "this is an SSH server, for logging in to the machine. POP3 greets with +OK.",
            ja: "相手は、コンピューターにログインするための SSH サーバーです。POP3 なら +OK で始まります。",
            causes: [Cause("The port is the one of SSH (22)", "ポートが SSH のもの (22) である")], try: elsewhere,
            applies: { $0.foreign == .ssh }),
        tlsAnswer,
        ErrorRule(
            "not-pop3", help: ":help open",
            en: "this does not look like a POP3 server: its first line is neither +OK nor -ERR.",
            ja: "POP3 サーバーではないようです。最初の行が +OK でも -ERR でもありません。",
            causes: [
                Cause("The host name or the port is another one", "ホスト名かポートが違う"),
                Cause("TLS is expected from the first byte on this port", "このポートでは最初から TLS が必要である"),
            ],
            try: [Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)")],
            applies: { $0.foreign != nil }),
        ErrorRule(
            "greeting-refused", help: ":help @codes",
            en: "the server refuses to open a session at all.", ja: "サーバーがセッションの開始そのものを拒否しました。",
            causes: [
                Cause("It is overloaded or under maintenance", "サーバーが混雑しているか、保守中である"),
                Cause("Too many connections come from your address", "同じアドレスからの接続が多すぎる"),
                Cause("Your address is not allowed to connect", "接続元のアドレスが許可されていない", when: { !$0.has(.systemTemporary) }),
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
            "unreadable-reply", help: ":hex",
            en: "the reply is neither +OK nor -ERR, so nobody can know whether the command was carried out.",
            ja: "応答が +OK でも -ERR でもないため、コマンドが実行されたかどうか分かりません。",
            causes: [
                Cause("The server speaks another protocol: SMTP and FTP begin each reply with a number of three digits", "別のプロトコルのサーバーである (SMTP や FTP の応答は 3 桁の数字で始まる)", when: { $0.seen.beginsWithNumber }),
                Cause("The server echoes the line instead of answering it", "サーバーが行を処理せず、そのまま送り返している", when: { $0.echoesKeyword }),
                Cause("A line of an earlier reply arrived late", "前の応答の行が遅れて届いた", when: { $0.seen.previous?.reply.body != nil && !$0.seen.beginsWithNumber }),
                Cause("The server is no POP3 server", "相手が POP3 サーバーではない", when: { $0.seen.before == .authorization && !$0.seen.beginsWithNumber }),
            ],
            try: [Proposal("NOOP", "see whether the conversation is still in step", "やり取りがずれていないか確かめる", when: { $0.seen.before == .transaction }),
                Proposal(":reconnect", "begin again", "接続し直す")],
            applies: { $0.seen.reply.status == .malformed }),
    ]
}

extension Refusal {
    fileprivate func begins(_ text: String) -> Bool { seen.reply.first.bytes.starts(with: text.utf8) }

    /// Whether the reply begins as the command did.
    fileprivate var echoesKeyword: Bool {
        guard let keyword = seen.command?.line.bytes.prefix(while: { $0 != 0x20 }), !keyword.isEmpty else {
            return false
        }
        return seen.reply.first.bytes.starts(with: keyword)
    }
}

extension Observation {
    /// Whether the reply is one of SMTP or FTP by its form: three digits, and a blank or "-" behind them.
    var beginsWithNumber: Bool {
        let start = reply.first.bytes.prefix(4)
        return start.count == 4 && start.prefix(3).allSatisfy { (0x30...0x39).contains($0) }
            && (start.last == UInt8(ascii: " ") || start.last == UInt8(ascii: "-"))
    }
}
