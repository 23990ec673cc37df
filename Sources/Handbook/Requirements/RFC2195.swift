import POP3

extension Requirements {
    /// RFC 2195, IMAP/POP AUTHorize Extension for Simple Challenge/Response.
    // swift-format-ignore
    static let rfc2195: [Requirement] = [
        row("rfc2195-2-challenge-msgid",     .rfc(2195, "2"), .must,      .server, .extensions,
            .fail, .letter, in: [.authorization], needs: [.capability("SASL")], lowercase: true,
            en: "The decoded CRAM-MD5 challenge has the form of an RFC 822 msg-id (random digits, timestamp, host).",
            ja: "CRAM-MD5のチャレンジは、デコードするとRFC 822のmsg-id形式(ランダムな数字、タイムスタンプ、ホスト)でなければならない。"),
        row("rfc2195-2-challenge-fresh",     .rfc(2195, "2"), .fact,      .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.capability("SASL")],
            en: "Every exchange has a new challenge.",
            ja: "チャレンジは認証交換のたびに新しくなる。"),
        row("rfc2195-2-response-form",       .rfc(2195, "2"), .fact,      .client, .extensions,
            .fail, .breaksClients, in: [.authorization], mode: .client,
            en: "The response is user name, SP, 32 lower-case hex digits of HMAC-MD5(secret, challenge with brackets).",
            ja: "応答は、ユーザー名、SP、HMAC-MD5(共有秘密, 山括弧付きチャレンジ)の小文字16進32桁からなる。"),
        row("rfc2195-2-success",             .rfc(2195, "2"), .fact,      .server, .extensions,
            .warn, .breaksClients, in: [.authorization], needs: [.login, .capability("SASL")],
            en: "A right digest logs in.",
            ja: "ダイジェストが正しければ、ログインは成功する。",
            note: Localized(
                en: "A right digest may fail because the password is stored hashed.",
                ja: "パスワードがハッシュで保存されていると、正しいダイジェストでも失敗しうる。")),
        row("rfc2195-2-wrong-digest",        .rfc(2195, "2"), .fact,      .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.capability("SASL")],
            en: "A wrong or malformed digest fails.",
            ja: "ダイジェストが誤っているか形式が不正なら、認証は失敗する。"),
        row("rfc2195-2-username-with-space", .rfc(2195, "2"), .fact,      .server, .extensions,
            .warn, .letter, in: [.authorization], needs: [.login, .capability("SASL")], fixtures: [.accountWithSpace],
            strictOnly: true,
            en: "The digest is what follows the last space, so a user name with spaces is possible.",
            ja: "ダイジェストは最後のスペースより後の部分なので、ユーザー名にスペースを含めることができる。"),
        row("rfc2195-4-not-both",            .rfc(2195, "4"), .shouldNot, .server, .extensions,
            .warn, .security, in: [.authorization], needs: [.login, .capability("SASL"), .secondSession],
            lowercase: true,
            en: "A server with clear-text login and CRAM-MD5 does not allow both for the same user.",
            ja: "平文ログインとCRAM-MD5の両方を備えるサーバーは、同じユーザーに両方を許すべきではない。"),
    ]
}
