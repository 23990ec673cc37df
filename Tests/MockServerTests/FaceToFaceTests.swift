import Authentication
import MockServer
import POP3
import Testing

@MainActor
@Suite("A client that logs in, and this server")
struct FaceToFaceTests {
    private static let token = "vF9dft4qmT"
    private let store = Bench.makeStore()

    private func secret(for method: LoginMethod, isRight: Bool = true) -> Credentials.Secret {
        switch method.needs {
        case .password: .password(Array((isRight ? "tanstaaf" : "wrong").utf8))
        case .token: .token(Array((isRight ? Self.token : "wrong").utf8))
        case .none: .none
        }
    }

    /// A conversation with a server that offers everything, before login.
    ///
    /// - Parameter asks: whether the client has asked for capabilities; only then AUTH has an initial response.
    private func conversation(
        asks: Bool = true, isSecure: Bool = true, identity: String? = "mrose"
    ) async throws -> Conversation {
        let server = Bench.makeServer(store, offer: .everything, isSecure: isSecure, identity: identity)
        let conversation = Conversation(over: LoopbackLink(to: server, over: store), isSecure: isSecure)
        _ = try await conversation.greeting(within: .seconds(60))
        if asks { _ = try await conversation.send("CAPA", within: .seconds(60)) }
        return conversation
    }

    private func dialogue(
        _ method: LoginMethod, _ credentials: Credentials, _ conversation: Conversation
    ) throws -> LoginDialogue {
        let nonce = try #require(Nonce(text: "rOprNGfwEbeRWgbNEkqO"))
        return LoginDialogue(
            method, credentials, knowledge: conversation.session.knowledge, nonce: nonce, allowsClear: true)
    }

    /// Goes on with a dialogue until it is over.
    private func run(_ dialogue: LoginDialogue, _ conversation: Conversation) async throws -> String {
        var dialogue = dialogue
        var exchange: Exchange?
        while case .send(let command, _) = dialogue.next(after: exchange) {
            exchange = try await conversation.send(command.line, within: .seconds(60))
        }
        return "\(dialogue.next(after: nil))"
    }

    @Test(arguments: LoginMethod.strongestFirst.filter { $0.needs == .password }, [true, false])
    func `every method that takes a password logs in`(method: LoginMethod, asks: Bool) async throws {
        let conversation = try await conversation(asks: asks, isSecure: false)
        let credentials = try Credentials(user: "mrose", secret: secret(for: method))
        let dialogue = try dialogue(method, credentials, conversation)
        #expect(try await run(dialogue, conversation) == "done mrose")
        #expect(try await conversation.send("STAT", within: .seconds(60))?.reply.text == "3 103")
    }

    @Test(arguments: [LoginMethod.sasl(.oauthBearer), .sasl(.xoauth2)], [true, false])
    func `every method that takes a token logs in under TLS`(
        method: LoginMethod, asks: Bool
    ) async throws {
        let conversation = try await conversation(asks: asks)
        let credentials = try Credentials(user: "token-only", secret: secret(for: method))
        let dialogue = try dialogue(method, credentials, conversation)
        #expect(try await run(dialogue, conversation) == "done token-only")
        #expect(conversation.session.phase == .transaction)
    }

    @Test(arguments: [true, false])
    func `EXTERNAL logs in as whom the connection proves`(asks: Bool) async throws {
        let conversation = try await conversation(asks: asks)
        let credentials = try Credentials(user: "mrose", secret: .none)
        let method = LoginMethod.sasl(.external)
        let dialogue = try dialogue(method, credentials, conversation)
        #expect(try await run(dialogue, conversation) == "done mrose")
        #expect(conversation.session.phase == .transaction)
    }

    @Test(arguments: LoginMethod.strongestFirst.filter { $0.needs != .none }, ["mrose", "nobody"])
    func `a wrong secret is refused with AUTH, and the session goes on`(
        method: LoginMethod, user: String
    ) async throws {
        let conversation = try await conversation()
        let credentials = try Credentials(user: user, secret: secret(for: method, isRight: false))
        let outcome = try await run(try dialogue(method, credentials, conversation), conversation)
        #expect(outcome == "\(LoginDialogue.Next.failed(.refused(.auth)))")
        let again = try Credentials(user: "mrose", secret: .password(Array("tanstaaf".utf8)))
        #expect(try await run(try dialogue(.sasl(.plain), again, conversation), conversation) == "done mrose")
    }

    @Test(arguments: [Mechanism.login, .cramMD5, .scramSHA1, .scramSHA256])
    func `a rewind into the middle of an exchange goes on from there, as often as wanted`(
        mechanism: Mechanism
    ) async throws {
        let conversation = try await conversation(asks: false)
        let link = try #require(conversation.link as? any RewindableLink)
        let credentials = try Credentials(user: "mrose", secret: secret(for: .sasl(mechanism)))
        var dialogue = try dialogue(.sasl(mechanism), credentials, conversation)
        guard case .send(let opening, _) = dialogue.next(after: nil) else { return #expect(Bool(false)) }
        let challenge = try await conversation.send(opening.line, within: .seconds(60))
        let (moment, session) = (link.snapshot(), conversation.session)
        for _ in 0..<3 {
            var attempt = dialogue
            var exchange = challenge
            while case .send(let command, _) = attempt.next(after: exchange) {
                exchange = try await conversation.send(command.line, within: .seconds(60))
            }
            #expect("\(attempt.next(after: nil))" == "done mrose")
            #expect(conversation.session.phase == .transaction)
            link.restore(moment)
            conversation.rewind(to: session)
            #expect(try await conversation.send("*", within: .seconds(60))?.reply.status == .err)
            link.restore(moment)
            conversation.rewind(to: session)
        }
    }
}

@Suite("What SCRAM shows of a user")
struct SaltTests {
    private func salt(of user: String, seed: String, _ mechanism: Mechanism = .scramSHA256) -> String? {
        let store = MailStore(
            [Account("mrose", password: "tanstaaf"), Account("token", password: "", tokens: ["t"])],
            seed: Array(seed.utf8))
        var bench = Bench.authorization(store)
        let first = Base64.encode(Array("n,,n=\(user),r=abc".utf8))
        let reply = bench.say("AUTH \(mechanism.name) \(first)").dropFirst(2).dropLast()
        guard case .success(let octets) = Base64.decode(reply) else { return nil }
        return String(decoding: octets, as: UTF8.self).split(separator: ",").first { $0.hasPrefix("s=") }.map(
            String.init)
    }

    @Test(arguments: ["mrose", "nobody", "token"], [Mechanism.scramSHA1, .scramSHA256])
    func `a salt is the same in every session over the same seed, also of nobody`(
        user: String, mechanism: Mechanism
    ) throws {
        let first = try #require(salt(of: user, seed: "one", mechanism))
        #expect(first.utf8.count == "s=".utf8.count + 24)
        #expect(salt(of: user, seed: "one", mechanism) == first)
        #expect(salt(of: user, seed: "two", mechanism) != first)
    }

    @Test
    func `users have salts of their own`() {
        #expect(Set(["mrose", "nobody", "token"].map { salt(of: $0, seed: "one") }).count == 3)
    }
}
