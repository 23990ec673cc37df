import Authentication
import Handbook
import POP3

extension Checklist {
    /// The mechanism PLAIN (RFC 4616).
    static let plain = [
        Check("plain-login", loginRows) { bench in
            guard bench.offers(.plain, loginRows), let login = bench.login else { return }
            try await bench.logInByPlain(login)
        },
        Check("plain-message-form", ["rfc4616-2-message-form"]) { bench in
            guard bench.offers(.plain, ["rfc4616-2-message-form"]), let login = bench.login else { return }
            try await bench.refuse(malformed(login))
        },
        Check("plain-wrong-secret", wrongRows, wrongLogins: 3) { bench in
            guard bench.offers(.plain, wrongRows), let login = bench.login else { return }
            try await bench.refuse(wrong(login, bench.stranger))
        },
        Check("plain-wrong-identity", identityRows, wrongLogins: 6) { bench in
            guard bench.offers(.plain, identityRows), let login = bench.login else { return }
            try await bench.refuse(foreign(login, bench.options.otherAccount?.user, bench.stranger) + [empty(login)])
        },
        Check("plain-incomplete", incompleteRows, wrongLogins: 8) { bench in
            guard bench.offers(.plain, incompleteRows), let login = bench.login else { return }
            try await bench.refuse(incomplete(login, bench.stranger))
        },
    ]

    private static let loginRows: [RequirementID] = [
        "rfc4616-2-message-form", "rfc4616-2-empty-authzid", "rfc4616-2-authzid-same", "rfc5034-4-initial-response",
        "rfc5034-4-success-transaction",
    ]
    private static let wrongRows: [RequirementID] = ["rfc5034-4-fail-err"]
    private static let identityRows: [RequirementID] = [
        "rfc4616-2-authzid-not-permitted", "rfc5034-4-fail-err", "rfc5034-4-authzid-prep-failure",
    ]
    private static let incompleteRows: [RequirementID] = [
        "rfc4616-2-empty-password-fails", "rfc4616-2-invalid-utf8",
    ]
}

extension Checklist {
    /// Messages without exactly two NULs around the right name and secret.
    private static func malformed(_ login: SASLLogin) -> [SASLProbe] {
        let (user, password) = (login.user, login.password)
        let messages: [[UInt8]] = [
            user + [0] + password, user + password, user + Array(" ".utf8) + password, [0] + user + password,
            [0] + user + [0] + password + [0], [0] + user + [0] + password + [0] + Array("x".utf8),
            [0, 0] + user + [0] + password, [0] + user + [0, 0] + password, [],
        ]
        return messages.flatMap { message in
            let text = SASLLogin.encode(message)
            let what = (
                en: "PLAIN without exactly two NULs, or with nothing between them",
                ja: "NUL がちょうど 2 つではない、または間が空の PLAIN"
            )
            let late = SASLProbe("\(Verb.auth) PLAIN", [text], "rfc4616-2-message-form", en: what.en, ja: what.ja)
            guard !message.isEmpty else { return [late] }
            return [
                late, SASLProbe("\(Verb.auth) PLAIN \(text)", [], "rfc4616-2-message-form", en: what.en, ja: what.ja),
            ]
        }
    }

    /// An identity of which SASLprep leaves nothing.
    private static func empty(_ login: SASLLogin) -> SASLProbe {
        SASLProbe(
            "\(Verb.auth) PLAIN", [login.plain(authorization: [0xC2, 0xAD])], "rfc5034-4-authzid-prep-failure",
            isWrongLogin: true, en: "PLAIN with an authorization identity of which SASLprep leaves nothing (U+00AD)",
            ja: "SASLprep で空になる認可 ID (U+00AD) を付けた PLAIN")
    }

    private static func wrong(_ login: SASLLogin, _ stranger: String) -> [SASLProbe] {
        let secrets = login.wrongPasswords.map { login.plain(password: $0) }
        return secrets.enumerated().map { index, text in
            // An initial response may take another way through a server.
            let opening = "\(Verb.auth) PLAIN" + (index == 0 ? " \(text)" : "")
            return SASLProbe(
                opening, index == 0 ? [] : [text], "rfc5034-4-fail-err", isWrongLogin: true,
                en: "PLAIN with a wrong password", ja: "誤ったパスワードの PLAIN")
        }
    }

