/// A language in which popscope speaks to people; protocol text is never translated.
public enum Language: String, CaseIterable, Sendable {
    /// English, the language of everybody whose own is not listed.
    case en
    /// Japanese.
    case ja
}

extension Language {
    // locale = language ["_" territory] ["." codeset] ["@" modifier]       POSIX, Base Definitions, chapter 8
    /// The language of a POSIX locale name such as `ja_JP.UTF-8`; `nil` when popscope does not speak it.
    public init?(locale: String) {
        self.init(rawValue: String(locale.prefix { !"_.@".contains($0) }))
    }

    /// The language of a POSIX environment, English when that is none of ours.
    ///
    /// The first of the three values that is set and not empty decides alone, whatever the later ones say.
    public init(lcAll: String?, lcMessages: String?, lang: String?) {
        let deciding = [lcAll, lcMessages, lang].lazy.compactMap(\.self).first { !$0.isEmpty }
        self = deciding.flatMap(Language.init(locale:)) ?? .en
    }
}
