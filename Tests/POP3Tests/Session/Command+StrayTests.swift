import TestSupport
import Testing

@testable import POP3

@Suite("Secrets that went out as commands")
struct CommandStrayTests {
    /// What comes before a line, and what the line then is.
    // swift-format-ignore
    private static let contexts: [(before: String, stray: Command.Stray?)] = [
        ("C: AUTH LOGIN\nS: -ERR no",                                       .response),
        ("C: AUTH PLAIN AGFsaWNl\nS: -ERR no",                              .response),
        ("C: AUTH\nS: -ERR no",                                             .response),
        ("C: AUTH PLAIN\nS: huh",                                           .response),
        ("C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: dXNlcg==\nS: -ERR no",       .response),
        ("C: AUTH LOGIN\nS: -ERR no\nC: dXNlcg==\nS: -ERR what",            .response),
        ("C: USER alice\nS: +OK",                                           .password),
        ("C: USER alice\nS: -ERR no",                                       .password),
        ("C: USER alice",                                                   .password),
        ("C: USER alice\nC: c2VjcmV0",                                      .password),
        ("C: USER alice\nS: +OK\nC: PASS x\nS: -ERR no",                    .password),
        ("C: USER alice\nS: +OK\nC: pas secret\nS: -ERR no",                .password),
        ("C: USER alice\nS: +OK\nC: c2VjcmV0\nS: -ERR no",                  .password),
        ("C: USER alice\nS: +OK\nC: PASS x\nS: +OK",                        nil),
        ("C: AUTH PLAIN AGFsaWNl\nS: +OK in",                               nil),
        ("C: USER alice\nS: +OK\nC: CAPA\nS: -ERR no",                      .password),
        ("C: AUTH\nS: +OK\nS: PLAIN\nS: .",                                 .password),
        ("C: AUTH LOGIN\nS: +\nC: *\nS: -ERR no\nC: CAPA\nS: -ERR", .password),
        ("C: AUTH LOGIN\nS: -ERR no\nC: NOOP\nS: -ERR no",                  .password),
        ("C: NOOP\nS: -ERR no",                                             .password),
        ("C: USER alice\nC: NOOP",                                          .password),
        ("C: FOO 1\nS: -ERR no",                                            .password),
        ("C: CAPA\nS: +OK\nS: .",                                           .password),
        ("C: PASS x\nS: +OK\nC: NOOP\nS: -ERR no",                          nil),
        ("C: PASS x\nS: +OK\nC: XYZZY\nS: -ERR no",                         nil),
        ("C: PASS x\nS: +OK\nC: PASS y\nS: -ERR no",                        .password),
    ]

    @Test(arguments: contexts)
    func `a bare word is a secret where one was due`(before: String, stray: Command.Stray?) {
        var session = Dialogue("S: +OK\n" + before).observed().session
        let command = session.command(reading: "d29uZGVybGFuZA==")
        #expect(command.stray == stray)
        #expect(command.isStrayResponse == (stray == .response))
        #expect(command.isSecretMisplaced == (stray == .password))
        let masked = Command(Line("********"), count: 18, stray: stray)
        let sent = stray == nil ? Command("d29uZGVybGFuZA==") : masked
        #expect(session.observe(Array("d29uZGVybGFuZA==\r\n".utf8), from: .client) == [.sent(sent)])
        #expect(masked.redacted() == masked)
    }

    // swift-format-ignore
    private static let words: [(line: String, isSecret: Bool)] = [
        ("wonderland", true), ("Wonder", true), ("topsecret", true), ("1234", true), ("user1", true), ("ひみつ", true),
        ("dG9t", true), ("QUITe", true), (" wonderland ", true), ("x=", true), ("listening", true),
        ("STAT", false), ("quit", false), ("QUTI", false), ("stta", false), ("LSIT", false), ("PAS", false), ("capa", false),
        ("HELP", false), ("exit", false), ("リスト", false), ("ＱＵＩＴ", false), ("*", false), ("", false), ("?", false),
        ("RETR 1", false), ("two words", false),
    ]

    @Test(arguments: words, ["USER alice", "AUTH PLAIN"])
    func `a word that is a command, well or badly spelled, stays one`(
        word: (line: String, isSecret: Bool), before: String
    ) {
        let session = Dialogue("S: +OK\nC: \(before)\nS: -ERR no").observed().session
        #expect(session.command(reading: Line(word.line)).hasSecret == word.isSecret)
    }

    @Test func `a response is a response, whatever came before`() {
        let session = Dialogue("S: +OK\nC: AUTH PLAIN\nS: -ERR\nC: AUTH PLAIN\nS: +").observed().session
        #expect(session.command(reading: "AGFsaWNl") == Command(response: "AGFsaWNl"))
    }
}

@Suite("Secrets before login")
struct SecretsBeforeLoginTests {
    private static let authorization = Dialogue("S: +OK").observed().session
    private static let transaction = Dialogue("S: +OK\nC: PASS x\nS: +OK").observed().session

    // swift-format-ignore
    private static let unknown: [(line: String, shown: String)] = [
        ("AGFsaWNlAHNlY3JldA==",             "********"),
        ("c2VjcmV0",                         "********"),
        ("c4c9334bac560ecc979e58001b3e22fb", "********"),
        ("XYZZY",                            "********"),
        (" hunter2 ",                        "********"),
        ("ひみつ",                             "********"),
        ("日本語 secret",                     "日本語 ********"),
        ("пасс secret word",                 "пасс ********"),
        ("日本語 PASS secret",                "日本語 ********"),
    ]

