import POP3

extension Requirements {
    /// RFC 4422, Simple Authentication and Security Layer (SASL).
    // swift-format-ignore
    static let rfc4422: [Requirement] = [
        row("rfc4422-3.1-mech-name-syntax",     .rfc(4422, "3.1"), .fact, .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction], needs: [.capability("SASL")],
            en: "Mechanism names are 1-20 characters of A-Z, 0-9, \"-\" and \"_\".",
            ja: "メカニズム名は、A-Z、0-9、「-」、「_」からなる1〜20文字である。",
            note: Localized(
                en: "Names in lower case are among these.",
                ja: "小文字の名前もこれに含まれる。")),
        row("rfc4422-3-ir-server-first-fails",  .rfc(4422, "3"),   .fact, .server, .extensions,
            .fail, .letter, in: [.authorization], needs: [.capability("SASL")],
            en: """
                SASL itself: client data in the request of a mechanism that does not let the client go first makes the \
                exchange fail.
                """,
            ja: "SASL自体の規定では、クライアント先行を許さないメカニズムの要求にデータを付けると、認証交換は失敗する。"),
        row("rfc4422-3.6-no-user-enumeration",  .rfc(4422, "3.6"), .fact, .server, .extensions,
            .info, .security, in: [.authorization], needs: [.login],
            en: """
                It must be possible to configure that failure replies do not tell an unknown user from a wrong \
                password.
                """,
            ja: "失敗応答がユーザー不明とパスワード誤りを区別しないように設定できる必要がある。",
            note: Localized(
                en: "The RFC asks for a configuration that hides it, not for every site to use it.",
                ja: "RFCが求めるのは、それを隠す設定があることであり、すべてのサイトがそう設定することではない。")),
        row("rfc4422-external-authzid-refused", .rfc(4422, "A"),   .fact, .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.tls, .capability("SASL")], fixtures: [.clientCertificate],
            en: "EXTERNAL with an authorization identity the certificate does not allow fails.",
            ja: "証明書が許可しない認可IDを指定したEXTERNALは失敗する。",
            note: Localized(
                en: "Without a client certificate -ERR proves nothing, so it is not judged.",
                ja: "クライアント証明書がなければ、-ERRは何の証拠にもならないので判定しない。")),
    ]
}
