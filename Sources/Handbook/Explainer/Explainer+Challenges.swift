import POP3

extension Explainer {
    func challenged(_ seen: Observation) -> Annotation {
        guard let challenge = seen.challenge else { return unreadableChallenge(seen) }
        var annotation = described(challenge, seen)
        if hasNetwork, !seen.knowledge.isSecure, seen.provesReadably, seen.command?.kind == .command {
            annotation.notes.append(seen.provesByToken ? Exposure.tokenInTheClear : Exposure.inTheClear)
        }
        return annotation
    }

    private func described(_ challenge: Challenge, _ seen: Observation) -> Annotation {
        switch challenge {
        case .empty:
            return seen.annotation(
                Localized(
                    en: "the server has no question of its own and waits for the client's response.",
                    ja: "チャレンジ (問い) は空です。サーバーはクライアントの応答を待っています。"),
                next: Self.nextResponse)
        case .unreadable: return unreadableChallenge(seen)
        case .prompt(let text): return asked(seen, [Self.decoded(text)] + Self.prompt(seen))
        case .timestamp(let text): return asked(seen, [Self.decoded(text), Self.digest])
        case .scramFirst(let first): return asked(seen, Self.scram(first))
        case .scramSignature: return signed(seen)
        case .scramError(let error): return failing(seen, error)
        case .scramBroken:
            return cancelling(
                seen,
                Localized(en: "a challenge that is no message of SCRAM.", ja: "SCRAM のメッセージではないチャレンジです。"))
        case .tokenError(let error): return tokenRefused(seen, error)
        case .other(let octets):
            return asked(
                seen,
                [
                    Localized(
                        en: "The challenge is base64 of \(octets.count.octets.en).",
                        ja: "チャレンジは \(octets.count.octets.ja)を base64 にしたものです。")
                ])
        }
    }

    private func asked(_ seen: Observation, _ notes: [Localized]) -> Annotation {
        seen.annotation(
            Localized(
                en: "a challenge: the server waits for the client's response.",
                ja: "チャレンジ (問い) です。サーバーはクライアントの応答を待っています。"),
            notes: notes, next: Self.nextResponse)
    }

    private func unreadableChallenge(_ seen: Observation) -> Annotation {
        cancelling(
            seen, Localized(en: "a challenge that is not base64.", ja: "base64 ではないチャレンジです。"))
    }

    /// A challenge that nobody can answer.
    private func cancelling(_ seen: Observation, _ meaning: Localized) -> Annotation {
        var annotation = seen.annotation(isTrouble: true, meaning, next: Self.nextCancel)
        annotation.suggestions = [
            Suggestion(
                "*",
                Localized(
                    en: "cancel, as RFC 5034 4 asks of a client that cannot decode it",
                    ja: "取り消す (復号できないクライアントはそうする。RFC 5034 第 4 節)"))
        ]
        return annotation
    }

    private func signed(_ seen: Observation) -> Annotation {
        seen.annotation(
            Localized(
                en: "the server's signature: it shows that the server holds the keys made from the password.",
                ja: "サーバーの署名です。サーバーがパスワードから作った鍵を持っていることを示します。"),
            notes: [
                Localized(
                    en:
                        "A client checks it, and cancels if it is wrong: then this is not the server it should be (RFC 5802 5).",
                    ja: "クライアントは署名を確かめ、合わなければ取り消します。本物のサーバーではないからです (RFC 5802 第 5 節)。")
            ],
            next: Self.nextEmpty)
    }

    private func failing(_ seen: Observation, _ error: [UInt8]) -> Annotation {
        let name = String(quoting: error.prefix { $0 != UInt8(ascii: ",") }, limit: 60)
        return seen.annotation(
            isTrouble: true,
            Localized(en: "the server refuses the proof: \(name).", ja: "サーバーが証明を拒否しました: \(name)"),
            next: Self.nextEmpty)
    }

