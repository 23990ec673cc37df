import POP3
import Testing

@testable import Handbook

@Suite("AUTH explained")
struct ExplainerSASLTests {
    private static func challenge(_ text: String) -> String { "\nS: + " + Base64.encode(Array(text.utf8)) }

    private static let inTheClear = "This connection is not encrypted: anyone on the path can read the password."
    private static let spelled = "base64 is not encryption: PLAIN sent the password readable for anyone on the path."
    private static let saved = "The response stood in the AUTH line itself, which saves the challenge (RFC 5034 4)."

    private func notes(_ lines: String, isSecure: Bool = false) -> [[String]] {
        Dialogue(Dialogue.open + "\n" + lines, isSecure: isSecure).annotations.dropFirst().map { $0.notes.map(\.en) }
    }

    @Test func `that a password is readable is said once, and before it is sent if there is time`() {
        #expect(notes("C: AUTH PLAIN\nS: + \nC: AGEAYg==\nS: +OK") == [[Self.inTheClear], []])
        #expect(notes("C: AUTH PLAIN AGEAYg==\nS: +OK") == [[Self.spelled, Self.saved]])
        let login = "C: AUTH LOGIN" + Self.challenge("Username:") + "\nC: YQ==" + Self.challenge("Password:")
        #expect(
            notes(login + "\nC: Yg==\nS: +OK") == [
                [
                    "The challenge is base64 of \"Username:\".",
                    "LOGIN asks for the name first; the wording of the prompt does not matter.", Self.inTheClear,
                ], ["The challenge is base64 of \"Password:\".", "Now the password itself is due."], [],
            ])
    }

    @Test func `under TLS nothing is readable`() {
        #expect(notes("C: AUTH PLAIN\nS: + \nC: AGEAYg==\nS: +OK", isSecure: true) == [[], []])
        #expect(notes("C: AUTH PLAIN AGEAYg==\nS: +OK", isSecure: true) == [[Self.saved]])
    }

    @Test func `an empty initial response is told from one with octets`() {
        let empty = "\"=\" stands for an initial response without any octet (RFC 5034 4)."
        #expect(notes("C: AUTH EXTERNAL =\nS: +OK", isSecure: true) == [[empty]])
        #expect(notes("C: AUTH EXTERNAL YQ==\nS: +OK", isSecure: true) == [[Self.saved]])
    }

    @Test func `a token is called a token`() {
        #expect(notes("C: AUTH XOAUTH2\nS: + ").last?.last?.contains("take the token") == true)
        #expect(notes("C: AUTH XOAUTH2 dQ==\nS: +OK").last?.first?.contains("revoke it") == true)
        #expect(notes("C: AUTH XOAUTH2 dQ==\nS: -ERR no").last == [Exposure.tokenLost.en])
    }

    @Test func `SCRAM is told step by step`() {
        let first = Self.challenge("r=abcdefgh,s=QSXCR+Q6sek8bf92,i=4096")
        let session = Dialogue(
            Dialogue.open + "\nC: AUTH SCRAM-SHA-256 biws" + first + "\nC: Yz0=" + Self.challenge("v=abc")
                + "\nC: \nS: +OK")
        #expect(
            session.annotations.dropFirst().map(\.meaning.en) == [
                "a challenge: the server waits for the client's response.",
                "the server's signature: it shows that the server holds the keys made from the password.",
                "logged in. The maildrop is locked for this session (RFC 1939 4).",
            ])
        #expect(
            session.annotations[1].notes.map(\.en) == [
                "It holds a nonce of 8 characters, a salt of 12 octets, and i=4096.",
                "The password is hashed with the salt 4096 times; only a proof made with the result is sent.",
            ])
        #expect(session.annotations.flatMap(\.findings) == [])
        #expect(session.annotations[2].next?.en == "Next: an empty line, or * to cancel.")
        #expect(session.last?.notes.map(\.en).contains { $0.contains("The password was not sent") } == true)
    }

    @Test(arguments: [(1, "Fewer than 4096"), (4095, "Fewer than 4096"), (1_000_001, "That many iterations")])
    func `odd numbers of iterations are warned of`(count: Int, warning: String) {
        let notes = notes("C: AUTH SCRAM-SHA-1 biws" + Self.challenge("r=a,s=AA==,i=\(count)"))
        #expect(notes.last?.last?.hasPrefix(warning) == true)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("SCRAM-SHA-1", "e=invalid-proof", "the server refuses the proof: invalid-proof.", "Next: an empty line, or * to cancel."),
        ("SCRAM-SHA-1", "nonsense", "a challenge that is no message of SCRAM.", "Next: * to cancel."),
        ("OAUTHBEARER", #"{"status":"invalid_token"}"#, "the token was refused: invalid_token.", "Next: AQ==, or * to cancel."),
        ("XOAUTH2", "x", "the token was refused.", "Next: an empty line, or * to cancel."),
    ])
    func `a challenge that ends the matter says how to go on`(mechanism: String, text: String, meaning: String, next: String) {
        let session = Dialogue(
            Dialogue.open + "\nC: AUTH \(mechanism) biws" + Self.challenge(text), isSecure: true)
        #expect(session.last?.meaning.en == meaning)
        #expect(session.last?.next?.en == next)
        #expect(session.last?.isTrouble == true)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `what is not base64 should be cancelled`() {
        let session = Dialogue(Dialogue.open + "\nC: AUTH CRAM-MD5\nS: + <1@x>")
        #expect(session.last?.suggestions.map(\.line) == ["*"])
        #expect(session.findings == ["rfc5034-4-challenge-form"])
        #expect(Dialogue(Dialogue.open + "\nC: AUTH CRAM-MD5\nS: + !\nC: *\nS: -ERR").cause == "auth-cancelled")
    }

    @Test func `a list of mechanisms is explained by name`() {
        let session = Dialogue(Dialogue.open + "\nC: AUTH\nS: +OK\nS: PLAIN\nS: scram-sha-256\nS: X-ODD\nS: .")
        #expect(session.last?.meaning.en == "the server lists its SASL mechanisms: PLAIN SCRAM-SHA-256 X-ODD.")
        #expect(
            session.last?.notes.prefix(2).map(\.en) == [
                "PLAIN: the password itself, in base64.",
                "SCRAM-SHA-256: both sides prove that they know the password.",
            ])
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `+OK to AUTH after login logs nobody in`() {
        #expect(Dialogue(Dialogue.loggedIn + "\nC: AUTH PLAIN\nS: +OK").last?.meaning.en == "accepted.")
    }

    @Test(arguments: ["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "OAUTHBEARER", "XOAUTH2", "NTLM", ""])
    func `hostile challenges are explained without a trap`(mechanism: String) {
        let texts = [
            String(repeating: "A", count: 60_000), Base64.encode([UInt8](repeating: 0x22, count: 40_000)), "=", "AA==",
            Base64.encode(Array("r=,s=,i=99999999999999999999999".utf8)),
            Base64.encode(Array(#""status""status":"#.utf8)),
        ]
        for text in texts {
            let session = Dialogue(Dialogue.open + "\nC: AUTH \(mechanism)\nS: + \(text)")
            #expect(session.last?.sentences.filter { !$0.isBilingual || $0.en.utf8.count > 1_000 } == [])
        }
    }
}
