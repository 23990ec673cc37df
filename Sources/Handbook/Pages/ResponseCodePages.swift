import POP3

/// What the extended response codes mean.
enum ResponseCodePages {
    // swift-format-ignore
    /// Code and meaning, in the order of RFC 2449 section 8, RFC 3206 and RFC 6856.
    static let all: [(code: ResponseCode, meaning: Localized)] = [
        (.loginDelay,      Localized(en: "The last login was too short ago: wait.", ja: "前のログインから間がありません。少し待ちます。")),
        (.inUse,           Localized(en: "Name and password are right, but another session holds the maildrop.", ja: "認証情報は正しいのですが、別のセッションがメールドロップを使用中です。")),
        (.systemTemporary, Localized(en: "A fault on the server that will pass: try again later.", ja: "サーバー側の一時的な障害です。後でやり直します。")),
        (.systemPermanent, Localized(en: "A fault on the server that somebody must mend.", ja: "サーバー側の障害で、管理者の対処が必要です。")),
        (.auth,            Localized(en: "Name or password is wrong, or not allowed.", ja: "名前かパスワードが誤っているか、許可されていません。")),
        (.utf8,            Localized(en: "The message can be given only in UTF-8 mode.", ja: "このメールは UTF-8 モードでしか取得できません。")),
    ]
}
