import POP3

extension Requirements {
    /// RFC 3206, The SYS and AUTH POP Response Codes.
    // swift-format-ignore
    static let rfc3206: [Requirement] = [
        row("rfc3206-4-sys-second-level",         .rfc(3206, "4"), .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], mode: .passive,
            en: "The SYS code has the second levels TEMP and PERM.",
            ja: "SYSコードの第2階層には、TEMPとPERMがある。",
            note: Localized(
                en: "Only where RESP-CODES is announced; a bare [SYS] is warn.",
                ja: "RESP-CODESが通知されている場合だけが対象である。第2階層のない[SYS]はwarnである。")),
        row("rfc3206-4-sys-on-err-only",          .rfc(3206, "4"), .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.login], mode: .passive,
            en: "SYS codes go with -ERR (any command) and mean a system fault, not wrong credentials.",
            ja: "SYSコードは-ERRに付き(コマンドは問わない)、認証情報の誤りではなくシステムの障害を意味する。",
            note: Localized(
                en: "Only where RESP-CODES is announced; [SYS/TEMP] from guess protection passes.",
                ja: "RESP-CODESが通知されている場合だけが対象である。推測への対策による[SYS/TEMP]は合格である。")),
        row("rfc3206-4-case-insensitive",         .rfc(3206, "4"), .fact,      .client, .extensions,
            .fail, .letter, in: [.authorization, .transaction], mode: .client,
            en: "Case is not significant at any level of the code.",
            ja: "応答コードは、どの階層でも大文字と小文字を区別しない。"),
        // Advice, no requirement words in the RFC.
        row("rfc3206-4-client-temp-vs-perm",      .rfc(3206, "4"), .fact,      .client, .extensions,
            .warn, .breaksClients, in: [.authorization], mode: .client,
            en: """
                On [SYS/TEMP] a client has no need to alarm the user unless it persists, on [SYS/PERM] it is fit to \
                tell the user to ask for support, and neither is a reason to ask for new credentials.
                """,
            ja: "クライアントは、[SYS/TEMP]では続かない限りユーザーを煩わせず、[SYS/PERM]ではサポートへの相談を勧め、どちらでも認証情報の再入力を求めない。",
            note: Localized(
                en: "The RFC describes this in advice words.",
                ja: "RFCは、これを助言の言葉で述べている。")),
        row("rfc3206-5-auth-code-on-credentials", .rfc(3206, "5"), .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.login, .capability("AUTH-RESP-CODE")],
            en: "[AUTH] on -ERR to an authentication command says the credentials are the problem.",
            ja: "認証コマンドへの-ERRに付いた[AUTH]は、認証情報に問題があることを示す。"),
        row("rfc3206-5-auth-code-commands",       .rfc(3206, "5"), .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization], mode: .passive,
            en: """
                [AUTH] is valid only on -ERR replies to authentication commands (AUTH, PASS, APOP, in principle USER).
                """,
            ja: "[AUTH]は、認証コマンド(AUTH、PASS、APOP、原理的にはUSERも)への-ERR応答でだけ有効である。",
            note: Localized(
                en: "Only where RESP-CODES is announced; on USER it is warn (rfc3206-5-auth-code-not-on-user).",
                ja: "RESP-CODESが通知されている場合だけが対象である。USERに付けばwarnである(rfc3206-5-auth-code-not-on-user)。")),
        row("rfc3206-5-auth-code-not-on-user",    .rfc(3206, "5"), .shouldNot, .server, .extensions,
            .warn, .security, in: [.authorization],
            en: "[AUTH] is best not sent in reply to USER, since it reveals which names exist.",
            ja: "どの名前が存在するかが知られてしまうので、USERへの応答で[AUTH]を送るべきではない。"),
        row("rfc3206-5-announce-capability",      .rfc(3206, "5"), .should,    .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction],
            en: "A server using the AUTH code supports CAPA and announces AUTH-RESP-CODE.",
            ja: "AUTHコードを使うサーバーは、CAPAに対応し、AUTH-RESP-CODEを通知すべきである。"),
        row("rfc3206-6-auth-resp-code-complete",  .rfc(3206, "6"), .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.login, .capability("AUTH-RESP-CODE")],
            en: "With AUTH-RESP-CODE announced, every authentication failure caused by credentials carries [AUTH].",
            ja: "AUTH-RESP-CODEが通知されていれば、認証情報が原因の認証失敗にはすべて[AUTH]が付く。"),
        // Arguments and states confirmed by the IANA registry.
        row("rfc3206-6-capability-no-args",       .rfc(3206, "6"), .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], needs: [.login, .capability("AUTH-RESP-CODE")],
            en: "AUTH-RESP-CODE has no arguments and is announced in both states.",
            ja: "AUTH-RESP-CODEは引数を持たず、AUTHORIZATIONとTRANSACTIONの両方の状態で通知される。",
            note: Localized(
                en: "Missing in one state is fail; an extra argument is warn.",
                ja: "一方の状態で欠けていればfail、余分な引数があればwarnである。")),
    ]
}
