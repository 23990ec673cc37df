import POP3

// swift-format-ignore
extension Fault {
    private static let selectForm: RequirementID = "rfc6856-3.2-lang-select-form"

    /// LANG and UTF8: RFC 6856. All of these need an offer with them.
    static let languages = [
        Fault("lang-without-tag", [selectForm],
            en: "LANG does not say the tag of the language that it chose.",
            ja: "LANGが、選んだ言語のタグを答えません。",
            .chosen { moment in moment.said.text = "+OK \(moment.said.words.dropFirst().joined(separator: " "))" }),
        Fault("lang-multi-line", [selectForm],
            en: "LANG with a language ends with a line with a dot.",
            ja: "言語を付けたLANGの後に、ピリオドだけの行が続きます。",
            .chosen { moment in moment.said.more = Line(".").octets }),
        Fault("lang-unknown-ok", ["rfc6856-3.2-lang-fail-unchanged"],
            en: "LANG with an unknown language gets +OK and the language as it was.",
            ja: "知らない言語のLANGに、+OKと今の言語を答えます。",
            .refusing(.lang) { moment, server in
                if moment.command.arguments.count == 1 { moment.said = .ok("\(server.language.rawValue) as before") }
            }),
        Fault("lang-star-refused", ["rfc6856-3.2-lang-star"],
            en: "LANG * is refused.",
            ja: "LANG *を拒否します。",
            .hearing(.lang) { moment, _ in if moment.command.argument == "*" { moment.answer(.err("no such language")) } }),
        Fault("lang-list-without-tags", ["rfc6856-3.2-lang-list-form"],
            en: "LANG lists the names of languages without their tags.",
            ja: "LANGの一覧に、言語の名前だけがあってタグがありません。",
            .confirming(.lang) { moment, _ in
                moment.said.editLines { "(\($0.split(separator: " ").dropFirst().joined(separator: " ")))" }
            }),
        Fault("lang-after-login-refused", ["rfc6856-3-lang-both-states"],
            en: "LANG is refused after login.",
            ja: "ログイン後のLANGを拒否します。",
            .late(.lang, .err("LANG comes before login"))),
        Fault("lang-text-not-utf8", ["rfc6856-3.2-lang-text-utf8"],
            en: "Replies in Japanese hold an octet that is not UTF-8.",
            ja: "日本語の応答に、UTF-8でないオクテットがあります。",
            .saying { moment, server in
                guard server.language == .japanese, moment.said.isErr else { return }
                moment.said.first?.bytes += [Octet.space, 0xE9]
            }),
        Fault("lang-capability-lists-languages", ["rfc6856-3-lang-capability"],
            en: "LANG has arguments in CAPA.",
            ja: "CAPAのLANGに引数があります。",
            .capability("LANG") { $0 + " en ja" }),
        Fault("lang-before-login-only", ["rfc6856-3-lang-capability", "rfc2449-5-capa-announced-both"],
            en: "LANG is announced before login only.",
            ja: "LANGをログイン前にだけ広告します。",
            .concealing("LANG", in: [.transaction])),
        Fault("utf8-capability-with-argument", ["rfc6856-2-utf8-capability"],
            en: "UTF8 has an argument in CAPA that nobody has defined.",
            ja: "CAPAのUTF8に、定義されていない引数があります。",
            .capability("UTF8") { $0 + " ON" }),
        Fault("utf8-with-argument", ["rfc6856-2.1-utf8-no-params"],
            en: "UTF8 takes any argument.",
            ja: "UTF8がどんな引数でも受け付けます。",
            .hearing(.utf8) { moment, _ in if moment.command.argument != nil { moment.line = "UTF8" } }),
        Fault("utf8-after-login", ["rfc6856-2-utf8-authorization-only"],
            en: "UTF8 is answered +OK after login.",
            ja: "ログイン後のUTF8に+OKと答えます。",
            .late(.utf8, .ok("UTF-8 mode"))),
        Fault("utf8-mail-as-it-is", ["rfc6856-2.1-no-8bit-without-utf8", "rfc6856-2.1-surrogate-or-err"],
            en: "A message with a header in UTF-8 is sent as it is, without UTF-8 mode.",
            ja: "UTF-8モードでないのに、ヘッダーがUTF-8のメールをそのまま送ります。",
            .hearing(.retr, .top) { _, server in server.isUTF8 = true }),
        Fault("utf8-mail-mangled", ["rfc6856-2.1-as-is-in-utf8-mode"],
            en: "In UTF-8 mode every octet that is not ASCII is sent as a question mark.",
            ja: "UTF-8モードで、ASCIIでないオクテットが疑問符になります。",
            .confirming(.retr, .top) { moment, server in
                if server.isUTF8 { moment.said.body = moment.said.body?.map { $0 > 0x7F ? UInt8(ascii: "?") : $0 } }
            }),
    ]
}

extension Flaw {
    /// After LANG has chosen a language.
    fileprivate static func chosen(_ act: @escaping @Sendable (inout Moment) -> Void) -> Flaw {
        .confirming(.lang) { moment, _ in
            if moment.said.body == nil { act(&moment) }
        }
    }
}
