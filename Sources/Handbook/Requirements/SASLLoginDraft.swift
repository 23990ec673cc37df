import POP3

extension Requirements {
    /// The LOGIN SASL Mechanism, an Internet-Draft that never became an RFC.
    // swift-format-ignore
    static let saslLoginDraft: [Requirement] = [
        row("sasl-login-two-challenges",            draft("2.2"), .fact,    .server, .extensions,
            .warn, .breaksClients, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "LOGIN: first challenge asks for the user name, second for the password; then the outcome.",
            ja: "LOGINでは、最初のチャレンジでユーザー名、2番目でパスワードを求め、その後に結果を返す。",
            note: Localized(
                en: "Expired draft, cannot condemn a server.",
                ja: "失効したドラフトであり、これでサーバーを不適合とすることはできない。")),
        row("sasl-login-challenge-text",            draft("2.2"), .may,     .server, .extensions,
            .info, .letter, in: [.authorization], needs: [.capability("SASL")],
            en: """
                The prompts are "User Name" / "Password" (with NUL) or, for old clients, "Username:" / "Password:".
                """,
            ja: "プロンプトは「User Name」「Password」(NUL付き)だが、古いクライアント向けに「Username:」「Password:」としてもよい。",
            note: Localized(
                en: "A prompt that is not base64 is rfc5034-4-challenge-form.",
                ja: "base64でないプロンプトは、rfc5034-4-challenge-formの対象である。")),
        row("sasl-login-client-ignores-prompt",     draft("2.1"), .should,  .client, .extensions,
            .warn, .breaksClients, in: [.authorization], mode: .client,
            en: "A client ignores the text of the prompts.",
            ja: "クライアントは、プロンプトの文字列を無視すべきである。"),
        row("sasl-login-not-where-plain-forbidden", draft("3"),   .mustNot, .server, .modern,
            .warn, .security, in: [.authorization], needs: [.capability("SASL")],
            en: "LOGIN is not announced or used where PLAIN or USER/PASS in the clear is forbidden.",
            ja: "PLAINや平文のUSER/PASSが禁止される構成では、LOGINを通知も使用もしてはならない。",
            note: Localized(
                en: "Expired draft; LOGIN listed while PLAIN is withheld still leaks passwords.",
                ja: "失効したドラフトである。ただし、PLAINを控えながらLOGINを一覧に載せれば、やはりパスワードが漏れる。")),
        row("sasl-login-username-64",               draft("2"),   .must,    .client, .extensions,
            .info, .letter, in: [.authorization], mode: .client,
            en: "The user name is shorter than 64 characters.",
            ja: "ユーザー名は64文字未満でなければならない。",
            note: Localized(
                en: "Expired draft; longer names exist.",
                ja: "失効したドラフトであり、これより長い名前も実際にある。")),
    ]

    private static func draft(_ section: String) -> Requirement.Source {
        .draft("draft-murchison-sasl-login-00", section)
    }
}
