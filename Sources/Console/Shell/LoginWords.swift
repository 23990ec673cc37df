import Authentication
import Handbook
import POP3

/// How a login goes, in words. Nothing here holds a secret.
enum LoginWords {
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

extension LoginWords {
    /// Which way was chosen, and what the stronger ones lack.
    static func chosen(_ method: LoginMethod, _ choice: LoginChoice) -> Localized {
        let stronger = LoginMethod.strongestFirst.prefix { $0 != method }
        let reasons = stronger.compactMap { other in choice.rejections[other].map { (other, $0) } }
            .filter { $0.1 != .notAnnounced && !isAboutToken($0.1) }
            .map { Localized(verbatim: "\($0.0.name): ") + rejection($0.1) }
        let head = Localized(
            en: "\(method.name) is the strongest way that server and password allow.",
            ja: "\(method.name) は、サーバーとパスワードで使える最も強い方式です。")
        return reasons.reduce(head) { $0 + Localized(verbatim: " ") + $1 }
    }

    /// A token is needed: no news for somebody with a password.
    private static func isAboutToken(_ rejection: LoginRejection) -> Bool {
        switch rejection {
        case .needs: true
        case .notAnnounced, .capabilitiesUnknown, .needsTLS, .noTimestamp, .nameHasSpace, .noAuthorizationIdentity:
            false
        }
    }

    /// Nothing can be used.
    static func noMethod(_ choice: LoginChoice) -> Localized {
        let unknown = choice.unknownMechanisms.prefix(8).map(Sanitizer.visible).joined(separator: ", ")
        let head = Localized(
            en: "No way to log in fits server and password.", ja: "サーバーとパスワードの両方に合うログイン方式がありません。")
        guard !unknown.isEmpty else { return head }
        return head
            + Localized(
                en: " The server also has \(unknown), which popscope cannot do.",
                ja: " サーバーには \(unknown) もありますが、popscope は対応していません。")
    }

    /// Why a method is not taken.
    static func rejection(_ rejection: LoginRejection) -> Localized {
        switch rejection {
        case .notAnnounced:
            Localized(en: "the server does not announce it.", ja: "サーバーが告知していません。")
        case .capabilitiesUnknown:
            Localized(en: "CAPA has not said whether the server has it.", ja: "CAPA が分からないため、サーバーが対応しているか不明です。")
        case .needsTLS:
            Localized(en: "a token is sent under TLS only (RFC 7628 3).", ja: "トークンは TLS の中でだけ送れます (RFC 7628 3)。")
        case .noTimestamp:
            Localized(
                en: "the greeting has no timestamp in <...> (RFC 1939 7).",
                ja: "最初の応答に <...> のタイムスタンプがありません (RFC 1939 7)。")
        case .needs(.password):
            Localized(en: "it takes a password.", ja: "パスワードが必要です。")
        case .needs(.token):
            Localized(en: "it takes a token.", ja: "トークンが必要です。")
        case .needs(.none):
            Localized(
                en: "it takes no secret; the connection itself proves who you are.", ja: "パスワードは使いません。接続そのものが本人を示します。")
        case .nameHasSpace:
            Localized(en: "a name with a space cannot be sent (RFC 1939 3).", ja: "空白を含む名前は送れません (RFC 1939 3)。")
        case .noAuthorizationIdentity:
            Localized(en: "it has no place for whom to act as.", ja: "誰として使うかを伝える場所がありません。")
        }
    }

    /// Why a login did not succeed; `nil` where the reply was explained already.
    static func failed(_ failure: LoginFailure, _ method: LoginMethod) -> Localized? {
        switch failure {
        case .wouldExposePassword:
            Localized(
                en: "\(method.name) would send the password readable in clear text; nothing was sent.",
                ja: "\(method.name) ではパスワードが平文で読めてしまうため、何も送りませんでした。")
        case .unusable(let rejection):
            Localized(en: "\(method.name) cannot be used: ", ja: "\(method.name) は使えません: ") + self.rejection(rejection)
        case .refused: nil
        case .cancelled(let error):
            Localized(en: "Cancelled by \"*\": ", ja: "\"*\" で取り消しました: ") + self.error(error)
        case .notTrusted(let error):
            Localized(
                en: "The server said +OK, but is not to be believed: ", ja: "サーバーは +OK を返しましたが、信用できません: ")
                + self.error(error)
        case .malformedReply:
            Localized(en: "The reply is neither +OK nor -ERR.", ja: "応答が +OK でも -ERR でもありません。")
        case .closed: nil
        }
    }