    private func tokenRefused(_ seen: Observation, _ error: Challenge.TokenError) -> Annotation {
        let status = error.status.map { Localized(en: ": \($0).", ja: ": \($0)") }
        var annotation = seen.annotation(
            isTrouble: true,
            Localized(en: "the token was refused", ja: "トークンが拒否されました")
                + (status ?? Localized(en: ".", ja: "。")),
            notes: [
                Localized(
                    en: "AUTH is not over: the server waits for one more line before it says -ERR (RFC 7628 3.2.3).",
                    ja: "AUTH はまだ終わっていません。もう 1 行送ると、サーバーが -ERR を返します (RFC 7628 第 3.2.3 節)。")
            ],
            next: seen.mechanism == "XOAUTH2" ? Self.nextEmpty : Self.nextDummy)
        if let scope = error.scope {
            annotation.notes.insert(
                Localized(en: "It should be for the scope \(scope).", ja: "必要なスコープは \(scope) です。"), at: 0)
        }
        return annotation
    }
}

extension Explainer {
    private static let nextResponse = Localized(
        en: "Next: one line of base64, or * to cancel.", ja: "次は base64 の 1 行です。* だけの行で取り消せます。"
    ).leading(to: ":b64 enc TEXT")

    private static let nextEmpty = Localized(
        en: "Next: an empty line, or * to cancel.", ja: "次は空行です。* だけの行で取り消せます。")

    private static let nextDummy = Localized(
        en: "Next: AQ==, or * to cancel.", ja: "次は AQ== です。* だけの行で取り消せます。")

    private static let nextCancel = Localized(en: "Next: * to cancel.", ja: "* だけの行で取り消します。")

    private static func decoded(_ octets: [UInt8]) -> Localized {
        let text = String(quoting: octets, limit: 120)
        return Localized(en: "The challenge is base64 of \"\(text)\".", ja: "チャレンジは \"\(text)\" を base64 にしたものです。")
    }

    private static let digest = Localized(
        en: "The response is the name and HMAC-MD5 of that text, brackets included, with the password as the key.",
        ja: "応答は、名前と、パスワードを鍵にしてこの文字列 (< と > を含む) から計算した HMAC-MD5 です。")

    /// LOGIN asks for the name, then for the password; the texts are not laid down.
    private static func prompt(_ seen: Observation) -> [Localized] {
        guard case .sasl(_, let step) = seen.exchange.knowledgeAfter.login, step <= 2 else { return [] }
        return [
            step == 1 && seen.command?.arguments.count == 1
                ? Localized(
                    en: "LOGIN asks for the name first; the wording of the prompt does not matter.",
                    ja: "LOGIN では、まず名前を送ります。問いの文言に決まりはありません。")
                : Localized(en: "Now the password itself is due.", ja: "ここでパスワードそのものを送ります。")
        ]
    }

    private static func scram(_ first: Challenge.ScramFirst) -> [Localized] {
        let count = first.iterations == .max ? "2^63" : "\(first.iterations)"
        var notes = [
            Localized(
                en:
                    "It holds a nonce of \(first.nonceLength) characters, a salt of \(first.saltLength.octets.en), and i=\(count).",
                ja: "ノンス (\(first.nonceLength) 文字)、ソルト (\(first.saltLength.octets.ja))、i=\(count) が含まれています。"),
            Localized(
                en: "The password is hashed with the salt \(count) times; only a proof made with the result is sent.",
                ja: "パスワードとソルトから \(count) 回ハッシュを計算し、その結果で作った証明だけを送ります。"),
        ]
        if first.iterations < 4096 {
            notes.append(
                Localized(
                    en: "Fewer than 4096: whoever steals the server's file guesses passwords faster (RFC 5802 5.1).",
                    ja: "4096 回より少ないので、サーバーの保存データを盗まれると、パスワードを推測されやすくなります (RFC 5802 第 5.1 節)。"))
        }
        if first.iterations > 1_000_000 {
            notes.append(
                Localized(
                    en: "That many iterations only keep the client busy; cancel unless you know why they are wanted.",
                    ja: "この回数はクライアントに過大な計算を強いるだけです。理由が分からなければ取り消してください。"))
        }
        return notes
    }
}
