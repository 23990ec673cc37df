import Authentication
import POP3
import Testing

@Suite("The client's side of SASL")
struct ClientExchangeTests {
    private func client(_ mechanism: Mechanism, _ credentials: Credentials, server: Endpoint? = nil) -> ClientExchange {
        ClientExchange(mechanism, credentials, nonce: .fixed(), server: server)
    }

    @Test(arguments: [
        (nil, "tim", "tanstaaftanstaaf", "\0tim\0tanstaaftanstaaf"),
        ("Ursel", "Kurt", "xipj3plmq", "Ursel\0Kurt\0xipj3plmq"),
        ("test", "test", "test", "test\0test\0test"),
    ])
    func `PLAIN says what RFC 4616 section 4 says`(
        authorization: String?, user: String, password: String, message: String
    ) throws {
        let credentials = try Credentials.user(user, password: password, authorization: authorization)
        var plain = client(.plain, credentials)
        let first = plain.initialResponse()
        let response = try #require(first)
        #expect(response.octets == octets(message))
        #expect(
            response.steps == [.plain(authorization: authorization, user: user, octets: message.utf8.count)])
        try plain.accepted()
    }

    @Test func `the initial response of RFC 5034 section 6 comes out`() throws {
        var plain = client(.plain, try .user("test", password: "test", authorization: "test"))
        #expect(plain.initialResponse()?.initialWord == "dGVzdAB0ZXN0AHRlc3Q=")
    }

    @Test func `CRAM-MD5 answers as RFC 2195 section 2 does`() throws {
        var cram = client(.cramMD5, try .user())
        #expect(cram.initialResponse() == nil)
        let challenge = "PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+"
        let response = try cram.respond(to: challenge.utf8)
        #expect(response.octets == octets("tim b913a602c7eda7a495b4e6e7334d3890"))
        #expect(response.line == "dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw")
        let text = "<1896.697170952@postoffice.reston.mci.net>"
        #expect(response.steps == [.cramChallenge(text), .cramDigest(user: "tim", challenge: text)])
        try cram.accepted()
    }

    @Test func `LOGIN answers two prompts, whatever their words`() throws {
        var login = client(.login, try .user("alice", password: "wonderland"))
        let name = try login.respond(to: "VXNlciBOYW1lAA==".utf8)
        #expect(name.octets == octets("alice"))
        #expect(name.steps == [.loginPrompt("User Name\0"), .loginUser("alice")])
        let password = try login.respond(to: [])
        #expect(password.octets == octets("wonderland"))
        #expect(password.steps == [.loginPrompt(""), .loginPassword])
        try login.accepted()
    }

    @Test func `EXTERNAL with nobody to act as is an empty response`() throws {
        var external = client(.external, try Credentials(user: "tim", secret: .none))
        #expect(external.initialResponse()?.initialWord == "=")
        external = client(.external, try Credentials(user: "tim", secret: .none))
        #expect(try external.respond(to: []).line == "")
        external = client(.external, try Credentials(user: "tim", authorization: "fred@example.com", secret: .none))
        #expect(external.initialResponse()?.octets == octets("fred@example.com"))
    }

    @Test func `OAUTHBEARER says what RFC 7628 section 4.1 says`() throws {
        let token = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="
        var server = Endpoint(host: "server.example.com")
        server.port = 143
        var bearer = client(.oauthBearer, try .user("user@example.com", token: token), server: server)
        let first = bearer.initialResponse()
        let response = try #require(first)
        #expect(
            response.initialWord == """
                bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyI\
                HZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB
                """)
        #expect(
            response.steps == [
                .bearer(.oauthBearer, user: "user@example.com", host: "server.example.com", port: 143)
            ])
    }

    @Test func `a refused token is acknowledged by one octet, as RFC 7628 section 4.3 does`() throws {
        var bearer = client(.oauthBearer, try .user(token: "t"))
        _ = bearer.initialResponse()
        let response = try bearer.respond(to: challenge(#"{"status":"invalid_token"}"#))
        #expect(response.line == "AQ==")
        #expect(response.steps == [.tokenRefused(#"{"status":"invalid_token"}"#), .acknowledged])
        #expect(throws: SASLError.acceptedAfterError) { try bearer.accepted() }
    }

    @Test func `XOAUTH2 says what its authors say, and acknowledges by nothing`() throws {
        let token = "vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg=="
        var bearer = client(.xoauth2, try .user("someuser@example.com", token: token))
        #expect(
            bearer.initialResponse()?.initialWord == """
                dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB2RjlkZnQ0cW1UYzJOdmIzUmxja0JoZEhSaGRtbHpkR\
                0V1WTI5dENnPT0BAQ==
                """)
        #expect(try bearer.respond(to: challenge("{}")).line == "")
    }

    @Test(arguments: Mechanism.allCases.filter(\.row.isClientFirst))
    func `the empty challenge is answered by what could have gone with AUTH`(mechanism: Mechanism) throws {
        var early = client(mechanism, try .fit(for: mechanism, secret: "secret"))
        var late = early
        let first = early.initialResponse()
        let initial = try #require(first)
        let response = try late.respond(to: [])
        #expect(response.octets == initial.octets)
        #expect(response.steps == [.invited] + initial.steps)
        #expect(early.initialResponse() == nil)
    }

    @Test(arguments: Mechanism.allCases.filter(\.row.isClientFirst))
    func `who speaks first gets no challenge before`(mechanism: Mechanism) throws {
        var exchange = client(mechanism, try .fit(for: mechanism, secret: "secret"))
        #expect(throws: SASLError.challengeNotEmpty) { try exchange.respond(to: challenge("hello")) }
        #expect(throws: SASLError.unexpectedChallenge) { try exchange.respond(to: []) }
    }

    @Test(arguments: Mechanism.allCases)
    func `success before anything was shown is none`(mechanism: Mechanism) throws {
        var exchange = client(mechanism, try .fit(for: mechanism, secret: "secret"))
        #expect(throws: SASLError.acceptedEarly) { try exchange.accepted() }
    }

    @Test(arguments: [
        ("cGxhaW4=", nil), ("hello there", SASLError.notBase64(.notInAlphabet(0x20, position: 6))),
        ("cGxha", .notBase64(.lonelyDigit)), ("cGxhaW4", .notBase64(.padding(needed: 1, found: 0))),
    ])
    func `a challenge that is no base64 ends the exchange`(challenge: String, error: SASLError?) throws {
        var login = client(.login, try .user())
        guard let error else {
            #expect(try login.respond(to: challenge.utf8).octets == octets("tim"))
            return
        }
        #expect(throws: error) { try login.respond(to: challenge.utf8) }
        #expect(throws: SASLError.acceptedEarly) { try login.accepted() }
    }

    @Test func `a challenge may fill the limit and not pass it`() throws {
        var login = client(.login, try .user())
        #expect(try login.respond(to: Array(repeating: 0x41, count: 65_536)).octets == octets("tim"))
        login = client(.login, try .user())
        #expect(throws: SASLError.endless) { try login.respond(to: Array(repeating: 0x41, count: 65_537)) }
    }

    @Test(arguments: [Mechanism.plain, .login, .cramMD5, .external])
    func `there is one challenge too many`(mechanism: Mechanism) throws {
        var exchange = client(mechanism, try .fit(for: mechanism, secret: "secret"))
        _ = try exchange.respond(to: [])
        if mechanism == .login { _ = try exchange.respond(to: []) }
        #expect(throws: SASLError.unexpectedChallenge) { try exchange.respond(to: []) }
    }

    @Test func `what SASLprep might change is sent as it is, and said`() throws {
        var plain = client(.plain, try .user("tím", password: "ｐ"))
        let first = plain.initialResponse()
        let response = try #require(first)
        #expect(response.octets == octets("\0tím\0ｐ"))
        #expect(response.steps.prefix(2) == [.notPrepared(.user), .notPrepared(.secret)])
        var login = client(.login, try .user("tím", password: "ｐ"))
        #expect(try login.respond(to: []).steps == [.loginPrompt(""), .notPrepared(.user), .loginUser("tím")])
        #expect(try login.respond(to: []).steps == [.loginPrompt(""), .notPrepared(.secret), .loginPassword])
    }
}
