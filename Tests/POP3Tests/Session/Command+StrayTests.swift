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
        ("C: USER alice\nS: +OK\nC: CAPA\nS: -ERR no",                      nil),
        ("C: AUTH PLAIN AGFsaWNl\nS: +OK in",                               nil),
        ("C: AUTH\nS: +OK\nS: PLAIN\nS: .",                                 nil),
        ("C: AUTH LOGIN\nS: -ERR no\nC: NOOP\nS: -ERR no",                  nil),
        ("C: NOOP\nS: -ERR no",                                             nil),
        ("C: USER alice\nC: NOOP",                                          nil),
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
