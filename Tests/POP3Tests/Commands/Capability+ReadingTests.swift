import POP3
import Testing

@Suite("Capabilities read by their tags")
struct CapabilityReadingTests {
    // swift-format-ignore
    private static let lines: [(line: Line, reading: Capability.Reading)] = [
        ("TOP",                              .top),
        ("top",                              .top),
        ("USER",                             .user),
        ("SASL PLAIN cram-md5",              .sasl(mechanisms: ["PLAIN", "CRAM-MD5"])),
        ("SASL",                             .malformed),
        ("RESP-CODES",                       .responseCodes),
        ("LOGIN-DELAY 900",                  .loginDelay(seconds: 900, differsByUser: false)),
        ("LOGIN-DELAY 900 USER",             .loginDelay(seconds: 900, differsByUser: true)),
        ("LOGIN-DELAY 0 user",               .loginDelay(seconds: 0, differsByUser: true)),
        ("LOGIN-DELAY",                      .malformed),
        ("LOGIN-DELAY -1",                   .malformed),
        ("LOGIN-DELAY USER",                 .malformed),
        ("LOGIN-DELAY 900 ADMIN",            .malformed),
        ("LOGIN-DELAY 900 USER USER",        .malformed),
        ("LOGIN-DELAY 9223372036854775807",  .loginDelay(seconds: .max, differsByUser: false)),
        ("LOGIN-DELAY 9223372036854775808",  .malformed),
        ("PIPELINING",                       .pipelining),
        ("EXPIRE 60",                        .expire(days: 60, differsByUser: false)),
        ("EXPIRE NEVER USER",                .expire(days: nil, differsByUser: true)),
        ("EXPIRE never",                     .expire(days: nil, differsByUser: false)),
        ("EXPIRE soon",                      .malformed),
        ("EXPIRE",                           .malformed),
        ("UIDL",                             .uniqueIDs),
        ("IMPLEMENTATION Shlemazle Plotz",   .implementation("Shlemazle Plotz")),
        ("IMPLEMENTATION",                   .malformed),
        ("STLS",                             .stls),
        ("STLS now",                         .malformed),
        ("AUTH-RESP-CODE",                   .authResponseCode),
        ("UTF8",                             .utf8(inCredentials: false)),
        ("UTF8 USER",                        .utf8(inCredentials: true)),
        ("UTF8 USER RETR+",                  .malformed),
        ("LANG",                             .language),
        ("X-NONSENSE a b",                   .unknown),
        ("APOP",                             .unknown),
    ]

    @Test(arguments: lines)
    func `a capability says what the RFC of its tag lays down`(line: Line, reading: Capability.Reading) {
        #expect(Capability(line)?.reading == reading)
    }

    @Test func `what cannot be read is kept`() {
        #expect(Capability("EXPIRE soon" as Line)?.parameters == ["soon"])
    }

    @Test func `the pause between logins is found in a list`() {
        #expect([Capability("TOP"), Capability("LOGIN-DELAY", ["900", "USER"])].loginDelay == 900)
        #expect([Capability("LOGIN-DELAY", ["x"])].loginDelay == nil)
        #expect([Capability]().loginDelay == nil)
    }
}
