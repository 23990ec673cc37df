import POP3
import TestSupport
import Testing

@Suite("Knowledge")
struct KnowledgeTests {
    // swift-format-ignore
    private static let logins: [(dialogue: String, step: LoginStep, user: String?)] = [
        ("S: +OK",                                                        .idle,                    nil),
        ("S: +OK\nC: USER alice\nS: +OK",                                 .userAccepted("alice"),   "alice"),
        ("S: +OK\nC: USER al ice\nS: +OK",                                .userAccepted("al ********"), "al ********"),
        ("S: +OK\nC: USER alice\nS: -ERR",                                .idle,                    nil),
        ("S: +OK\nC: USER alice\nS: +OK\nC: CAPA\nS: +OK\nS: .",          .userAccepted("alice"),   "alice"),
        ("S: +OK\nC: USER alice\nS: +OK\nC: NOOP\nS: -ERR",               .userAccepted("alice"),   "alice"),
        ("S: +OK\nC: USER alice\nS: +OK\nC: PASS a\nS: -ERR",             .idle,                    "alice"),
        ("S: +OK\nC: USER alice\nS: +OK\nC: PASS a\nS: +OK",              .idle,                    "alice"),
        ("S: +OK\nC: APOP mrose c4c9\nS: +OK",                            .idle,                    "mrose"),
        ("S: +OK\nC: APOP mrose c4c9\nS: -ERR",                           .idle,                    nil),
        ("S: +OK\nC: AUTH plain\nS: + ",                                  .sasl(mechanism: "PLAIN", step: 1), nil),
    ]

    @Test(arguments: logins)
    func `it follows a login of several steps`(dialogue: String, step: LoginStep, user: String?) {
        let knowledge = Dialogue(dialogue).observed().session.knowledge
        #expect(knowledge.login == step)
        #expect(knowledge.user == user)
    }

    @Test func `CAPA is known until it is asked again`() {
        let first = "S: +OK\nC: CAPA\nS: +OK\nS: TOP\nS: SASL PLAIN\nS: ."
        #expect(
            Dialogue(first).observed().session.knowledge.capabilities == [
                Capability("TOP"), Capability("SASL", ["PLAIN"]),
            ])
        #expect(Dialogue(first + "\nC: CAPA\nS: -ERR").observed().session.knowledge.capabilities?.count == 2)
        #expect(Dialogue(first + "\nC: CAPA\nS: +OK\nS: .").observed().session.knowledge.capabilities == [])
    }

    @Test func `the state in which CAPA was answered is known with it`() {
        let list = "\nC: CAPA\nS: +OK\nS: TOP\nS: ."
        #expect(Dialogue("S: +OK").observed().session.knowledge.capabilitiesPhase == nil)
        #expect(Dialogue("S: +OK" + list).observed().session.knowledge.capabilitiesPhase == .authorization)
        let later = Dialogue("S: +OK" + list + "\nC: PASS a\nS: +OK" + list).observed().session.knowledge
        #expect(later.capabilitiesPhase == .transaction)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("S: +OK\nC: UTF8\nS: +OK", true), ("S: +OK\nC: UTF8\nS: -ERR", false), ("S: +OK\nC: UTF8\nS: +OK\nC: UTF8\nS: -ERR", true),
        ("S: +OK\nC: PASS a\nS: +OK\nC: UTF8\nS: +OK", false), ("S: +OK\nC: UTF8\nS: +OK\nC: STLS\nS: +OK\nTLS", false),
    ])
    func `UTF-8 mode begins before login, and TLS begins anew`(dialogue: String, isInUTF8Mode: Bool) {
        #expect(Dialogue(dialogue).observed().session.knowledge.isInUTF8Mode == isInUTF8Mode)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("S: +OK\nC: LANG ja\nS: +OK ja changed", "ja"), ("S: +OK\nC: LANG *\nS: +OK en-GB changed", "en-GB"), ("S: +OK\nC: LANG fr\nS: -ERR no", nil),
        ("S: +OK\nC: LANG ja\nS: +OK ja changed\nC: LANG fr\nS: -ERR no", "ja"), ("S: +OK\nC: LANG ja\nS: +OK !", nil),
        ("S: +OK\nC: LANG\nS: +OK list follows\nS: en English\nS: .", nil), ("S: +OK\nC: LANG ja\nS: +OK ja changed\nC: STLS\nS: +OK\nTLS", nil),
    ])
    func `the language is what LANG was answered last`(dialogue: String, language: String?) {
        #expect(Dialogue(dialogue).observed().session.knowledge.language == language)
    }

    @Test func `the maildrop is known from login on`() {
        #expect(Dialogue("S: +OK").observed().session.knowledge.maildrop == nil)
        #expect(Dialogue("S: +OK\nC: PASS a\nS: +OK").observed().session.knowledge.maildrop == Maildrop())
    }

    @Test func `an exchange knows what was known before it, and after it`() {
        let exchanges = Dialogue("S: +OK\nC: USER alice\nS: +OK\nC: PASS a\nS: +OK\nC: DELE 1\nS: +OK").exchanges
        #expect(exchanges.map(\.knowledge.user) == [nil, nil, "alice", "alice"])
        #expect(exchanges.map { $0.knowledge.maildrop?.marked } == [nil, nil, nil, []])
        #expect(exchanges.map { $0.knowledgeAfter.maildrop?.marked } == [nil, nil, [], [1]])
        #expect(zip(exchanges, exchanges.dropFirst()).allSatisfy { $0.knowledgeAfter == $1.knowledge })
    }
}
