import POP3

extension Requirements {
    /// RFC 8314, Cleartext Considered Obsolete: Use of Transport Layer Security (TLS) for Email Submission and Access.
    // swift-format-ignore
    static let rfc8314: [Requirement] = [
        row("rfc8314-3.1-implicit-tls-immediate",         .rfc(8314, "3.1"), .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.tls],
            en: "On pop3s (995) the TLS handshake starts at once, before any POP3 octet.",
            ja: "pop3s(ポート995)では、接続後ただちに、POP3のオクテットよりも先にTLSハンドシェイクが始まる。"),
        row("rfc8314-3.1-greeting-after-tls",             .rfc(8314, "3.1"), .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.tls],
            en: """
                On the pop3s port (995) the server sends its +OK greeting only inside TLS, as application data after \
                the handshake.
                """,
            ja: "pop3sのポート(995)では、サーバーは+OKのグリーティングを、ハンドシェイクの後にTLSの中でだけ送る。"),
        row("rfc8314-3.1-authorization-after-greeting",   .rfc(8314, "3.1"), .must,      .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.tls],
            en: "After the +OK greeting the session is in AUTHORIZATION, even if a client certificate was given.",
            ja: "クライアント証明書を提示した場合でも、+OKのグリーティングの後のセッションはAUTHORIZATION状態でなければならない。"),
        row("rfc8314-3.1-client-cert-validation",         .rfc(8314, "3.1"), .must,      .client, .modern,
            .fail, .security, in: [.authorization], mode: .client,
            en: "Clients implement RFC 7817 certificate validation.",
            ja: "クライアントは、RFC 7817の証明書検証を実装しなければならない。"),
        row("rfc8314-3.4-close-alert",                    .rfc(8314, "3.4"), .should,    .both,   .modern,
            .warn, .letter, in: [.update], needs: [.tls],
            en: "A side closing the connection sends a TLS close alert before closing TCP.",
            ja: "接続を閉じる側は、TCPを閉じる前にTLSの終了アラート(close_notify)を送るべきである。"),
        row("rfc8314-4-tls12",                            .rfc(8314, "4"),   .must,      .server, .modern,
            .fail, .security, in: [.authorization], needs: [.tls],
            en: "Servers support TLS 1.2 or later.",
            ja: "サーバーは、TLS 1.2以降に対応しなければならない。"),
        // RFC 8314 section 4 itself: SHOULD discontinue SSL 2, SSL 3 and TLS 1.0; RFC 8997 adds TLS 1.1; the MUST NOT
        // is RFC 8996 sections 4 and 5.
        row("rfc8314-4-old-tls-dropped",                  .rfc(8314, "4"),   .mustNot,   .server, .modern,
            .fail, .security, in: [.authorization], needs: [.tls],
            en: "A POP3 server must not use TLS 1.0 or TLS 1.1 (RFC 8996), nor SSL 2 or 3.",
            ja: "POP3サーバーは、TLS 1.0とTLS 1.1(RFC 8996)、SSL 2とSSL 3を使ってはならない。",
            note: Localized(
                en: """
                    RFC 8314 alone says SHOULD, the MUST NOT is RFC 8996; it is not judged where the TLS library at \
                    hand cannot offer TLS 1.0/1.1.
                    """,
                ja: "RFC 8314だけではSHOULDであり、MUST NOTはRFC 8996による。手元のTLSライブラリがTLS 1.0と1.1を使えない場合は判定しない。")),
        row("rfc8314-4-implicit-tls-offered",             .rfc(8314, "4"),   .should,    .server, .modern,
            .warn, .security, in: [.authorization], needs: [.tls],
            en: "Providers offer an implicit TLS POP service.",
            ja: "メールサービスの提供者は、Implicit TLSによるPOPサービスを提供すべきである。"),
        row("rfc8314-4-stls-offered",                     .rfc(8314, "4"),   .should,    .server, .modern,
            .info, .letter, in: [.authorization],
            en: "For compatibility an STLS service is offered too in the near term.",
            ja: "互換性のため、当面はSTLSによるサービスも提供すべきである。",
            note: Localized(
                en: "The RFC asks it for the near term of 2018 only; 995 alone is good practice.",
                ja: "RFCがこれを求めたのは、2018年当時の近い将来についてだけである。995番だけでもよい慣行である。")),
        row("rfc8314-4-tls-must-be-offered",              .rfc(8314, "4"),   .must,      .server, .modern,
            .fail, .security, in: [.authorization], needs: [.tls],
            en: "A provider of POP supports TLS access to it.",
            ja: "POPの提供者は、POPへのTLSによるアクセスに対応しなければならない。",
            note: Localized(
                en: "A rule for providers: on loopback or a lab host info.",
                ja: "事業者への規則であり、ループバックや実験用のホストではinfoである。")),
        row("rfc8314-4-no-stls-when-failing",             .rfc(8314, "4"),   .shouldNot, .server, .modern,
            .warn, .breaksClients, in: [.authorization], needs: [.tls, .capability("STLS")],
            en: "STLS is not announced if it is likely to fail (no certificate).",
            ja: "証明書がないなど、STLSが失敗しそうな場合は、STLSを通知すべきではない。"),
        row("rfc8314-4.1-same-denial",                    .rfc(8314, "4.1"), .must,      .server, .modern,
            .fail, .security, in: [.authorization], needs: [.login],
            en: """
                Once clear-text access is revoked for a user, valid and invalid credentials get the same denial over a \
                clear-text channel.
                """,
            ja: "平文アクセスを取り消したユーザーには、平文の通信路では、認証情報が正しくても誤っていても同じ拒否を返さなければならない。",
            note: Localized(
                en: """
                    Only where plaintext login is refused to right credentials; compare status, code and step, not the \
                    text (another text is info).
                    """,
                ja: "正しい認証情報でも平文のログインが拒否される場合だけが対象である。比べるのは状態、コード、段階であってテキストではない(テキストの違いはinfo)。")),
        row("rfc8314-4.2-no-client-cert-request",         .rfc(8314, "4.2"), .mustNot,   .server, .modern,
            .info, .letter, in: [.authorization], needs: [.tls],
            en: """
                On port 995 the server requests a client certificate only if it is configured to accept some as \
                sufficient for authentication and can find the mail user that belongs to such a certificate.
                """,
            ja: "ポート995のサーバーは、認証に十分なものとして受け入れ、かつ利用者を特定できるクライアント証明書が設定されていない限り、クライアント証明書を要求してはならない。",
            note: Localized(
                en: "What certificates the server would accept is not visible.",
                ja: "サーバーがどの証明書を受け入れるかは、外から見えない。")),
        row("rfc8314-4.2-external-enabled",               .rfc(8314, "4.2"), .must,      .server, .modern,
            .fail, .breaksClients, in: [.authorization], needs: [.login, .tls, .capability("SASL")],
            fixtures: [.clientCertificate],
            en: """
                A server that accepts the client's certificate as sufficient for authorization enables SASL EXTERNAL \
                for AUTH.
                """,
            ja: "クライアント証明書を認可に十分なものとして受け入れるサーバーは、AUTHでSASL EXTERNALを有効にしなければならない。",
            note: Localized(
                en: "Only a client certificate that is known to suffice can show it.",
                ja: "十分だと分かっているクライアント証明書がある場合だけ判定できる。")),
        row("rfc8314-4.4-valid-certificate",              .rfc(8314, "4.4"), .must,      .server, .modern,
            .fail, .security, in: [.authorization], needs: [.tls],
            en: "The server certificate is valid (chain, dates, name).",
            ja: "サーバー証明書は、証明書チェーン、有効期間、名前のいずれについても有効でなければならない。",
            note: Localized(
                en: "On loopback or with --insecure info.",
                ja: "ループバックの場合と--insecureを付けた場合は、infoである。")),
        row("rfc8314-5-client-tls12",                     .rfc(8314, "5"),   .must,      .client, .modern,
            .fail, .breaksClients, in: [.authorization], mode: .client,
            en: "Clients implement TLS 1.2 or later.",
            ja: "クライアントは、TLS 1.2以降を実装しなければならない。"),
        row("rfc8314-5.2-client-minimum-confidentiality", .rfc(8314, "5.2"), .mustNot,   .client, .modern,
            .fail, .security, in: [.authorization], mode: .client,
            en: "A client set to require confidentiality does nothing but capability discovery or STLS without it.",
            ja: "機密性を必須とする設定のクライアントは、それが得られないうちは、ケイパビリティの確認とSTLS以外のことをしてはならない。"),
        row("rfc8314-5.5-client-cert-only-if-asked",      .rfc(8314, "5.5"), .mustNot,   .client, .modern,
            .fail, .security, in: [.authorization], mode: .client,
            en: "A client presents a certificate only if the server asks and the user allowed it for that account.",
            ja: "クライアントは、サーバーが要求し、かつユーザーがそのアカウントでの使用を許可した場合のほかは、証明書を提示してはならない。"),
    ]
}
