import POP3

// swift-format-ignore
extension Fault {
    private static let wrongState: RequirementID = "rfc1939-3-err-wrong-state-authorization"
    private static let loggedIn: RequirementID = "rfc1939-3-err-wrong-state-transaction"

    /// Which command belongs to which state, and the end of the session: RFC 1939 sections 3 to 6.
    static let states = [
        Fault("stat-before-login", ["rfc1939-5-stat-transaction-only", wrongState],
            en: "STAT is answered before login.", ja: "ログイン前のSTATに答えます。", .early(.stat, .ok("0 0"))),
        Fault("list-before-login", ["rfc1939-5-list-transaction-only", wrongState],
            en: "LIST is answered before login.", ja: "ログイン前のLISTに答えます。", .early(.list, .ok("0 messages", body: []))),
        Fault("retr-before-login", ["rfc1939-5-retr-transaction-only", wrongState],
            en: "Once USER has named somebody, RETR sends his mail without a password.",
            ja: "USERで名前を言えば、パスワードなしでRETRがその人のメールを送ります。",
            .hearing(.retr) { moment, server in
                guard moment.phase == .authorization else { return }
                let mail = server.store.messages(of: moment.memory.user) ?? []
                let number = moment.number ?? 0
                let message = mail.indices.contains(number - 1) ? mail[number - 1] : nil
                moment.answer(.ok("\(message?.size ?? 0) octets", body: message?.wire ?? []))
            }),
        Fault("dele-before-login", ["rfc1939-5-dele-transaction-only", wrongState],
            en: "DELE is answered +OK before login.", ja: "ログイン前のDELEに+OKと答えます。", .early(.dele, .ok("marked"))),
        Fault("noop-before-login", ["rfc1939-5-noop-transaction-only"],
            en: "NOOP is answered +OK before login.", ja: "ログイン前のNOOPに+OKと答えます。", .early(.noop, .ok("nothing done"))),
        Fault("rset-before-login", ["rfc1939-5-rset-transaction-only", wrongState],
            en: "RSET is answered +OK before login.", ja: "ログイン前のRSETに+OKと答えます。", .early(.rset, .ok("nothing marked"))),
        Fault("top-before-login", ["rfc1939-7-top-transaction-only", wrongState],
            en: "TOP is answered before login.", ja: "ログイン前のTOPに答えます。", .early(.top, .ok("nothing", body: []))),
        Fault("uidl-before-login", ["rfc1939-7-uidl-transaction-only", wrongState],
            en: "UIDL is answered before login.", ja: "ログイン前のUIDLに答えます。", .early(.uidl, .ok("nothing", body: []))),

        Fault("user-after-login", ["rfc1939-7-user-only-in-authorization", loggedIn],
            en: "USER is answered +OK after login.", ja: "ログイン後のUSERに+OKと答えます。", .late(.user, .ok("give PASS"))),
        Fault("pass-after-login", [loggedIn],
            en: "PASS is answered +OK after login.", ja: "ログイン後のPASSに+OKと答えます。", .late(.pass, .ok("welcome"))),
        Fault("apop-after-login", ["rfc1939-7-apop-only-in-authorization", loggedIn],
            en: "APOP is answered +OK after login.", ja: "ログイン後のAPOPに+OKと答えます。", .late(.apop, .ok("welcome"))),
        Fault("auth-after-login",
            ["rfc5034-4-auth-authorization-only", "rfc5034-4-auth-after-auth-rejected"],
            en: "AUTH is answered +OK after login.", ja: "ログイン後のAUTHに+OKと答えます。", .late(.auth, .ok("welcome"))),
        Fault("capa-after-login-refused", ["rfc2449-5-capa-both-states"],
            en: "CAPA is refused after login.", ja: "ログイン後のCAPAを拒否します。", .late(.capa, .err("CAPA comes before login"))),

        Fault("quit-between-user-and-pass-refused",
            ["rfc1939-4-quit-always-available", "rfc1939-4-quit-authorization-ok", "rfc1939-7-user-ok-then-pass"],
            en: "QUIT between USER and PASS is refused.",
            ja: "USERとPASSの間のQUITを拒否します。",
            .hearing(.quit) { moment, _ in
                if case .user = moment.login { moment.answer(.err("give PASS")) }
            }),
        Fault("quit-before-login-refused",
            [
                "rfc1939-4-quit-authorization-ok", "rfc1939-4-quit-always-available", "rfc1939-7-user-ok-then-pass",
                "rfc1939-7-user-err-retry",
            ],
            en: "QUIT before login gets -ERR; the connection is closed all the same.",
            ja: "ログイン前のQUITに-ERRと答えてから切断します。",
            .confirming(.quit) { moment, _ in
                if moment.phase == .authorization { moment.said.restate("-ERR") }
            }),
        Fault("quit-before-login-silent",
            [
                "rfc1939-4-quit-authorization-ok", "rfc1939-4-quit-always-available", "rfc1939-7-user-ok-then-pass",
                "rfc1939-5-one-response-per-command",
            ],
            en: "QUIT before login closes the connection without a reply.",
            ja: "ログイン前のQUITに答えず、すぐに切断します。",
            .confirming(.quit) { moment, _ in if moment.phase == .authorization { moment.said.first = nil } }),
        Fault("quit-without-close", ["rfc1939-3-close-after-quit"],
            en: "The connection stays open after QUIT.",
            ja: "QUITの後も接続を閉じません。",
            .confirming(.quit) { moment, _ in moment.said.then = [] }),
        Fault("late-close", value: 30, in: 6...3600, ["rfc1939-3-close-after-quit"],
            en: "The connection is closed so many seconds after QUIT.",
            ja: "QUITからこの秒数が過ぎてから接続を閉じます。",
            .confirming(.quit) { moment, _ in moment.said.then.insert(.wait(.seconds(moment.value)), at: 0) }),
        Fault("quit-goes-on", ["rfc1939-3-close-after-quit"],
            en: "After QUIT a new session begins on the same connection.",
            ja: "QUITの後、同じ接続で新しいセッションが始まります。",
            .confirming(.quit) { moment, server in
                moment.said.then = []
                server.phase = .authorization
            }),

        Fault("stat-once", ["rfc1939-5-commands-repeatable"],
            en: "A second STAT in a session is refused.",
            ja: "同じセッションの2回目のSTATを拒否します。",
            .hearing(.stat) { moment, _ in
                if moment.memory.successes[.stat] != nil { moment.answer(.err("you know that already")) }
            }),
        Fault("retr-once", ["rfc1939-5-retr-does-not-delete", "rfc1939-5-commands-repeatable"],
            en: "A message is sent once in a session only.",
            ja: "1通のメールを1セッションに1回しか送りません。",
            .hearing(.retr) { moment, _ in
                if moment.memory.fetched.contains(moment.number ?? 0) { moment.answer(.err("you have it already")) }
            }),
        Fault("unknown-clears-marks", ["rfc1939-3-err-no-side-effect"],
            en: "An unknown command takes away all marks of DELE.",
            ja: "知らないコマンドが来ると、削除マークをすべて外します。",
            .unknown { _, server in server.maildrop.unmarkAll() }),
        Fault("noop-clears-marks", ["rfc1939-5-noop-ok"],
            en: "NOOP takes away all marks of DELE.",
            ja: "NOOPが削除マークをすべて外します。",
            .confirming(.noop) { _, server in server.maildrop.unmarkAll() }),
        Fault("noop-refused", ["rfc1939-5-noop-ok", "rfc1939-7-minimal-commands"],
            en: "NOOP is not there.",
            ja: "NOOPがありません。",
            .late(.noop, .err("not implemented"))),
        Fault("rset-refused",
            ["rfc1939-5-rset-unmarks", "rfc1939-5-rset-without-marks-ok", "rfc1939-7-minimal-commands"],
            en: "RSET is not there.",
            ja: "RSETがありません。",
            .late(.rset, .err("not implemented"))),

        Fault("autologout", value: 30, in: 1...599,
            ["rfc1939-3-autologout-min-10min", "rfc1939-3-autologout-min-10min-preauth"],
            en: "Whoever is silent for so many seconds is logged out.",
            ja: "この秒数だけ何も送らないとログアウトになります。",
            Flaw(.waiting) { moment, _ in moment.patience = .seconds(moment.value) }),
        Fault("autologout-speaks", ["rfc1939-3-autologout-silent-close"],
            en: "The autologout says -ERR before it closes.",
            ja: "自動ログアウトのとき、-ERRと言ってから切断します。",
            Flaw(.idling) { moment, _ in moment.said = .err("you are too slow") }),
        Fault("autologout-updates", ["rfc1939-3-autologout-no-update"],
            en: "The autologout removes the marked messages.",
            ja: "自動ログアウトのとき、削除マークの付いたメールを削除します。",
            Flaw(.idling) { _, server in _ = server.store.update(server.maildrop) }),
    ]
}
