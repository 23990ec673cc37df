import POP3

extension Requirements {
    /// RFC 7817, Updated Transport Layer Security (TLS) Server Identity Check Procedure for Email-Related Protocols.
    // swift-format-ignore
    static let rfc7817: [Requirement] = [
        row("rfc7817-3-client-dns-id",      .rfc(7817, "3"), .must, .client, .modern,
            .fail, .breaksClients, in: [.authorization], mode: .client,
            en: """
                Clients match the reference names (host name, and source domain for SRV) against DNS-ID \
                subjectAltNames.
                """,
            ja: "クライアントは、参照名(ホスト名と、SRVの場合は探索元のドメイン)をsubjectAltNameのDNS-IDと照合しなければならない。"),
        row("rfc7817-3-client-srv-id",      .rfc(7817, "3"), .must, .client, .modern,
            .fail, .breaksClients, in: [.authorization], mode: .client,
            en: "Clients that do SRV discovery (RFC 6186) support SRV-ID (_pop3, _pop3s) names.",
            ja: "SRVによる探索(RFC 6186)を行うクライアントは、SRV-IDの名前(_pop3、_pop3s)に対応しなければならない。",
            note: Localized(
                en: "Only a client that looks servers up by RFC 6186 is judged.",
                ja: "RFC 6186の探索を行うクライアントだけが対象である。")),
        row("rfc7817-3-client-wildcard",    .rfc(7817, "3"), .may,  .client, .modern,
            .fail, .security, in: [.authorization], mode: .client,
            en: "A wildcard as complete left-most label may match one label.",
            ja: "ワイルドカードが左端のラベル全体をなす場合、1個のラベルに一致するとみなしてもよい。",
            note: Localized(
                en: "Not supporting wildcards is info (MAY); matching more than one label or the bare domain is fail.",
                ja: "ワイルドカードに対応しないことはinfoである(MAY)。2つ以上のラベルやドメインそのものに一致させればfailである。")),
        row("rfc7817-5-server-cert-dns-id", .rfc(7817, "5"), .must, .server, .modern,
            .fail, .breaksClients, in: [.authorization], needs: [.tls],
            en: "Server certificates carry a DNS-ID for the host name.",
            ja: "サーバー証明書は、ホスト名のDNS-IDを含まなければならない。",
            note: Localized(
                en: "On loopback or with --insecure info.",
                ja: "ループバックの場合と--insecureを付けた場合は、infoである。")),
    ]
}
