import Authentication
import POP3
import TestSupport
import Testing

@Suite("Client and server face to face")
struct FaceToFaceTests {
    @Test(arguments: Mechanism.allCases, [true, false])
    func `the right secret logs in`(mechanism: Mechanism, withInitialResponse: Bool) throws {
        let secret = "p, =ss wörd 日本"
        for user in ["tim", "a,b=c", "田中", "tim@example.com"] {
            var both = FaceToFace(
                mechanism, try .fit(for: mechanism, user: user, secret: secret), .of(user, secret: secret),
                identity: user)
            #expect(both.run(withInitialResponse: withInitialResponse) == .accepted(user: user))
        }
    }

    @Test(arguments: Mechanism.allCases.filter { $0 != .external }, [true, false])
    func `a wrong secret does not`(mechanism: Mechanism, withInitialResponse: Bool) throws {
        var both = FaceToFace(mechanism, try .fit(for: mechanism, secret: "secret"), .of(secret: "Secret"))
        #expect(both.run(withInitialResponse: withInitialResponse) == .refused(.wrongSecret))
    }

    @Test func `EXTERNAL does not log in whom the connection does not prove`() throws {
        var both = FaceToFace(.external, try Credentials(user: "tim", secret: .none), .of(secret: "x"))
        #expect(both.run(withInitialResponse: true) == .refused(.noIdentity))
    }

    @Test(arguments: Mechanism.allCases)
    func `a challenge that is garbled is cancelled`(mechanism: Mechanism) throws {
        var both = FaceToFace(mechanism, try .fit(for: mechanism, secret: "s"), .of(secret: "s"), identity: "tim")
        both.onTheWay = { $0 + [0x21] }
        let position = mechanism == .cramMD5 ? 57 : mechanism == .login ? 13 : 1
        let error = SASLError.notBase64(.notInAlphabet(0x21, position: position))
        #expect(both.run(withInitialResponse: false) == .cancelled(error, .cancelled))
    }

    @Test(arguments: [Mechanism.scramSHA1, .scramSHA256], [UInt64(1), 2, 3, 4])
    func `a SCRAM challenge that was changed on the way never logs in`(mechanism: Mechanism, seed: UInt64) throws {
        let hash = try #require(mechanism.scramHash)
        let keys = try #require(ScramCredentials(hash, password: octets("secret"), salt: [1, 2, 3], iterations: 1))
        let accounts = Accounts([ServerAccount("tim", keys: [keys])], seed: Accounts.seed)
        let credentials = try Credentials.user(password: "secret")
        var random = Randomness(seed: seed)
        for round in 0..<500 {
            var both = FaceToFace(mechanism, credentials, accounts)
            let target = round % 2
            var count = 0
            var isChanged = false
            both.onTheWay = { octets in
                defer { count += 1 }
                guard count == target else { return octets }
                let mutated = octets.mutated(using: &random)
                isChanged = mutated != octets
                return mutated
            }
            let outcome = both.run(withInitialResponse: true)
            #expect((outcome == .accepted(user: "tim")) == !isChanged, "round \(round)")
        }
    }

    @Test(arguments: Mechanism.allCases)
    func `random challenges break nothing and prove nothing`(mechanism: Mechanism) throws {
        var random = Randomness(seed: 7)
        let credentials = try Credentials.fit(for: mechanism, secret: "secret")
        for _ in 0..<500 {
            var client = ClientExchange(mechanism, credentials, nonce: .fixed("n"))
            for _ in 0..<4 {
                let length = Int.random(in: 0...40, using: &random)
                let octets = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                let isSpelled = Bool.random(using: &random)
                _ = try? client.respond(to: isSpelled ? Array(Base64.encode(octets).utf8) : octets)
            }
            #expect(mechanism.scramHash == nil || (try? client.accepted()) == nil)
        }
    }

    @Test(arguments: Mechanism.allCases)
    func `random responses break nothing and log nobody in`(mechanism: Mechanism) throws {
        var random = Randomness(seed: 9)
        for _ in 0..<500 {
            var server = ServerExchange(mechanism, .of(secret: "secret"))
            var answer = server.begin(initialResponse: nil)
            for _ in 0..<4 {
                let length = Int.random(in: 0...40, using: &random)
                let octets = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                let isSpelled = Bool.random(using: &random)
                answer = server.received(isSpelled ? Array(Base64.encode(octets).utf8) : octets)
                if case .accepted = answer { Issue.record("random octets logged in") }
            }
        }
    }
}
