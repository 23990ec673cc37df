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

    /// What the code of a refusal adds to an explanation that does not rest on it; `nil` when it adds nothing.
    ///
    /// A code that is not registered counts only where RESP-CODES is announced: elsewhere "[" is text.
    static func note(on seen: Observation) -> Localized? {
        guard let code = seen.reply.code, seen.reply.status == .err else { return nil }
        if code == .auth {
            return Localized(
                en:
                    "[AUTH]: the server says that it is about the name, the password or a right, not about a fault of its own.",
                ja: "[AUTH] は、名前、パスワード、権限が原因で、サーバーの障害ではないことを示します。")
        }
        if seen.command == nil, code == .systemTemporary {
            return Localized(
                en: "[SYS/TEMP]: a fault on the server that will pass (RFC 3206 4); try again later.",
                ja: "[SYS/TEMP] は、サーバー側の一時的な障害を示します (RFC 3206 第 4 節)。後でやり直します。")
        }
        let isRegistered = Rules.registered.contains { $0.covers(code) }
        guard !isRegistered, seen.hasCodes else { return nil }
        let name = String(quoting: code.description.utf8, limit: 40)
        return Localized(
            en: "\(name) is a response code of this server's own; the text behind it says more than it.",
            ja: "\(name) はこのサーバー独自の応答コードです。内容は後の文から読み取ります。")
    }
}
