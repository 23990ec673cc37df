import POP3
import Testing

@testable import Handbook

@Suite("Capabilities with their values")
struct CapabilityMeaningTests {
    private static let byUserLongest = " (the longest for any user; CAPA after login tells yours)"

    // swift-format-ignore
    @Test(arguments: [
        ("EXPIRE NEVER",             "mail stays until you delete it; none is removed for its age"),
        ("EXPIRE 0",                 "no mail may be left here: what was fetched may go at QUIT"),
        ("EXPIRE 1",                 "mail is kept for 1 day at least, then may be removed"),
        ("EXPIRE 30 USER",           "mail is kept for 30 days at least, then may be removed (the shortest for any user; CAPA after login tells yours)"),
        ("EXPIRE",                   "days that mail is kept at least; 0: none may be left, NEVER: no limit; its parameters are not those of the RFC"),
        ("LOGIN-DELAY 900",          "log in at most once in 15 minutes"),
        ("LOGIN-DELAY 3600",         "log in at most once in 1 hour"),
        ("LOGIN-DELAY 61",           "log in at most once in 61 seconds"),
        ("LOGIN-DELAY 1 USER",       "log in at most once in 1 second" + byUserLongest),
        ("LOGIN-DELAY 0",            "you may log in as often as you like"),
        ("UTF8 USER",                "UTF-8 mode is available, and names and passwords may be in UTF-8"),
        ("UTF8",                     "UTF-8 mode is available"),
        ("IMPLEMENTATION Dovecot 2", "the server program calls itself Dovecot 2"),
        ("STLS",                     "before login, the connection can be encrypted by TLS"),
        ("STLS x",                   "before login, the connection can be encrypted by TLS; its parameters are not those of the RFC"),
        ("X-NEW",                    "not a registered capability"),
    ])
    func `a capability is explained with its values`(line: String, meaning: String) throws {
        let words = try #require(Capability(Line(line)).map(CapabilityPages.meaning))
        #expect(words.en == meaning)
        #expect(words.isBilingual)
    }
}
