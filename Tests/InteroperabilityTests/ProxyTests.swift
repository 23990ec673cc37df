import Foundation
import TestSupport
import Testing

/// One after the other, since each starts a server of its own.
@Suite(
    "Between a real client and a real server",
    .serialized, .requiresServers, .requires(tools: "curl", "python3", "fetchmail", "mpop"), .timeLimit(.minutes(3)))
struct ProxyTests {
    private static let clients: [MailClient] = [.curl, .poplib, .fetchmail, .mpop]

    @Test(arguments: clients, Encryption.allCases)
    func `every octet passes, and the recording serves the same client again`(
        client: MailClient, encryption: Encryption
    ) async throws {
        let folder = try TemporaryFolder()
        // To curl, USER is what is left when there is nothing else, and it cannot be asked for.
        let login: Login = client == .curl ? .plain : .user
        try await withServer(.dovecot) { lent in
            let upstream = try #require(lent.account)
            let proxy =
                ["proxy", "pop3://127.0.0.1:\(upstream.ports.clear)", "--cacert", upstream.authority]
                + ["--terminate", "--record-dir", folder.path]
            try await withPopscope(proxy, urls: 2) { account in
                let haul = try await client.fetch(from: account, by: login, over: encryption)
                #expect(haul.status == 0, "\(haul.log.prefix(4000))")
                let isComplete = haul.messages == client.expectedMail
                #expect(isComplete, "messages of \(haul.messages.map(\.count)) octets")
            }
        }
        let recording = try #require(folder.files.first { $0.value.contains(Data("RETR 5".utf8)) })
        let text = String(decoding: recording.value, as: UTF8.self)
        #expect(!text.contains("wonderland"))
        #expect(text.contains("* tls"))

        let secret = folder.path + "/password"
        try Data("wonderland\n".utf8).write(to: URL(fileURLWithPath: secret))
        let served =
            ["serve", "--transcript", folder.path + "/" + recording.key, "--expect-complete"]
            + ["--secret", "alice=@\(secret)"]
        try await withPopscope(served, urls: 1) { account in
            let haul = try await client.fetch(from: account, by: login, over: encryption)
            #expect(haul.status == 0, "\(haul.log.prefix(4000))\n\(text.prefix(3000))")
            let isComplete = haul.messages == client.expectedMail
            #expect(isComplete, "messages of \(haul.messages.map(\.count)) octets")
        }
    }
}
