import TestSupport
import Testing

/// One after the other, since each starts a server of its own.
@Suite(
    "Real clients on the built-in server",
    .serialized, .requires(tools: "openssl", "curl", "python3", "fetchmail", "mpop"), .timeLimit(.minutes(5)))
struct MailClientTests {
    @Test(arguments: MailClient.allCases, Encryption.allCases)
    func `every login that a client knows fetches the mail octet for octet`(
        client: MailClient, encryption: Encryption
    ) async throws {
        try await withPopscopeServing { account in
            for login in client.logins(over: encryption) {
                let haul = try await client.fetch(from: account, by: login, over: encryption)
                #expect(haul.status == 0, "\(login): \(haul.log.prefix(4000))")
                #expect(haul.log.contains(client.sealOfTLS), "\(login): \(haul.log.prefix(4000))")
                #expect(haul.log.contains(login.command), "\(login): \(haul.log.prefix(4000))")
                let isComplete = haul.messages == client.expectedMail
                #expect(isComplete, "\(login) brought messages of \(haul.messages.map(\.count)) octets")
            }
        }
    }

    @Test(arguments: MailClient.allCases, Encryption.allCases)
    func `a wrong password fetches nothing`(client: MailClient, encryption: Encryption) async throws {
        try await withPopscopeServing { account in
            var account = account
            account.password = "builder"
            for login in client.logins(over: encryption) {
                let haul = try await client.fetch(from: account, by: login, over: encryption)
                #expect(haul.messages == [])
                // openssl reads no replies: to it all is well that ends in a closed connection.
                #expect(haul.status != 0 || client == .openssl, "\(login)")
                #expect(haul.log.contains(login.command), "\(login): \(haul.log.prefix(4000))")
            }
        }
    }

    @Test(arguments: MailClient.allCases, Encryption.allCases)
    func `a certificate made on the spot is refused by who trusts somebody else`(
        client: MailClient, encryption: Encryption
    ) async throws {
        try await withPopscopeServing(makesCertificate: true) { account in
            let login = try #require(client.logins(over: encryption).first)
            let haul = try await client.fetch(from: account, by: login, over: encryption)
            #expect(haul.status != 0)
            #expect(haul.messages == [])
        }
    }

    @Test(arguments: Encryption.allCases)
    func `a certificate made on the spot names this machine`(encryption: Encryption) async throws {
        let openssl = try #require(installed("openssl"))
        try await withPopscopeServing(makesCertificate: true) { account in
            let start = encryption == .starttls ? ["-starttls", "pop3"] : []
            let shown = try await run(
                openssl, ["s_client", "-connect", "127.0.0.1:\(account.port(encryption))"] + start, stdin: "QUIT\r\n")
            let names = try await run(openssl, ["x509", "-noout", "-ext", "subjectAltName"], stdin: shown.stdout)
            #expect(names.stdout.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"))
        }
    }
}
