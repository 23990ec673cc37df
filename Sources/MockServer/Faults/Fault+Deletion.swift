import POP3

// swift-format-ignore
extension Fault {
    private static let anyReference: RequirementID = "rfc1939-5-dele-then-any-reference-err"

    /// DELE, RSET and the UPDATE state: RFC 1939 sections 5, 6 and 8.
    static let deletion = [
        Fault("dele-ignored",
            [
                "rfc1939-5-dele-ok", "rfc1939-5-dele-twice-err", anyReference, "rfc1939-5-list-excludes-deleted",
                "rfc1939-5-list-deleted-err", "rfc1939-5-retr-deleted-err",
                "rfc1939-7-top-deleted-err", "rfc1939-7-uidl-excludes-deleted", "rfc1939-7-uidl-deleted-err",
                "rfc1939-6-quit-removes-marked", "rfc1939-6-deletions-persist",
            ],
            en: "DELE says +OK and marks nothing.",
            ja: "DELEが+OKと答えるだけで、削除マークを付けません。",
            .hearing(.dele) { moment, server in
                guard moment.phase == .transaction, moment.command.arguments.count == 1,
                    case .message(let number, _) = server.maildrop.find(moment.command.arguments[0])
                else { return }
                moment.answer(.ok("message \(number) marked as deleted; QUIT removes it"))
            }),
        Fault("dele-at-once",
            [
                "rfc1939-5-dele-deferred", "rfc1939-5-rset-unmarks", "rfc1939-5-rset-then-quit-keeps",
                "rfc1939-6-no-update-on-drop", "rfc1939-4-no-deleted-marks-at-login",
                "rfc1939-3-autologout-no-update",
            ],
            en: "DELE removes the message at once; RSET brings nothing back.",
            ja: "DELEがメールをすぐに削除します。RSETでも戻りません。",
            .confirming(.dele) { moment, server in
                guard let number = moment.number else { return }
                moment.memory.removed.insert(number)
                server.remove(CollectionOfOne(number))
            },
            .confirming(.rset) { moment, server in
                for number in moment.memory.removed { server.maildrop.mark(number) }
            }),
        Fault("dele-twice-known", ["rfc1939-5-dele-twice-err", anyReference],
            en: "DELE of a marked message gets +OK.",
            ja: "削除マークの付いたメールのDELEに+OKと答えます。",
            .marked(.dele) { number, _ in .ok("message \(number) is marked already") }),
        Fault("dele-unknown-known", ["rfc1939-5-dele-unknown-err"],
            en: "DELE of the number behind the last one gets +OK.",
            ja: "最後の次の番号へのDELEに+OKと答えます。",
            .behindLast(.dele) { .ok("message \($0) marked as deleted; QUIT removes it") }),
        Fault("rset-keeps-marks",
            ["rfc1939-5-rset-unmarks", "rfc1939-5-rset-then-quit-keeps"],
            en: "RSET says +OK and takes no mark away.",
            ja: "RSETが+OKと答えるだけで、削除マークを外しません。",
            .hearing(.rset) { moment, server in
                guard moment.phase == .transaction, moment.command.argument == nil else { return }
                moment.answer(.ok("maildrop has \(server.maildrop.summary().en)"))
            }),
        Fault("rset-takes-one-mark", ["rfc1939-5-rset-unmarks"],
            en: "RSET takes away the mark of one message only, the first.",
            ja: "RSETが最初の1通の削除マークしか外しません。",
            .hearing(.rset) { moment, server in
                guard server.maildrop.marked.count > 1, moment.command.argument == nil else { return }
                let others = server.maildrop.marked.sorted().dropFirst()
                server.maildrop.unmarkAll()
                for number in others { server.maildrop.mark(number) }
                moment.answer(.ok("maildrop has \(server.maildrop.summary().en)"))
            }),
        Fault("rset-without-marks-refused", ["rfc1939-5-rset-without-marks-ok"],
            en: "RSET is refused where nothing is marked.",
            ja: "削除マークがないとき、RSETを拒否します。",
            .hearing(.rset) { moment, server in
                if moment.phase == .transaction, server.maildrop.marked.isEmpty { moment.answer(.err("nothing is marked")) }
            }),

        Fault("quit-keeps-marked", ["rfc1939-6-quit-removes-marked", "rfc1939-6-deletions-persist"],
            en: "QUIT says +OK and removes nothing.",
            ja: "QUITが+OKと答えますが、何も削除しません。",
            .quitting { _, server in server.maildrop.unmarkAll() }),
        Fault("quit-removes-one", ["rfc1939-6-quit-removes-marked"],
            en: "QUIT removes the first of the marked messages only.",
            ja: "QUITが、削除マークの付いた最初の1通しか削除しません。",
            .quitting { _, server in
                let first = server.maildrop.marked.min() ?? 0
                server.maildrop.unmarkAll()
                server.maildrop.mark(first)
            }),
        Fault("quit-removes-all", ["rfc1939-6-quit-keeps-unmarked"],
            en: "Where one message is marked, QUIT removes all.",
            ja: "1通でも削除マークがあると、QUITが全部を削除します。",
            .quitting { _, server in
                guard !server.maildrop.marked.isEmpty else { return }
                for index in server.maildrop.messages.indices { server.maildrop.mark(index + 1) }
            }),
        Fault("quit-removes-next",
            ["rfc1939-6-quit-removes-marked", "rfc1939-6-quit-keeps-unmarked", "rfc1939-6-deletions-persist"],
            en: "QUIT removes the message behind each marked one instead.",
            ja: "QUITが、削除マークの付いたメールの次のメールを削除します。",
            .quitting { _, server in
                let marked = server.maildrop.marked
                server.maildrop.unmarkAll()
                for number in marked { server.maildrop.mark(number + 1) }
            }),
        Fault("quit-removes-fetched", ["rfc1939-6-quit-keeps-unmarked", "rfc2449-6.7-expire-nonzero-keeps"],
            en: "QUIT removes the messages that RETR has sent, whatever EXPIRE says.",
            ja: "EXPIREの値に関係なく、QUITがRETRで送ったメールを削除します。",
            .quitting { moment, server in
                for number in moment.memory.fetched { server.maildrop.mark(number) }
            }),

        Fault("drop-updates", ["rfc1939-6-no-update-on-drop", "rfc1939-4-no-deleted-marks-at-login"],
            en: "Marked messages are removed when the connection is lost without QUIT.",
            ja: "QUITなしで接続が切れたとき、削除マークの付いたメールを削除します。",
            .leaving { _, server in _ = server.store.update(server.maildrop) }),
        Fault("drop-removes-fetched", ["rfc1939-8-no-retr-delete-on-drop"],
            en: "What RETR has sent is removed when the connection is lost without QUIT.",
            ja: "QUITなしで接続が切れたとき、RETRで送ったメールを削除します。",
            .leaving { moment, server in
                server.maildrop.unmarkAll()
                for number in moment.memory.fetched { server.maildrop.mark(number) }
                _ = server.store.update(server.maildrop)
            }),
        Fault("partial-quit-updates", ["rfc1939-6-no-update-on-partial-quit"],
            en: "QUIT without its CRLF is taken for QUIT when the connection is lost.",
            ja: "CRLFのないQUITの後に接続が切れると、QUITとして扱います。",
            .leaving { moment, server in
                let word = String(decoding: moment.memory.unfinished, as: UTF8.self)
                if Verb(word.replacing("\r", with: "")) == .quit { _ = server.store.update(server.maildrop) }
            }),
    ]

