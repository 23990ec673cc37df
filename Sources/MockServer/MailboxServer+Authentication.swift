import Authentication
import POP3

extension MailboxServer {
    // auth-command = "AUTH" SP sasl-mech [SP initial-response]       RFC 5034 section 4
    mutating func authenticate(_ command: Command, after name: String?) -> Answer {
        guard name == nil else { return Refusal.needsPass.answer }
        guard let word = command.arguments.first else { return mechanisms }
        guard let mechanism = Mechanism(word), terms.mechanisms.contains(mechanism) else {
            return Refusal(ofMechanism: word, terms).answer
        }
        let nonce = Nonce((0..<18).map { _ in .random(in: .min ... .max, using: &random) })
        let stamp = Stamp(madeBy: &random)
        var exchange = ServerExchange(mechanism, store.users, nonce: nonce, stamp: stamp.text, identity: identity)
        let response = command.arguments.dropFirst().first.map { Array($0.utf8) }
        let answer = exchange.begin(initialResponse: response)
        return go(on: answer, exchange)
    }

    /// The answer to a line that follows a challenge.
    mutating func answer(_ line: Line, in exchange: ServerExchange) -> Answer {
        switch line.ending {
        case .missing: return Refusal.exchange(.tooLong, exchange.mechanism).answer
        case .lf: return Refusal.responseEndedInLF.answer
        case .crlf: break
        }
        var exchange = exchange
        let answer = exchange.received(line.bytes)
        return go(on: answer, exchange)
    }

    private mutating func go(on answer: ServerExchange.Answer, _ exchange: ServerExchange) -> Answer {
        switch answer {
        case .challenge(let octets):
            login = .exchange(exchange)
            return .challenge(octets)
        case .accepted(let user):
            return open(user, with: .proven(by: exchange.mechanism))
        case .refused(let reason):
            return Refusal.exchange(reason, exchange.mechanism).answer
        }
    }

    /// What older servers answer to AUTH alone.
    private var mechanisms: Answer {
        let lines = terms.mechanisms.flatMap { Line($0.name).octets }
        return .ok(Wording(en: "mechanisms follow", ja: "メカニズムの一覧です"), body: lines)
    }
}
