import Authentication
import POP3

extension MailboxServer {
    /// Says +OK to every name, so that nobody can find out which names exist.
    mutating func identify(_ command: Command, after name: String?) -> Answer {
        guard name == nil else { return Refusal.needsPass.answer }
        user = command.argument
        return .ok("give PASS next")
    }

    mutating func logIn(_ command: Command, after name: String?) -> Answer {
        guard let name else { return Refusal.needsUser.answer }
        return open(name, with: .password(Array((command.argument ?? "").utf8)), by: command.verb)
    }

    mutating func logInByDigest(_ command: Command, after name: String?) -> Answer {
        guard name == nil else { return Refusal.needsPass.answer }
        let digest = String(command.arguments[1])
        guard APOP.isDigest(digest) else { return Refusal.notADigest.answer }
        let credential = Credential.digest(digest, timestamp: stamp.text)
        return open(String(command.arguments[0]), with: credential, by: command.verb)
    }

    private mutating func open(_ user: String, with credential: Credential, by verb: Verb) -> Answer {
        switch store.open(user, with: credential) {
        case .refused: return Refusal.wrongLogin(verb).answer
        case .inUse: return Refusal.inUse.answer
        case .opened(let opened):
            maildrop = opened
            phase = .transaction
            return .ok("maildrop has \(opened.summary)")
        }
    }
}
