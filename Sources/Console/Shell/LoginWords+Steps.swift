import Authentication
import Handbook
import POP3

extension LoginWords {
    /// What a challenge says, or how a response comes about.
    static func step(_ step: SASLStep) -> Localized {
        switch step {
        case .invited:
            Localized(
                en: "The empty challenge \"+ \" asks for the first message.", ja: "空のチャレンジ \"+ \" は、最初のメッセージを求めています。")
        case .notPrepared(let field): notPrepared(field)
        case .plain(let authorization, let user, let octets): plain(authorization, user, octets)
        case .loginPrompt(let text):
            Localized(
                en: "The challenge is base64 of \"\(visible(text))\"; clients do not look at the words.",
                ja: "チャレンジは \"\(visible(text))\" を base64 にしたものです。クライアントは文言を見ません。")
        case .loginUser(let user):
            Localized(
                en: "The response is base64 of the name \(visible(user)).",
                ja: "レスポンスは名前 \(visible(user)) を base64 にしたものです。")
        case .loginPassword:
            Localized(
                en: "The response is base64 of the password: readable for whoever sees it.",
                ja: "レスポンスはパスワードを base64 にしたものです。見た人は誰でも読めます。")
        case .cramChallenge(let text):
            Localized(
                en: "The challenge is base64 of \"\(visible(text))\", made for this login only.",
                ja: "チャレンジは \"\(visible(text))\" を base64 にしたものです。今回のログインだけのために作られています。")
        case .cramDigest(let user, let challenge):
            Localized(
                en:
                    "The response is base64 of \"\(visible(user)) \" and HMAC-MD5(key = password, text = \"\(visible(challenge))\") in 32 hexadecimal digits.",
                ja:
                    "レスポンスは \"\(visible(user)) \" の後に HMAC-MD5 (鍵 = パスワード、対象 = \"\(visible(challenge))\") を 16 進 32 桁で続け、base64 にしたものです。"
            )
        case .scramFirst, .scramChallenge, .scramSaltedPassword, .scramAuthMessage, .scramProof, .scramServerProven,
            .scramServerError:
            scram(step)
        case .external(let authorization):
            authorization.map {
                Localized(
                    en: "The response says whom to act as: \(visible($0)).", ja: "レスポンスは、誰として使うかを示します: \(visible($0))")
            }
                ?? Localized(
                    en: "The response is empty: whoever the connection itself proves (a client certificate).",
                    ja: "レスポンスは空です。接続そのもの (クライアント証明書) が誰であるかを示します。")
        case .bearer(let mechanism, let user, _, _):
            Localized(
                en: "\(mechanism.name) sends the token of \(visible(user)); whoever reads it can use it.",
                ja: "\(mechanism.name) は \(visible(user)) のトークンを送ります。読んだ人は誰でも使えます。")
        case .tokenRefused(let json):
            Localized(en: "The token was refused: \(visible(json))", ja: "トークンが拒否されました: \(visible(json))")
        case .acknowledged:
            Localized(en: "The response only lets the server end with -ERR.", ja: "このレスポンスは、サーバーに -ERR で終わらせるためのものです。")
        }
    }

    private static func notPrepared(_ field: Credentials.Field) -> Localized {
        let what: Localized =
            switch field {
            case .user: Localized(en: "name", ja: "名前")
            case .authorization: Localized(en: "authorization identity", ja: "認可 ID")
            case .secret: Localized(en: "secret", ja: "パスワード")
            }
        return Localized(
            en:
                "The \(what.en) is not plain ASCII and is sent as UTF-8 unchanged; a server may want it normalised (SASLprep, RFC 4013).",
            ja: "\(what.ja)に ASCII 以外の文字があり、UTF-8 のまま送ります。サーバーは正規化 (SASLprep、RFC 4013) を求めることがあります。")
    }

    private static func plain(_ authorization: String?, _ user: String, _ octets: Int) -> Localized {
        let first = authorization.map(visible) ?? ""
        return Localized(
            en:
                "The response is base64 of \"\(first)\", NUL, \"\(visible(user))\", NUL, and the password (RFC 4616 2).",
            ja: "レスポンスは \"\(first)\"、NUL、\"\(visible(user))\"、NUL、パスワードを並べて base64 にしたものです (RFC 4616 2)。")
    }

    private static func scram(_ step: SASLStep) -> Localized {
        switch step {
        case .scramFirst(let header, let user, let nonce):
            Localized(
                en:
                    "First message: \"\(visible(header))\" (no channel binding), name \(visible(user)), and \(visible(nonce)), a random nonce of ours.",
                ja:
                    "最初のメッセージ: \"\(visible(header))\" (チャネルバインディングなし)、名前 \(visible(user))、こちらの乱数 (nonce) \(visible(nonce))。"
            )
        case .scramChallenge(let nonce, let salt, let iterations):
            Localized(
                en:
                    "The server added \(visible(nonce)) to the nonce, and gives a salt of \(salt.count) octets and \(iterations) iterations.",
                ja: "サーバーは nonce に \(visible(nonce)) を足し、ソルト \(salt.count) オクテットと反復回数 \(iterations) を示しました。")
        case .scramSaltedPassword(let hash, let iterations):
            Localized(
                en:
                    "SaltedPassword = PBKDF2(\(hash), password, salt, \(iterations)): slow on purpose, so that guessing is slow too.",
                ja: "SaltedPassword = PBKDF2(\(hash), パスワード, ソルト, \(iterations))。推測を遅くするため、わざと時間のかかる計算です。")
        case .scramAuthMessage:
            Localized(
                en: "AuthMessage = the three messages so far, joined by commas: what both sides sign.",
                ja: "AuthMessage = ここまでの 3 つのメッセージをコンマでつないだもの。両者がこれに署名します。")
        case .scramProof(let hash):
            Localized(
                en:
                    "Proof = ClientKey XOR HMAC(\(hash), H(ClientKey), AuthMessage): it shows that we know the password, and logs nobody in a second time.",
                ja:
                    "証明 = ClientKey XOR HMAC(\(hash), H(ClientKey), AuthMessage)。パスワードを知っていることを示します。盗み見ても、もう一度ログインするのには使えません。"
            )
        case .scramServerProven(let hash):
            Localized(
                en:
                    "The server's signature (\(hash)) is right: it holds the keys made from the password, so it is no impostor.",
                ja: "サーバーの署名 (\(hash)) は正しいものでした。サーバーはパスワードから作った鍵を持っているので、なりすましではありません。")
        case .scramServerError(let text):
            Localized(en: "The server reports: \(visible(text)).", ja: "サーバーからの報告: \(visible(text))")
        case .invited, .notPrepared, .plain, .loginPrompt, .loginUser, .loginPassword, .cramChallenge, .cramDigest,
            .external, .bearer, .tokenRefused, .acknowledged:
            self.step(step)
        }
    }

    private static func visible(_ text: String) -> String { Sanitizer.visible(text) }
}
