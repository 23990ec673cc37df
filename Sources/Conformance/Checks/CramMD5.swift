import Authentication
import Handbook
import POP3

extension Checklist {
    /// The mechanism CRAM-MD5 (RFC 2195).
    static let cramMD5 = [
        Check("cram-md5-challenge", challengeRows) { bench in
            guard bench.offers(.cramMD5, challengeRows) else { return }
            try await bench.compareChallenges()
        },
        Check("cram-md5-login", loginRows) { bench in
            guard bench.offers(.cramMD5, loginRows), let login = bench.login else { return }
            try await bench.logInByCram(login)
        },
        Check("cram-md5-wrong-digest", wrongRows, wrongLogins: 11) { bench in
            guard bench.offers(.cramMD5, wrongRows), let login = bench.login else { return }
            try await bench.refuseDigests(login)
        },
    ]

    private static let challengeRows: [RequirementID] = [
        "rfc2195-2-challenge-msgid", "rfc2195-2-challenge-fresh", "rfc5034-4-challenge-form",
    ]
    private static let loginRows: [RequirementID] = [
        "rfc2195-2-success", "rfc2195-2-username-with-space", "rfc2195-4-not-both",
    ]
    private static let wrongRows: [RequirementID] = ["rfc2195-2-wrong-digest", "rfc5034-4-fail-err"]
}

extension Bench {
    private static let opening = "\(Verb.auth) CRAM-MD5"

    /// Challenges of one connection, and of several.
    fileprivate func compareChallenges() async throws {
        var seen: [[UInt8]] = []
        for count in [6, 2, 1, 1] {
            try await put(Array(repeating: Self.opening, count: count)) { visit, opening in
                guard let first = try await visit.attempt(opening) else { return }
                let challenge = first.reply.first.bytes
                if first.reply.status == .challenge, challenge.count > 2 {
                    if seen.contains(challenge) { visit.repeatsChallenge() }
                    seen.append(challenge)
                } else if first.reply.status == .challenge {
                    visit.breach(
                        "rfc2195-2-challenge-msgid",
                        Localized(en: "The challenge of CRAM-MD5 is empty.", ja: "CRAM-MD5 のチャレンジが空です。"),
                        actual: first.reply.first)
                }
                try await visit.settle(first)
            }
        }
    }

    fileprivate func logInByCram(_ login: SASLLogin) async throws {
        let refusal = try await admits("rfc2195-2-success") { visit in
            try await visit.cram { "\(login.name) \(CramMD5.digest(of: $0, key: login.password))" }
        }
        if let refusal, refusal.exchange.reply.status == .challenge {
            skip(
                "rfc2195-2-success",
                because: Localized(
                    en: "The challenge of CRAM-MD5 cannot be read.", ja: "CRAM-MD5 のチャレンジが読み取れません。"))
        } else if let refusal {
            refusal.breach(
                "rfc2195-2-success", en: "CRAM-MD5 is offered, but refuses the right digest.",
                ja: "CRAM-MD5 が通知されていますが、正しいダイジェストが拒否されます。")
        } else if facts.method == .userPass {
            breach(
                "rfc2195-4-not-both",
                Localized(
                    en: "The same user can log in by CRAM-MD5 and by a password in clear text.",
                    ja: "同じ利用者が CRAM-MD5 でも平文のパスワードでもログインできます。"),
                as: .info)
        }
    }

    /// Digests that are wrong in all the ways that a careless comparison passes over.
    fileprivate func refuseDigests(_ login: SASLLogin) async throws {
        var earlier: [UInt8]?
        try await put(Self.wrongDigests) { visit, wrong in
            noteWrongLogin()
            let wasRefused = visit.exchanges.contains { $0.isRefused }
            let last = try await visit.cram { challenge in
                defer { earlier = challenge }
                let other = earlier == challenge ? nil : earlier
                return wrong.message(login, challenge, other ?? Array("<1.1@popscope.example>".utf8))
            }
            guard let last else {
                if !wasRefused { visit.breach("rfc2195-2-wrong-digest", Self.closedBehindDigest, expected: ["-ERR"]) }
                return
            }
            for row: RequirementID in ["rfc2195-2-wrong-digest", "rfc5034-4-fail-err"] where last.isPositive {
                visit.breach(row, wrong.what, expected: ["-ERR"], actual: last.reply.first)
            }
            try await visit.settle(last)
        }
    }

