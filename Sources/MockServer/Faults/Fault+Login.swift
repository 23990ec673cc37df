import Authentication
import POP3

// swift-format-ignore
extension Fault {
    /// USER, PASS and APOP: RFC 1939 sections 4 and 7.
    static let login = [
        Fault("any-password",
            [
                "rfc1939-7-pass-wrong-err", "rfc1939-4-open-failure-err", "rfc1939-7-pass-not-case-folded",
                "rfc2449-8.1.2-in-use-code",
            ],
            en: "PASS takes any password of a user who exists.",
            ja: "利用者が存在すれば、PASSはどんなパスワードも受け付けます。",
            .password { moment, server, name in
                if server.store.messages(of: name) != nil { moment.answer(server.admit(name)) }
            }),
        Fault("any-user", ["rfc1939-4-open-failure-err", "rfc1939-7-pass-wrong-err"],
            en: "A user who does not exist gets an empty maildrop.",
            ja: "存在しない利用者に空のメールドロップを開きます。",
            .password { moment, server, name in
                guard server.store.messages(of: name) == nil else { return }
                server.phase = .transaction
                moment.answer(.ok("maildrop has 0 messages (0 octets)"))
            }),
        Fault("password-case-folded", ["rfc1939-7-pass-not-case-folded"],
            en: "Upper and lower case in a password are the same.",
            ja: "パスワードの大文字と小文字を区別しません。",
            .password { moment, server, name in
                let word = moment.command.argument ?? ""
                let others = [word.lowercased(), word.uppercased(), word.caseFlipped]
                moment.tryPasswords(others, of: name, &server)
            }),
        Fault("password-cut", value: 8, in: 1...64, ["rfc1939-7-pass-wrong-err"],
            en: "Only so many octets of a password count.",
            ja: "パスワードの先頭からこのオクテット数までしか比べません。",
            .password { moment, server, name in
                let octets = Array((moment.command.argument ?? "").utf8.prefix(moment.value))
                if octets.count == moment.value, server.store.password(of: name, beginsWith: octets) {
                    moment.answer(server.admit(name))
                }
            }),
        Fault("wrong-password-logs-in",
            [
                "rfc1939-7-pass-wrong-err", "rfc1939-3-err-no-side-effect", "rfc1939-3-err-wrong-state-authorization",
                "rfc1939-4-lock-released-on-reject", "rfc1939-4-retry-after-auth-failure",
            ],
            en: "A wrong password gets -ERR, and the maildrop is open all the same.",
            ja: "誤ったパスワードに-ERRと答えますが、メールドロップは開いています。",
            .password { moment, server, name in
                let before = server
                let said = Said(server.open(name, with: .password(Array((moment.command.argument ?? "").utf8))), in: server.language)
                guard said.isErr, server.store.messages(of: name) != nil, server.admit(name).isOK else {
                    _ = server.closed()
                    server = before
                    return
                }
                moment.answer(said)
            }),
        Fault("pass-without-user", ["rfc1939-7-pass-needs-user"],
            en: "PASS is answered +OK as the first command of all, although nobody is logged in.",
            ja: "最初のコマンドがPASSでも+OKと答えます。誰もログインしていません。",
            .hearing(.pass) { moment, _ in if moment.memory.lines == 0 { moment.answer(.ok("welcome")) } }),
        Fault("pass-again", ["rfc1939-7-pass-not-after-failed-pass"],
            en: "After a wrong password PASS may be tried again without USER.",
            ja: "誤ったパスワードの後、USERなしでPASSをやり直せます。",
            .refusing(.pass) { moment, server in
                if case .user = moment.login { server.login = .user(moment.memory.user) }
            }),
        Fault("pass-without-password", ["rfc1939-7-pass-arg-required"],
            en: "PASS without a password is answered +OK, although nobody is logged in.",
            ja: "パスワードのないPASSに+OKと答えます。誰もログインしていません。",
            .hearing(.pass) { moment, _ in
                if case .user = moment.login, moment.command.argument == nil { moment.answer(.ok("give PASS")) }
            }),
        Fault("user-without-name", ["rfc1939-7-user-arg-required"],
            en: "USER without a name is answered +OK.",
            ja: "名前のないUSERに+OKと答えます。",
            .hearing(.user) { moment, _ in
                if moment.phase == .authorization, moment.command.argument == nil { moment.answer(.ok("give PASS next")) }
            }),
        Fault("user-twice", ["rfc1939-7-user-not-after-user-ok"],
            en: "A second USER replaces the first.",
            ja: "2回目のUSERが1回目に取って代わります。",
            .hearing(.user) { moment, _ in if case .user = moment.login { moment.login = .none } }),
        Fault("user-refused-closes", ["rfc1939-7-user-err-retry"],
            en: "USER with an unknown name gets -ERR and ends the session.",
            ja: "知らない名前のUSERに-ERRと答えて切断します。",
            .confirming(.user) { moment, server in
                guard server.store.messages(of: moment.memory.user) == nil else { return }
                moment.said = .err("no such user")
                moment.hangUp(&server)
            }),
        Fault("login-lost-after-failure", ["rfc1939-4-retry-after-auth-failure"],
            en: "After a wrong password every further USER on the connection is refused.",
            ja: "誤ったパスワードの後、同じ接続のUSERをすべて拒否します。",
            .failing { moment, _ in if moment.command.verb == .pass { moment.memory.hasFailed = true } },
            .hearing(.user) { moment, _ in
                if moment.memory.hasFailed { moment.answer(.err("you had your chance")) }
            }),
        Fault("login-without-maildrop", ["rfc1939-4-auth-success-ok-transaction"],
            en: "A right password gets +OK, and every command is still refused.",
            ja: "正しいパスワードに+OKと答えますが、その後もコマンドを拒否し続けます。",
            .entering { moment, server in
                guard moment.command.verb == .pass else { return }
                server.store.release(server.maildrop)
                server.maildrop = .none
                server.phase = .authorization
            }),
        Fault("apop-any-digest", ["rfc1939-7-apop-wrong-digest-err", "rfc1939-7-apop-replay-refused"],
            en: "APOP takes any digest of a user who exists.",
            ja: "利用者が存在すれば、APOPはどんなダイジェストも受け付けます。",
            .apop { moment, server, name, _ in
                if server.store.messages(of: name) != nil { moment.answer(server.admit(name)) }
            }),
        Fault("apop-refuses-all", ["rfc1939-7-apop-success"],
            en: "APOP refuses the right digest too.",
            ja: "APOPが正しいダイジェストも拒否します。",
            .apop { moment, server, _, _ in moment.answer(server.said(.wrongLogin(.apop))) }),
        Fault("apop-without-digest", ["rfc1939-7-apop-both-args-required"],
            en: "APOP with a name alone is answered +OK, although nobody is logged in.",
            ja: "名前だけのAPOPに+OKと答えます。誰もログインしていません。",
            .hearing(.apop) { moment, _ in
                if moment.phase == .authorization, moment.command.arguments.count == 1 { moment.answer(.ok("welcome")) }
            }),
        Fault("apop-after-user", ["rfc1939-7-apop-not-after-user-ok"],
            en: "APOP may take the place of PASS behind USER.",
            ja: "USERの後、PASSの代わりにAPOPを使えます。",
            .hearing(.apop) { moment, _ in if case .user = moment.login { moment.login = .none } }),
    ]
}

