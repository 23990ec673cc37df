import TestSupport
import Testing

@Suite("Passwords in clear text, on a server that takes them and on one that does not", .requiresServers)
struct ClearTextTests {
    private static let warning = "This connection is not encrypted: anyone on the path can read the password."

    @Test(arguments: [Login.user, .plain, .login])
    func `where the server takes them, they are sent with a warning`(login: Login) async throws {
        let output = try await visit("127.0.0.1", by: login, ["--tls", "never"])
        #expect(output.status == 0)
        #expect(output.stderr.contains(Self.warning))
        #expect(output.stdout.contains("C: \(login.command)"), "\(output.stdout)")
    }

    @Test func `where it refuses the name, the password is not sent`() async throws {
        let output = try await visit(Recipe.strictHost, by: .user, ["--tls", "never"])
        #expect(output.status == 77)
        #expect(output.stdout.contains("S: -ERR"), "\(output.stdout)\(output.stderr)")
        #expect(!output.stdout.contains("C: PASS"))
    }

    @Test func `where it refuses them, the strongest way still logs in`() async throws {
        let output = try await visit(Recipe.strictHost, by: nil, ["--tls", "never"])
        #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
        #expect(output.stdout.contains("C: AUTH SCRAM-SHA-256"))
        #expect(!output.stdout.contains("Encrypted"))
        #expect(output.stderr == "")
    }

    @Test(arguments: ["auto", "starttls"], [Login.user, .plain, .login])
    func `where it refuses them, TLS first makes them welcome`(encryption: String, login: Login) async throws {
        let output = try await visit(Recipe.strictHost, by: login, ["--tls", encryption])
        #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
        let encrypted = try #require(output.stdout.firstRange(of: "Encrypted: TLS 1.3"), "\(output.stdout)")
        let sent = try #require(output.stdout.firstRange(of: "C: \(login.command)"), "\(output.stdout)")
        #expect(encrypted.upperBound < sent.lowerBound)
        #expect(output.stderr == "")
    }

    private func visit(_ host: String, by login: Login?, _ options: [String]) async throws -> ProcessOutput {
        try await withServer(.dovecot) { server in
            let account = try #require(server.account)
            let url = "pop3://\(account.user)@\(host):\(account.ports.clear)"
            let trust = ["--cacert", account.authority]
            return try await InteroperabilityTests.visit(url, account.password, by: login, trust + options).output
        }
    }
}
