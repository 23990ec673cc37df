import Authentication
import Handbook
import POP3

/// How a login goes, in words. Nothing here holds a secret.
enum LoginWords {
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
                en: "\(method.name) would send the secret readable in clear text; nothing was sent.",
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
                en: "the server's signature is wrong: it does not hold the keys made from the password.",
                ja: "サーバーの署名が誤っています。サーバーはパスワードから作った鍵を持っていません。")
        case .serverNotProven:
            Localized(
                en: "it did not prove that it holds the keys made from the password (no v=, RFC 5802 5).",
                ja: "パスワードから作った鍵を持つ証明 (v=) がありません (RFC 5802 5)。")
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