    private static let closedBehindDigest = Localized(
        en: "CRAM-MD5: the server closed instead of answering -ERR.", ja: "CRAM-MD5: サーバーは -ERR を返さずに接続を閉じました。")

    private struct WrongDigest: Sendable {
        let what: Localized
        let message: @Sendable (_ login: SASLLogin, _ challenge: [UInt8], _ earlier: [UInt8]) -> String

        init(_ en: String, _ ja: String, _ message: @escaping @Sendable (SASLLogin, [UInt8], [UInt8]) -> String) {
            what = Localized(en: "CRAM-MD5 takes \(en).", ja: "CRAM-MD5 が\(ja)を受け付けました。")
            self.message = message
        }
    }

    private static let wrongDigests = [
        WrongDigest("zeros for a digest", "0 だけのダイジェスト") { login, _, _ in
            login.name + " " + String(repeating: "0", count: 32)
        },
        WrongDigest("the digest of an earlier challenge", "前のチャレンジのダイジェスト") { login, _, earlier in
            "\(login.name) \(CramMD5.digest(of: earlier, key: login.password))"
        },
        WrongDigest("the digest of another password", "別のパスワードのダイジェスト") { login, challenge, _ in
            "\(login.name) \(CramMD5.digest(of: challenge, key: Array("popscope".utf8)))"
        },
        WrongDigest("the digest of an empty password", "空のパスワードのダイジェスト") { login, challenge, _ in
            "\(login.name) \(CramMD5.digest(of: challenge, key: []))"
        },
        WrongDigest("the first half of a digest", "ダイジェストの前半だけ") { login, challenge, _ in
            "\(login.name) \(CramMD5.digest(of: challenge, key: login.password).prefix(16))"
        },
        WrongDigest("a digest with one digit too many", "1 桁多いダイジェスト") { login, challenge, _ in
            "\(login.name) \(CramMD5.digest(of: challenge, key: login.password))0"
        },
        WrongDigest("a digest with another last digit", "最後の桁が違うダイジェスト") { login, challenge, _ in
            let digest = CramMD5.digest(of: challenge, key: login.password)
            return "\(login.name) \(digest.dropLast())" + (digest.last == "0" ? "1" : "0")
        },
        WrongDigest("a name without a digest", "ダイジェストのない名前") { login, _, _ in "\(login.name) " },
        WrongDigest("a digest without a space before it", "前に空白のないダイジェスト") { login, challenge, _ in
            login.name + CramMD5.digest(of: challenge, key: login.password)
        },
        WrongDigest("the password itself", "パスワードそのもの") { login, _, _ in
            "\(login.name) \(String(decoding: login.password, as: UTF8.self))"
        },
        WrongDigest("the right digest with another name", "別の名前を付けた正しいダイジェスト") { login, challenge, _ in
            "popscope-\(login.name) \(CramMD5.digest(of: challenge, key: login.password))"
        },
    ]
}

extension Visit {
    /// CRAM-MD5 with what is made of the challenge.
    fileprivate func cram(_ message: ([UInt8]) -> String) async throws(Interruption) -> Exchange? {
        guard let first = try await attempt("\(Verb.auth) CRAM-MD5") else { return nil }
        guard first.reply.status == .challenge,
            case .success(let challenge) = Base64.decode(first.reply.first.bytes.dropFirst(2))
        else { return first }
        return try await attempt(SASLLogin.encode(message(challenge).utf8))
    }

    fileprivate func repeatsChallenge() {
        breach(
            "rfc2195-2-challenge-fresh",
            Localized(
                en: "The same challenge came twice: whoever has heard the answer can log in.",
                ja: "同じチャレンジが 2 回送られました。前の応答を盗み聞きした者がログインできます。"))
    }
}

extension SASLLogin {
    fileprivate var name: String { String(decoding: user, as: UTF8.self) }
}
