import TestSupport
import Testing

@Suite("Certificates of real servers", .requiresServers, .timeLimit(.minutes(5)))
struct CertificateTests {
    @Test(arguments: ServerKind.withTLS, Encryption.allCases)
    func `an unknown authority is refused before anything of the login is sent`(
        kind: ServerKind, encryption: Encryption
    ) async throws {
        let stranger = try TemporaryFolder()
        try await Authority.make(in: stranger.path)
        try await withServer(kind) { server in
            for trust in [[], ["--cacert", stranger.path + "/authority.pem"]] {
                let output = try await visit(try #require(server.account), over: encryption, trust)
                #expect(output.status == 77)
                #expect(output.stdout.contains("Nobody trusted here has signed the server's certificate"))
                #expect(output.stdout.contains("CN=\(Authority.name)"), "\(output.stdout)\(output.stderr)")
                #expect(!output.stdout.contains("C: USER"))
            }
        }
    }

    @Test(arguments: ServerKind.withTLS, Encryption.allCases)
    func `a certificate for another name is refused`(kind: ServerKind, encryption: Encryption) async throws {
        try await withServer(kind) { server in
            let account = try #require(server.account)
            let trust = ["--cacert", account.authority, "--sni", "pop.example.org"]
            let output = try await visit(account, over: encryption, trust)
            #expect(output.status == 77)
            #expect(
                output.stdout.contains("The server's certificate is not for pop.example.org; it is for localhost"),
                "\(output.stdout)\(output.stderr)")
            #expect(!output.stdout.contains("C: USER"))
        }
    }

    @Test(
        arguments: ServerKind.withTLS,
        [
            ("en", "The server's certificate was not checked (--insecure)"),
            ("ja", "サーバーの証明書を検証していません (--insecure)"),
        ])
    func `with --insecure it connects all the same and says so`(
        kind: ServerKind, words: (language: String, warning: String)
    ) async throws {
        try await withServer(kind) { server in
            for encryption in Encryption.allCases {
                let trust = ["--insecure", "--lang", words.language]
                let output = try await visit(try #require(server.account), over: encryption, trust)
                #expect(output.status == 0)
                #expect(output.stderr.contains(words.warning), "\(output.stdout)\(output.stderr)")
                #expect(output.stdout.contains("S: +OK 5 "))
            }
        }
    }

    private func visit(
        _ account: Account, over encryption: Encryption, _ trust: [String]
    ) async throws -> ProcessOutput {
        try await InteroperabilityTests.visit(account, by: .user, over: encryption, trust: trust).output
    }
}
