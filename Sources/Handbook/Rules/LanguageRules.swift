import POP3

extension Rules {
    /// UTF8 and LANG, RFC 6856.
    static let languages = [
        Rule("rfc6856-3.2-lang-select-form") { seen in
            guard seen.choosesLanguage, seen.chosenTag == nil else { return nil }
            return Localized(
                en: "+OK to LANG must name the language: +OK tag text.", ja: "LANG への +OK には言語が必要です (+OK タグ 文)。")
        },
        Rule("rfc6856-3.2-lang-fail-unchanged") { seen in
            guard seen.choosesLanguage, let tag = seen.chosenTag, let range = seen.command?.argument,
                LanguageTag.isTag(range), !isSpecial(range), primary(tag) != primary(range)
            else { return nil }
            return Localized(
                en:
                    "LANG asked for \(range.prefix(20)) and was answered +OK with \(tag.prefix(20)); it should be -ERR.",
                ja: "LANG で \(range.prefix(20)) を求めたのに、+OK で \(tag.prefix(20)) になりました。-ERR を返すべきです。")
        },
        Rule("rfc6856-3.2-lang-list-form") { seen in
            guard seen.isPositive, seen.verb == .lang, let body = seen.reply.body else { return nil }
            if body.isWhole, String(validating: body.kept, as: UTF8.self) == nil {
                return Localized(en: "The list of LANG is not UTF-8.", ja: "LANG の一覧が UTF-8 ではありません。")
            }
            let odd = Languages.tags(in: body).first { !LanguageTag.isTag(String(decoding: $0, as: UTF8.self)) }
            guard let odd else { return nil }
            return Localized(
                en: "A line of LANG begins with no language tag: \"\(String(quoting: odd))\"",
                ja: "LANG の一覧に、言語タグで始まらない行があります: \"\(String(quoting: odd))\"")
        },
        Rule("rfc6856-3.2-lang-text-utf8") { seen in
            guard seen.knowledge.language != nil || seen.languageTag != nil, seen.hasStatus,
                String(validating: seen.reply.first.bytes, as: UTF8.self) == nil
            else { return nil }
            return Localized(
                en: "A language was chosen by LANG, but the text of this reply is not UTF-8.",
                ja: "LANG で言語を選んだ後なのに、この応答の文が UTF-8 ではありません。")
        },
        Rule("rfc6856-2.1-utf8-no-params") { seen in
            guard seen.isPositive, seen.verb == .utf8, seen.command?.arguments.isEmpty == false else { return nil }
            return Localized(
                en: "UTF8 was accepted with an argument; it has none.", ja: "UTF8 が引数を付けたまま受け付けられました。UTF8 に引数はありません。")
        },
        Rule("rfc6856-2-utf8-capability") { seen in
            seen.capabilities.first { $0.tag == "UTF8" }?.reading == .malformed ? wrongParameters("UTF8") : nil
        },
    ]

    /// Ranges that stand for more than one primary language.
    private static func isSpecial(_ range: String) -> Bool {
        ["i", "x", "mul", "und"].contains(primary(range))
    }

    private static func primary(_ tag: String) -> String {
        tag.prefix { $0 != "-" }.lowercased()
    }
}

extension Observation {
    /// Whether a language was asked for and the reply is +OK; a response code in front leaves the place of the tag open.
    fileprivate var choosesLanguage: Bool {
        isPositive && verb == .lang && reply.body == nil && command?.argument?.isEmpty == false && !text.hasPrefix("[")
    }

    // language = 2*3ALPHA / 4ALPHA / 5*8ALPHA; none of 4 letters and more is registered       RFC 5646 section 2.1
    /// The tag in front of the text; `nil` for a word that is no language.
    fileprivate var chosenTag: String? {
        languageTag.flatMap { tag in tag.prefix { $0 != "-" }.count <= 3 ? tag : nil }
    }
}
