import POP3
import Testing

@testable import Handbook

@Suite("CAPA explained")
struct ExplainerCapabilitiesTests {
    private static let clear = Dialogue.open + "\nC: CAPA\nS: +OK\nS: STLS\nS: SASL CRAM-MD5\nS: ."
    private static let secured = clear + "\nC: STLS\nS: +OK\nTLS"

    private func last(_ lines: String, _ count: Int = 1) -> [String] {
        Dialogue(lines).last?.notes.suffix(count).map(\.en) ?? []
    }

    @Test func `what TLS has changed is pointed out`() {
        #expect(
            last(Self.secured + "\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .", 2) == [
                "Since TLS: new: SASL PLAIN; gone: STLS, SASL CRAM-MD5.",
                "Only clear text offered CRAM-MD5: the server withholds it under TLS, or somebody on the path added it.",
            ])
    }

    @Test func `STLS under TLS is a finding`() {
        let session = Dialogue(Self.secured + "\nC: CAPA\nS: +OK\nS: STLS\nS: SASL CRAM-MD5\nS: .")
        #expect(session.findings == ["rfc2595-4-stls-not-announced-under-tls"])
        #expect(session.last?.notes.last?.en == "Nothing has changed since TLS.")
    }

    @Test func `what login has changed is pointed out`() {
        let capa = "\nC: CAPA\nS: +OK\nS: EXPIRE 10 USER\nS: STLS\nS: ."
        let lines = Dialogue.open + capa + "\nC: PASS x\nS: +OK\nC: CAPA\nS: +OK\nS: EXPIRE 30\nS: ."
        #expect(last(lines) == ["Since login: gone: STLS; changed: EXPIRE 10 USER -> EXPIRE 30."])
    }

    @Test func `a login under TLS is named beside TLS`() {
        let lines = Self.secured + "\nC: PASS x\nS: +OK\nC: CAPA\nS: +OK\nS: SASL CRAM-MD5\nS: ."
        #expect(last(lines) == ["Since TLS and login: gone: STLS."])
    }

    @Test func `what may not be sent in UTF-8 mode is not proposed`() {
        let lines = "\nC: CAPA\nS: +OK\nS: STLS\nS: UTF8\nS: USER\nS: ."
        let next = Dialogue(Dialogue.open + "\nC: UTF8\nS: +OK" + lines).last?.next?.en
        #expect(next?.hasPrefix("Next: USER name, APOP name digest, or QUIT.") == true)
    }

    @Test func `in the same state only a difference is told`() {
        #expect(
            last(Self.clear + "\nC: CAPA\nS: +OK\nS: STLS\nS: SASL CRAM-MD5\nS: .").first?.hasPrefix("SASL") == true)
        #expect(
            last(Self.clear + "\nC: CAPA\nS: +OK\nS: STLS\nS: .") == ["Since the last CAPA: gone: SASL CRAM-MD5."])
    }

    @Test func `where CAPA announces STLS it is proposed, and only where it helps`() {
        #expect(Dialogue(Self.clear).last?.suggestions.map(\.line) == ["STLS"])
        #expect(
            Dialogue(Dialogue.open + "\nC: CAPA\nS: +OK\nS: USER\nS: .").last?.suggestions.map(\.line) == [
                ":open pop3s://mail.example.com"
            ])
        #expect(Dialogue(Self.secured + "\nC: CAPA\nS: +OK\nS: .").last?.suggestions == [])
        let practice = Dialogue(Self.clear).exchanges.last.map { Explainer(hasNetwork: false).explain($0) }
        #expect(practice?.suggestions == [])
    }

    @Test(arguments: [
        "S: TOP\nS: .", "S: STLS\nS: SASL PLAIN LOGIN\nS: EXPIRE x\nS: .", "S: .", "S: SASL PLAIN XOAUTH2\nS: .",
    ])
    func `every difference is told in both languages`(list: String) {
        for state in [Self.clear, Self.secured, Self.secured + "\nC: PASS x\nS: +OK"] {
            let session = Dialogue(state + "\nC: CAPA\nS: +OK\n" + list)
            #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
        }
    }

    @Test func `a hostile list costs no more than its size`() {
        let tags = (0..<20_000).map { "S: X\($0) SASL \($0)" }.joined(separator: "\n")
        let mechanisms = "S: SASL " + (0..<8_000).map { "M\($0)" }.joined(separator: " ")
        let list = "\nC: CAPA\nS: +OK\n" + tags + "\n" + mechanisms + "\nS: ."
        let session = Dialogue(Self.clear + list)
        #expect((session.last?.notes.count ?? 0) < 30)
        #expect((session.last?.sentences.map(\.en.count).max() ?? 0) < 2_000)
    }
}
