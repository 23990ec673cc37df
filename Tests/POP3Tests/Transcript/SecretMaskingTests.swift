import Testing

@testable import POP3

@Suite("Secrets in a transcript that somebody wrote by hand")
struct SecretMaskingTests {
    private func masked(_ lines: String) throws -> String {
        var masking = SecretMasking()
        let entries = try Transcript(Array("#!pop3-transcript 1\n\(lines)\n".utf8)).entries
        let told = entries.flatMap { masking.masked($0) }
        let octets = Transcript(told + masking.finish()).octets
        return String(decoding: octets.dropFirst(20).dropLast(), as: UTF8.self)
    }

    // swift-format-ignore
    /// A session with its secrets, and without them.
    private static let sessions: [(clear: String, masked: String)] = [
        ("S: +OK\nC: USER bob\nS: +OK\nC: PASS tanstaaf\nS: -ERR not tanstaaf",
         "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: -ERR not ${secret:bob}"),
        ("S: +OK <1@x>\nC: APOP mrose c4c9334bac560ecc979e58001b3e22fb\nS: +OK",
         "S: +OK <1@x>\nC: APOP mrose ${apop(mrose)}\nS: +OK"),
        ("S: +OK\nC: AUTH PLAIN AGJvYgB0YW5zdGFhZg==\nS: +OK",
         "S: +OK\nC: AUTH PLAIN ${plain(bob)}\nS: +OK"),
        ("S: +OK\nC: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: Ym9i\nS: + UGFzc3dvcmQ6\nC: dGFuc3RhYWY=\nS: +OK",
         "S: +OK\nC: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: ${login-user(bob)}\nS: + UGFzc3dvcmQ6\nC: ${login-secret(bob)}\nS: +OK"),
        ("S: +OK\nC: pass tanstaaf\nS: -ERR",        "S: +OK\nC: pass ${secret:user}\nS: -ERR"),
        ("S: +OK\nC| PASS tans\nC| taaf\\r\\n\nS: -ERR", "S: +OK\nC| PASS ${secret:user}\nC| \\r\\n\nS: -ERR"),
        ("S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK in",
         "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK in"),
        ("S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .\n* tls\nC: STAT\nS: -ERR", "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .\n* tls\nC: STAT\nS: -ERR"),
    ]

    @Test(arguments: sessions)
    func `a secret becomes a placeholder, and nothing else changes`(clear: String, masked: String) throws {
        #expect(try self.masked(clear) == masked)
        #expect(try self.masked(masked) == masked)
    }

    // swift-format-ignore
    /// Secrets in places where nobody expects them.
    private static let places: [(clear: String, masked: String)] = [
        ("S: +OK\nC: PASS ${x}hunter2\nS: -ERR hunter2",  "S: +OK\nC: PASS ${x}${secret:user}\nS: -ERR ${secret:user}"),
        ("S: +OK\nC: PASS hunter2\nS| -ERR what is hun\n^\nS| ter2\\r\\n",
         "S: +OK\nC: PASS ${secret:user}\nS| -ERR what is ${secret:user}\n^\nS| \\r\\n"),
        ("S: +OK\nC: PASS hunter2\nS: +OK\n* note it was hunter2\n# hunter2 again",
         "S: +OK\nC: PASS ${secret:user}\nS: +OK\n* note it was ********\n# ******** again"),
        ("S: +OK\nC: PASS hunter2\nS: +OK\nC: RETR 1\nS: +OK hunter2\nS: I am hunter2\nS: .\nC: X\nS: -ERR hunter2",
         "S: +OK\nC: PASS ${secret:user}\nS: +OK\nC: RETR 1\nS: +OK ${secret:user}\nS: I am hunter2\nS: .\nC: X\nS: -ERR ${secret:user}"),
        ("S: +OK\nC: USER bob\nS: +OK\nC: PASS first1\nS: -ERR\n* close server\n* connect\nS: +OK\nC: USER bob\nS: +OK\nC: PASS second2\nS: +OK",
         "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: -ERR\n* close server\n* connect\nS: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob.2}\nS: +OK"),
        ("S: +OK\nC: USER bob\nS/ \\+OK.*\nC: hunter2\nS/ -ERR hunter2",
         "S: +OK\nC: USER bob\nS/ \\+OK.*\nC: ${secret:bob}\nS/ -ERR .*"),
    ]

    @Test(arguments: places)
    func `a secret is found wherever it stands, but mail stays as it is`(clear: String, masked: String) throws {
        #expect(try self.masked(clear) == masked)
        #expect(try self.masked(masked) == masked)
    }

    private static let hidden = [
        "S: +OK\nC: USER bob\nS: +OK\nC: PASS hunter2\nS: -ERR\nC: XTND hunter2\nS: -ERR",
        "S: +OK <1@x>\nC: APOP ${u} c4c9334bac560ecc979e58001b3e22fb\nS: +OK",
        "S: +OK\nC| USER ${user}\\nPASS hunter2\\n\nS: +OK\nS: -ERR hunter2",
    ]

    @Test(arguments: hidden)
    func `a secret behind a placeholder, or sent again, is hidden`(clear: String) throws {
        let masked = try masked(clear)
        for secret in ["hunter2", "c4c9334bac560ecc979e58001b3e22fb"] { #expect(!masked.contains(secret), "\(masked)") }
        #expect(try self.masked(masked) == masked)
    }
}
