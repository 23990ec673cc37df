import Authentication
import Handbook
import POP3

extension Checklist {
    /// The mechanism LOGIN, which no RFC defines: what every client that knows it counts on.
    static let loginMechanism = [
        Check("login-mechanism", ["sasl-login-two-challenges", "sasl-login-challenge-text"]) { bench in
            guard bench.offers(.login, ["sasl-login-two-challenges", "sasl-login-challenge-text"]),
                let login = bench.login
            else { return }
            try await bench.logInByLogin(login)
        },
        Check("login-mechanism-cancel", ["rfc5034-4-cancel"]) { bench in
            guard bench.offers(.login, ["rfc5034-4-cancel"]), let login = bench.login else { return }
            let probe = SASLProbe(
                "\(Verb.auth) LOGIN", [SASLLogin.encode(login.user), "*"], "rfc5034-4-cancel",
                en: "\"*\" in place of the password of LOGIN", ja: "LOGIN のパスワードの代わりに \"*\"")
            try await bench.refuse([probe])
        },
        Check("login-mechanism-wrong-secret", ["rfc5034-4-fail-err"], wrongLogins: 4) { bench in
            guard bench.offers(.login, ["rfc5034-4-fail-err"]), let login = bench.login else { return }
            try await bench.refuse(wrong(login, bench.stranger))
        },
    ]

    private static func wrong(_ login: SASLLogin, _ stranger: String) -> [SASLProbe] {
        let strangers = [(Array(stranger.utf8), login.password), (login.user, [])]
        return (login.wrongPasswords.prefix(2).map { (login.user, $0) } + strangers).map { user, password in
            SASLProbe(
                "\(Verb.auth) LOGIN", [user, password].map { SASLLogin.encode($0) }, "rfc5034-4-fail-err",
                isWrongLogin: true, en: "LOGIN with a wrong name or password", ja: "誤った名前またはパスワードの LOGIN")
        }
    }
}

extension Bench {
    fileprivate func logInByLogin(_ login: SASLLogin) async throws {
        let responses = [login.user, login.password].map { SASLLogin.encode($0) }
        let refusal = try await admits("sasl-login-two-challenges") { visit in
            let last = try await visit.converse("\(Verb.auth) LOGIN", responses)
            visit.judgePrompts(last)
            return last
        }
        refusal?.breach(
            "sasl-login-two-challenges",
            en: "LOGIN is offered, but name and password, each behind a challenge, did not log in.",
            ja: "LOGIN が通知されていますが、名前とパスワードを順に答えてもログインできません。")
    }
}

extension Visit {
    fileprivate func judgePrompts(_ last: Exchange?) {
        let challenges = exchanges.filter { $0.reply.status == .challenge }.prefix(2)
        if last?.isPositive == true, challenges.count < 2 {
            breach(
                "sasl-login-two-challenges",
                Localized(
                    en: "LOGIN ended in +OK before it had asked twice.", ja: "LOGIN が 2 回尋ねる前に +OK で終わりました。"))
        }
        let prompts = challenges.compactMap { exchange -> [UInt8]? in
            guard case .success(let octets) = Base64.decode(exchange.reply.first.bytes.dropFirst(2)) else { return nil }
            return octets
        }
        guard prompts.count == 2 else { return }
        let usual: [Set<String>] = [["User Name\0", "Username:"], ["Password\0", "Password:"]]
        let texts = prompts.map { String(decoding: $0, as: UTF8.self) }
        guard !zip(texts, usual).allSatisfy({ $1.contains($0) }) else { return }
        let shown = texts.map { Line($0).quoted }.joined(separator: "\", \"")
        inform(
            "sasl-login-challenge-text",
            Localized(en: "LOGIN asks in other words: \"\(shown)\".", ja: "LOGIN の問いかけの文が異なります: \"\(shown)\""))
    }
}
