import Testing

@testable import POP3

@Suite("Secrets in a transcript that somebody wrote by hand")
struct SecretMaskingTests {
    private func masked(_ lines: String) throws -> String {
        var masking = SecretMasking()
        let entries = try Transcript(Array("#!pop3-transcript 1\n\(lines)\n".utf8)).entries
        let octets = Transcript(entries.map { masking.masked($0) }).octets
        return String(decoding: octets.dropFirst(20).dropLast(), as: UTF8.self)
    }

    // swift-format-ignore
    /// A session with its secrets, and without them.
    private static let sessions: [(clear: String, masked: String)] = [
        ("S: +OK\nC: USER bob\nS: +OK\nC: PASS tanstaaf\nS: -ERR not tanstaaf",
         "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: -ERR not ********"),
        ("S: +OK <1@x>\nC: APOP mrose c4c9334bac560ecc979e58001b3e22fb\nS: +OK",
         "S: +OK <1@x>\nC: APOP mrose ${apop(mrose)}\nS: +OK"),
        ("S: +OK\nC: AUTH PLAIN AGJvYgB0YW5zdGFhZg==\nS: +OK",
         "S: +OK\nC: AUTH PLAIN ${plain(bob)}\nS: +OK"),
        ("S: +OK\nC: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: Ym9i\nS: + UGFzc3dvcmQ6\nC: dGFuc3RhYWY=\nS: +OK",
         "S: +OK\nC: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: ${login-user(bob)}\nS: + UGFzc3dvcmQ6\nC: ${login-secret(bob)}\nS: +OK"),
        ("S: +OK\nC: pass tanstaaf\nS: -ERR",        "S: +OK\nC: pass ${secret:user}\nS: -ERR"),
        ("S: +OK\nC| PASS tans\nC| taaf\\r\\n\nS: -ERR", "S: +OK\nC| PASS ${secret:user}\nC| ${secret:user.2}\\r\\n\nS: -ERR"),
        ("S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK in",
         "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK in"),
        ("S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .\n* tls\nC: STAT\nS: -ERR", "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .\n* tls\nC: STAT\nS: -ERR"),
    ]

    @Test(arguments: sessions)
    func `a secret becomes a placeholder, and nothing else changes`(clear: String, masked: String) throws {
        #expect(try self.masked(clear) == masked)
        #expect(try self.masked(masked) == masked)
    }
}
