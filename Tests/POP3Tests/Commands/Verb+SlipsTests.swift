import POP3
import Testing

@Suite("Slips of the finger in a verb")
struct VerbSlipsTests {
    @Test(arguments: [
        ("PASS", "PAS", true), ("PASS", "PASSS", true), ("PASS", "PSAS", true), ("PASS", "PADS", true),
        ("PASS", "SPAS", false), ("PASS", "ASPS", false), ("PASS", "PA", false), ("PASS", "PASS", false),
        ("PASS", "P\u{C4}SS", true), ("RSET", "REST", true), ("", "", false), ("", "A", true), ("AB", "BA", true),
    ])
    func `one letter more, less, changed, or two neighbours exchanged`(one: String, other: String, isSlip: Bool) {
        #expect(Verb(one).isOneSlip(from: Verb(other)) == isSlip)
        #expect(Verb(other).isOneSlip(from: Verb(one)) == isSlip)
    }
}
