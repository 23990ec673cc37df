import Authentication
import POP3
import Testing

@Suite("Accounts: nobody learns which names exist")
struct AccountsTests {
    private static let iterations = 3

    private static func keeping(_ kind: String) throws -> Accounts {
        guard kind == "keys" else { return .of("known", secret: "secret") }
        let keys = try #require(
            ScramCredentials(
                .sha256, password: octets("secret"), salt: octets("0123456789abcdef"), iterations: iterations))
        return Accounts([ServerAccount("known", keys: [keys])], seed: Accounts.seed)
    }

    /// Salt and iterations that a server tells for a name.
    private func challenge(for user: String, _ accounts: Accounts, _ mechanism: Mechanism = .scramSHA256) -> String? {
        var server = ServerExchange(mechanism, accounts)
        let first = AuthenticationTests.challenge("n,,n=\(user),r=abc")
        guard case .challenge(let octets) = server.begin(initialResponse: first) else { return nil }
        return String(decoding: octets, as: UTF8.self).split(separator: ",").dropFirst().joined(separator: ",")
    }

    @Test(arguments: ["password", "keys"])
    func `an unknown name gets a challenge like a known one, and always the same`(kind: String) throws {
        let accounts = try Self.keeping(kind)
        let known = try #require(challenge(for: "known", accounts))
        let unknown = try #require(challenge(for: "unknown", accounts))
        #expect(known.count == unknown.count)
        #expect(known.split(separator: ",").last == unknown.split(separator: ",").last)
        #expect(known != unknown)
        #expect(unknown == challenge(for: "unknown", accounts))
        #expect(unknown != challenge(for: "another", accounts))
    }

    @Test func `a mechanism without keys is refused for every name alike`() throws {
        let accounts = try Self.keeping("keys")
        #expect(challenge(for: "known", accounts, .scramSHA1) == nil)
        #expect(challenge(for: "unknown", accounts, .scramSHA1) == nil)
    }

    @Test(arguments: ["password", "keys"], [Mechanism.plain, .login, .scramSHA256, .cramMD5])
    func `an unknown name is refused at the same step as a wrong password`(kind: String, mechanism: Mechanism) throws {
        let accounts = try Self.keeping(kind)
        let outcomes = try ["known", "unknown"].map { user in
            var both = FaceToFace(mechanism, try .user(user, password: "wrong"), accounts)
            return (both.run(withInitialResponse: false), both.steps.count)
        }
        #expect(outcomes.map(\.0) == [.refused(.wrongSecret), .refused(.wrongSecret)])
        #expect(outcomes[0].1 == outcomes[1].1)
    }

    @Test func `stored keys serve PLAIN, LOGIN and SCRAM, and no other`() throws {
        let accounts = try Self.keeping("keys")
        let outcomes = try [Mechanism.plain, .login, .scramSHA256, .cramMD5].map { mechanism in
            var both = FaceToFace(mechanism, try .user("known", password: "secret"), accounts)
            return both.run(withInitialResponse: false)
        }
        let accepted = FaceToFace.Outcome.accepted(user: "known")
        #expect(outcomes == [accepted, accepted, accepted, .refused(.wrongSecret)])
    }

    @Test(arguments: [Mechanism.plain, .login, .cramMD5, .scramSHA1, .scramSHA256])
    func `nobody logs in with an empty password`(mechanism: Mechanism) throws {
        let accounts = Accounts([ServerAccount("known", password: [])], seed: Accounts.seed)
        var both = FaceToFace(mechanism, try .user("known", password: ""), accounts)
        guard case .refused(let refusal) = both.run(withInitialResponse: false) else {
            Issue.record("an empty password logged in")
            return
        }
        #expect(refusal == .wrongSecret || refusal == .malformed)
    }

    @Test(arguments: ["password", "keys"])
    func `whoever has only tokens is told from nobody by no challenge, and logs in with them`(kind: String) throws {
        let keys = try #require(ScramCredentials(.sha256, password: octets("x"), salt: octets("salt")))
        let first = kind == "keys" ? ServerAccount("a", keys: [keys]) : ServerAccount("a", password: octets("x"))
        let only = ServerAccount("known", password: [], tokens: [octets("vF9dft4qmT")])
        let (with, without) = (Accounts([first, only], seed: Accounts.seed), Accounts([first], seed: Accounts.seed))
        #expect(challenge(for: "known", with) != nil)
        #expect(challenge(for: "known", with) == challenge(for: "known", without))
        var both = FaceToFace(.oauthBearer, try .user("known", token: "vF9dft4qmT"), with)
        #expect(both.run(withInitialResponse: true) == .accepted(user: "known"))
    }

    @Test func `of two accounts with one name the first counts`() throws {
        let accounts = Accounts(
            [ServerAccount("a", password: octets("1")), ServerAccount("a", password: octets("2"))], seed: Accounts.seed)
        var both = FaceToFace(.plain, try .user("a", password: "1"), accounts)
        #expect(both.run(withInitialResponse: true) == .accepted(user: "a"))
    }
}
