import POP3

extension MailboxServer {
    /// Begins UTF-8 mode; saying so twice does no harm (RFC 6856 section 2.1).
    mutating func beginUTF8() -> Answer {
        isUTF8 = true
        return .ok(Wording(en: "UTF-8 mode", ja: "UTF-8 モードです"))
    }

    // LANG [range]: "+OK" SP tag SP text, or a list of tag [SP description]       RFC 6856 section 3.2
    mutating func chooseLanguage(_ command: Command) -> Answer {
        let languages = terms.offer.languages
        guard let range = command.arguments.first else {
            let lines = languages.flatMap { Line("\($0.rawValue) \($0.name)").octets }
            return .ok(Wording(en: "languages follow", ja: "言語の一覧です"), body: lines)
        }
        guard let chosen = ReplyLanguage.lookup(range, in: languages) else { return Refusal.unknownLanguage.answer }
        language = chosen
        let tag = chosen.rawValue
        return .ok(Wording(en: "\(tag) replies are in English now", ja: "\(tag) これからの応答は日本語です"))
    }

    /// Why a message is not sent as things are; `nil` when it is.
    func refusal(toSend message: StoredMessage, _ number: Int) -> Refusal? {
        terms.offer.utf8 && !isUTF8 && message.hasUTF8Header ? .needsUTF8(number) : nil
    }
}
