import Handbook
import POP3

/// Why no check and no rule judges a row.
enum Unjudged {
    /// The reason for a row.
    static func reason(for row: Requirement) -> Localized {
        reasons[row.id]
            ?? Localized(en: "No situation arose that shows it.", ja: "判定できる状況になりませんでした。")
    }

    /// The rows that cannot be judged on the wire.
    // swift-format-ignore
    static let reasons: [RequirementID: Localized] = [
        "rfc1939-3-listen-tcp-110": Localized(
            en: "The port is the operator's choice: the URL names it.",
            ja: "ポートは運用者が決めるもので、URL に書かれています。"),
        "rfc1939-6-quit-failure-err": Localized(
            en: "Nobody can make the removal fail from outside; -ERR to QUIT is accepted wherever it comes.",
            ja: "外部から削除を失敗させることはできません。QUIT への -ERR はどこでも正しい応答として扱います。"),
        "rfc1939-8-no-new-mail-in-session": Localized(
            en: "Needs mail to be delivered while a session is open.",
            ja: "セッション中にメールを配送する必要があります。"),
        "rfc1939-7-uidl-never-reused": Localized(
            en: "Needs mail to be delivered after another message was removed.",
            ja: "メールを削除した後に別のメールを配送する必要があります。"),
        "rfc6856-7-lang-star-no-leak": Localized(
            en: "It asks for a configuration; the texts of replies are not compared.",
            ja: "求められているのは設定であり、応答の文は比べません。"),
        "rfc2449-6.7-expire-announce-policy": Localized(
            en: "What a site does with old mail does not show in a session.",
            ja: "古いメールをサイトがどう扱うかは、セッションの中では分かりません。"),
        "rfc6856-2.1-convert-other": Localized(
            en: "What the server stores does not show on the wire.",
            ja: "サーバーが何を保存しているかは、通信には現れません。"),
        "rfc6856-2.2-saslprep": Localized(
            en: "Needs an account whose name SASLprep changes.",
            ja: "SASLprep で変わる名前のアカウントが必要です。"),
        "rfc6856-2.2-apop-saslprep": Localized(
            en: "Needs an account whose name SASLprep changes, and APOP.",
            ja: "SASLprep で変わる名前のアカウントと APOP が必要です。"),
        "rfc1734-2-no-mech-required": Localized(
            en: "Obsolete, and it only permits: no answer can break it.",
            ja: "廃止された規定で、許可するだけのものです。どの応答も違反になりません。"),
        "rfc5034-4-service-name-pop": Localized(
            en: "Shows in DIGEST-MD5 and GSSAPI only, which are not spoken here.",
            ja: "DIGEST-MD5 と GSSAPI でだけ分かりますが、どちらもここでは使えません。"),
        "rfc5034-4-layer-discard-server": Localized(
            en: "Needs a mechanism with a security layer, and none is spoken here.",
            ja: "セキュリティ層のあるメカニズムが必要ですが、ここでは使えません。"),
        "rfc5034-4-layer-start": Localized(
            en: "Needs a mechanism with a security layer, and none is spoken here.",
            ja: "セキュリティ層のあるメカニズムが必要ですが、ここでは使えません。"),
        "rfc5034-4-tls-over-sasl": Localized(
            en: "Needs a mechanism with a security layer, and none is spoken here.",
            ja: "セキュリティ層のあるメカニズムが必要ですが、ここでは使えません。"),
        "rfc5802-6.1-tls-unique": Localized(
            en: "Needs SCRAM with channel binding, which is not spoken here.",
            ja: "チャネルバインディングのある SCRAM が必要ですが、ここでは使えません。"),
        "rfc7677-4-session-hash": Localized(
            en: "Needs SCRAM with channel binding on a resumed TLS session, which is not done here.",
            ja: "再開した TLS セッションでチャネルバインディングのある SCRAM を使う必要がありますが、ここでは行えません。"),
        "rfc8314-3.4-close-alert": Localized(
            en: "The TLS library does not tell whether the closing alert came before the end of the connection.",
            ja: "接続の終わりの前に終了アラートが来たかどうかを、TLS ライブラリが伝えません。"),
        "rfc8314-4.2-no-client-cert-request": Localized(
            en: "The TLS library does not tell whether the server asked for a certificate.",
            ja: "サーバーが証明書を求めたかどうかを、TLS ライブラリが伝えません。"),
        "rfc2595-2.3-refuse-per-user": Localized(
            en: "A property of the configuration: one run sees one configuration only.",
            ja: "設定の可否についての規定です。1 回の検査では 1 つの設定しか見えません。"),
        "rfc2595-2.2-privacy-mode": Localized(
            en: "A property of the configuration: one run sees one configuration only.",
            ja: "設定の可否についての規定です。1 回の検査では 1 つの設定しか見えません。"),
        "rfc2595-2.5-check-tls-result": Localized(
            en: "What a server makes of a handshake that it took does not show on the wire.",
            ja: "成立したハンドシェイクをサーバーがどう評価したかは、通信からは分かりません。"),
        "rfc1939-7-pass-spaces": Localized(
            en: "Needs an account with spaces in its password.",
            ja: "パスワードに空白のあるアカウントが必要です。"),
        "rfc5034-4-authzid-prep": Localized(
            en: "Needs an account whose name or password SASLprep changes.",
            ja: "SASLprep で変わる名前かパスワードのアカウントが必要です。"),
        "rfc4616-2-saslprep": Localized(
            en: "Needs an account whose name or password SASLprep changes.",
            ja: "SASLprep で変わる名前かパスワードのアカウントが必要です。"),
        "rfc7628-3.1-unknown-kv-ignored": Localized(
            en: "Needs a token for OAUTHBEARER.",
            ja: "OAUTHBEARER のトークンが必要です。"),
        "rfc7628-3.2-success": Localized(
            en: "Needs a token for OAUTHBEARER.",
            ja: "OAUTHBEARER のトークンが必要です。"),
        "rfc7628-3.2-host-port-match": Localized(
            en: "Needs a token for OAUTHBEARER.",
            ja: "OAUTHBEARER のトークンが必要です。"),
        "rfc4422-external-authzid-refused": Localized(
            en: "Needs a certificate that identifies the client.",
            ja: "クライアントを識別する証明書が必要です。"),
        "rfc8314-4.2-external-enabled": Localized(
            en: "Needs a certificate that identifies the client.",
            ja: "クライアントを識別する証明書が必要です。"),
    ]
}
