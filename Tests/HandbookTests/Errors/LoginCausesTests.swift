import POP3
import Testing

@testable import Handbook

@Suite("Why a login was refused")
struct LoginCausesTests {
    private static let named = Dialogue.open + "\nC: USER alice\nS: +OK"

    // swift-format-ignore
    @Test(arguments: [
        ("C: AUTH CRAM-MD5 YWE=\nS: -ERR no", "initial-response-refused"), ("C: AUTH XOAUTH2 YWE=\nS: -ERR no", "token-refused"), ("C: AUTH OAUTHBEARER\nS: + \nC: YWE=\nS: -ERR no", "token-refused"),
        ("C: AUTH OAUTHBEARER\nS: + \nC: *\nS: -ERR no", "auth-cancelled"), ("C: AUTH PLAIN YWE=\nS: -ERR [AUTH] no", "auth-refused"), ("C: AUTH EXTERNAL =\nS: -ERR no", "auth-refused"),
        ("C: CAPA\nS: +OK\nS: LANG\nS: UTF8\nS: STLS\nS: .\nC: LANG xx\nS: -ERR no", "language-not-offered"), ("C: LANG xx\nS: -ERR Unknown command.", "command-not-offered"),
        ("C: CAPA\nS: +OK\nS: TOP\nS: .\nC: LANG xx\nS: -ERR no", "command-not-offered"), ("C: LANG\nS: -ERR no", "command-not-offered"),
        ("C: CAPA\nS: +OK\nS: UTF8\nS: .\nC: UTF8\nS: -ERR no", "utf8-refused"), ("C: UTF8\nS: -ERR no", "command-not-offered"),
        ("C: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: -ERR no", "stls-announced"), ("C: UTF8\nS: +OK\nC: STLS\nS: -ERR no", "stls-after-utf8"), ("C: STLS\nS: -ERR no", "command-not-offered"),
        ("C: STLS\nS: +OK\nTLS\nC: STLS\nS: -ERR no", "tls-already-active"), ("C: PASS x\nS: +OK\nC: STLS\nS: -ERR no", "already-logged-in"),
    ])
    func `the cause of a refused step is found`(exchanges: String, id: String) {
        let session = Dialogue(Dialogue.open + "\n" + exchanges)
        #expect(session.cause == id)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `a login that came too soon is told the pause that CAPA announced`() {
        let refusal = "\nC: USER a\nS: +OK\nC: PASS x\nS: -ERR [LOGIN-DELAY] wait"
        let session = Dialogue(Dialogue.open + "\nC: CAPA\nS: +OK\nS: LOGIN-DELAY 900\nS: ." + refusal)
        #expect(
            session.last?.causes.first?.en == "CAPA from this server says LOGIN-DELAY: at most one login in 15 minutes")
        #expect(session.last?.suggestions.map(\.purpose.en) == ["when 15 minutes have passed since the last login"])
        #expect(Dialogue(Dialogue.open + refusal).last?.suggestions.map(\.line) == ["CAPA"])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("RESP-CODES", "[AUTH]", "[AUTH]: the server says that it is about the name, the password or a right, not about a fault of its own."),
        ("RESP-CODES", "[X-MINE/A]", "[X-MINE/A] is a response code of this server's own; the text behind it says more than it."),
        ("TOP", "[X-MINE/A]", nil), ("RESP-CODES", "[IN-USE]", nil), ("RESP-CODES", "", nil),
    ])
    func `a response code that explains nothing by itself is told`(capability: String, code: String, note: String?) {
        let session = Dialogue(
            Dialogue.open + "\nC: CAPA\nS: +OK\nS: \(capability)\nS: .\nC: USER a\nS: +OK\nC: PASS x\nS: -ERR \(code) no", isSecure: true)
        #expect(session.last?.notes.map(\.en) == (note.map { [$0] } ?? []))
    }

    @Test func `a name that is not ASCII needs UTF8 USER`() {
        let cause = "The name is not ASCII, which needs UTF8 USER in CAPA (RFC 6856 2.2)"
        let refusal = "\nC: USER \u{5C71}\u{7530}\nS: -ERR no"
        #expect(Dialogue(Dialogue.open + refusal).last?.causes.map(\.en).contains(cause) == true)
        let session = Dialogue(Dialogue.open + "\nC: CAPA\nS: +OK\nS: USER\nS: UTF8 USER\nS: ." + refusal)
        #expect(session.last?.causes.map(\.en).contains(cause) == false)
    }

    @Test func `a line between USER and PASS is named before the password is doubted`() {
        let session = Dialogue(Self.named + "\nC: CAPA\nS: -ERR\nC: PASS secret\nS: -ERR no")
        #expect(session.cause == "pass-without-user")
        #expect(
            session.last?.causes.map(\.en) == [
                "Another line came between USER and PASS, and the server forgot the name", "Or the password is wrong",
            ])
        #expect(session.last?.suggestions.map(\.line) == ["USER alice"])
        #expect(session.last?.suggestions.map(\.purpose.en) == ["then PASS directly behind it"])
    }

    @Test func `PASS directly behind USER is about the password`() {
        #expect(Dialogue(Self.named + "\nC: PASS secret\nS: -ERR no").cause == "wrong-password")
    }

    @Test func `the words of a server are enough where the line before is not known`() {
        let session = Dialogue(Self.named + "\nC: PASS secret\nS: -ERR PASS goes right after a USER")
        let last = session.exchanges.last.flatMap { Explainer().cause(of: $0) }
        #expect(last?.id == "pass-without-user")
    }

    @Test func `a USER that was refused is no USER that was not sent`() {
        let session = Dialogue(Dialogue.open + "\nC: USER bob\nS: -ERR\nC: PASS secret\nS: -ERR")
        #expect(session.last?.causes.map(\.en) == ["No USER was accepted before"])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("-ERR [AUTH] Plaintext authentication disallowed", "encryption-required"), ("-ERR TLS first", "encryption-required"),
        ("-ERR Command is not valid in this state.", "pass-without-user"), ("-ERR [AUTH] no", "pass-without-user"),
    ])
    func `behind a refused USER the reason that the server gives for PASS comes first`(reply: String, id: String) {
        #expect(Dialogue(Dialogue.open + "\nC: USER bob\nS: -ERR no\nC: PASS secret\nS: \(reply)").cause == id)
    }

    @Test(arguments: [("-ERR no", true), ("-ERR [AUTH] no", false)])
    func `AUTH rules a maildrop that cannot be opened out, RFC 3206 section 5`(reply: String, isNamed: Bool) {
        let session = Dialogue(Self.named + "\nC: PASS secret\nS: \(reply)")
        #expect(session.cause == "wrong-password")
        #expect(session.last?.causes.contains { $0.en == "The maildrop could not be opened or locked" } == isNamed)
    }

    @Test(arguments: [
        ("-ERR the name is forgotten, begin again with USER", ["USER name"]), ("-ERR", ["USER name", "PASS"]),
    ])
    func `a second USER is told what the server says`(reply: String, lines: [String]) {
        let session = Dialogue(Self.named + "\nC: USER bob\nS: \(reply)")
        #expect(session.cause == "name-given-already")
        #expect(session.last?.suggestions.map(\.line) == lines)
    }

    @Test(arguments: ["PASS secret", "STAT", "USER bob", "XYZZY"])
    func `behind an accepted USER a refusal may cost the name`(line: String) {
        let session = Dialogue(Self.named + "\nC: \(line)\nS: -ERR")
        #expect(session.last?.next?.en.hasPrefix("Still in AUTHORIZATION. PASS works only right after USER") == true)
        #expect(session.last?.suggestions.allSatisfy { $0.line != "PASS" } == (line != "USER bob"))
    }

    @Test func `without a name a refusal changes nothing`() {
        let session = Dialogue(Dialogue.open + "\nC: PASS secret\nS: -ERR")
        #expect(session.last?.next?.en.hasPrefix("Still in AUTHORIZATION; nothing was changed.") == true)
    }

    @Test(arguments: [
        ("S: +OK\nS: USER\nS: .", "C: AUTH PLAIN\nS: -ERR no", "CAPA from this server lists no SASL"),
        ("S: +OK\nS: SASL CRAM-MD5\nS: .", "C: AUTH PLAIN\nS: -ERR no", "CAPA from this server lists: SASL CRAM-MD5"),
        ("S: +OK\nS: SASL PLAIN\nS: .", "C: AUTH PLAIN\nS: -ERR no", "CAPA lists it, but the server cannot use it now"),
        ("S: +OK\nS: SASL PLAIN\nS: .", "C: AUTH\nS: -ERR no", "CAPA from this server lists: SASL PLAIN"),
    ])
    func `AUTH refused before anything was proved is not about a password`(
        capabilities: String, exchange: String, cause: String
    ) {
        let session = Dialogue(Dialogue.open + "\nC: CAPA\n\(capabilities)\n\(exchange)")
        #expect(session.last?.causes.map(\.en) == [cause])
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: [
        ("USER", "USER needs a user name behind it.", "USER name"),
        ("PASS", "PASS needs a password behind it.", "PASS string"),
        ("APOP", "APOP needs a user name and a digest behind it.", "APOP name digest"),
        ("APOP alice", "APOP needs a digest behind it.", "APOP name digest"),
    ])
    func `what is missing is named`(command: String, sentence: String, line: String) {
        let session = Dialogue(Dialogue.open + "\nC: \(command)\nS: -ERR")
        #expect(session.last?.meaning.en == "refused. " + sentence)
        #expect(session.last?.suggestions.map(\.line) == [line])
    }
}
