import POP3

extension ErrorCauses {
    // swift-format-ignore
    /// What a response code says, or the words that servers without codes use for the same.
    static let codes = [
        ErrorRule(
            "pop-disabled", help: ":help @auth",
            en: "refused. The name is known, but POP3 is switched off for this account.", ja: "拒否されました。このアカウントでは POP3 が無効になっています。",
            causes: [Cause("POP access must be allowed in the settings of the mail service", "メールサービスの設定で POP を有効にする必要がある")],
            applies: { $0.isLogin && $0.says("not enabled for pop", "pop access disabled", "pop is disabled", "pop3 is disabled", "pop access is not", "pop3 access disabled", "not permitted to use pop", "pop disabled") }),
        ErrorRule(
            "app-password", help: ":help @auth",
            en: "refused. The account password is not taken here; the service wants another proof.",
            ja: "拒否されました。アカウントのパスワードはここでは使えません。サービスは別の認証方法を求めています。",
            causes: [
                Cause("An app password must be made in the settings of the service", "サービスの設定でアプリパスワードを作る必要がある"),
                Cause("The service takes only OAuth (AUTH XOAUTH2 or OAUTHBEARER)", "OAuth (AUTH XOAUTH2、OAUTHBEARER) しか受け付けない"),
            ],
            applies: { $0.isLogin && $0.says("application-specific", "app password", "web login required", "log in via your web browser", "basic authentication is disabled", "basicauthblocked", "less secure", "authentication unsuccessful, basic") }),
        ErrorRule(
            "in-use", help: ":help @codes", .rfc(2449, "8.1.2"),
            en: "refused. The name and the password are right, but another session holds the maildrop.",
            ja: "拒否されました。名前とパスワードは正しいのですが、別のセッションがメールドロップを使用中です。",
            causes: [
                Cause("A mail program is fetching mail right now", "メールソフトがちょうど受信している"),
                Cause("An earlier session was dropped without QUIT, and its lock is left", "QUIT なしで切れた前のセッションのロックが残っている"),
            ],
            try: [Proposal("USER {name}", "in a minute or two, then PASS", "1、2 分待ってから。その後で PASS")],
            applies: { $0.completesLogin && ($0.has(.inUse) || $0.says("in use", "is locked", "mailbox lock", "maildrop lock", "unable to lock", "lock mailbox", "lock maildrop", "lock busy", "another session", "already logged in", "being accessed", "is busy")) }),
        ErrorRule(
            "login-delay", help: ":help @codes", .rfc(2449, "8.1.1"),
            en: "refused. The last login was too short ago; this server wants a pause between logins.",
            ja: "拒否されました。前のログインから間がありません。このサーバーはログインの間隔を空けるよう求めています。",
            causes: [
                Cause("This server wants a pause between logins", "ログインの間隔に決まりがある", proof: Cause.Proof(
                    text: Localized(en: "CAPA from this server says LOGIN-DELAY: at most one login in {delay}", ja: "CAPA の LOGIN-DELAY によると、ログインは {delay}に 1 回までである"),
                    holds: { $0.knowledge.capabilities?.loginDelay != nil })),
                Cause("A mail program checks for mail too often", "メールソフトの受信間隔が短すぎる"),
            ],
            try: [
                Proposal(":reconnect", "when {delay} have passed since the last login", "前のログインから {delay}が過ぎてから", when: { $0.knowledge.capabilities?.loginDelay != nil }),
                Proposal("CAPA", "LOGIN-DELAY tells the seconds", "LOGIN-DELAY で秒数が分かる", when: { $0.knowledge.capabilities?.loginDelay == nil }),
            ],
            applies: { $0.isLogin && ($0.has(.loginDelay) || $0.says("login delay", "too soon", "too recently", "minimum interval", "too frequent", "exceeded the login limit", "login limit")) }),
        ErrorRule(
            "system-permanent", help: ":help @codes", .rfc(3206, "4"),
            en: "refused. A fault on the server that somebody must mend; your password is not the reason.",
            ja: "拒否されました。サーバー側の障害で、管理者の対処が必要です。パスワードのせいではありません。",
            causes: [Cause("The mailbox is damaged or missing, or a setting is wrong", "メールボックスの破損や欠落、設定の誤り")],
            applies: { $0.has(.systemPermanent) || ($0.isLogin && $0.says("corrupt", "internal error", "internal server error", "account disabled", "account is disabled", "account locked", "mailbox does not exist")) }),
        ErrorRule(
            "system-temporary", help: ":help @codes", .rfc(3206, "4"),
            en: "refused. A fault on the server that will pass; your password is not the reason.",
            ja: "拒否されました。サーバー側の一時的な障害です。パスワードのせいではありません。",
            causes: [Cause("The server or its password store is overloaded or away", "サーバーや認証用データベースが混雑しているか、停止している")],
            try: [Proposal(":reconnect", "try again a little later", "少し待ってからもう一度")],
            applies: { $0.has(.system) || $0.says("temporar", "try again later", "try later", "unavailable") }),
        ErrorRule(
            "utf8-needed", help: ":help UTF8", .rfc(6856, "5"),
            en: "refused. This message has UTF-8 in its header fields and can be given only in UTF-8 mode.",
            ja: "拒否されました。このメールはヘッダーに UTF-8 を含むため、UTF-8 モードでしか取得できません。",
            causes: [Cause("UTF8 was not sent before login", "ログイン前に UTF8 を送っていない", when: { !$0.knowledge.isInUTF8Mode })],
            try: [Proposal(":reconnect", "a new session: UTF8 works only before login", "UTF8 はログイン前にだけ使えるので、新しいセッションを始める"),
                Proposal("UTF8", "there, before login", "新しいセッションで、ログイン前に送る")], applies: { $0.has(.utf8) }),
        ErrorRule(
            "timed-out", help: ":help NOOP", .rfc(1939, "3"),
            en: "the server gives up because nothing came for too long.", ja: "長い間何も送られなかったため、サーバーがセッションを打ち切りました。",
            causes: [
                Cause("The timer for idle sessions ran out", "無通信タイマーが切れた", proof: Cause.Proof(
                    text: Localized(en: "The timer for idle sessions ran out; marks are lost, nothing was deleted", ja: "無通信タイマーが切れた (マークは失われ、何も削除されない)"),
                    holds: { $0.seen.before == .transaction && !$0.seen.isUnmarked }))
            ],
            try: [Proposal(":reconnect", "begin again", "接続し直す")], endsSession: true,
            applies: { $0.says("timeout", "timed out", "inactiv", "idle for", "idle too long", "autologout") }),
        ErrorRule(
            "too-many-connections", help: ":help @codes",
            en: "refused. The server takes no more connections or sessions from you for now.",
            ja: "拒否されました。接続やセッションの数が、サーバーの上限を超えています。",
            causes: [Cause("Mail programs on other devices hold connections to this account", "ほかの機器のメールソフトが、このアカウントに接続している")],
            try: [Proposal(":reconnect", "try again a little later", "少し待ってからもう一度")],
            applies: { $0.says("too many connections", "too many concurrent", "too many simultaneous", "too many sessions", "too many users", "too many open", "connection limit", "connections limit") }),
        ErrorRule(
            "too-many-errors", help: ":help @all",
            en: "refused. The server counts errors, and these were too many; it will close the connection.",
            ja: "拒否されました。誤りの回数が上限を超えたため、サーバーは接続を閉じるでしょう。",
            try: [Proposal(":reconnect", "begin again", "接続し直す")], endsSession: true,
            applies: { $0.says("too many errors", "too many bad", "too many invalid", "too many unknown", "too many unrecognized", "too many syntax", "too many fail", "too many auth", "too many login", "too many attempts", "too many tries", "too many wrong", "too many incorrect", "too many protocol", "too many commands") }),
        ErrorRule(
            "line-too-long", help: ":help @all", .rfc(2449, "4"),
            en: "refused. The line is too long: commands have at most 255 octets, line end included.",
            ja: "拒否されました。行が長すぎます。コマンドは行末を含めて 255 オクテットまでです。",
            applies: { ($0.seen.command?.count ?? 0) > 255 && !$0.isResponse }),
    ]
}
