public import POP3

/// What a capability of CAPA means.
public struct CapabilityPage: Hashable, Sendable {
    /// The tag, in upper case.
    public let tag: String
    /// Where it is defined; of a tag that is not registered, where the matter itself is.
    public let citation: Citation
    /// What it means, without a full stop.
    public let meaning: Localized
}

/// A page for each capability of the registry, and for what people look for among them.
public enum CapabilityPages {
    // swift-format-ignore
    /// All pages, in the order of RFC 2449 section 6, then those of other documents.
    public static let all: [CapabilityPage] = [
        page("TOP",            .rfc(2449, "6.1"), "the header and the first lines of a message can be fetched", "TOP でヘッダーと本文の先頭だけを取得できます"),
        page("USER",           .rfc(2449, "6.2"), "login by USER and PASS is possible", "USER と PASS でログインできます"),
        page("SASL",           .rfc(2449, "6.3"), "login by AUTH, with these mechanisms", "AUTH でログインできます。使えるメカニズムの一覧です"),
        page("RESP-CODES",     .rfc(2449, "6.4"), "the text of a reply may begin with a code in brackets, such as [IN-USE]", "-ERR などの直後に [IN-USE] などの応答コードが付くことがあります"),
        page("LOGIN-DELAY",    .rfc(2449, "6.5"), "seconds to wait between two logins", "ログインとログインの間に空けるべき秒数です"),
        page("PIPELINING",     .rfc(2449, "6.6"), "several commands may be sent at once", "応答を待たずに複数のコマンドを送れます"),
        page("EXPIRE",         .rfc(2449, "6.7"), "days that mail is kept at least; 0: none may be left, NEVER: no limit", "メールを残せる最低の日数です。0 は残せないこと、NEVER は無期限を表します"),
        page("UIDL",           .rfc(2449, "6.8"), "messages have unique-ids that stay the same", "UIDL で、変わらない一意識別子 (UID) を調べられます"),
        page("IMPLEMENTATION", .rfc(2449, "6.9"), "the name of the server program", "サーバープログラムの名前です"),
        page("STLS",           .rfc(2595, "4"), "before login, the connection can be encrypted by TLS", "ログイン前なら、接続を TLS で暗号化できます"),
        page("AUTH-RESP-CODE", .rfc(3206, "6"), "[AUTH] marks a refusal that is about name, password or the right to log in", "名前、パスワード、ログインの権限が原因の拒否には [AUTH] が付きます"),
        page("UTF8",           .rfc(6856, "2"), "UTF-8 mode is available", "UTF-8 モードを使えます"),
        page("LANG",           .rfc(6856, "3"), "the language of reply texts can be chosen", "応答の文の言語を選べます"),
        page("APOP",           .rfc(1939, "7"), "no registered capability: the greeting tells of APOP", "登録された機能ではありません。APOP の有無は最初の応答で分かります"),
    ]

    /// The page of a tag in upper case; `nil` when no RFC defines it.
    public static subscript(tag: String) -> CapabilityPage? { all.first { $0.tag == tag } }

    /// What to say of a tag that has no page, without a full stop.
    public static let unregistered = Localized(en: "not a registered capability", ja: "登録されていないケイパビリティです")

    /// One line about a capability, its parameters included.
    static func note(_ capability: Capability) -> Localized {
        let words = String(quoting: ([capability.tag] + capability.parameters).joined(separator: " ").utf8, limit: 100)
        let meaning = meaning(of: capability)
        return Localized(en: "\(words): \(meaning.en).", ja: "\(words): \(meaning.ja)。")
    }

    private static func page(_ tag: String, _ citation: Citation, _ en: String, _ ja: String) -> CapabilityPage {
        CapabilityPage(tag: tag, citation: citation, meaning: Localized(en: en, ja: ja))
    }
}
