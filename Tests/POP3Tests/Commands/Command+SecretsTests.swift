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
        ("PASS ;secret",                 "PASS ********"),
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

    // swift-format-ignore
    private static let misplaced: [(line: String, shown: String)] = [
        ("PASSsecret3",                  "PASS********"),
        ("passsecret3",                  "pass********"),
        ("PASS:secret",                  "PASS:********"),
        ("PASS=secret",                  "PASS=********"),
        ("PASS: secret",                 "PASS: ********"),
        ("PASS1 secret",                 "PASS********"),
        ("pas secret",                   "pas ********"),
        ("PAS=secret",                   "PAS=********"),
        ("PSAS secret",                  "PSAS ********"),
        ("PAAS secret word",             "PAAS ********"),
        ("p\u{E4}ss secret",              "p\u{E4}ss ********"),
        ("pa\u{DF} secret",               "pa\u{DF} ********"),
        ("passwd secret",                "passwd ********"),
        ("Password secret",              "Password ********"),
        ("PASSWORDsecret",               "PASSWORD********"),
        ("パスワードsecret",                "パスワード********"),
        ("secretを渡す",                   "********を渡す"),
        ("C: PASS secret",               "C: PASS ********"),
        ("C:PASSsecret",                 "C:PASS********"),
        ("> PASS secret",                "> PASS ********"),
        ("> psas secret",                "> psas ********"),
        (":PASS secret",                 ":PASS ********"),
        (":psas secret",                 ":psas ********"),
        ("\"PASS secret\"",              "\"PASS ********"),
        ("USER a PASS secret",           "USER a ********"),
        ("USER alice secret",            "USER alice ********"),
        ("user alice  two words",        "user alice  ********"),
        ("USR alice secret",             "USR alice ********"),
        ("USERalice secret",             "USERalice ********"),
        ("USER: alice secret",           "USER: alice ********"),
        ("USER alice;PASSsecret",        "USER alice;********"),
        ("STAT;PASS secret",             "STAT;PASS ********"),
        ("please send PASS secret",      "please send PASS ********"),
        ("a1 LOGIN alice secret",        "a1 LOGIN alice ********"),
        ("LOGIN alice secret",           "LOGIN alice ********"),
        ("AUTHPLAIN AGFsaWNl",           "AUTHPLAIN ********"),
        ("AUTH PLAIN:AGFsaWNl",          "AUTH PLAIN********"),
        ("AUTH PLAIN=AGFsaWNl",          "AUTH PLAIN********"),
        ("AUTH PLAINAGFsaWNl",           "AUTH ********"),
        ("AUTH AGFsaWNlAHNlY3JldA==",    "AUTH ********"),
        ("AUTH c2VjcmV0",                "AUTH ********"),
        ("AUHT PLAIN AGFsaWNl",          "AUHT PLAIN ********"),
        ("AUTHENTICATE PLAIN AGFsaWNl",  "AUTHENTICATE PLAIN ********"),
        ("APOPalice c4c9334bac560ecc",   "APOPalice ********"),
        ("APOP alicec4c9334bac560ecc979e58001b3e22fb", "APOP alice********"),
        ("APOPalicec4c9334bac560ecc979e58001b3e22fb",  "APOPalice********"),
        ("AOPP alice c4c9334bac560ecc",  "AOPP alice ********"),
        ("APOP alice\tc4c9334bac560ecc", "APOP alice\t********"),
        ("pop3://alice:secret@pop.example.jp:110", "pop3://alice:********@pop.example.jp:110"),
        ("PADD secret",                  "PADD ********"),
        ("padd secret word",             "padd ********"),
        ("PA secret",                    "PA ********"),
        ("PAZ=secret",                   "PAZ=********"),
        ("PAQSA secret",                 "PAQSA ********"),
        ("> PADD secret",                "> PADD ********"),
        ("PASHunter2",                   "PAS********"),
        ("pashunter2",                   "pas********"),
        ("PASHunter2 two words",         "PAS********"),
        ("\u{FF30}\u{FF21}\u{FF33}hunter", "\u{FF30}\u{FF21}\u{FF33}********"),
        ("P ASS secret",                 "P ASS ********"),
        ("p a s s secret",               "p a s s ********"),
        ("> P ASS two words",            "> P ASS ********"),
        ("PA SS secret",                 "PA ********"),
        ("A UTH PLAIN AGFsaWNl",         "A UTH PLAIN ********"),
        ("U SER alice secret",           "U SER alice ********"),
        ("PA\u{8}SS secret",             "PA\u{8}SS ********"),
        ("PAX\u{8}SS secret",            "PAX\u{8}SS ********"),
        ("PASS\u{8} \u{1}secret",        "PASS\u{8} ********"),
        ("\u{1B}[APASS secret",          "\u{1B}[APASS ********"),
        ("PA\rSS secret",                "PA\rSS ********"),
        ("PASS\rsecret",                 "PASS********"),
        ("STAT\rPASS secret",            "STAT\rPASS ********"),
        ("USER alice\rsecret",           "USER alice\r********"),
        ("STAT\r\rUSER a\rsecret\rSTAT", "STAT\r\rUSER a\r********"),
    ]

    @Test(arguments: misplaced)
    func `a secret in a line that is mistyped is hidden all the same`(line: String, shown: String) {
        let command = Command(Line(line))
        #expect(command.displayText == shown)
        #expect(command.isSecretMisplaced)
        #expect(command.secret?.isEmpty == false)
        let once = command.redacted()
        #expect(once.redacted() == once)
        #expect(once.isSecretMisplaced)
    }

    @Test(arguments: [
        "PASS secret", "pass two words", "PASS  secret", "APOP mrose c4c9334bac560ecc", "AUTH PLAIN AGFsaWNl",
        "auth plain =", "STAT", "USER alice", "PASS", "",
    ])
    func `a secret in its place is not called misplaced`(line: String) {
        #expect(!Command(Line(line)).isSecretMisplaced)
        #expect(!Command(Line(line)).redacted().isSecretMisplaced)
    }

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
        "PASS", "PASS ", "pass\t", "PASSWORD", "USER alice", "USER passenger", "USER pass", "USER: alice",
        "USER pass-through@example.jp", "USR alice", "APOP mrose", "APOP", "AUTH", "AUTH PLAIN", "AUTH SCRAM-SHA-256",
        "auth login", "Auth Login", "AUTH X-OWN_1", "AUTHENTICATE PLAIN", "HELP", "HELP PASS", "STAT", "STATT",
        "LSIT 1", "LIST 1", "TOP 1 0", "TPO 1 0", "RETR 1", "RETR1", "DELE 1", "UIDL 1", "CAPA", "NOOP", "RSET", "QUIT",
        "LAST", "RPOP alice", "XTND BBOARDS news", "LANG ja", "UTF8", "STLS", "XYZZY 1 2 3", "POP",
        "EHLO pass.example.jp",
        "PAPA 1", "PATCH / HTTP/1.1", "PARTIAL 1 0 9", "PORT 1,2,3", "PING x", "PA", "PAD", "PAST", "POST / HTTP/1.1",
        "FOO 1", "A B C D 1", "P A", "RE TR 1", "ST\u{8}AT", "STAT\rLIST 1", "USER a\rQUIT", "STAT\r",
        "GET / HTTP/1.0", "http://example.jp/", "pop3://alice@pop.example.jp", "", " ", ":", "日本語", "渡す",
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
