import POP3
import Testing

@Suite("Language tags, RFC 5646 section 2.1")
struct LanguageTagTests {
    @Test(arguments: ["ja", "en", "en-GB", "i-default", "en-boont", "zh-Hant-TW", "x-klingon"])
    func `a tag is letters, then letters or digits behind hyphens`(text: String) {
        #expect(LanguageTag.isTag(text))
    }

    @Test(arguments: ["", "*", "-", "en-", "-en", "en--GB", "e1", "日本語", "language1", "en_GB", "[SYS]", "en GB"])
    func `anything else is none`(text: String) {
        #expect(!LanguageTag.isTag(text))
    }
}
