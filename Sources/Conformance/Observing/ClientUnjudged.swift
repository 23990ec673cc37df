import Handbook
import POP3

/// Why no rule judges a row that binds clients.
enum ClientUnjudged {
    /// The reason for a row.
    static func reason(for row: Requirement) -> Localized {
        if case .rfc(2384, _) = row.source { return url }
        return reasons[row.id] ?? unseen
    }

    // swift-format-ignore
    /// The rows that cannot be judged by what a client says.
    static let reasons: [RequirementID: Localized] = [
        "rfc1939-3-client-unstuffs":              kept,
        "rfc1939-3-client-end-detection":         kept,
        "rfc1939-7-client-identical-uids":        kept,
        "rfc1939-3-client-status-only":           read,
        "rfc1939-5-stat-extra-tolerated":         read,
        "rfc2449-8-client-case-insensitive":      read,
        "rfc2449-8-client-ignores-unknown-detail": read,
        "rfc2449-8-client-may-strip":             read,
        "rfc2449-6.6-client-matches-replies":     read,
        "rfc3206-4-case-insensitive":             read,
        "rfc3206-4-client-temp-vs-perm":          read,
        "sasl-login-client-ignores-prompt":       read,
        "rfc5034-4-client-any-length":            read,
        "rfc6856-5-client-reissue":               read,
        "rfc1939-6-client-quit-err":              afterwards,
        "rfc1939-4-client-close-after-auth-failure": afterwards,
        "rfc2449-6.5-client-honours-delay":       Localized(
            en: "Needs a client that asks for mail again and again, watched for minutes.",
            ja: "定期的にメールを確認するクライアントを何分も観察する必要があります。"),
        "rfc2449-6.9-client-no-behaviour-change": Localized(
            en: "Needs the same client at servers that differ in nothing but their names.",
            ja: "名前だけが違う複数のサーバーで同じクライアントを比べる必要があります。"),
        "rfc1939-8-client-no-autodelete-assumption": Localized(
            en: "What a client assumes does not show; whether it is to delete is its user's choice.",
            ja: "クライアントの想定は通信に現れません。削除するかどうかは利用者が決めます。"),
        "rfc2449-6.6-pipelining-window":          Localized(
            en: "Shows only where a client stops reading; here it is the servers that are put to that test.",
            ja: "クライアントが読むのをやめたときにだけ分かります。ここで試すのはサーバーのほうです。"),
        "rfc2595-4-client-injected-reply-discarded": Localized(
            en: "What a client believes does not show; serve --fault stls-injection gives it something to drop.",
            ja: "クライアントが何を信じたかは通信に現れません。serve --fault stls-injection で試せます。"),
        "rfc5802-5-client-verifies-server":       Localized(
            en: "Whether it takes the login for good does not show; serve --fault scram-signature-wrong lets its user see.",
            ja: "ログイン成功とみなしたかどうかは通信に現れません。serve --fault scram-signature-wrong で利用者が確かめられます。"),
        "rfc8314-3.4-close-alert":                Localized(
            en: "The TLS library does not tell whether the closing alert came before the end of the connection.",
            ja: "接続の終わりの前に終了アラートが来たかどうかを、TLS ライブラリが伝えません。"),
        "rfc2595-2.3-refuse-cleartext-configurable": settings,
        "rfc2595-2.2-privacy-mode":               settings,
        "rfc2595-2.5-check-tls-result":           settings,
        "rfc2595-9-client-warn-no-privacy":       settings,
        "rfc2595-2.4-client-identity-check":      certificate,
        "rfc2595-2.4-client-no-insecure-name":    certificate,
        "rfc2595-2.4-client-on-mismatch":         certificate,
        "rfc7817-3-client-dns-id":                certificate,
        "rfc7817-3-client-srv-id":                certificate,
        "rfc7817-3-client-wildcard":              certificate,
        "rfc8314-3.1-client-cert-validation":     certificate,
        "rfc5034-4-client-verifies-cert":         certificate,
        "rfc8314-5.5-client-cert-only-if-asked":  Localized(
            en: "No server here asks for a certificate, and a client can send none unasked.",
            ja: "ここのサーバーは証明書を求めず、求められない証明書を送る方法もありません。"),
        "rfc2449-5-client-reissue-after-layer":   layer,
        "rfc5034-4-layer-discard-client":         layer,
        "rfc5034-4-layer-start":                  layer,
        "rfc5034-4-tls-over-sasl":                layer,
        "rfc5034-4-service-name-pop":             Localized(
            en: "Shows in DIGEST-MD5 and GSSAPI only, which are not spoken here.",
            ja: "DIGEST-MD5 と GSSAPI でだけ分かりますが、どちらもここでは使えません。"),
        "rfc7677-4-session-hash":                 Localized(
            en: "Needs SCRAM with channel binding, which is not spoken here.",
            ja: "チャネルバインディングのある SCRAM が必要ですが、ここでは使えません。"),
        "rfc6856-2.2-apop-saslprep":              Localized(
            en: "Needs an account whose name SASLprep changes, and APOP.",
            ja: "SASLprep で変わる名前のアカウントと APOP が必要です。"),
    ]

    private static let unseen = Localized(en: "It does not show on the wire.", ja: "通信には現れません。")
    private static let url = Localized(
        en: "It is about how a client reads a URL, which no server sees.",
        ja: "クライアントが URL をどう読むかの規定で、サーバーからは見えません。")
    private static let kept = Localized(
        en: "What a client keeps of a message does not show on the wire.",
        ja: "クライアントがメールから何を保存したかは、通信には現れません。")
    private static let read = Localized(
        en: "What a client makes of the text of a reply does not show on the wire.",
        ja: "クライアントが応答の文をどう読んだかは、通信には現れません。")
    private static let afterwards = Localized(
        en: "Shows in what the client does afterwards, and in what it tells its user.",
        ja: "クライアントのその後の動作と、利用者への表示に現れます。")
    private static let settings = Localized(
        en: "Depends on what the client was set to, which does not show on the wire.",
        ja: "クライアントの設定しだいで、それは通信には現れません。")
    private static let certificate = Localized(
        en: "Shows in whether the client refuses a certificate that is wrong: serve --cert FILE gives it one.",
        ja: "不適切な証明書を拒否するかどうかで分かります。serve --cert FILE で見せられます。")
    private static let layer = Localized(
        en: "Needs a mechanism with a security layer, and none is spoken here.",
        ja: "セキュリティ層のあるメカニズムが必要ですが、ここでは使えません。")
}
