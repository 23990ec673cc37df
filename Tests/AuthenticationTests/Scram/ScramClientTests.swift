import Authentication
import POP3
import Testing

@Suite("SCRAM, the client's side, RFC 5802 and RFC 7677")
struct ScramClientTests {
    private static let nonce = "fyko+d2lbbFgONRv9qkxdawL"
    private static let serverFirst = "r=\(nonce)3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"
    private static let proof = "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="
    private static let serverFinal = "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="

    private func begun(_ mechanism: Mechanism = .scramSHA1) throws -> ClientExchange {
        var exchange = ClientExchange(mechanism, try .user("user", password: "pencil"), nonce: .fixed(Self.nonce))
        #expect(exchange.initialResponse()?.octets == octets("n,,n=user,r=\(Self.nonce)"))
        return exchange
    }

    @Test func `the exchange of RFC 5802 section 5 comes out`() throws {
        var exchange = try begun()
        let response = try exchange.respond(to: challenge(Self.serverFirst))
        let final = "c=biws,r=\(Self.nonce)3rfcNHYJY1ZVvWVs7j"
        #expect(response.octets == octets("\(final),p=\(Self.proof)"))
        #expect(
            response.steps == [
                .scramChallenge(
                    serverNonce: "3rfcNHYJY1ZVvWVs7j",
                    salt: [0x41, 0x25, 0xC2, 0x47, 0xE4, 0x3A, 0xB1, 0xE9, 0x3C, 0x6D, 0xFF, 0x76], iterations: 4096),
                .scramSaltedPassword(hash: "SHA-1", iterations: 4096),
                .scramAuthMessage(
                    clientFirst: "n=user,r=\(Self.nonce)", serverFirst: Self.serverFirst, clientFinal: final),
                .scramProof(hash: "SHA-1"),
            ])
        let last = try exchange.respond(to: challenge(Self.serverFinal))
        #expect(last.octets == [])
        #expect(last.steps == [.scramServerProven(hash: "SHA-1")])
        try exchange.accepted()
    }

    @Test func `the exchange of RFC 7677 section 3 comes out`() throws {
        let nonce = "rOprNGfwEbeRWgbNEkqO"
        let whole = nonce + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
        var exchange = ClientExchange(.scramSHA256, try .user("user", password: "pencil"), nonce: .fixed(nonce))
        #expect(try exchange.respond(to: []).octets == octets("n,,n=user,r=\(nonce)"))
        let response = try exchange.respond(to: challenge("r=\(whole),s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"))
        #expect(response.octets == octets("c=biws,r=\(whole),p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
        let last = try exchange.respond(to: challenge("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))
        #expect(last.steps == [.scramServerProven(hash: "SHA-256")])
        try exchange.accepted()
    }

    @Test(arguments: [
        ("user", nil, "n,,n=user,r="), ("a,b=c", nil, "n,,n=a=2Cb=3Dc,r="), ("tim", "a=b,c", "n,a=a=3Db=2Cc,n=tim,r="),
        ("a,\u{301}=\u{301}", nil, "n,,n=a=2C\u{301}=3D\u{301},r="),
    ])
    func `comma and equals sign in a name are spelled out`(user: String, authorization: String?, first: String) throws {
        let credentials = try Credentials.user(user, authorization: authorization)
        var exchange = ClientExchange(.scramSHA1, credentials, nonce: .fixed(Self.nonce))
        #expect(exchange.initialResponse()?.octets == octets(first + Self.nonce))
    }

    // swift-format-ignore
    @Test(arguments: [
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=0",                SASLError.iterations(0)),
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=1000001",          .iterations(1_000_001)),
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=2147483647",       .iterations(2_147_483_647)),
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=18446744073709551616", .iterations(Int.max)),
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=-1",               .malformed(.iterations)),
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=01",               .malformed(.iterations)),
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=4096x",            .malformed(.iterations)),
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92",                    .malformed(.iterations)),
        ("r=\(nonce)x,s=QSXC*,i=4096",                        .malformed(.salt)),
        ("r=\(nonce)x,i=4096",                                .malformed(.salt)),
        ("r=\(nonce)x,s=,i=4096",                             .malformed(.serverFirst)),
        ("s=QSXCR+Q6sek8bf92,i=4096",                         .malformed(.nonce)),
        ("r=\(nonce) x,s=QSXCR+Q6sek8bf92,i=4096",            .malformed(.nonce)),
        ("r=\(nonce),s=QSXCR+Q6sek8bf92,i=4096",              .nonceNotExtended),
        ("r=other3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096", .nonceNotOurs),
        ("r=fyko,s=QSXCR+Q6sek8bf92,i=4096",                  .nonceNotOurs),
        ("m=x,r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=4096",         .mandatoryExtension),
        ("r=\(nonce)x,s=QSXCR+Q6sek8bf92,i=4096,m=x",         .mandatoryExtension),
        ("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=",                    .malformed(.nonce)),
        ("e=other-error",                                     .malformed(.nonce)),
        ("r",                                                 .malformed(.serverFirst)),
        ("",                                                  .malformed(.serverFirst)),
        (",,,",                                               .malformed(.serverFirst)),
        ("r=\(nonce)x\0,s=QSXCR+Q6sek8bf92,i=4096",           .malformed(.serverFirst)),
    ])
    func `a hostile first message is refused by its name`(message: String, error: SASLError) throws {
        var exchange = try begun()
        #expect(throws: error) { try exchange.respond(to: challenge(message)) }
        #expect(throws: SASLError.unexpectedChallenge) { try exchange.respond(to: challenge(Self.serverFirst)) }
        #expect(throws: SASLError.acceptedEarly) { try exchange.accepted() }
    }

    @Test func `a message that is no UTF-8 is none`() throws {
        var exchange = try begun()
        #expect(throws: SASLError.malformed(.serverFirst)) {
            try exchange.respond(to: Base64.encode(octets("r=\(Self.nonce)x,s=QSXC,i=1,x=") + [0xFF]).utf8)
        }
    }

    @Test func `an unknown extension behind the iterations is ignored`() throws {
        var exchange = try begun()
        #expect(try exchange.respond(to: challenge(Self.serverFirst + ",x=1,y=2")).steps.count == 4)
    }

    @Test(arguments: [
        ("v=rmF9pqV8S7suAoZWja4dJRkFsKU=", SASLError.wrongServerSignature), ("v=AAAA", .wrongServerSignature),
        ("v=", .malformed(.serverFinal)), ("v=!", .malformed(.serverFinal)), ("", .malformed(.serverFinal)),
        ("m=x,v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", .mandatoryExtension), ("x=y", .malformed(.serverFinal)),
        ("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", .wrongServerSignature),
    ])
    func `a server that does not prove itself is not believed`(final: String, error: SASLError) throws {
        var exchange = try begun()
        _ = try exchange.respond(to: challenge(Self.serverFirst))
        #expect(throws: error) { try exchange.respond(to: challenge(final)) }
        #expect(throws: SASLError.acceptedEarly) { try exchange.accepted() }
    }

    @Test func `success without a signature is a failure`() throws {
        var exchange = try begun()
        _ = try exchange.respond(to: challenge(Self.serverFirst))
        #expect(throws: SASLError.serverNotProven) { try exchange.accepted() }
    }

    @Test func `an error of the server is acknowledged, and success behind it is none`() throws {
        var exchange = try begun()
        _ = try exchange.respond(to: challenge(Self.serverFirst))
        let response = try exchange.respond(to: challenge("e=invalid-proof"))
        #expect(response.octets == [])
        #expect(response.steps == [.scramServerError("invalid-proof")])
        #expect(throws: SASLError.acceptedAfterError) { try exchange.accepted() }
    }

    @Test func `a third message is one too many`() throws {
        var exchange = try begun()
        _ = try exchange.respond(to: challenge(Self.serverFirst))
        _ = try exchange.respond(to: challenge(Self.serverFinal))
        #expect(throws: SASLError.unexpectedChallenge) { try exchange.respond(to: challenge(Self.serverFinal)) }
    }

    @Test(arguments: ["1000001", "4294967296", "99999999999999999999999999"])
    func `a hostile iteration count is refused at once`(count: String) throws {
        var exchange = try begun()
        let message = challenge("r=\(Self.nonce)x,s=QSXCR+Q6sek8bf92,i=\(count)")
        let time = ContinuousClock().measure { _ = try? exchange.respond(to: message) }
        #expect(time < .milliseconds(100))
    }

    @Test func `an empty password is hashed like any other`() throws {
        let keys = try #require(ScramCredentials(.sha1, password: [], salt: [1], iterations: 2))
        let accounts = Accounts([ServerAccount("user", keys: [keys])], seed: Accounts.seed)
        var both = FaceToFace(.scramSHA1, try .user("user", password: ""), accounts)
        #expect(both.run(withInitialResponse: true) == .accepted(user: "user"))
    }
}
