import Authentication
import POP3

extension MailboxServer {
    /// Says +OK to every name, so that nobody can find out which names exist.
    mutating func identify(_ command: Command, after name: String?) -> Answer {
        guard name == nil else { return Refusal.needsPass.answer }
        login = .user(command.argument ?? "")
        return .ok(Wording(en: "give PASS next", ja: "次は PASS です"))
    }

    mutating func logIn(_ command: Command, after name: String?) -> Answer {
        guard let name else { return Refusal.needsUser.answer }
        return open(name, with: .password(Array((command.argument ?? "").utf8)))
    }

    mutating func logInByDigest(_ command: Command, after name: String?) -> Answer {
        guard name == nil else { return Refusal.needsPass.answer }
        let digest = String(command.arguments[1])
        guard APOP.isDigest(digest) else { return Refusal.notADigest.answer }
        return open(String(command.arguments[0]), with: .digest(digest, timestamp: stamp.text))
    }

    /// Opens the maildrop of a user who is who he says he is.
    mutating func open(_ user: String, with credential: Credential) -> Answer {
        switch store.open(user, with: credential) {
        case .refused: return Refusal.wrongLogin(credential.method).answer
        case .inUse: return Refusal.inUse.answer
        case .broken(let fault): return Refusal.broken(fault).answer
        case .opened(let opened):
            maildrop = opened
            phase = .transaction
            return .ok(opened.summary(en: "maildrop has ", ja: "メールドロップには "))
        }
    }
}
