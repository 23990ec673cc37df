import Testing

@testable import Handbook

@Suite("SASL mechanisms in words")
struct MechanismPagesTests {
    @Test func `every mechanism has one page in both languages`() {
        #expect(MechanismPages.all.map { MechanismPages[$0.name] } == MechanismPages.all)
        #expect(MechanismPages.all.filter { !$0.meaning.isBilingual }.map(\.name) == [])
        #expect(MechanismPages["X-NONSENSE"] == nil)
    }

    @Test func `the form with channel binding is the same mechanism, bound`() {
        let page = MechanismPages["SCRAM-SHA-256-PLUS"]
        #expect(page?.name == "SCRAM-SHA-256-PLUS")
        #expect(page?.meaning.en == "both sides prove that they know the password, bound to this TLS connection")
    }

    @Test(arguments: ["PLAIN", "LOGIN", "OAUTHBEARER", "XOAUTH2"])
    func `what sends the secret itself is called readable`(name: String) {
        #expect(MechanismPages[name]?.isReadable == true)
    }

    @Test(arguments: ["CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256-PLUS", "EXTERNAL", "GSSAPI"])
    func `what sends only a proof is not`(name: String) {
        #expect(MechanismPages[name]?.isReadable == false)
    }
}
