import Handbook
import POP3
import Testing

@Suite("Where a requirement is written")
struct RequirementTests {
    @Test(arguments: [
        (Requirement.Source.rfc(1939, "5"), "RFC 1939", "5"),
        (.draft("draft-murchison-sasl-login-00", "2.2"), "draft-murchison-sasl-login-00", "2.2"),
        (.iana("POP3", "capabilities"), "IANA POP3", "capabilities"),
    ])
    func `a source names its document and section`(source: Requirement.Source, document: String, section: String) {
        #expect(source.document == document)
        #expect(source.section == section)
    }

    @Test func `only an RFC is cited as one`() {
        #expect(Requirement.Source.rfc(8314, "4.1").citation == .rfc(8314, "4.1"))
        #expect(Requirement.Source.draft("draft-murchison-sasl-login-00", "2.2").citation == nil)
        #expect(Requirement.Source.iana("POP3", "capabilities").citation == nil)
    }
}
