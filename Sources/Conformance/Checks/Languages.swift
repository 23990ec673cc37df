import Handbook
import POP3

extension Checklist {
    /// LANG, RFC 6856 section 3.
    static let languages = [
        Check(
            "languages",
            [
                "rfc6856-3.2-lang-select-form", "rfc6856-3.2-lang-fail-unchanged", "rfc6856-3.2-lang-star",
                "rfc6856-3.2-lang-list-form", "rfc6856-3.2-lang-text-utf8",
            ]
        ) { bench in
            try await bench.visiting { visit in try await visit.judgeLanguages() }
        },
        Check(
            "languages-in-both-states",
            [
                "rfc6856-3-lang-both-states", "rfc6856-3.2-lang-select-form", "rfc6856-3.2-lang-fail-unchanged",
                "rfc6856-3.2-lang-list-form", "rfc6856-3.2-lang-text-utf8",
            ]
        ) { bench in
            var before: [Exchange] = []
            try await bench.loggedIn(behind: { visit in before = try await visit.askForLanguages() }) { visit in
                let after = try await visit.askForLanguages()
                for (one, other) in zip(before, after) where one.reply.status != other.reply.status {
                    visit.breach(
                        "rfc6856-3-lang-both-states",
                        Localized(
                            en: "\"\(one.said)\" is answered otherwise after login than before it.",
                            ja: "\"\(one.said)\" への応答が、ログイン前とログイン後で違います。"),
                        expected: [one.reply.first.quoted], actual: other.reply.first)
                }
                guard visit.isOpen else { return }
                try await visit.judgeLanguages()
                for command in ["NOOP", "STAT", "LIST 0"] where visit.isOpen { _ = try await visit.attempt(command) }
            }
        },
    ]
}

extension Visit {
    fileprivate func askForLanguages() async throws(Interruption) -> [Exchange] {
        var exchanges: [Exchange] = []
        for command in ["LANG", "LANG zz-nosuch"] {
            guard let exchange = try await attempt(command) else { break }
            exchanges.append(exchange)
        }
        return exchanges
    }

    /// Asks for the list, and for each language in it, for the server's own choice, and for what is not there.
    fileprivate func judgeLanguages() async throws(Interruption) {
        guard let list = try await attempt("\(Verb.lang)") else { return }
        let tags =
            list.isPositive ? list.lines.map { String(decoding: $0.bytes.prefix { $0 != 0x20 }, as: UTF8.self) } : []
        for tag in tags.prefix(12) where LanguageTag.isTag(tag) {
            guard let exchange = try await attempt("\(Verb.lang) \(tag)") else { return }
            expect(
                .ok, of: exchange, "rfc6856-3.2-lang-list-form",
                reason: Localized(
                    en: "LANG lists \(tag.printable), but it cannot be chosen.",
                    ja: "LANG の一覧に \(tag.printable) がありますが、選択できません。"))
        }
        for range in ["zz-nosuch", "tlh-x-popscope", "zz"] {
            guard try await attempt("\(Verb.lang) \(range)") != nil else { return }
        }
        guard let star = try await attempt("\(Verb.lang) *") else { return }
        if list.isPositive { expect(.ok, of: star, "rfc6856-3.2-lang-star") }
        _ = try await attempt(Self.nonsense)
    }
}
