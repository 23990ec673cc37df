import POP3
import Testing

@testable import Handbook

@Suite("UTF8 and LANG explained, RFC 6856")
struct ExplainerLanguagesTests {
    private func last(_ lines: String) -> Annotation? { Dialogue(Dialogue.open + "\n" + lines).last }

    @Test func `UTF-8 mode is explained, and that STLS is over`() {
        let annotation = last("C: UTF8\nS: +OK")
        #expect(annotation?.meaning.en == "UTF-8 mode is on: header fields may now come in UTF-8.")
        #expect(annotation?.notes.last?.en == "STLS must not be sent any more in this session (2.1).")
        #expect(Dialogue(Dialogue.open + "\nC: UTF8\nS: +OK", isSecure: true).last?.notes.count == 1)
        #expect(Dialogue(Dialogue.loggedIn + "\nC: UTF8\nS: +OK").last?.meaning.en.hasPrefix("accepted, but") == true)
    }

    @Test func `the list of languages is read`() {
        let annotation = last("C: LANG\nS: +OK\nS: en English\nS: ja \u{65E5}\u{672C}\u{8A9E}\nS: .")
        #expect(annotation?.meaning.en == "the server can write its texts in 2 languages.")
        #expect(
            annotation?.notes.map(\.en) == [
                "To choose one: LANG with a tag, en, ja, or LANG * for the server's own choice."
            ])
        #expect(annotation?.findings == [])
        #expect(annotation?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `a language is chosen by tag or by the server`() {
        #expect(last("C: LANG ja\nS: +OK ja changed")?.meaning.en == "the texts of replies are now in ja.")
        #expect(last("C: LANG *\nS: +OK ja changed")?.notes.first?.en == "\"*\" left the choice to the server.")
        #expect(last("C: LANG ja\nS: +OK")?.isTrouble == true)
    }
}
