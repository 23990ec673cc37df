import Authentication
import Testing

@Suite("Credentials")
struct CredentialsTests {
    @Test(arguments: [
        ("a\rb", "x", CredentialFault(field: .user, reason: .carriageReturn(position: 2))),
        ("a\nb", "x", CredentialFault(field: .user, reason: .lineFeed(position: 2))),
        ("a\r\nDELE 1", "x", CredentialFault(field: .user, reason: .carriageReturn(position: 2))),
        ("\0", "x", CredentialFault(field: .user, reason: .nul(position: 1))),
        ("", "x", CredentialFault(field: .user, reason: .empty)),
        ("a", "pw\r", CredentialFault(field: .secret, reason: .carriageReturn(position: 3))),
        ("a", "\n", CredentialFault(field: .secret, reason: .lineFeed(position: 1))),
        ("あ", "い\0", CredentialFault(field: .secret, reason: .nul(position: 4))),
    ])
    func `what would end a line or a field is refused with its place`(
        user: String, password: String, fault: CredentialFault
    ) {
        #expect(throws: fault) { try Credentials.user(user, password: password) }
    }

    @Test func `an authorization identity is looked at too`() {
        let fault = CredentialFault(field: .authorization, reason: .nul(position: 2))
        #expect(throws: fault) { try Credentials.user(authorization: "a\0") }
        #expect(throws: CredentialFault(field: .authorization, reason: .empty)) {
            try Credentials.user(authorization: "")
        }
    }

    @Test func `octet 1 separates fields where a token is shown, and nowhere else`() throws {
        let fault = CredentialFault.Reason.startOfHeading(position: 2)
        #expect(throws: CredentialFault(field: .secret, reason: fault)) { try Credentials.user(token: "a\u{1}") }
        #expect(throws: CredentialFault(field: .user, reason: fault)) {
            try Credentials.user("a\u{1}auth=Bearer x", token: "t")
        }
        #expect(try Credentials.user("a\u{1}", password: "\u{1}").secret.kind == .password)
    }

    @Test func `a password may be empty, a token may not`() throws {
        #expect(try Credentials.user(password: "").secret.kind == .password)
        #expect(throws: CredentialFault(field: .secret, reason: .empty)) { try Credentials.user(token: "") }
    }

    @Test func `printable ASCII needs no preparation, anything else is named`() throws {
        #expect(try Credentials.user("tim ~", password: "!x").unprepared == [])
        #expect(try Credentials.user("tím", password: "x").unprepared == [.user])
        #expect(
            try Credentials.user("tim", password: "ｐ", authorization: "\t").unprepared == [.authorization, .secret])
    }
}