extension Moment {
    /// Logs in with the first of these passwords that is right; says nothing when none is.
    fileprivate mutating func tryPasswords(_ words: [String], of name: String, _ server: inout MailboxServer) {
        for word in words {
            let said = Said(server.open(name, with: .password(Array(word.utf8))), in: server.language)
            if said.isOK { return answer(said) }
        }
    }
}

extension String {
    /// Capitals for small letters and the reverse.
    fileprivate var caseFlipped: String {
        String(map { $0.isUppercase ? Character($0.lowercased()) : Character($0.uppercased()) })
    }
}

extension Flaw {
    /// Before a PASS that follows USER; the name is told.
    fileprivate static func password(
        _ act: @escaping @Sendable (inout Moment, inout MailboxServer, String) -> Void
    ) -> Flaw {
        .hearing(.pass) { moment, server in
            guard case .user(let name) = moment.login, moment.command.argument != nil else { return }
            act(&moment, &server, name)
        }
    }

    /// Before an APOP of the right form; name and digest are told.
    fileprivate static func apop(
        _ act: @escaping @Sendable (inout Moment, inout MailboxServer, String, String) -> Void
    ) -> Flaw {
        .hearing(.apop) { moment, server in
            let words = moment.command.arguments
            guard moment.phase == .authorization, case .none = moment.login, words.count == 2, !words.contains("")
            else { return }
            act(&moment, &server, String(words[0]), String(words[1]))
        }
    }
}
