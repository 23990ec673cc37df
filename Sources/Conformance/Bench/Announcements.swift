import Handbook
import POP3

/// What CAPA announced before login, in clear text and under TLS: what a server promises holds on every connection, on
/// those too that never asked.
struct Announcements: Sendable {
    private var clear: Exchange?
    private var secure: Exchange?

    /// Keeps what CAPA was answered before login.
    mutating func learn(from exchange: Exchange) {
        guard exchange.isPositive, exchange.command?.kind == .command, exchange.command?.verb == .capa,
            exchange.before == .authorization, exchange.reply.body?.isTerminated == true
        else { return }
        if exchange.knowledge.isSecure { secure = exchange } else { clear = exchange }
    }

    /// The exchange as it is for somebody who asked before; what was asked on the connection itself stays.
    func teach(_ exchange: Exchange) -> Exchange {
        var knowledge = exchange.knowledge
        guard let announced = knowledge.isSecure ? secure : clear, knowledge.capabilities == nil,
            let command = exchange.command, command.verb != .capa
        else { return exchange }
        knowledge.learn(from: announced)
        return Exchange(
            command: command, reply: exchange.reply, before: exchange.before, after: exchange.after,
            knowledge: knowledge)
    }
}
