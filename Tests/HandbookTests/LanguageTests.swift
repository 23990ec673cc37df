import Handbook
import Testing

@Suite("Language of a POSIX environment")
struct LanguageTests {
    @Test(arguments: [
        ("ja_JP.UTF-8", Language.ja), ("ja_JP", .ja), ("ja.eucJP", .ja), ("ja@calendar", .ja), ("ja", .ja),
        ("en_US.UTF-8", .en), ("en_GB@euro", .en), ("en", .en),
    ])
    func `a locale name begins with its language`(locale: String, language: Language) {
        #expect(Language(locale: locale) == language)
    }

    @Test(arguments: ["", "C", "C.UTF-8", "POSIX", "fr_FR.UTF-8", "jav_ID", "japanese", "_JP", "JA_JP"])
    func `a locale of another language is none of ours`(locale: String) {
        #expect(Language(locale: locale) == nil)
    }

    @Test(arguments: [
        Environment("ja_JP.UTF-8", "en_US.UTF-8", "en_US.UTF-8", speaks: .ja),
        Environment(nil, "ja_JP.UTF-8", "en_US.UTF-8", speaks: .ja),
        Environment(nil, nil, "ja_JP.UTF-8", speaks: .ja),
        Environment("", "", "ja_JP.UTF-8", speaks: .ja),
        Environment("C", "ja_JP.UTF-8", "ja_JP.UTF-8", speaks: .en),
        Environment(nil, "fr_FR.UTF-8", "ja_JP.UTF-8", speaks: .en),
        Environment("", "", "", speaks: .en),
        Environment(nil, nil, nil, speaks: .en),
    ])
    func `the first variable that is set decides, and English is spoken to everybody else`(environment: Environment) {
        let language = Language(
            lcAll: environment.lcAll, lcMessages: environment.lcMessages, lang: environment.lang)
        #expect(language == environment.language)
    }

    struct Environment: Sendable {
        let lcAll, lcMessages, lang: String?
        let language: Language

        init(_ lcAll: String?, _ lcMessages: String?, _ lang: String?, speaks language: Language) {
            self.lcAll = lcAll
            self.lcMessages = lcMessages
            self.lang = lang
            self.language = language
        }
    }
}
