import Authentication
import Testing

@Suite("Ways to log in")
struct LoginMethodTests {
    @Test func `the strongest comes first`() {
        #expect(
            LoginMethod.strongestFirst.map(\.name) == [
                "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "APOP", "PLAIN", "USER", "LOGIN", "OAUTHBEARER",
                "XOAUTH2", "EXTERNAL",
            ])
    }

    @Test(arguments: LoginMethod.strongestFirst)
    func `a method has the name by which it is asked for`(method: LoginMethod) {
        #expect(LoginMethod(method.name.lowercased()) == method)
    }

    @Test(arguments: ["", "PASS", "SCRAM", "user "])
    func `other names are none`(name: String) {
        #expect(LoginMethod(name) == nil)
    }
}
