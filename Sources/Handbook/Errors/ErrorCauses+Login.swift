import POP3

extension ErrorCauses {
    // swift-format-ignore
    private static let encryptionCauses = [
        Cause(
            "Passwords are refused without encryption.", "暗号化なしのパスワード送信を禁止している",
            proof: Cause.Proof(
                text: Localized(
                    en: "Passwords are refused without encryption. CAPA from this server lists STLS and no USER.",
                    ja: "暗号化なしのパスワード送信を禁止している (CAPA に STLS あり、USER なし)"),
                holds: { $0.announces("STLS") == true && $0.announces("USER") == false })),
        Cause(
            "USER/PASS is disabled; only SASL is allowed.", "USER/PASS は無効で、SASL だけを許可している",
            proof: Cause.Proof(
                text: Localized(
                    en: "USER/PASS is disabled; only SASL is allowed (CAPA says: SASL {mechanisms}).",
                    ja: "USER/PASS は無効で、SASL だけを許可している (CAPA: SASL {mechanisms})"),
                holds: { $0.announces("USER") == false && $0.announces("SASL") == true }),
            when: { $0.isOne(of: .user, .pass) && $0.announces("USER") != true }),
    ]

    // swift-format-ignore
    private static let encryptionProposals = [
        Proposal("CAPA", "see whether the server lists STLS", "サーバーが STLS に対応しているか調べる", when: { $0.knowledge.capabilities == nil }),
        Proposal(
            "STLS", "start encryption on this connection, then {verb} again", "この接続を暗号化してから、もう一度 {verb}",
            when: { $0.announces("STLS") != false }),
        Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)"),
    ]

    // swift-format-ignore
    /// Logins, RFC 1939 section 7 and RFC 5034.
    static let logins = [
        ErrorRule(
            "state-misleading", help: ":help STLS", .rfc(2595, "4"),
            en: "refused. By the RFC {verb} *is* allowed here, so \"state\" is not the POP3 state.",
            ja: "サーバーは {verb} を拒否しました。RFC 1939 では、この状態で {verb} を使えます。サーバーの言う \"state\" は、POP3 の状態のことではないようです。",
            causes: encryptionCauses, try: encryptionProposals,
            applies: { $0.isOne(of: .user, .apop, .auth) && $0.mayNeedEncryption && $0.says("state") }),
        ErrorRule(
            "pass-without-user", help: ":help PASS",
            en: "refused. PASS works only right after a USER that was accepted (7).",
            ja: "拒否されました。PASS を使えるのは、USER が受け付けられた直後だけです (第 7 節)。",
            causes: [
                Cause("Another line came between USER and PASS, and the server forgot the name", "USER と PASS の間に別の行が入り、サーバーが名前を忘れた", when: { !$0.loginIsIdle }),
                Cause("Or the password is wrong", "または、パスワードが違う", when: { !$0.loginIsIdle && !$0.saysUserIsMissing }),
                Cause("No USER was accepted before", "受け付けられた USER がまだない", when: { $0.loginIsIdle && $0.knowledge.user == nil }),
                Cause("After a refusal the server wants USER again", "拒否された後は、USER から送り直す必要がある", when: { $0.loginIsIdle && $0.knowledge.user != nil }),
            ],
            try: [Proposal("USER {name}", "then PASS directly behind it", "すぐ後に PASS")],
            applies: { $0.isOne(of: .pass) && !$0.saysEncryption && ($0.loginIsIdle || ($0.nameMayBeForgotten && !$0.mayNeedEncryption)) }),
        ErrorRule(
            "encryption-required", help: ":help STLS", .rfc(2595, "4"),
            en: "refused. The server takes no password over a connection that others can read.",
            ja: "拒否されました。サーバーは、暗号化されていない接続ではパスワードを受け付けません。",
            causes: encryptionCauses, try: encryptionProposals, applies: { $0.mayNeedEncryption }),
        ErrorRule(
            "wrong-password", help: ":help PASS",
            en: "refused. The name, the password or the right to log in was not accepted; the reply does not say which.",
            ja: "拒否されました。名前、パスワード、またはログインする権限が認められませんでした。どれかは応答からは分かりません。",
            causes: [
                Cause("A typing error, or the Caps Lock key", "入力間違い、または Caps Lock"),
                Cause("The server wants the whole address as the name", "名前としてメールアドレス全体が必要である", proof: Cause.Proof(
                    text: Localized(en: "The server wants the whole address as the name: USER {name}@...", ja: "名前としてメールアドレス全体 (USER {name}@...) が必要である"),
                    holds: { $0.knowledge.user?.contains("@") == false }),
                    when: { $0.knowledge.user?.contains("@") != true }),
                Cause("The account does not exist: +OK to USER proves nothing", "アカウントが存在しない (USER への +OK は証拠にならない)"),
                Cause("The maildrop could not be opened or locked", "メールドロップを開けない、またはロックできない", when: { !$0.has(.auth) }),
            ],
            try: [
                Proposal("USER {name}", "then PASS again; some servers close the connection first", "その後でもう一度 PASS (先に切断するサーバーもある)"),
                Proposal(":reconnect", "if the server has closed the connection", "サーバーが切断したとき"),
            ],
            applies: { $0.isOne(of: .pass) }),
        ErrorRule(
            "name-given-already", help: ":help USER",
            en: "refused. A name was given already, and PASS should follow it (7).",
            ja: "拒否されました。ユーザー名は送信済みで、次は PASS のはずです (第 7 節)。",
            causes: [
                Cause("The server forgets the first name and wants USER again", "サーバーは最初の名前を忘れ、USER からやり直すことを求めている"),
                Cause("The server keeps the first name and waits for PASS", "サーバーは最初の名前を覚えたまま、PASS を待っている", when: { !$0.saysNameIsForgotten }),
            ],
            try: [
                Proposal("USER name", "once more, then PASS directly behind it", "もう一度送り、すぐ後に PASS"),
                Proposal("PASS", "for the first name, if USER is refused again", "USER がまた拒否されたら、最初の名前のパスワード", when: { !$0.saysNameIsForgotten }),
            ],
            applies: { $0.isOne(of: .user) && !$0.loginIsIdle }),
        ErrorRule(
            "name-refused", help: ":help USER",
            en: "refused. The server does not take this name.", ja: "拒否されました。サーバーはこの名前を受け付けません。",
            causes: [
                Cause("There is no maildrop of that name", "その名前のメールドロップがない"),
                Cause("USER/PASS is disabled; only SASL is allowed", "USER/PASS は無効で、SASL だけを許可している", when: { $0.announces("USER") != true }),
                Cause("Passwords are refused without encryption", "暗号化なしのパスワード送信を禁止している", when: { $0.hasNetwork && !$0.knowledge.isSecure }),
                Cause("The name is not ASCII, which needs UTF8 USER in CAPA (RFC 6856 2.2)", "名前が ASCII ではない (CAPA に UTF8 USER が必要。RFC 6856 第 2.2 節)", when: { $0.hasForeignName }),
            ],
            try: [
                Proposal("CAPA", "see how one may log in here", "使えるログイン方法を調べる", when: { $0.knowledge.capabilities == nil }),
                Proposal("STLS", "start encryption, then USER again", "暗号化してから、もう一度 USER", when: { $0.mayStartTLS }),
            ],
            applies: { $0.isOne(of: .user) }),
        ErrorRule(
            "apop-not-offered", help: ":help APOP",
            en: "refused. The greeting had no timestamp, so this server does not offer APOP.",
            ja: "拒否されました。最初の応答にタイムスタンプがないので、このサーバーでは APOP を使えません。",
            try: [Proposal("USER name", "then PASS", "その後で PASS")], applies: { $0.isOne(of: .apop) && $0.knowledge.timestamp == nil }),
        ErrorRule(
            "apop-refused", help: ":help APOP",
            en: "refused. The name or the digest does not fit.", ja: "拒否されました。名前かダイジェストが合いません。",
            causes: [
                Cause("The digest was made without the < and > of the timestamp, or with a line end behind the secret", "タイムスタンプの < と > を含めずに、または秘密の後に改行を付けて計算した"),
                Cause("The digest was made for the timestamp of another connection", "別の接続のタイムスタンプで計算した"),
                Cause("The server stores only hashed passwords and cannot do APOP for this account", "パスワードがハッシュで保存されていて、このアカウントでは APOP を使えない"),
            ],
            try: [Proposal(":apop NAME", "work the digest out step by step", "ダイジェストを順を追って計算する")],
            applies: { $0.isOne(of: .apop) }),
    ] + responses

    // swift-format-ignore
    /// What is left.
    static let fallbacks = [
        ErrorRule(
            "refused", help: ":help {verb}",
            en: "refused. By the RFC {verb} is allowed here, and the line is well formed.",
            ja: "拒否されました。RFC では、この状態で {verb} を使え、行の形も正しいものです。",
            causes: [
                Cause("A fault on the server", "サーバー側の障害"),
                Cause("The server ended the session inside and is about to close the connection", "サーバーがセッションを終えようとしている"),
            ],
            try: [Proposal(":reconnect", "begin again", "接続し直す")], applies: { _ in true })
    ]
}

extension Refusal {
    /// Whether a name outside ASCII was given to a server that is not known to take one.
    fileprivate var hasForeignName: Bool {
        guard arguments.contains(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }) else { return false }
        return knowledge.capabilities?.first { $0.tag == "UTF8" }?.reading != .utf8(inCredentials: true)
    }

    /// Whether the server says that PASS needs a USER that it does not have.
    fileprivate var saysUserIsMissing: Bool {
        says(
            "user first", "no user", "username given", "after user", "after a user", "user command first", "user again",
            "without user", "send user", "need user", "give user")
    }

    /// Whether the server says that the name of an earlier USER is gone.
    fileprivate var saysNameIsForgotten: Bool {
        says("forgot", "user again", "begin again", "start again", "start over")
    }

    /// Whether PASS did not stand directly behind the USER that was accepted, by what went before or by what the server says.
    fileprivate var nameMayBeForgotten: Bool {
        if let last = seen.previous, last.command?.verb != .user { return true }
        return saysUserIsMissing
    }
}
