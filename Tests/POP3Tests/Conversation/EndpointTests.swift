import POP3
import Testing

@Suite("Endpoint, RFC 2384")
struct EndpointTests {
    /// An endpoint and the URL or the words that name it.
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let endpoint: Endpoint
        var testDescription: String { text }

        init(
            _ text: String, _ host: String, _ port: Int, _ security: Endpoint.Security = .clear, user: String? = nil,
            password: String? = nil, mechanism: String? = nil
        ) {
            var endpoint = Endpoint(host: host, port: port)
            endpoint.security = security
            endpoint.user = user
            endpoint.password = password
            endpoint.mechanism = mechanism
            self.text = text
            self.endpoint = endpoint
        }
    }

    // swift-format-ignore
    private static let cases = [
        Case("pop.example.com",                  "pop.example.com", 110),
        Case("pop.example.com 1110",             "pop.example.com", 1110),
        Case("pop.example.com:1110",             "pop.example.com", 1110),
        Case("  localhost   110 ",               "localhost",       110),
        Case("pop.example.com 995",              "pop.example.com", 995, .implicit),
        Case("127.0.0.1",                        "127.0.0.1",       110),
        Case("::1",                              "::1",             110),
        Case("::1 1110",                         "::1",             1110),
        Case("[::1]",                            "::1",             110),
        Case("[::1]:1110",                       "::1",             1110),
        Case("[fe80::1%25eth0]",                 "fe80::1%25eth0",  110),
        Case("pop://host",                       "host",            110),
        Case("POP://host/",                      "host",            110),
        Case("pop://host:65535",                 "host",            65_535),
        Case("pop://[2001:db8::1]:1",            "2001:db8::1",     1),
        Case("pop://rg@mailsrv.qualcomm.com",    "mailsrv.qualcomm.com", 110, user: "rg"),
        Case("pop://rg;AUTH=+APOP@host:8110",    "host",            8110, user: "rg", mechanism: "+APOP"),
        Case("pop://baz;AUTH=SCRAM-MD5@foo.bar", "foo.bar",         110, user: "baz", mechanism: "SCRAM-MD5"),
        Case("pop://rg;auth=*@host",             "host",            110, user: "rg", mechanism: "*"),
        Case("pop://al%40home:p%3Aw%20d@host",   "host",            110, user: "al@home", password: "p:w d"),
        Case("pop://al@home:pw@host",            "host",            110, user: "al@home", password: "pw"),
        Case("pop://al:@host",                   "host",            110, user: "al", password: ""),
        Case("pop://%E3%81%82@host",             "host",            110, user: "\u{3042}"),
        Case("pops://host",                      "host",            995, .implicit),
        Case("pop3s://host:1995",                "host",            1995, .implicit),
        Case("pop3://host:995",                  "host",            995, .implicit),
    ]

    @Test(arguments: cases)
    func `what a person writes names a server`(expected: Case) throws {
        #expect(try Endpoint(parsing: expected.text) == expected.endpoint)
    }

    // swift-format-ignore
    private static let faults: [(text: String, error: EndpointError)] = [
        ("",                    .notAServer("")),
        ("   ",                 .notAServer("   ")),
        ("host 110 extra",      .notAServer("host 110 extra")),
        ("-x",                  .notAServer("-x")),
        ("a/b",                 .notAServer("a/b")),
        ("\u{1B}[2J",           .notAServer("\u{1B}[2J")),
        (":110",                .notAServer("")),
        ("pop://",              .notAServer("")),
        ("pop://user@",         .notAServer("")),
        ("[::1]x",              .notAServer("[::1]x")),
        ("[::1",                .openBracket("[::1")),
        ("host:",               .badPort("")),
        ("host:0",              .badPort("0")),
        ("host:65536",          .badPort("65536")),
        ("host:-1",             .badPort("-1")),
        ("host pop3",           .badPort("pop3")),
        ("host:99999999999999999999", .badPort("99999999999999999999")),
        ("[::1]:x",             .badPort("x")),
        ("host:110 110",        .twoPorts("host:110 110")),
        ("http://host",         .unknownScheme("http")),
        ("://host",             .unknownScheme("")),
        ("pop://host/1",        .path("/1")),
        ("pop://a%4@host",      .badCredentials),
        ("pop://a%0D%0ADELE%201@host", .badCredentials),
        ("pop://a:b%00@host",   .badCredentials),
        ("a:secret@host",       .credentialsNeedScheme),
        ("pop://a%zz@host",     .badCredentials),
        ("pop://a%+4@host",     .badCredentials),
        ("pop://a%FF@host",     .badCredentials),
        ("pop://@host",         .noUser),
        ("pop://;AUTH=*@host",  .noUser),
        ("pop://:pw@host",      .noUser),
    ]

    @Test(arguments: faults)
    func `what names no server is refused with its reason`(text: String, error: EndpointError) {
        #expect(throws: error) { try Endpoint(parsing: text) }
    }

    @Test(arguments: [
        (Endpoint(host: "host"), "host"), (Endpoint(host: "host", port: 1110), "host:1110"),
        (Endpoint(host: "::1"), "[::1]"),
        (Endpoint(host: "::1", port: 995), "[::1]:995"),
    ])
    func `a prompt shows the host, and the port when it is not 110`(endpoint: Endpoint, name: String) {
        #expect(endpoint.name == name)
    }
}
