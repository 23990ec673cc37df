import Authentication
import Testing

@Suite("SASL mechanisms")
struct MechanismTests {
    @Test(arguments: [
        ("PLAIN", Mechanism.plain), ("plain", .plain), ("Cram-Md5", .cramMD5), ("scram-sha-256", .scramSHA256),
        ("XOAUTH2", .xoauth2), ("SCRAM-SHA-256-PLUS", nil), ("PLAIN ", nil), ("", nil), ("ＰＬＡＩＮ", nil),
    ])
    func `a name is known in any letter case`(name: String, mechanism: Mechanism?) {
        #expect(Mechanism(name) == mechanism)
    }

    @Test(arguments: Mechanism.allCases)
    func `a name is one that servers may announce`(mechanism: Mechanism) {
        // sasl-mech = 1*20mech-char; A-Z, 0-9, "-" and "_"       RFC 4422 section 3.1
        #expect((1...20).contains(mechanism.name.count))
        #expect(mechanism.name.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "-" || $0 == "_") })
        #expect(Mechanism(mechanism.name) == mechanism)
    }

    @Test func `no two are equally strong, and what can be read is weaker than what cannot`() {
        let rows = Mechanism.allCases.map(\.row)
        #expect(Set(rows.map(\.strength)).count == rows.count)
        let passwords = rows.filter { $0.needs == .password }.sorted { $0.strength > $1.strength }
        #expect(passwords.map(\.isReadable) == [false, false, false, true, true])
    }

    @Test func `CRAM-MD5 and LOGIN let the server speak first`() {
        #expect(Mechanism.allCases.filter { !$0.row.isClientFirst } == [.login, .cramMD5])
    }
}
