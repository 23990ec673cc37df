import Authentication
import Handbook
import POP3

extension Checklist {
    /// Response codes: where they stand, and what they say of a login that was refused. Rules judge each reply; these
    /// checks bring about the replies that may have codes.
    static let responseCodes = [
        Check("codes-before-login", codes) { bench in
            var commands = [
                "STAT", Visit.nonsense, "RETR 1", "USER popscope-nobody", "PASS", "APOP popscope-nobody", "AUTH XPRB",
                "NOOP", "LIST 0", "CAPA", "LANG",
            ][...]
            while !commands.isEmpty {
                try await bench.visiting { visit in
                    if bench.facts.capabilities != nil { _ = try await visit.attempt("\(Verb.capa)") }
                    while visit.isOpen, visit.phase == .authorization, let command = commands.popFirst() {
                        _ = try await visit.attempt(command)
                    }
                    if visit.phase == .transaction { await visit.drop() }
                }
            }
        },
        Check("codes-after-login", codes + ["rfc3206-4-sys-on-err-only"]) { bench in
            try await bench.loggedIn(behind: { visit in _ = try await visit.attempt("\(Verb.capa)") }) { visit in
                let last = bench.facts.mail?.count ?? 0
                let commands = [
                    "STAT", "LIST", "NOOP", "RSET", "UIDL", "RETR \(last + 1)", "TOP \(last + 1) 0", "DELE \(last + 1)",
                    "LIST 0", "UIDL \(last + 1)", Visit.nonsense, "USER popscope", "APOP popscope x", "AUTH", "STLS",
                    "LANG", "CAPA",
                ]
                for command in commands where visit.isOpen { _ = try await visit.attempt(command) }
            }
        },
        Check(
            "codes-of-a-locked-mailbox", ["rfc2449-8.1.2-in-use-code", "rfc3206-5-auth-code-on-credentials"],
            wrongLogins: 1
        ) { bench in
            guard let account = bench.options.account, let method = bench.facts.method else { return }
            try await bench.loggedIn { _ in
                try await bench.visiting { visit in
                    _ = try await visit.attempt("\(Verb.capa)")
                    guard let refusal = try await visit.logIn(by: method, account) else { return }
                    visit.judgeLocked(refusal)
                    guard visit.isOpen, let wrong = account.withWrongPassword else { return }
                    bench.noteWrongLogin()
                    guard let refusal = try await visit.attemptLogin(by: method, wrong) else { return }
                    visit.judgeWrongWhileLocked(refusal)
                }
            }
        },
    ]

    private static let codes: [RequirementID] = [
        "rfc2449-6.4-resp-codes-meaning", "rfc2449-8-resp-codes-announced", "rfc2449-3-resp-code-grammar",
        "rfc2449-3-resp-code-position", "rfc2449-9-unregistered-resp-code", "rfc3206-4-sys-second-level",
        "rfc3206-5-auth-code-commands", "rfc3206-5-auth-code-not-on-user", "rfc3206-5-announce-capability",
    ]
}

extension Credentials {
    /// The same user with another password; `nil` where the secret is no password.
    var withWrongPassword: Credentials? {
        guard secret.kind == .password else { return nil }
        return try? Credentials(user: user, secret: .password(Array("popscope-wrong".utf8)))
    }

    /// A user whom nobody knows.
    static var nobody: Credentials? {
        try? Credentials(
            user: "popscope-\(Int.random(in: 1_000...9_999))", secret: .password(Array("popscope-wrong".utf8)))
    }
}

extension Visit {
    /// The refusal of a login; `nil` when it was let in, or the server closed instead.
    func attemptLogin(by method: LoginMethod, _ account: Credentials) async throws(Interruption) -> Exchange? {
        do {
            return try await logIn(by: method, account)
        } catch {
            switch error {
            case .closed, .notLoggedIn: return nil
            default: throw error
            }
        }
    }

    /// A right secret that was refused while another session has the mailbox.
    fileprivate func judgeLocked(_ refusal: Exchange) {
        guard refusal.reply.code == .auth else { return }
        breach(
            "rfc3206-5-auth-code-on-credentials",
            Localized(
                en: "The mailbox is in use and the secret is right, but the refusal says [AUTH].",
                ja: "メールボックスが使用中で認証情報は正しいのに、拒否に [AUTH] が付いています。"),
            expected: ["-ERR [IN-USE]", "-ERR"], actual: refusal.reply.first)
    }

    fileprivate func judgeWrongWhileLocked(_ refusal: Exchange) {
        guard refusal.reply.code == .inUse else { return }
        breach(
            "rfc2449-8.1.2-in-use-code",
            Localized(
                en: "[IN-USE] was sent for a wrong password: it says that the login itself was right.",
                ja: "誤ったパスワードに [IN-USE] が返されました。これは認証が正しかったことを意味します。"),
            expected: ["-ERR"], actual: refusal.reply.first)
    }
}