    @Test(arguments: unknown)
    func `what is no command may be the password`(line: String, shown: String) {
        let command = Self.authorization.command(reading: Line(line))
        #expect(command.displayText == shown)
        #expect(command.isSecretMisplaced)
        #expect(command.redacted().redacted() == command.redacted())
        #expect(!command.redacted().verb.name.contains("SECRET"))
        let opening = Session().command(reading: Line(line))
        #expect(opening == command)
    }

    @Test(arguments: unknown.map(\.line).filter { !$0.contains("PASS") })
    func `after login it is a command like any other`(line: String) {
        #expect(Self.transaction.command(reading: Line(line)) == Command(Line(line)))
    }

    @Test(arguments: [
        "STAT", "STTA", "Stta", "stta", "LSIT", "LSIT 1", "LIST 1", "FOO 1", "XYZZY 1 2 3", "HELP", "exit", "HELO",
        "EHLO x", "LOGIN", "NOOP", "SELECT", "select INBOX", "GET", "GET / HTTP/1.0", "LIST", "LOGOUT", "リスト", "リスト 1",
        "ＳＴＡＴ", "ＬＩＳＴ 1", "?", "*", "", "USER alice", "AUTH", "AUTH PLAIN", "ST\u{8}AT", "QUIT\r", "http://example.jp/",
    ])
    func `commands stay as they are, well or badly spelled, and those of other protocols`(line: String) {
        #expect(Self.authorization.command(reading: Line(line)) == Command(Line(line)))
        #expect(Command(Line(line)).displayText == line)
    }

    // swift-format-ignore
    private static let named: [(before: String, line: String, shown: String)] = [
        ("C: USER alice\nS: +OK",                           "alice secret",       "alice ********"),
        ("C: USER alice",                                   "alice two words",    "alice ********"),
        ("C: USER alice\nS: -ERR no\nC: CAPA\nS: -ERR",     "Alice  secret",      "Alice  ********"),
        ("C: USER alice\nS: +OK",                           "bob secret",         "bob secret"),
        ("C: USER alice\nS: +OK\nC: PASS x\nS: +OK",        "alice secret",       "alice secret"),
        ("C: USER list\nS: +OK",                            "list 1",             "list 1"),
        ("C: CAPA\nS: -ERR",                                "alice secret",       "alice secret"),
    ]

    @Test(arguments: named)
    func `behind the name of USER stands a secret`(before: String, line: String, shown: String) {
        let session = Dialogue("S: +OK\n" + before).observed().session
        #expect(session.command(reading: Line(line)).displayText == shown)
    }

    // swift-format-ignore
    private static let repeated: [(line: String, shown: String)] = [
        ("wonderland",            "********"),
        ("xWONDERLANDx",          "********"),
        ("FOO wonderland",        "********"),
        ("wonderland PASS x",     "********"),
        ("NOOP wonderland",       "NOOP ********"),
        ("LIST wonderland",       "LIST ********"),
        ("RETR  wonderland",      "RETR  ********"),
        ("USER wonderland",       "USER ********"),
        ("PASS wonderland",       "PASS ********"),
        ("padd wonderland",       "padd ********"),
        ("RETR 1",                "RETR 1"),
        ("LIST",                  "LIST"),
        ("FOO wonder",            "FOO wonder"),
    ]

    @Test(arguments: repeated)
    func `a secret that was sent is hidden wherever it stands again, after login too`(line: String, shown: String) {
        #expect(Self.sent(behind: "PASS wonderland", line) == shown)
    }

    @Test(arguments: [
        ("PASS 1234", "RETR 1234"), ("PASS list", "LIST"), ("PASS list", "LIST 1"), ("PASS plain", "AUTH PLAIN"),
        ("PASS stat", "STAT"), ("PASS noop", "NOOP"), ("PASS 1234", "TOP 1 1234"),
    ])
    func `a command that is equal to a secret by chance keeps its meaning`(secret: String, line: String) {
        #expect(Self.sent(behind: secret, line) == line)
    }

    @Test func `a name that is its own password is no secret`() {
        #expect(Self.sent(behind: "USER alice\r\nPASS alice", "USER alice") == "USER alice")
    }

    /// How a line is shown that goes out behind others, in the session of a user who is logged in.
    private static func sent(behind before: String, _ line: String) -> String? {
        var session = Self.transaction
        var redaction = Redaction()
        _ = session.clientSent(Array((before + "\r\n").utf8), teaching: &redaction)
        _ = session.observe(Array("+OK\r\n+OK\r\n".utf8), from: .server)
        let events = session.clientSent(Array((line + "\r\n").utf8), teaching: &redaction)
        guard case .sent(let command)? = events.last else { return nil }
        return command.displayText
    }

    @Test func `a verb that a body was announced for is a command`() {
        var session = Self.authorization
        session.expectLines()
        #expect(session.command(reading: "XLST") == Command("XLST"))
    }

    @Test(.timeLimit(.minutes(5)), arguments: [" ", "\r", "\u{8}", "P", "PA ", "STAT\r", "日", "A ", ";"])
    func `a line that is made to be slow is not`(piece: String) {
        let line = Line(String(repeating: piece, count: 16_384 / piece.utf8.count))
        let command = Self.authorization.command(reading: line).redacted()
        #expect(command.redacted() == command)
    }
}