    /// The right secret with a name that it does not belong to.
    private static func foreign(_ login: SASLLogin, _ other: String?, _ stranger: String) -> [SASLProbe] {
        let identities = [other, stranger, String(decoding: login.user, as: UTF8.self) + "x"].compactMap(\.self)
        let acting = identities.map { name in
            SASLProbe(
                "\(Verb.auth) PLAIN", [login.plain(authorization: Array(name.utf8))],
                "rfc4616-2-authzid-not-permitted", isWrongLogin: true,
                en: "PLAIN with the right secret and the authorization identity of somebody else",
                ja: "正しい秘密に、別人の認可 ID を付けた PLAIN")
        }
        let unknown = SASLProbe(
            "\(Verb.auth) PLAIN", [login.plain(user: Array(stranger.utf8))], "rfc5034-4-fail-err", isWrongLogin: true,
            en: "PLAIN with a name that nobody has", ja: "存在しないユーザー名の PLAIN")
        let swapped = SASLProbe(
            "\(Verb.auth) PLAIN", [login.plain(authorization: login.user, user: Array(stranger.utf8))],
            "rfc4616-2-authzid-not-permitted", isWrongLogin: true,
            en: "PLAIN in which the name that the secret belongs to stands as the authorization identity alone",
            ja: "秘密の持ち主の名前を認可 ID だけに書いた PLAIN")
        return acting + [unknown, swapped]
    }

    private static func incomplete(_ login: SASLLogin, _ stranger: String) -> [SASLProbe] {
        let opening = "\(Verb.auth) PLAIN"
        let empty = [
            login.plain(password: []), login.plain(user: []), login.plain(authorization: login.user, user: []),
            login.plain(authorization: login.user, password: []),
        ].map { text in
            SASLProbe(
                opening, [text], "rfc4616-2-empty-password-fails", isWrongLogin: true,
                en: "PLAIN with an empty name or password", ja: "名前またはパスワードが空の PLAIN")
        }
        let octets = [
            login.plain(password: login.password + [0xFF]), login.plain(user: login.user + [0xFF]),
            login.plain(authorization: [0xFF]), login.plain(user: Array(stranger.utf8), password: [0xFF]),
        ].map { text in
            SASLProbe(
                opening, [text], "rfc4616-2-invalid-utf8", isWrongLogin: true,
                en: "PLAIN with an octet that is no UTF-8", ja: "UTF-8 ではないオクテットを含む PLAIN")
        }
        return empty + octets
    }
}

extension Bench {
    /// The right message in each of its forms.
    fileprivate func logInByPlain(_ login: SASLLogin) async throws {
        let opening = "\(Verb.auth) PLAIN"
        let late = try await admits("rfc4616-2-empty-authzid") { try await $0.converse(opening, [login.plain()]) }
        let early = try await admits("rfc4616-2-empty-authzid") {
            try await $0.converse("\(opening) \(login.plain())")
        }
        switch (late, early) {
        case (nil, nil): break
        case (nil, let refusal?):
            refusal.breach(
                "rfc5034-4-initial-response",
                en: "PLAIN works in two steps, but not with an initial response.",
                ja: "PLAIN は 2 段階では成功しますが、初期応答では拒否されます。")
        case (let refusal?, _):
            for row: RequirementID in ["rfc4616-2-message-form", "rfc4616-2-empty-authzid"] {
                refusal.breach(
                    row, en: "PLAIN is offered, but refuses the right secret.", ja: "PLAIN が通知されていますが、正しい秘密が拒否されます。",
                    as: .warn)
            }
            return
        }
        let own = login.plain(authorization: login.user)
        try await admits("rfc4616-2-authzid-same") { try await $0.converse(opening, [own]) }?.breach(
            "rfc4616-2-authzid-same",
            en: "PLAIN refuses an authorization identity that is the user's own name.",
            ja: "PLAIN で、本人と同じ認可 ID が拒否されます。")
    }
}
