import Authentication
import POP3
import Testing

@Suite("APOP, RFC 1939 section 7")
struct APOPTests {
    private let timestamp = "<1896.697170952@dbc.mtview.ca.us>"
    private let secret = Array("tanstaaf".utf8)
    private let digest = "c4c9334bac560ecc979e58001b3e22fb"

    @Test
    func `the RFC's timestamp and secret give the RFC's digest`() {
        #expect(APOP.digest(timestamp: timestamp, secret: secret) == digest)
    }

    @Test(arguments: [
        ("", "", "d41d8cd98f00b204e9800998ecf8427e"),
        ("", "a", "0cc175b9c0f1b6a831c399e269772661"),
        ("", "message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        ("abcdefghijklmnopqrstuvwxyz", "", "c3fcd3d76192e4007dfb496cca67e13b"),
        ("abcdefghijklm", "nopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
    ])
    func `the digest is the MD5 of both joined, as RFC 1321 has it`(timestamp: String, secret: String, digest: String) {
        #expect(APOP.digest(timestamp: timestamp, secret: Array(secret.utf8)) == digest)
    }

    @Test
    func `a secret may hold any octet`() {
        #expect(APOP.digest(timestamp: "", secret: [0x00]) == "93b885adfe0da089cdf634904fd59f71")
        #expect(APOP.digest(timestamp: "", secret: [0xFF, 0xFE]) != APOP.digest(timestamp: "", secret: [0xFF]))
    }

    @Test
    func `each octet counts: the brackets, and a line feed behind the secret`() {
        let bare = "1896.697170952@dbc.mtview.ca.us"
        let digests = [
            digest, APOP.digest(timestamp: bare, secret: secret),
            APOP.digest(timestamp: timestamp, secret: secret + [0x0A]),
            APOP.digest(timestamp: timestamp + " ", secret: secret),
        ]
        #expect(Set(digests).count == digests.count)
    }

    @Test
    func `the steps lead from the timestamp to the line to send`() throws {
        let hash: [UInt8] = [
            0xC4, 0xC9, 0x33, 0x4B, 0xAC, 0x56, 0x0E, 0xCC, 0x97, 0x9E, 0x58, 0x00, 0x1B, 0x3E, 0x22, 0xFB,
        ]
        #expect(
            APOP.steps(user: "mrose", timestamp: timestamp, secret: secret) == [
                .timestamp(timestamp, octets: 33),
                .secret(octets: 8),
                .joined("<1896.697170952@dbc.mtview.ca.us>********", octets: 41),
                .hashed(hash),
                .digest(digest),
                .command(Command("APOP mrose c4c9334bac560ecc979e58001b3e22fb")),
            ])
    }

    @Test
    func `no step holds the secret`() {
        let steps = APOP.steps(user: "mrose", timestamp: timestamp, secret: Array("x-very-secret-x".utf8))
        #expect(!String(reflecting: steps).contains("x-very-secret-x"))
        let octets = Array("x-very-secret-x".utf8).map(String.init).joined(separator: ", ")
        #expect(!String(reflecting: steps).contains(octets))
    }

    @Test(arguments: [
        ("c4c9334bac560ecc979e58001b3e22fb", true), ("C4C9334BAC560ECC979E58001B3E22FB", false),
        ("c4c9334bac560ecc979e58001b3e22f", false), ("c4c9334bac560ecc979e58001b3e22fb0", false),
        ("g4c9334bac560ecc979e58001b3e22fb", false), ("", false),
    ])
    func `a digest is 32 lower-case hexadecimal digits`(word: String, isDigest: Bool) {
        #expect(APOP.isDigest(word) == isDigest)
    }
}
