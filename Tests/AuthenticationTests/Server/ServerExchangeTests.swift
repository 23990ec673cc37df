import Authentication
import POP3
import Testing

@Suite("The server's side of SASL")
struct ServerExchangeTests {
    typealias Answer = ServerExchange.Answer

    private func server(_ mechanism: Mechanism, identity: String? = nil) -> ServerExchange {
        ServerExchange(mechanism, .of(secret: "tanstaaftanstaaf"), identity: identity)
    }

    /// What the server says to one message.
    private func answer(_ mechanism: Mechanism, _ message: String, identity: String? = nil) -> Answer {
        var server = server(mechanism, identity: identity)
        _ = server.begin(initialResponse: nil)
        return server.received(challenge(message))
    }

    @Test(arguments: [
        (Mechanism.plain, "+ " as Line), (.external, "+ "), (.oauthBearer, "+ "), (.scramSHA1, "+ "),
        (.login, "+ VXNlcm5hbWU6"), (.cramMD5, "+ PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+"),
    ])
    func `AUTH without a response gets the first challenge`(mechanism: Mechanism, line: Line) {
        var server = server(mechanism)
        #expect(server.begin(initialResponse: nil).line == line)
    }

    @Test(arguments: [Mechanism.login, .cramMD5])
    func `a response that comes before the server's first word is refused`(mechanism: Mechanism) {
        var server = server(mechanism)
        #expect(server.begin(initialResponse: octets("dGlt")) == .refused(.initialResponseNotAllowed))
        #expect(server.received(octets("dGlt")) == .refused(.over))
    }

    // swift-format-ignore
    @Test(arguments: [
        ("\0tim\0tanstaaftanstaaf",    Answer.accepted(user: "tim")),
        ("tim\0tim\0tanstaaftanstaaf", .accepted(user: "tim")),
        ("ann\0tim\0tanstaaftanstaaf", .refused(.notAuthorized("ann"))),
        ("ann\0tim\0wrong",            .refused(.wrongSecret)),
        ("\0tim\0wrong",               .refused(.wrongSecret)),
        ("\0tim\0tanstaaftanstaa",     .refused(.wrongSecret)),
        ("\0tim\0tanstaaftanstaafx",   .refused(.wrongSecret)),
        ("\0Tim\0tanstaaftanstaaf",    .refused(.wrongSecret)),
        ("\0nobody\0x",                .refused(.wrongSecret)),
        ("\0tim\0",                    .refused(.malformed)),
        ("\0\0tanstaaftanstaaf",       .refused(.malformed)),
        ("\0tim",                      .refused(.malformed)),
        ("\0tim\0tanstaaftanstaaf\0",  .refused(.malformed)),
        ("",                           .refused(.malformed)),
    ])
    func `PLAIN is checked as RFC 4616 section 2 says`(message: String, answer: Answer) {
        #expect(self.answer(.plain, message) == answer)
        var server = server(.plain)
        #expect(server.begin(initialResponse: message.isEmpty ? octets("=") : challenge(message)) == answer)
    }

    @Test func `names and passwords of PLAIN are UTF-8`() {
        var server = server(.plain)
        _ = server.begin(initialResponse: nil)
        #expect(server.received(Array(Base64.encode([0, 0xFF, 0, 0x41]).utf8)) == .refused(.malformed))
    }

