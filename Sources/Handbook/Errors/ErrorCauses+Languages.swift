import POP3

extension ErrorCauses {
    // swift-format-ignore
    /// UTF8 and LANG, where they are there at all (RFC 6856).
    static let languages = [
        ErrorRule(
            "language-not-offered", help: ":help LANG", .rfc(6856, "3.2"),
            en: "refused. The server has no texts in the language {language}; the language is what it was.",
            ja: "拒否されました。サーバーには言語 {language} の文がありません。言語は変わっていません。",
            causes: [
                Cause("It is no language tag: write it as in LANG ja or LANG en-GB", "言語タグの形ではない (LANG ja や LANG en-GB のように書く)", when: { refusal in refusal.arguments.first.map { !LanguageTag.isTag($0) && $0 != "*" } ?? false }),
                Cause("LANG is optional, and this server does not have it", "LANG は任意のコマンドで、このサーバーにはない", when: { $0.announces("LANG") == nil }),
            ],
            try: [Proposal("LANG", "the list of languages", "言語の一覧を調べる"), Proposal("LANG *", "the server's own choice", "サーバーに任せる", when: { $0.arguments.first != "*" })],
            applies: { $0.isOne(of: .lang) && $0.arguments.count == 1 && $0.announces("LANG") != false && !$0.saysUnknownCommand }),
        ErrorRule(
            "utf8-refused", help: ":help UTF8", .rfc(6856, "2.1"),
            en: "refused. CAPA announces UTF8, but the server does not switch now.", ja: "拒否されました。CAPA には UTF8 がありますが、サーバーは今 UTF-8 モードになれません。",
            causes: [
                Cause("The session is in UTF-8 mode already", "すでに UTF-8 モードである", when: { $0.knowledge.isInUTF8Mode }),
                Cause("The server may refuse it without a reason", "理由を示さずに拒否することが許されている", when: { !$0.knowledge.isInUTF8Mode }),
            ],
            applies: { $0.isOne(of: .utf8) && $0.arguments.isEmpty && $0.announces("UTF8") == true }),
    ]
}
