import POP3
import Testing

@testable import Console

@Suite("The prompt")
struct PromptTests {
    private static let hostile = "\u{1B}[2Jメール"

    private func prompt(
        _ rehearsal: Rehearsal?, at server: String? = "pop.example.jp", isConnected: Bool = true,
        format: String = Prompt.defaultFormat, width: Int? = 100
    ) -> String {
        Prompt.text(
            server: server, rehearsal?.session, isConnected: isConnected, format: format, width: width)
    }

    private func secureTransaction(_ more: (String, String)...) -> Rehearsal {
        var rehearsal = Rehearsal(isSecure: true)
        for (line, reply) in [("USER mrose", "+OK"), ("PASS tanstaaf", "+OK")] + more {
            _ = rehearsal.say(line, reply)
        }
        return rehearsal
    }

    @Test func `the prompts of the mock-ups`() {
        #expect(prompt(nil, at: nil) == "not connected> ")
        #expect(prompt(Rehearsal()) == "pop.example.jp AUTH> ")
        #expect(prompt(Rehearsal(isSecure: true), at: "pop.example.jp:995") == "pop.example.jp:995 tls AUTH> ")
        #expect(prompt(secureTransaction(("STAT", "+OK 3 320"))) == "pop.example.jp tls TRANS 3 msgs> ")
        let marked = secureTransaction(("STAT", "+OK 3 320"), ("DELE 1", "+OK"), ("DELE 2", "+OK"))
        #expect(prompt(marked) == "pop.example.jp tls TRANS 3 msgs, 2 to delete> ")
        var login = Rehearsal(isSecure: true)
        _ = login.say("AUTH CRAM-MD5", "+ PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2U+")
        #expect(prompt(login) == "pop.example.jp tls SASL CRAM-MD5 +> ")
        #expect(prompt(marked, isConnected: false) == "pop.example.jp closed> ")
    }

    @Test func `one message is one msg, and before STAT there is no number`() {
        #expect(prompt(secureTransaction(("STAT", "+OK 1 9"))) == "pop.example.jp tls TRANS 1 msg> ")
        #expect(prompt(secureTransaction()) == "pop.example.jp tls TRANS> ")
    }

    @Test(arguments: [20, 40, 80, 132])
    func `a long name is cut, so that the prompt takes half the width at most`(width: Int) {
        let text = prompt(
            Rehearsal(), at: "a-very-long-name-of-a-server-that-nobody-can-type.mail.example.com:11010", width: width)
        #expect(text.hasSuffix(".. AUTH> ") || width == 132)
        #expect(text.count <= width / 2 || width == 20)
        #expect(text.count <= width)
    }

    @Test func `whatever a server or a person says, the prompt is ASCII in one row`() {
        var login = Rehearsal()
        _ = login.say("AUTH \(Self.hostile)", "+ ")
        for format in [Prompt.defaultFormat, "%h メール %s\n"] {
            let text = prompt(login, at: Self.hostile, format: format)
            #expect(text.utf8.filter { !(0x20...0x7E).contains($0) } == [])
            #expect(text.hasSuffix("> "))
        }
    }

    @Test(arguments: [("%s", "AUTH> "), ("[%h]", "[pop.example.jp]> "), ("%s %t %h", "AUTH pop.example.jp> ")])
    func `the format is the person's`(format: String, text: String) {
        #expect(prompt(Rehearsal(), format: format) == text)
    }

    @Test func `a server whose name looks like a format is not taken for one`() {
        #expect(prompt(Rehearsal(), at: "%s%t") == "%s%t AUTH> ")
    }
}