    @Test func `fields of PLAIN may have 255 octets each`() {
        let name = String(repeating: "n", count: 255)
        let password = String(repeating: "p", count: 255)
        var server = ServerExchange(.plain, .of(name, secret: password))
        #expect(
            server.begin(initialResponse: challenge("\(name)\0\(name)\0\(password)")) == .accepted(user: name))
    }

    // swift-format-ignore
    @Test(arguments: [
        ("tim b913a602c7eda7a495b4e6e7334d3890", Answer.accepted(user: "tim")),
        ("tim b913a602c7eda7a495b4e6e7334d3891", .refused(.wrongSecret)),
        ("tim B913A602C7EDA7A495B4E6E7334D3890", .refused(.wrongSecret)),
        ("tim b913a602c7eda7a495b4e6e7334d389",  .refused(.wrongSecret)),
        ("tom b913a602c7eda7a495b4e6e7334d3890", .refused(.wrongSecret)),
        ("tim  b913a602c7eda7a495b4e6e7334d3890", .refused(.wrongSecret)),
        ("tim",                                  .refused(.malformed)),
        (" b913a602c7eda7a495b4e6e7334d3890",    .refused(.malformed)),
        ("",                                     .refused(.malformed)),
    ])
    func `CRAM-MD5 is checked as RFC 2195 section 2 says`(message: String, answer: Answer) {
        #expect(self.answer(.cramMD5, message) == answer)
    }

    @Test func `LOGIN asks for the name, then for the password`() {
        var server = server(.login)
        _ = server.begin(initialResponse: nil)
        #expect(server.received(challenge("tim")) == .challenge(octets("Password:")))
        #expect(server.received(challenge("tanstaaftanstaaf")) == .accepted(user: "tim"))
    }

    @Test(arguments: [
        ("tim" as String?, "", Answer.accepted(user: "tim")), ("tim", "tim", .accepted(user: "tim")),
        ("tim", "ann", .refused(.notAuthorized("ann"))), (nil, "", .refused(.noIdentity)),
        (nil, "tim", .refused(.noIdentity)), ("tim", "a\0b", .refused(.malformed)),
    ])
    func `EXTERNAL takes the identity of the connection and no other`(
        identity: String?, message: String, answer: Answer
    ) {
        #expect(self.answer(.external, message, identity: identity) == answer)
        var server = server(.external, identity: identity)
        #expect(server.begin(initialResponse: message.isEmpty ? octets("=") : challenge(message)) == answer)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("n,a=tim,\u{1}auth=Bearer tanstaaftanstaaf\u{1}\u{1}",          Answer.accepted(user: "tim")),
        ("n,,\u{1}auth=bearer tanstaaftanstaaf\u{1}\u{1}",               .accepted(user: "tim")),
        ("y,a=tim,\u{1}host=x\u{1}port=1\u{1}q=\u{1}auth=Bearer tanstaaftanstaaf\u{1}\u{1}", .accepted(user: "tim")),
        ("p=tls-unique,,\u{1}auth=Bearer tanstaaftanstaaf\u{1}\u{1}",    .refused(.channelBinding)),
        ("n,a=tim,\u{1}auth=Basic tanstaaftanstaaf\u{1}\u{1}",           .refused(.malformed)),
        ("n,a=tim,\u{1}auth=Bearer \u{1}\u{1}",                          .refused(.malformed)),
        ("n,a=tim,\u{1}auth=Bearer tanstaaftanstaaf\u{1}",               .refused(.malformed)),
        ("n,a=tim,\u{1}auth=Bearer a\u{1}auth=Bearer b\u{1}\u{1}",       .refused(.malformed)),
        ("n,a=tim,\u{1}\u{1}",                                           .refused(.malformed)),
        ("n,a=tim,x\u{1}auth=Bearer tanstaaftanstaaf\u{1}\u{1}",         .refused(.malformed)),
        ("\u{1}",                                                        .refused(.malformed)),
        ("\u{1}\u{1}",                                                   .refused(.malformed)),
        ("",                                                             .refused(.malformed)),
    ])
    func `OAUTHBEARER is checked as RFC 7628 section 3.1 says`(message: String, answer: Answer) {
        #expect(self.answer(.oauthBearer, message) == answer)
    }

    @Test(arguments: ["n,a=tim,\u{1}auth=Bearer no\u{1}\u{1}", "n,a=ann,\u{1}auth=Bearer tanstaaftanstaaf\u{1}\u{1}"])
    func `a wrong token gets a reason in JSON first, and the refusal after an answer`(message: String) {
        var server = server(.oauthBearer)
        let json = Answer.challenge(octets(#"{"status":"invalid_token","schemes":"bearer"}"#))
        #expect(server.begin(initialResponse: challenge(message)) == json)
        var cancelled = server
        #expect(server.received(octets("AQ==")) == .refused(.wrongSecret))
        #expect(cancelled.received(octets("*")) == .refused(.cancelled))
    }

    @Test(arguments: Mechanism.allCases)
    func `an asterisk cancels, and what follows is over`(mechanism: Mechanism) {
        var server = server(mechanism, identity: "tim")
        _ = server.begin(initialResponse: nil)
        #expect(server.received(octets("*")) == .refused(.cancelled))
        #expect(server.received([]) == .refused(.over))
        #expect(server.begin(initialResponse: nil) == .refused(.over))
    }

    @Test(arguments: Mechanism.allCases)
    func `a response that is no base64 is refused`(mechanism: Mechanism) {
        var server = server(mechanism, identity: "tim")
        _ = server.begin(initialResponse: nil)
        #expect(server.received(octets("dGl*")) == .refused(.notBase64(.notInAlphabet(0x2A, position: 4))))
        #expect(server.received([]) == .refused(.over))
    }

    @Test func `an equals sign is an empty response with AUTH, and no base64 behind it`() {
        var server = server(.plain)
        #expect(server.begin(initialResponse: octets("=")) == .refused(.malformed))
        server = self.server(.plain)
        _ = server.begin(initialResponse: nil)
        #expect(server.received(octets("=")) == .refused(.notBase64(.padding(needed: 0, found: 1))))
    }

    @Test func `a response has a limit`() {
        var server = server(.plain)
        _ = server.begin(initialResponse: nil)
        #expect(server.received(Array(repeating: 0x41, count: 65_537)) == .refused(.tooLong))
    }
}
