import Authentication

extension Refusal {
    /// The same for an unknown user and a wrong secret (RFC 4422 section 3.6).
    static func wording(forWrongLogin method: LoginMethod) -> Wording {
        switch method {
        case .apop:
            Wording(en: "user name and digest do not fit together", ja: "ユーザー名とダイジェストが合いません")
        case .userPass:
            Wording(en: "user name and password do not fit together", ja: "ユーザー名とパスワードが合いません")
        case .sasl(let mechanism):
            switch mechanism.row.needs {
            case .password: wording(forWrongLogin: .userPass)
            case .token: Wording(en: "this token opens no maildrop here", ja: "このトークンで開けるメールドロップはありません")
            case .none: Wording(en: "this identity opens no maildrop here", ja: "この身元で開けるメールドロップはありません")
            }
        }
    }

    // swift-format-ignore
    static func wording(for reason: ServerExchange.Refusal, _ mechanism: Mechanism) -> Wording {
        switch reason {
        case .wrongSecret: wording(forWrongLogin: .sasl(mechanism))
        case .cancelled: Wording(
            en: "\(mechanism.name) cancelled",
            ja: "\(mechanism.name) を取り消しました")
        case .notBase64: Wording(
            en: "this is no base64",
            ja: "base64 ではありません")
        case .tooLong: Wording(
            en: "a response has at most \(ServerExchange.responseLimit) octets",
            ja: "レスポンスは \(ServerExchange.responseLimit) オクテットまでです")
        case .initialResponseNotAllowed: Wording(
            en: "the server speaks first in \(mechanism.name); send no initial response",
            ja: "\(mechanism.name) ではサーバーが先に話します。初期レスポンスは付けられません")
        case .malformed: Wording(
            en: "this is no message of \(mechanism.name)",
            ja: "\(mechanism.name) のメッセージの形ではありません")
        case .notAuthorized: Wording(
            en: "this user may act as nobody else",
            ja: "ほかのユーザーとして操作することはできません")
        case .noIdentity: Wording(
            en: "nothing outside \(mechanism.name) tells who you are",
            ja: "\(mechanism.name) の外に、身元を示すものがありません")
        case .channelBinding: Wording(
            en: "the channel binding is none that this server does",
            ja: "このサーバーが対応していないチャネルバインディングです")
        case .mandatoryExtension: Wording(
            en: "the message insists on an extension that this server does not know",
            ja: "このサーバーの知らない拡張が必須とされています")
        case .wrongNonce: Wording(
            en: "the nonce is not the one of this exchange",
            ja: "ノンスがこのやりとりのものではありません")
        case .over: Wording(
            en: "\(mechanism.name) has ended",
            ja: "\(mechanism.name) は終わっています")
        }
    }
}