    /// The exclusive-access lock: RFC 1939 section 4, RFC 2449 section 8.1.2.
    static let lock = [
        Fault("lock-missing", ["rfc1939-4-exclusive-lock"],
            en: "Two sessions may open a maildrop at once, and what one removes renumbers the other.",
            ja: "2個のセッションが同時にメールドロップを開けます。一方で削除すると他方の番号が変わります。",
            .hearing { moment, server in
                guard moment.phase == .transaction, let mail = server.store.messages(of: server.maildrop.user) else { return }
                if mail != server.maildrop.messages { server.see(mail, in: server.maildrop.session) }
            },
            .quitting { _, server in server.relock(server.maildrop.messages) },
            .entering { _, server in server.store.release(server.maildrop) }),
        Fault("lock-kept-after-quit", ["rfc1939-4-lock-released-after-quit"],
            en: "After QUIT nobody can log in to the maildrop any more.",
            ja: "QUITの後、誰もそのメールドロップにログインできません。",
            .quitting { moment, server in moment.memory.user = server.maildrop.user },
            .confirming(.quit) { moment, server in
                if moment.phase == .transaction { _ = server.store.seize(moment.memory.user) }
            }),
        Fault("lock-kept-after-drop", ["rfc1939-4-lock-released-after-quit"],
            en: "After a connection that was lost nobody can log in to the maildrop any more.",
            ja: "接続が切れた後、誰もそのメールドロップにログインできません。",
            .leaving { _, server in server.maildrop = .none }),
        Fault("lock-kept-after-wrong-password", ["rfc1939-4-lock-released-on-reject"],
            en: "A wrong password locks the maildrop until the connection ends.",
            ja: "パスワードを誤ると、その接続が終わるまでメールドロップがロックされます。",
            .hearing(.user, .pass, .apop, .auth) { moment, server in
                guard moment.phase == .authorization else { return }
                server.store.release(server.maildrop)
                server.maildrop = .none
            },
            .failing { moment, server in
                if moment.command.verb == .pass, let held = server.store.seize(moment.memory.user) { server.maildrop = held }
            }),
        Fault("lock-refused-silently", ["rfc1939-4-lock-refused-is-err"],
            en: "A login to a maildrop in use ends the session without a reply.",
            ja: "使用中のメールドロップにログインすると、応答なしで切断します。",
            .inUse { moment, server in
                moment.said.first = nil
                moment.hangUp(&server)
            }),
        Fault("lock-refused-with-ok", ["rfc1939-4-lock-refused-is-err"],
            en: "A login to a maildrop in use gets +OK, and every command after it -ERR.",
            ja: "使用中のメールドロップへのログインに+OKと答え、その後のコマンドを拒否します。",
            .inUse { moment, _ in moment.said = .ok("maildrop has 0 messages (0 octets)") }),
        Fault("lock-told-to-strangers", ["rfc2449-8.1.2-in-use-code"],
            en: "A wrong password gets [IN-USE] while another session holds the maildrop.",
            ja: "別のセッションが使用中のとき、誤ったパスワードにも[IN-USE]と答えます。",
            .failing { moment, server in
                guard moment.command.verb == .pass, server.store.isHeld(moment.memory.user) else { return }
                moment.said = server.said(.inUse)
            }),
        Fault("lock-blamed-on-password", ["rfc3206-5-auth-code-on-credentials"],
            en: "The right password for a maildrop in use gets [AUTH].",
            ja: "使用中のメールドロップへの正しいパスワードに[AUTH]と答えます。",
            .inUse { moment, _ in moment.said.restate("-ERR [AUTH]") }),
    ]
}

extension Flaw {
    /// Before the QUIT that ends TRANSACTION.
    fileprivate static func quitting(_ act: @escaping Act) -> Flaw {
        .hearing(.quit) { moment, server in
            if moment.phase == .transaction, moment.command.argument == nil { act(&moment, &server) }
        }
    }

    /// After a login that failed because another session holds the maildrop.
    fileprivate static func inUse(_ act: @escaping Act) -> Flaw {
        .refusing(.pass, .apop, .auth) { moment, server in
            if moment.said.words.first == "[IN-USE]" { act(&moment, &server) }
        }
    }
}
