import POP3

extension Requirements {
    /// RFC 7677, SCRAM-SHA-256 and SCRAM-SHA-256-PLUS Simple Authentication and Security Layer (SASL) Mechanisms.
    // swift-format-ignore
    static let rfc7677: [Requirement] = [
        row("rfc7677-3-sha256",         .rfc(7677, "3"), .fact,   .both,   .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "SCRAM-SHA-256(-PLUS) is SCRAM with SHA-256.",
            ja: "SCRAM-SHA-256(-PLUS)は、ハッシュにSHA-256を使うSCRAMである。",
            note: Localized(
                en: """
                    A client proof or server signature that does not match the vector is fail; a server refusing the \
                    right secret is warn.
                    """,
                ja: "クライアントの証明またはサーバーの署名がテストベクターと一致しなければfail、正しい秘密を拒否するサーバーはwarnである。")),
        row("rfc7677-3-iteration-4096", .rfc(7677, "3"), .should, .server, .extensions,
            .warn, .security, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "SCRAM-SHA-256 announces at least 4096 iterations.",
            ja: "SCRAM-SHA-256では、サーバーは4096以上の反復回数を通知すべきである。"),
        row("rfc7677-4-session-hash",   .rfc(7677, "4"), .must,   .both,   .extensions,
            .fail, .security, in: [.authorization], needs: [.tls, .capability("SASL")],
            en: """
                SCRAM-SHA-1-PLUS and SCRAM-SHA-256-PLUS are used over a TLS channel with the session-hash (extended \
                master secret) extension, or else without session resumption.
                """,
            ja: """
                SCRAM-SHA-1-PLUSとSCRAM-SHA-256-PLUSは、session-hash(extended master secret)拡張のあるTLSか、\
                再開していないTLSの上で使わなければならない。
                """,
            note: Localized(
                en: """
                    Missing extended master secret on a full handshake passes; fail is a -PLUS login on a resumed TLS \
                    1.2 session without it.
                    """,
                ja: """
                    完全なハンドシェイクでextended master secretがないことは合格である。failは、再開したTLS 1.2のセッションで、それなしに-PLUSのログインが行われる場合である。
                    """)),
    ]
}
