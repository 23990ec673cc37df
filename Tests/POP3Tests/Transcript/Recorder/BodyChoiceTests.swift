import POP3
import TestSupport
import Testing

@Suite("How much of the mail is recorded")
struct BodyChoiceTests {
    private static let opening = "S: +OK\nC: PASS secret\nS: +OK\n"
    private static let recordedOpening = "* connect\nS: +OK\nC: PASS ${secret:user}\nS: +OK\n"

    // swift-format-ignore
    private static let table: [(choice: BodyChoice, reply: String, recorded: String)] = [
        (.all,     "C: RETR 1\nS: +OK\nS: A: b\nS:\u{20}\nS: ..x\nS: .",   "C: RETR 1\nS: +OK\nS: A: b\nS:\nS: ..x\nS: .\n"),
        (.none,    "C: RETR 1\nS: +OK\nS: A: b\nS:\u{20}\nS: ..x\nS: .",   "C: RETR 1\nS: +OK\nS% 12\n"),
        (.headers, "C: RETR 1\nS: +OK\nS: A: b\nS:\u{20}\nS: ..x\nS: .",   "C: RETR 1\nS: +OK\nS: A: b\nS:\nS% 4\n"),
        (.headers, "C: RETR 1\nS: +OK\nS: ..\nS:\u{20}\nS: ..x\nS: .",     "C: RETR 1\nS: +OK\nS: ..\nS:\nS% 4\n"),
        (.headers, "C: TOP 1 0\nS: +OK\nS: A: b\nS:\u{20}\nS: .",          "C: TOP 1 0\nS: +OK\nS: A: b\nS:\nS: .\n"),
        (.headers, "C: RETR 1\nS: +OK\nS: no empty line\nS: .",            "C: RETR 1\nS: +OK\nS: no empty line\nS: .\n"),
        (.none,    "C: RETR 1\nS: +OK\nS: .",                              "C: RETR 1\nS: +OK\nS% 0\n"),
        (.none,    "C: RETR 1\nS: -ERR no",                                "C: RETR 1\nS: -ERR no\n"),
        (.none,    "C: LIST\nS: +OK\nS: 1 12\nS: .",                       "C: LIST\nS: +OK\nS: 1 12\nS: .\n"),
        (.none,    "C: RETR 1\nS: +OK\nS: abc\nS closes",                  "C: RETR 1\nS: +OK\n* note 5 octets of a message that broke off are left out\n* close server\n"),
        (.headers, "C: RETR 1\nS: +OK\nS: A: b\nS:\u{20}\nS: c\nC closes", "C: RETR 1\nS: +OK\nS: A: b\nS:\n* note 3 octets of a message that broke off are left out\n* close client\n"),
        (.none,    "C: RETR 1\nS: +OK\nS: a\nS: .\nC: RETR 2\nS: +OK\nS: bc\nS: .", "C: RETR 1\nS: +OK\nS% 3\nC: RETR 2\nS: +OK\nS% 4\n"),
    ]

    @Test(arguments: table)
    func `what is left out stands as its size`(choice: BodyChoice, reply: String, recorded: String) {
        let dialogue = Dialogue(Self.opening + reply)
        #expect(dialogue.recorded(bodies: choice) == Self.recordedOpening + recorded)
        #expect(dialogue.cut(before: { _ in true }).recorded(bodies: choice) == Self.recordedOpening + recorded)
    }
}
