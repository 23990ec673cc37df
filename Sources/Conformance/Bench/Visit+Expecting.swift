import Handbook
import POP3

/// What a reply may be.
enum Expectation: Hashable {
    case ok, err, challenge
    /// Either of the two, but one of them.
    case okOrErr
    case errOrChallenge

    var statuses: [Reply.Status] {
        switch self {
        case .ok: [.ok]
        case .err: [.err]
        case .challenge: [.challenge]
        case .okOrErr: [.ok, .err]
        case .errOrChallenge: [.err, .challenge]
        }
    }

    var texts: [String] { statuses.map(\.indicator) }
}

extension Visit {
    /// Holds the status of a reply against what may come; a wrong one breaks each of the requirements.
    ///
    /// - Parameters:
    ///   - reason: what is wrong about it; `nil` for a sentence that names the command and the status.
    ///   - outcome: what the breach is called, unless the row says it.
    /// - Returns: whether it is as expected.
    @discardableResult
    func expect(
        _ expectation: Expectation, of exchange: Exchange, _ requirements: RequirementID..., reason: Localized? = nil,
        as outcome: Outcome? = nil
    ) -> Bool {
        if expectation.statuses.contains(exchange.reply.status) { return true }
        let words = expectation.texts.joined(separator: " / ")
        let sentence =
            reason
            ?? Localized(
                en: "\"\(exchange.said)\" was answered \"\(exchange.reply.first.quoted)\" where \(words) is right.",
                ja: "\"\(exchange.said)\" に \"\(exchange.reply.first.quoted)\" が返されました (正しくは \(words))。")
        for requirement in requirements {
            breach(requirement, sentence, expected: expectation.texts, actual: exchange.reply.first, as: outcome)
        }
        return false
    }

    /// Says that a requirement is broken by what happened last on this connection.
    func breach(
        _ requirement: RequirementID, _ reason: Localized, expected: [String] = [], actual: Line? = nil,
        as outcome: Outcome? = nil
    ) {
        bench.judge(requirement, outcome, reason, expected, actual, evidence, start)
    }

    /// Says what the server does where that is its choice.
    func inform(_ requirement: RequirementID, _ reason: Localized) {
        bench.judge(requirement, .info, reason, [], nil, evidence, start)
    }
}

extension Exchange {
    /// What was sent, for a sentence; the greeting has no command.
    var said: String { command.map { Line($0.displayText).quoted } ?? "" }

    var isPositive: Bool { reply.status == .ok }
    var isRefused: Bool { reply.status == .err }
    /// The un-stuffed lines of the body, as far as it was kept; empty without a body.
    var lines: [Line] { reply.body?.keptLines ?? [] }
}
