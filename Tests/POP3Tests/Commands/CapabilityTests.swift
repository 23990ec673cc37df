import POP3
import Testing

@Suite("Capability, RFC 2449 section 3")
struct CapabilityTests {
    // swift-format-ignore
    private static let lines: [(line: String, capability: Capability?)] = [
        ("TOP",                              Capability("TOP")),
        ("top",                              Capability("TOP")),
        ("SASL PLAIN CRAM-MD5",              Capability("SASL", ["PLAIN", "CRAM-MD5"])),
        ("EXPIRE 60 USER",                   Capability("EXPIRE", ["60", "USER"])),
        ("IMPLEMENTATION Shlemazle-Plotz-v302", Capability("IMPLEMENTATION", ["Shlemazle-Plotz-v302"])),
        ("SASL  PLAIN ",                     Capability("SASL", ["PLAIN"])),
        ("",                                 nil),
        ("  ",                               nil),
    ]

    @Test(arguments: lines)
    func `a line of CAPA is a tag and its parameters`(line: String, capability: Capability?) {
        #expect(Capability(Line(line)) == capability)
    }

    @Test func `a list is asked by tag`() {
        let list = [Capability("TOP"), Capability("SASL", ["plain", "APOP"]), Capability("SASL", ["LATER"])]
        #expect(list["SASL"] == ["plain", "APOP"])
        #expect(list["TOP"] == [])
        #expect(list["UIDL"] == nil)
        #expect(list.announces("TOP"))
        #expect(!list.announces("top"))
        #expect(list.mechanisms == ["PLAIN", "APOP"])
        #expect([Capability]().mechanisms == [])
    }
}
