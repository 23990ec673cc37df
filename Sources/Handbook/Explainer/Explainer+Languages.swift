import POP3

extension Explainer {
    func utf8Accepted(_ seen: Observation) -> Annotation {
        guard seen.before == .authorization else {
            return seen.annotation(
                Localized(
                    en: "accepted, but UTF8 has no place after login: nobody knows which mode this session is in.",
                    ja: "受け付けられましたが、ログイン後に UTF8 は使えないので、どのモードなのか分かりません。"))
        }
        var notes = [
            Localized(
                en: "From now on RETR and TOP give messages as they are; without it a server converts or refuses them.",
                ja: "RETR と TOP では、メールがそのまま送られます。UTF-8 モードでなければ、サーバーが変換するか、拒否します。")
        ]
        if hasNetwork, !seen.knowledge.isSecure {
            notes.append(
                Localized(
                    en: "STLS must not be sent any more in this session (2.1).",
                    ja: "このセッションでは、もう STLS を送れません (第 2.1 節)。"))
        }
        return seen.annotation(
            Localized(
                en: "UTF-8 mode is on: header fields may now come in UTF-8.",
                ja: "UTF-8 モードになりました。ヘッダーが UTF-8 のまま送られることがあります。"), notes: notes)
    }

    func languageAccepted(_ seen: Observation) -> Annotation {
        guard let body = seen.reply.body else { return languageChosen(seen) }
        let tags = Languages.tags(in: body).prefix(12).map { String(quoting: $0, limit: 20) }
        return seen.annotation(
            Localized(
                en: "the server can write its texts in \(body.lines) \(body.lines == 1 ? "language" : "languages").",
                ja: "サーバーは応答の文を \(body.lines) 種類の言語で書けます。"),
            notes: tags.isEmpty
                ? []
                : [
                    Localized(
                        en:
                            "To choose one: LANG with a tag, \(tags.joined(separator: ", ")), or LANG * for the server's own choice.",
                        ja: "選ぶには LANG の後にタグ (\(tags.joined(separator: "、"))) を付けます。LANG * ならサーバーに任せます。")
                ])
    }

    private func languageChosen(_ seen: Observation) -> Annotation {
        guard let tag = seen.languageTag else {
            return seen.annotation(
                isTrouble: true,
                Localized(
                    en: "accepted, but the reply does not say which language was chosen.",
                    ja: "受け付けられましたが、応答からは、どの言語になったのか分かりません。"))
        }
        var notes = [
            Localized(en: "+OK, -ERR and the commands themselves stay as they are.", ja: "+OK、-ERR、コマンドの語は変わりません。")
        ]
        if seen.command?.argument == "*" {
            notes.insert(
                Localized(en: "\"*\" left the choice to the server.", ja: "\"*\" なので、サーバーが言語を選びました。"), at: 0)
        }
        return seen.annotation(
            Localized(en: "the texts of replies are now in \(tag).", ja: "応答の文の言語が \(tag) になりました。"), notes: notes)
    }
}

/// The list that LANG alone is answered with.
enum Languages {
    // listing = language-tag [SP description]       RFC 6856 section 3.2
    /// What stands in front of the first blank of each line.
    static func tags(in body: Body) -> [[UInt8]] {
        body.keptLines.filter { $0.ending != .missing }.map { Array($0.bytes.prefix { $0 != 0x20 }) }
    }
}

extension Observation {
    /// The language that a positive reply to LANG with an argument names; `nil` when it names none.
    var languageTag: String? {
        guard isPositive, verb == .lang, reply.body == nil else { return nil }
        let tag = text.prefix { $0 != " " }
        return LanguageTag.isTag(tag) ? String(tag) : nil
    }
}