    /// What is wrong with a challenge.
    static func error(_ error: SASLError) -> Localized {
        switch error {
        case .notBase64:
            Localized(en: "the challenge is not base64 (RFC 5034 4).", ja: "チャレンジが base64 ではありません (RFC 5034 4)。")
        case .endless:
            Localized(en: "the challenge does not end.", ja: "チャレンジがいつまでも終わりません。")
        case .challengeNotEmpty:
            Localized(
                en: "the client speaks first here, but the challenge is not empty.",
                ja: "クライアントが先に話す方式なのに、最初のチャレンジが空ではありません。")
        case .unexpectedChallenge:
            Localized(en: "there is one challenge more than the mechanism has.", ja: "この方式にはない余分なチャレンジが届きました。")
        case .malformed(let part):
            Localized(
                en: "the server's message is malformed (\(part.rawValue)).",
                ja: "サーバーのメッセージの形が正しくありません (\(part.rawValue))。")
        case .nonceNotOurs:
            Localized(
                en: "the server's nonce does not begin with ours (RFC 5802 5.1).",
                ja: "サーバーの nonce が、こちらの nonce で始まっていません (RFC 5802 5.1)。")
        case .nonceNotExtended:
            Localized(
                en: "the server added nothing to the nonce (RFC 5802 5.1).",
                ja: "サーバーが nonce に何も足していません (RFC 5802 5.1)。")
        case .iterations(let count):
            Localized(
                en:
                    "\(count == .max ? "far too many" : String(count)) iterations are out of reason (1 to \(ClientExchange.iterationLimit)): the computation would take too long, or protect nothing.",
                ja:
                    "反復回数\(count == .max ? "が大きすぎます" : " \(count) は受け付けません") (1 から \(ClientExchange.iterationLimit))。計算が終わらないか、保護になりません。"
            )
        case .mandatoryExtension:
            Localized(en: "the server asks for an extension that does not exist (m=).", ja: "存在しない拡張 (m=) を求められました。")
        case .wrongServerSignature:
            Localized(
                en: "the server's signature is wrong: it does not know the password.",
                ja: "サーバーの署名が誤っています。サーバーはパスワードを知りません。")
        case .serverNotProven:
            Localized(
                en: "it did not prove that it knows the password (no v=, RFC 5802 5).",
                ja: "パスワードを知っている証明 (v=) がありません (RFC 5802 5)。")
        case .acceptedEarly:
            Localized(en: "it accepted before anything was proven.", ja: "何も証明しないうちに受け入れられました。")
        case .acceptedAfterError:
            Localized(en: "it had reported an error before.", ja: "その前にエラーを報告していました。")
        }
    }
}

extension LoginWords {
    static let alreadyLoggedIn = Localized(
        en: "You are logged in already; logging in comes before that (RFC 1939 4).",
        ja: "すでにログインしています。ログインはその前の状態で行います (RFC 1939 4)。")

    static let nobodyToAsk = Localized(
        en: "Nobody can be asked for the password here; give it by --password-file, --password-command or --netrc.",
        ja: "ここではパスワードを尋ねられません。--password-file、--password-command、--netrc のどれかで指定してください。")

    static func unknownMethod(_ name: String) -> Localized {
        let known = LoginMethod.strongestFirst.map(\.name).joined(separator: " ")
        let name = Sanitizer.visible(name)
        return Localized(
            en: "popscope cannot log in by \(name). It knows: \(known), and best for the strongest of them.",
            ja: "\(name) という方式は使えません。使える方式: \(known)。best は最も強い方式を選びます。")
    }

    /// The hidden prompt for a password or token.
    static func secretPrompt(_ kind: Credentials.SecretKind, _ user: String) -> Localized {
        switch kind {
        case .password, .none: ShellWords.password(for: user)
        case .token:
            Localized(en: "Token for \(user) (not shown): ", ja: "\(user) のトークン (表示されません): ")
        }
    }

    /// Why a name or secret cannot be sent.
    static func fault(_ fault: CredentialFault) -> Localized {
        let field: Localized =
            switch fault.field {
            case .user: Localized(en: "The user name", ja: "ユーザー名")
            case .authorization: Localized(en: "The authorization identity", ja: "認可 ID")
            case .secret: Localized(en: "The password", ja: "パスワード")
            }
        return switch fault.reason {
        case .empty: Localized(en: "\(field.en) is empty; nothing was sent.", ja: "\(field.ja)が空です。何も送りませんでした。")
        case .carriageReturn(let position): holds(field, "CR", position)
        case .lineFeed(let position): holds(field, "LF", position)
        case .nul(let position): holds(field, "NUL", position)
        case .startOfHeading(let position): holds(field, "0x01", position)
        }
    }

    private static func holds(_ field: Localized, _ octet: String, _ position: Int) -> Localized {
        Localized(
            en:
                "\(field.en) holds \(octet) as octet \(position), which would end the line or the field; nothing was sent.",
            ja: "\(field.ja)の \(position) オクテット目に \(octet) があり、行や項目がそこで終わってしまうため、何も送りませんでした。")
    }
}
