import POP3

extension Requirements {
    /// RFC 4616, The PLAIN Simple Authentication and Security Layer (SASL) Mechanism.
    // swift-format-ignore
    static let rfc4616: [Requirement] = [
        row("rfc4616-2-message-form",          .rfc(4616, "2"), .fact,      .both,   .extensions,
            .fail, .letter, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "PLAIN is one message: [authzid] NUL authcid NUL password, in UTF-8.",
            ja: "PLAINは一つのメッセージで、形式はUTF-8の「[authzid] NUL authcid NUL password」である。",
            note: Localized(
                en: "A malformed message accepted is fail; the right secret refused is warn.",
                ja: "形の崩れたメッセージを受け入れればfail、正しい秘密を拒否すればwarnである。")),
        row("rfc4616-2-empty-authzid",         .rfc(4616, "2"), .fact,      .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "Without authzid the server derives it from the authcid.",
            ja: "authzidがなければ、サーバーはauthcidからauthzidを導出する。",
            note: Localized(
                en: "Another user's maildrop is fail; -ERR with the right secret is warn.",
                ja: "ほかのユーザーのメールドロップが開けばfail、正しい秘密への-ERRはwarnである。")),
        row("rfc4616-2-authzid-same",          .rfc(4616, "2"), .fact,      .server, .extensions,
            .warn, .breaksClients, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "An authzid equal to the authcid is permitted.",
            ja: "authcidと同じauthzidを指定することは許される。",
            note: Localized(
                en: "Whether a server takes an authzid at all is not settled for POP3.",
                ja: "サーバーがそもそもauthzidを受け付けるかどうかは、POP3では定められていない。")),
        row("rfc4616-2-authzid-not-permitted", .rfc(4616, "2"), .fact,      .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "An authzid the user may not act as makes authentication fail.",
            ja: "ユーザーが名乗ることを許されていないauthzidでは、認証は失敗する。"),
        row("rfc4616-2-255-octets",            .rfc(4616, "2"), .must,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.capability("SASL")],
            en: "Each of authzid, authcid and password is accepted up to 255 octets.",
            ja: "サーバーは、authzid、authcid、パスワードのそれぞれを255オクテットまで受け付けなければならない。"),
        row("rfc4616-2-no-nul-inside",         .rfc(4616, "2"), .mustNot,   .client, .extensions,
            .fail, .letter, in: [.authorization], mode: .client,
            en: "NUL does not occur inside the three fields.",
            ja: "クライアントは、authzid、authcid、パスワードの中にNULを含めてはならない。"),
        row("rfc4616-2-empty-password-fails",  .rfc(4616, "2"), .fact,      .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "An empty prepared authcid or password makes verification fail.",
            ja: "前処理後のauthcidまたはパスワードが空なら、検証は失敗する。"),
        row("rfc4616-2-invalid-utf8",          .rfc(4616, "2"), .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization], needs: [.capability("SASL")],
            en: "Fields are UTF-8; ill-formed octets do not match the grammar.",
            ja: "各フィールドはUTF-8であり、UTF-8として不正なオクテット列は文法に合わない。",
            note: Localized(
                en: "Only +OK, a close without reply or lost sync violates.",
                ja: "違反は、+OKの場合、応答なしに閉じる場合、同期が失われる場合だけである。")),
        row("rfc4616-2-saslprep",              .rfc(4616, "2"), .should,    .server, .extensions,
            .warn, .letter, in: [.authorization], needs: [.login, .capability("SASL")], fixtures: [.nonASCIIAccount],
            en: "Presented and stored strings are prepared with SASLprep (recommended).",
            ja: "受け取った文字列と保存済みの文字列は、どちらもSASLprepで前処理すべきである(推奨)。",
            note: Localized(
                en: "RECOMMENDED only.",
                ja: "RECOMMENDEDにすぎない。")),
        row("rfc4616-5-not-without-security",  .rfc(4616, "5"), .shouldNot, .both,   .modern,
            .warn, .security, in: [.authorization], needs: [.capability("SASL")],
            en: "By default PLAIN is neither announced nor used without adequate data security.",
            ja: "十分なデータ保護がない限り、既定ではPLAINを通知も使用もすべきではない。"),
    ]
}
