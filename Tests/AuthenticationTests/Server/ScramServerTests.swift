import Authentication
import POP3
import Testing

@Suite("SCRAM, the server's side, RFC 5802")
struct ScramServerTests {
    typealias Answer = ServerExchange.Answer

    private static let nonce = "fyko+d2lbbFgONRv9qkxdawL"
    private static let whole = nonce + "3rfcNHYJY1ZVvWVs7j"
    private static let salt: [UInt8] = [0x41, 0x25, 0xC2, 0x47, 0xE4, 0x3A, 0xB1, 0xE9, 0x3C, 0x6D, 0xFF, 0x76]
    private static let first = "n,,n=user,r=\(nonce)"
    private static let final = "c=biws,r=\(whole),p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="

    /// A server that keeps the keys of the example of RFC 5802 section 5.
    private func server() throws -> ServerExchange {
        let keys = try #require(ScramCredentials(.sha1, password: octets("pencil"), salt: Self.salt))
        return ServerExchange(.scramSHA1, Accounts([ServerAccount("user", keys: [keys])], seed: Accounts.seed))
    }

    /// What the server says to a first message.
    private func answer(toFirst message: String) throws -> Answer {
        var server = try server()
        return server.begin(initialResponse: challenge(message))
    }

    /// What the server says to a last message.
    private func answer(toFinal message: String, behind first: String = first) throws -> Answer {
        var server = try server()
        _ = server.begin(initialResponse: challenge(first))
        return server.received(challenge(message))
    }

    @Test func `the exchange of RFC 5802 section 5 comes out`() throws {
        var server = try server()
        #expect(
            server.begin(initialResponse: challenge(Self.first))
                == .challenge(octets("r=\(Self.whole),s=QSXCR+Q6sek8bf92,i=4096")))
        #expect(server.received(challenge(Self.final)) == .challenge(octets("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=")))
        #expect(server.received([]) == .accepted(user: "user"))
    }

    @Test(arguments: ["*", "AAAA"])
    func `without the empty response behind the signature nobody is logged in`(last: String) throws {
        var server = try server()
        _ = server.begin(initialResponse: challenge(Self.first))
        _ = server.received(challenge(Self.final))
        #expect(server.received(octets(last)) == .refused(last == "*" ? .cancelled : .malformed))
        #expect(server.received([]) == .refused(.over))
    }

    // swift-format-ignore
    @Test(arguments: [
        ("p=tls-unique,,n=user,r=\(nonce)", ServerExchange.Refusal.channelBinding),
        ("x,,n=user,r=\(nonce)",            .malformed),
        ("n,n=user,r=\(nonce)",             .malformed),
        ("n,a=,n=user,r=\(nonce)",          .malformed),
        ("n,b=x,n=user,r=\(nonce)",         .malformed),
        ("n,,m=x,n=user,r=\(nonce)",        .mandatoryExtension),
        ("n,,n=us=er,r=\(nonce)",           .malformed),
        ("n,,n=user=,r=\(nonce)",           .malformed),
        ("n,,n=user=2,r=\(nonce)",          .malformed),
        ("n,,n=user=2c,r=\(nonce)",         .malformed),
        ("n,,n=,r=\(nonce)",                .malformed),
        ("n,,n=user",                       .malformed),
        ("n,,r=\(nonce),n=user",            .malformed),
        ("n,,n=user,r=a b",                 .malformed),
        ("n,,n=user,r=é",                   .malformed),
        ("n,,",                             .malformed),
        ("",                                .malformed),
    ])
    func `a first message without its form is refused`(message: String, refusal: ServerExchange.Refusal) throws {
        #expect(try answer(toFirst: message) == .refused(refusal))
    }

    // swift-format-ignore
    @Test(arguments: [
        ("c=biws,r=\(whole),p=v0X8v3Bz2T0CJGbJQyF0X+HI4Tt=",  ServerExchange.Refusal.malformed),
        ("c=biws,r=\(whole),p=w0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",  .wrongSecret),
        ("c=biws,r=\(whole),p=v0X8",                          .wrongSecret),
        ("c=biws,r=\(whole),x=1,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", .wrongSecret),
        ("c=eSws,r=\(whole),p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",  .channelBinding),
        ("c=biws,r=\(whole)x,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", .wrongNonce),
        ("c=biws,r=\(nonce),p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",  .wrongNonce),
        ("c=biws,r=\(whole),m=x,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", .mandatoryExtension),
        ("c=biws,r=\(whole)",                                 .malformed),
        ("c=biws,r=\(whole),p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=,x=1", .malformed),
        ("r=\(whole),p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",         .malformed),
        ("",                                                  .malformed),
    ])
    func `a last message that proves nothing is refused`(message: String, refusal: ServerExchange.Refusal) throws {
        #expect(try answer(toFinal: message) == .refused(refusal))
    }

    @Test func `unknown extensions are ignored, and signed like the rest`() throws {
        let first = Self.first + ",x=1"
        guard case .challenge = try answer(toFirst: first) else {
            Issue.record("the extension was not ignored")
            return
        }
        #expect(try answer(toFinal: Self.final, behind: first) == .refused(.wrongSecret))
    }

    @Test func `who may not act as another does not, though the password is right`() throws {
        let accounts = Accounts.of("user", secret: "pencil")
        var both = FaceToFace(.scramSHA256, try .user("user", password: "pencil", authorization: "ann"), accounts)
        #expect(both.run(withInitialResponse: true) == .refused(.notAuthorized("ann")))
        both = FaceToFace(.scramSHA256, try .user("user", password: "pencil", authorization: "user"), accounts)
        #expect(both.run(withInitialResponse: true) == .accepted(user: "user"))
    }
}
