import POP3
import Testing

@Suite("Secrets of commands")
struct CommandSecretsTests {
    // swift-format-ignore
    private static let secrets: [(line: String, shown: String)] = [
        ("PASS secret",                  "PASS ********"),
        ("pass secret",                  "pass ********"),
        ("PaSs secret",                  "PaSs ********"),
        ("PASS two words",               "PASS ********"),
        ("PASS  secret",                 "PASS  ********"),
        ("PASS secret ",                 "PASS ********"),
        ("PASS\tsecret",                 "PASS\t********"),
        ("  PASS secret",                "  PASS ********"),
        ("\t PASS \t secret",            "\t PASS \t ********"),
        ("PASS x",                       "PASS ********"),
        ("PASS ********",                "PASS ********"),
        ("\u{FF30}\u{FF21}\u{FF33}\u{FF33} secret",       "\u{FF30}\u{FF21}\u{FF33}\u{FF33} ********"),
        ("\u{FF50}\u{FF41}\u{FF53}\u{FF53}\u{3000}secret", "\u{FF50}\u{FF41}\u{FF53}\u{FF53}\u{3000}********"),
        ("\u{3000}PASS secret",          "\u{3000}PASS ********"),
        ("パスワード secret",               "パスワード ********"),
        ("渡す secret",                   "渡す ********"),
        ("APOP mrose c4c9334bac560ecc",  "APOP mrose ********"),
        ("apop  mrose  c4c9334bac560",   "apop  mrose  ********"),
        ("AUTH PLAIN AGFsaWNlAHNlY3JldA==", "AUTH PLAIN ********"),
        ("auth plain =",                 "auth plain ********"),
    ]

    @Test(arguments: secrets)
    func `a line that a person types with a secret is shown without it`(line: String, shown: String) {
        let command = Command(Line(line))
        #expect(command.hasSecret)
        #expect(command.displayText == shown)
        #expect(command.redacted().line == Line(shown))
        #expect(
            command.secret.map { Array(line.utf8.dropLast($0.count)) + Array("********".utf8) } == Array(shown.utf8))
    }

    @Test(arguments: secrets)
    func `redacting twice changes nothing, and the length on the wire stays known`(line: String, shown: String) {
        let once = Command(Line(line)).redacted()
        #expect(once.redacted() == once)
        #expect(once.count == line.utf8.count + 2)
    }

    @Test(arguments: [
        "PASS", "PASS ", "pass\t", "USER alice", "APOP mrose", "AUTH", "AUTH PLAIN", "STAT", "", " ", "XPASS x",
        "PASSWORD x", "LIST 1",
    ])
    func `a line without a secret stays as it is`(line: String) {
        let command = Command(Line(line))
        #expect(!command.hasSecret)
        #expect(command.secret == nil)
        #expect(command.redacted() == command)
        #expect(command.displayText == line)
    }

    @Test func `octets that are no UTF-8 hide no secret`() {
        let command = Command(Line(bytes: Array("PASS ".utf8) + [0xFF, 0xE3, 0x80]))
        #expect(command.secret == [0xFF, 0xE3, 0x80])
        #expect(command.displayText == "PASS ********")
    }

    @Test(arguments: [("AGFsaWNl", "********"), ("x y", "********"), ("", ""), ("*", "*")])
    func `a response to a challenge is secret as a whole, unless it is empty or gives up`(line: String, shown: String) {
        let response = Command(response: Line(line))
        #expect(response.displayText == shown)
        #expect(response.redacted().kind == .response)
        #expect(response.redacted().redacted() == response.redacted())
        #expect(response.redacted().count == line.utf8.count + 2)
    }

    @Test func `redacting keeps how the line ended`() {
        let line = Line(bytes: Array("PASS secret".utf8), ending: .lf)
        #expect(Command(line).redacted().line == Line(bytes: Array("PASS ********".utf8), ending: .lf))
    }
}
