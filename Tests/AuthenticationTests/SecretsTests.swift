import Authentication
import POP3
import Testing

@Suite("Secrets in descriptions")
struct SecretsTests {
    private static let secret = "x-very-secret-x"

    /// All that a description could show of a value, and what of it would give the secret away.
    private static func leaks(_ value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        let texts = [String(describing: value), String(reflecting: value), dumped]
        let spelled = octets(secret).map(String.init)
        let shifted = (0..<3).map { shift in
            String(Base64.encode(Array(repeating: 0, count: shift) + octets(secret)).dropFirst(4).dropLast(4))
        }
        let traces = [secret, spelled.joined(separator: ", ")] + shifted
        return texts.filter { text in
            traces.contains(where: text.contains)
                || text.split(whereSeparator: \.isNewline).map { $0.filter(\.isNumber) }.windowed(spelled)
        }
    }

    @Test func `the search finds a secret that is shown`() {
        #expect(Self.leaks(octets(Self.secret)).count == 3)
        #expect(Self.leaks(Self.secret).count == 3)
        #expect(Self.leaks("nothing").isEmpty)
    }

    @Test func `credentials show none`() throws {
        let credentials = try Credentials.user(password: Self.secret)
        #expect(Self.leaks(credentials).isEmpty)
        #expect(Self.leaks([credentials.secret]).isEmpty)
        #expect(Self.leaks(try Credentials.user(token: Self.secret)).isEmpty)
        #expect("\(credentials.secret)" == "password")
    }

    @Test(arguments: Mechanism.allCases)
    func `exchanges, responses and steps show none`(mechanism: Mechanism) throws {
        let accounts = Accounts.of(secret: Self.secret)
        #expect(Self.leaks(accounts).isEmpty)
        var both = FaceToFace(mechanism, try .fit(for: mechanism, secret: Self.secret), accounts, identity: "tim")
        #expect(Self.leaks(both.client).isEmpty)
        #expect(Self.leaks(both.server).isEmpty)
        var copy = both.client
        #expect(Self.leaks(copy.initialResponse() as Any).isEmpty)
        #expect(Self.leaks(copy).isEmpty)
        #expect(both.run(withInitialResponse: false) == .accepted(user: "tim"))
        #expect(Self.leaks(both.steps).isEmpty)
        #expect(Self.leaks(both.client).isEmpty)
    }

    @Test(arguments: LoginMethod.strongestFirst)
    func `a dialogue and its lines show none`(method: LoginMethod) throws {
        let server = knowledge(announcing: "USER", "SASL \(method.name)", isSecure: true)
        let credentials = try credentials(for: method)
        var dialogue = LoginDialogue(method, credentials, knowledge: server, nonce: .fixed())
        let first = dialogue.next(after: nil)
        #expect(Self.leaks(first).isEmpty)
        #expect(Self.leaks(dialogue).isEmpty)
        if method == .userPass {
            let second = dialogue.next(after: exchange("+OK"))
            #expect("\(second)" == "send PASS ******** []")
            #expect(Self.leaks(second).isEmpty)
        }
    }

    private func credentials(for method: LoginMethod) throws -> Credentials {
        switch method.needs {
        case .password: try .user(password: Self.secret)
        case .token: try .user(token: Self.secret)
        case .none: try Credentials(user: "tim", secret: .none)
        }
    }

    @Test func `keys of a password are no octets in a description`() throws {
        let keys = try #require(ScramCredentials(.sha1, password: octets(Self.secret), salt: [1, 2]))
        var dumped = ""
        dump(keys, to: &dumped)
        #expect(dumped.contains("storedKey: \(Command.mask)"))
        #expect(!String(reflecting: keys).contains("octets"))
    }
}

extension [String] {
    /// Whether these lines hold the others, one after the other.
    fileprivate func windowed(_ others: [String]) -> Bool {
        guard count >= others.count else { return false }
        return (0...(count - others.count)).contains { self[$0..<($0 + others.count)].elementsEqual(others) }
    }
}
