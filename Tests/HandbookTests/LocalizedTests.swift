import Handbook
import Testing

@Suite("Texts in every language")
struct LocalizedTests {
    private let reply = Localized(en: "reply", ja: "応答")
    private let octet = Localized(en: "octet", ja: "オクテット")

    @Test(arguments: [(Language.en, "reply"), (.ja, "応答")])
    func `a language picks its own text`(language: Language, text: String) {
        #expect(reply[language] == text)
    }

    @Test(arguments: Language.allCases)
    func `protocol words are the same in every language`(language: Language) {
        #expect(Localized(verbatim: "+OK 2 320")[language] == "+OK 2 320")
    }

    @Test func `two texts are put one behind the other in each language`() {
        #expect(reply + Localized(en: ", ", ja: "、") + octet == Localized(en: "reply, octet", ja: "応答、オクテット"))
    }

    @Test func `a separator stands between texts only`() {
        let comma = Localized(en: ", ", ja: "、")
        #expect([reply, octet, reply].joined(by: comma) == Localized(en: "reply, octet, reply", ja: "応答、オクテット、応答"))
        #expect([reply].joined(by: comma) == reply)
        #expect([].joined(by: comma) == Localized(en: "", ja: ""))
    }
}
