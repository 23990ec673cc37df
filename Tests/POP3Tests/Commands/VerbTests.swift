import POP3
import Testing

@Suite("Verb, RFC 1939 section 3")
struct VerbTests {
    @Test(arguments: ["retr", "RETR", "ReTr"])
    func `keywords are the same in any letter case`(name: String) {
        #expect(Verb(name) == .retr)
        #expect("\(Verb(name))" == "RETR")
    }

    @Test(arguments: [("\u{E9}", "\u{E9}"), ("\u{131}", "\u{131}"), ("\u{DF}x", "\u{DF}X"), ("", "")])
    func `only ASCII letters are folded`(word: String, name: String) {
        #expect(Verb(word).name == name)
    }
}
