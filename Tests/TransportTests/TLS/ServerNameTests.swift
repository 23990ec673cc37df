import Testing

@testable import Transport

@Suite("Names in certificates, RFC 7817 section 3 and RFC 6125 section 6.4")
struct ServerNameTests {
    @Test(arguments: [
        ("mail.example.jp", "mail.example.jp", true),
        ("MAIL.example.jp", "mail.Example.JP", true),
        ("mail.example.jp.", "mail.example.jp", true),
        ("mail.example.jp", "mail.example.jp.", true),
        ("mail.example.jp", "*.example.jp", true),
        ("a.mail.example.jp", "*.example.jp", false),
        ("example.jp", "*.example.jp", false),
        (".example.jp", "*.example.jp", false),
        ("mail.example.jp", "m*.example.jp", false),
        ("mail.example.jp", "mail.*.jp", false),
        ("mail.example.jp", "*", false),
        ("example.jp", "*.jp", false),
        ("localhost", "*", false),
        ("mail.example.jp", "mail.example.jp\0.evil.example", false),
        ("mail.example.jp", "", false),
        ("", "", false),
        ("", ".", false),
        ("127.0.0.1", "127.0.0.1", false),
        ("127.0.0.1", "*.0.0.1", false),
        ("caf\u{E9}.example.jp", "cafe\u{301}.example.jp", false),
    ])
    func `a dNSName is for a host or not`(host: String, name: String, matches: Bool) {
        #expect(ServerName(host).matches(dnsNames: ["first.example", name], addresses: []) == matches)
    }

    @Test(arguments: [
        ("127.0.0.1", [127, 0, 0, 1] as [UInt8], true),
        ("127.0.0.2", [127, 0, 0, 1], false),
        ("::1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], true),
        ("0:0::1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], true),
        ("fe80::1%eth0", [0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], true),
        ("127.0.0.1", [127, 0, 0], false),
        ("localhost", [127, 0, 0, 1], false),
    ])
    func `an iPAddress is for an address or not`(host: String, octets: [UInt8], matches: Bool) {
        #expect(ServerName(host).matches(dnsNames: [], addresses: [octets]) == matches)
    }

    @Test(arguments: [
        ("mail.example.jp", "mail.example.jp"), ("mail.example.jp.", "mail.example.jp"), ("127.0.0.1", nil),
        ("::1", nil),
        ("", nil), ("caf\u{E9}.example.jp", nil), (String(repeating: "a", count: 254), nil),
    ])
    func `only a host name in ASCII is sent to the server`(host: String, indication: String?) {
        #expect(ServerName(host).indication == indication)
    }
}
