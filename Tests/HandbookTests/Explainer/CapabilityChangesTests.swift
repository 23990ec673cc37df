import POP3
import Testing

@testable import Handbook

@Suite("Two lists of CAPA compared")
struct CapabilityChangesTests {
    @Test func `tags come and go, mechanisms come and go, values change`() {
        let old = [
            Capability("STLS"), Capability("TOP"), Capability("SASL", ["CRAM-MD5", "EXTERNAL"]),
            Capability("EXPIRE", ["30"]),
        ]
        let new = [
            Capability("TOP"), Capability("USER"), Capability("SASL", ["PLAIN", "external"]),
            Capability("EXPIRE", ["60"]),
        ]
        let changes = CapabilityChanges(from: old, to: new)
        #expect(changes.new == [Capability("USER"), Capability("SASL", ["PLAIN"])])
        #expect(changes.gone == [Capability("STLS"), Capability("SASL", ["CRAM-MD5"])])
        #expect(changes.changed == [.init(old: old[3], new: new[3])])
    }

    @Test func `order, letter case and repetition are no change`() {
        let old = [Capability("UIDL"), Capability("SASL", ["A", "B"]), Capability("EXPIRE", ["never"])]
        let new = [
            Capability("EXPIRE", ["NEVER"]), Capability("SASL", ["B", "A"]), Capability("UIDL"), Capability("UIDL"),
        ]
        #expect(CapabilityChanges(from: old, to: new).isEmpty)
    }
}
