import POP3

extension ErrorCauses {
    // swift-format-ignore
    /// Faults that the state alone explains, whatever the server says.
    static let states = [
        ErrorRule(
            "not-logged-in", help: ":help @auth",
            en: "refused. {verb} works only in TRANSACTION, after login.", ja: "拒否されました。{verb} を使えるのは、ログイン後の TRANSACTION 状態だけです。",
            try: [
                Proposal("USER name", "then PASS: log in", "続けて PASS: ログインする", when: { $0.loginIsIdle }),
                Proposal("USER {name}", "once more, then PASS directly behind it", "もう一度送り、すぐ後に PASS", when: { !$0.loginIsIdle }),
            ],
            applies: { $0.seen.before == .authorization && $0.row?.phases == [.transaction] && $0.row?.isObsolete == false }),
        ErrorRule(
            "already-logged-in", help: ":help @trans",
            en: "refused. {verb} works only in AUTHORIZATION; you are logged in already.",
            ja: "拒否されました。{verb} を使えるのは AUTHORIZATION 状態だけです。すでにログインしています。",
            try: [
                Proposal("STAT", "how many messages there are", "メールの数を調べる"),
                Proposal("QUIT", "end this session to log in as somebody else", "別の利用者でログインするには、まず終了する"),
            ],
            applies: { $0.seen.before == .transaction && $0.row?.phases == [.authorization] && $0.row?.isObsolete == false }),
        ErrorRule(
            "tls-already-active", help: ":help STLS",
            en: "refused. TLS is active already; one layer is enough.", ja: "拒否されました。すでに TLS で暗号化されています。",
            applies: { $0.verb == .stls && $0.knowledge.isSecure }),
        ErrorRule(
            "stls-after-utf8", help: ":help STLS", .rfc(6856, "2.1"),
            en: "refused. STLS must not be sent in a session that is in UTF-8 mode.", ja: "拒否されました。UTF-8 モードのセッションで STLS を送ってはいけません。",
            try: [
                Proposal(":reconnect", "then STLS first, and UTF8 under TLS", "先に STLS を送り、TLS の下で UTF8 を送る"),
                Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)"),
            ],
            applies: { $0.verb == .stls && $0.knowledge.isInUTF8Mode }),
        ErrorRule(
            "stls-announced", help: ":help STLS", .rfc(2595, "4"),
            en: "refused. CAPA announces STLS, yet the server cannot begin TLS now.", ja: "拒否されました。CAPA には STLS がありますが、サーバーは今 TLS を始められません。",
            causes: [
                Cause("Its certificate or key is missing, or cannot be read", "サーバーの証明書や鍵がないか、読めない"),
                Cause("Somebody on the path refuses it to keep you in clear text", "暗号化させないように、通信経路上の第三者が拒否している"),
            ],
            try: [Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)")],
            applies: { $0.isOne(of: .stls) && $0.arguments.isEmpty && $0.announces("STLS") == true }),
    ]

    // swift-format-ignore
    /// QUIT that could not do all it should, whatever code it bears.
    static let endings = [
        ErrorRule(
            "quit-failed", help: ":help QUIT", .rfc(1939, "6"),
            en: "the session is over, with an error. Nothing was marked as deleted, so no mail is lost.",
            ja: "セッションはエラーで終わりました。削除マークはなかったので、失われたメールはありません。",
            applies: { $0.endsTransaction && $0.seen.isUnmarked }),
        ErrorRule(
            "quit-incomplete", help: ":help QUIT", .rfc(1939, "6"),
            en: "the session is over, but not every marked message may be gone: some or all of {marked} may remain.",
            ja: "セッションは終わりましたが、マークの付いたメール ({marked}) の一部または全部が残っているかもしれません。",
            causes: [
                Cause("A fault on the server that will pass: it says [SYS/TEMP]", "サーバー側の一時的な障害 ([SYS/TEMP] とある)", when: { $0.has(.systemTemporary) }),
                Cause("A fault on the server that somebody must mend: it says [SYS/PERM]", "管理者の対処が必要なサーバー側の障害 ([SYS/PERM] とある)", when: { $0.has(.systemPermanent) }),
                Cause("The server ran short of something, or its store failed", "サーバーの資源不足や、メール保存領域の障害"),
                Cause("Another program changed the maildrop meanwhile", "別のプログラムがメールドロップを変更した"),
            ],
            try: [Proposal(":reconnect", "log in again and see what is left: LIST", "もう一度ログインし、LIST で残りを確かめる")],
            applies: { $0.endsTransaction }),
    ]

    // swift-format-ignore
    private static let topLines = [
        Proposal("TOP {msg} 0", "the header alone", "ヘッダーだけ"),
        Proposal("TOP {msg} 10", "header and 10 lines", "ヘッダーと本文 10 行"),
    ]

    // swift-format-ignore
    /// Too few or too many arguments.
    static let arguments = [
        ErrorRule(
            "line-count-missing", help: ":help TOP",
            en: "refused. TOP needs two numbers: the message, and how many lines of its body.",
            ja: "拒否されました。TOP には番号と、本文の行数の 2 つが必要です。",
            causes: [Cause("Some tutorials print the line count as optional; it is not (7)", "行数を省略可能と書いた解説があるが、実際は必須である (第 7 節)")],
            try: topLines, applies: { $0.verb == .top && $0.arguments.count == 1 }),
        ErrorRule(
            "line-count-wrong", help: ":help TOP",
            en: "refused. The second number of TOP counts lines of the body: 0 or more, in decimal digits.",
            ja: "拒否されました。TOP の 2 つ目の数は本文の行数で、0 以上の 10 進数です。",
            try: topLines, applies: { $0.verb == .top && $0.arguments.count == 2 && $0.hasOddLineCount && !$0.hasOddNumber }),
        ErrorRule(
            "number-missing", help: ":help {verb}",
            en: "refused. {verb} needs a message number: {syntax}", ja: "拒否されました。{verb} にはメール番号が必要です: {syntax}",
            try: [Proposal("LIST", "see the numbers", "番号を調べる")],
            applies: { $0.takesMessage && $0.needed > 0 && $0.arguments.isEmpty }),
        ErrorRule(
            "argument-missing", help: ":help {verb}",
            en: "refused. {verb} needs {missing} behind it.", ja: "拒否されました。{verb} の後に{missing}が必要です。",
            try: [Proposal("{syntax}", "the whole line", "行全体の形")],
            applies: { $0.row != nil && $0.arguments.count < $0.needed }),
        ErrorRule(
            "doubled-space", help: ":help {verb}",
            en: "refused. There is a space too many: words are separated by one space, and none stands at the end (3).",
            ja: "拒否されました。余分な空白があります。語の区切りは空白 1 個で、末尾には付けません (第 3 節)。",
            applies: { $0.row != nil && $0.verb != .pass && $0.arguments.contains { $0.isEmpty } }),
        ErrorRule(
            "argument-too-many", help: ":help {verb}",
            en: "refused. There is more than the command takes: {syntax}", ja: "拒否されました。引数が多すぎます: {syntax}",
            try: [Proposal("{syntax}", "without the rest", "余分を除いて")],
            applies: { refusal in refusal.row.map { refusal.arguments.count > $0.arguments.count } ?? false }),
    ]
}

extension Refusal {
    var loginIsIdle: Bool { knowledge.login == .idle }

    /// Whether this is the QUIT that leads to UPDATE (RFC 1939 section 6).
    fileprivate var endsTransaction: Bool { verb == .quit && seen.before == .transaction && arguments.isEmpty }

    /// Whether the line count of TOP is no decimal number.
    fileprivate var hasOddLineCount: Bool {
        guard let count = arguments.dropFirst().first, !count.isEmpty else { return false }
        return !count.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
