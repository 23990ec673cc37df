import Testing

@testable import POP3

@Suite("No secret is in a note that is made of a log")
struct SecretsInNotesTests {
    // swift-format-ignore
    private static let logs: [(log: String, secrets: [String])] = [
        ("+OK hi\nUSER bob\n+OK\nhunter2\n-ERR unknown\n",                 ["hunter2"]),
        ("+OK hi\nAUTH PLAIN\n+ Go ahead\nAGJvYgBodW50ZXIy\n+OK\n",         ["AGJvYgBodW50ZXIy"]),
        ("S: +OK\nC: AUTH XOAUTH2 eyJhbGci\nOiJIUzI1NiJ9.e30\nS: +OK\n",     ["eyJhbGci", "OiJIUzI1NiJ9"]),
        ("$ curl -v -u bob:hunter2 pop3://h/\n> CAPA\n< +OK\n",               ["hunter2"]),
        ("$ curl -vu bob:hunter2 pop3://h/\n> CAPA\n< +OK\n",                 ["hunter2"]),
        ("$ curl --user bob:hunter2 pop3://h/\n> CAPA\n< +OK hunter2\n",      ["hunter2"]),
        ("$ curl --oauth2-bearer hunter2 pop3://h/\n> CAPA\n< +OK hunter2\n", ["hunter2"]),
        ("+OK hi\nPASS p\u{E4}ssword\n+OK\nthen p\u{E4}ssword again\nSTAT\n+OK 0 0\n", ["p\u{E4}ssword"]),
    ]

    @Test(arguments: logs)
    func `a secret that nobody took for a line of the client is hidden`(log: String, secrets: [String]) throws {
        let file = try Imported(log).file
        for secret in secrets { #expect(!file.contains(secret), "\(file)") }
    }

    @Test func `what openssl took for itself while a challenge was open is hidden`() throws {
        let log =
            "CONNECTED(00000003)\n---\n+OK hi\r\r\nAUTH PLAIN\r\n+ \r\r\nRGFzIGlzdCBnZWhlaW0=\r\nRENEGOTIATING\r\n"
        #expect(!(try Imported(log, .openssl).file.contains("RGFz")))
    }
}
