import POP3
import Testing

@testable import Handbook

@Suite("Why a login was refused")
struct LoginCausesTests {
    private static let named = Dialogue.open + "\nC: USER alice\nS: +OK"

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
        #expect(session.last?.next?.en.hasPrefix("Still in AUTHORIZATION, but many servers have forgotten") == true)
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
