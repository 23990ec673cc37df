import Foundation
import TestSupport
import Testing

@Suite("Logging in to real servers", .requiresServers, .timeLimit(.minutes(5)))
struct LoginTests {
    /// Each login of each server that knows TLS.
    private static let logins = ServerKind.withTLS.flatMap { kind in kind.logins.map { (kind, $0) } }

    /// Text and JSON, English and Japanese, each once for every login.
    private static func forms(_ encryption: Encryption) -> [[String]] {
        switch encryption {
        case .starttls: [[], ["--json", "--lang", "ja"]]
        case .implicit: [["--lang", "ja"], ["--json"]]
        }
    }

    @Test(arguments: logins, Encryption.allCases)
    func `one command logs in and no output holds the password`(
        server: (kind: ServerKind, login: Login), encryption: Encryption
    ) async throws {
        try await withServer(server.kind) { lent in
            let account = try #require(lent.account)
            for form in Self.forms(encryption) {
                let (output, home) = try await visit(account, by: server.login, over: encryption, form)
                #expect(output.status == 0, "\(form): \(output.stdout)\(output.stderr)")
                #expect(output.stderr == "")
                #expect(output.stdout.contains(/S: \+OK 5 \d+|"status":"ok","text":"5 \d+"/), "\(output.stdout)")
                #expect(output.stdout.contains(server.login.command), "\(output.stdout)")
                for secret in secrets(of: account) {
                    #expect(!output.stdout.contains(secret), "\(form)")
                    #expect(home.files.filter { $0.value.firstRange(of: Data(secret.utf8)) != nil }.map(\.key) == [])
                }
                #expect(!output.stdout.contains(/APOP alice [0-9a-f]/), "\(form): the digest")
                let sent = output.stdout.split(separator: "\n").filter { $0.hasPrefix("C:") }
                #expect(sent.filter { $0.wholeMatch(of: Self.masked) == nil } == [])
            }
        }
    }

    @Test(arguments: logins)
    func `a wrong password is refused and not shown`(server: (kind: ServerKind, login: Login)) async throws {
        try await withServer(server.kind) { lent in
            var account = try #require(lent.account)
            account.password = "looking-glass"
            let output = try await visit(account, by: server.login, over: .starttls).output
            #expect(output.status == 77, "\(output.stdout)\(output.stderr)")
            #expect(output.stdout.contains("S: -ERR"))
            #expect(!output.stdout.contains("C: STAT"))
            for secret in secrets(of: account) { #expect(!(output.stdout + output.stderr).contains(secret)) }
        }
    }

    @Test(arguments: ServerKind.withTLS, Encryption.allCases)
    func `left to itself it takes the strongest way that the server offers`(
        kind: ServerKind, encryption: Encryption
    ) async throws {
        try await withServer(kind) { lent in
            let output = try await visit(try #require(lent.account), by: nil, over: encryption).output
            #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
            let strongest: Login = kind == .dovecot ? .scramSHA256 : .apop
            #expect(output.stdout.contains("C: \(strongest.command)"), "\(output.stdout)")
        }
    }

    /// A line of the client as it may be shown: what proves who it is are stars.
    private static var masked: Regex<Substring> {
        /C:(?: (?:CAPA|STLS|STAT|QUIT|USER alice|AUTH [A-Z0-9-]+|(?:PASS |APOP alice |AUTH [A-Z0-9-]+ )?\*{8}))?/
    }

    /// The password as it could appear: as it is, in base64, and in the response of PLAIN.
    private func secrets(of account: Account) -> [String] {
        [account.password]
            + [account.password, "\0\(account.user)\0\(account.password)"].map { Data($0.utf8).base64EncodedString() }
    }
}
