import Handbook
public import POP3

/// Judges a server by what it says on one connection, while somebody else talks to it: nothing is provoked.
public struct ServerWitness: Sendable {
    /// What was seen so far.
    public private(set) var testimony = Testimony(judging: .server)
    /// The requirements that cannot be told from what is at hand, such as line ends in text that was copied.
    public var untold: Set<RequirementID> = []

    private let name: String
    private let explainer = Explainer()
    private var last: Exchange?
    private var lastEvidence: [Evidence] = []

    /// A witness of a connection on which nothing has been said.
    ///
    /// - Parameter name: what the connection is called in a report.
    public init(of name: String) {
        self.name = name
        testimony.sessions = 1
    }

    /// A reply is complete.
    ///
    /// - Parameters:
    ///   - exchange: the exchange, its secrets masked.
    ///   - alternative: the same exchange as it could have been as well, where not every octet is known: what is broken in one
    ///     of them only is not told.
    ///   - shown: the first line as evidence shows it, where that is another one.
    public mutating func completed(
        _ exchange: Exchange, orElse alternative: Exchange? = nil, shown: Line? = nil
    ) {
        var (breaches, tried) = Rules.verdict(on: exchange, after: last)
        if let alternative, alternative != exchange {
            let other = Rules.verdict(on: alternative, after: last)
            let certain = Set(breaches.map(\.requirement)).intersection(other.breaches.map(\.requirement))
            // Where one of them breaks a row and the other does not, nobody can tell whether it held.
            let doubtful = Set((breaches + other.breaches).map(\.requirement)).subtracting(certain)
            breaches.removeAll { doubtful.contains($0.requirement) }
            tried = tried.intersection(other.tried).subtracting(doubtful)
        }
        let evidence =
            [exchange.command.map { Evidence.sent($0.redacted().line) }].compactMap(\.self)
            + [.received(exchange.reply.shortened(beginning: shown ?? exchange.reply.first))]
        note(breaches, in: exchange, evidence, shown ?? exchange.reply.first)
        testimony.note(tried: tried.union(Self.twins(of: tried, exchange)).subtracting(untold), on: name)
        learnImplementation(exchange)
        (last, lastEvidence) = (exchange.withoutMaildrop, evidence)
    }

    /// Somebody cannot know what was said: nothing is judged, and what follows is not held against it.
    public mutating func skipped(_ exchange: Exchange) {
        (last, lastEvidence) = (exchange.withoutMaildrop, [])
    }

    /// What was shown so far held a secret: only which requirements were broken stays.
    public mutating func forgetEvidence() {
        testimony.forgetEvidence()
        lastEvidence = []
    }

    /// The server said a line that answers nothing.
    public mutating func unsolicited(_ line: Line, in phase: Session.Phase, _ knowledge: Knowledge) {
        let evidence = lastEvidence + [.unsolicited(line)]
        for finding in explainer.explain(unsolicited: line, in: phase, knowledge, after: last).findings {
            note(finding, as: nil, evidence, line)
        }
    }

    /// The server sent clear text where only the handshake may stand.
    public mutating func injected(_ octets: [UInt8], _ knowledge: Knowledge) {
        let line = Line(bytes: Array(octets.prefix { $0 != 0x0D && $0 != 0x0A }))
        for finding in explainer.explain(clearTextBehindSTLS: octets, knowledge).findings {
            note(finding, as: nil, lastEvidence + [.unsolicited(line)], line)
        }
    }
}

extension ServerWitness {
    private mutating func note(
        _ breaches: [Finding], in exchange: Exchange, _ evidence: [Evidence], _ actual: Line
    ) {
        for finding in breaches {
            let outcome = Self.outcome(of: finding, in: exchange)
            for requirement in [finding.requirement] + Self.twins(of: [finding.requirement], exchange) {
                note(Finding(requirement, finding.text), as: outcome, evidence, actual)
            }
        }
    }

    private mutating func note(_ finding: Finding, as outcome: Outcome?, _ evidence: [Evidence], _ actual: Line) {
        guard !untold.contains(finding.requirement) else { return }
        testimony.note(Judgement(finding, as: outcome, evidence, actual: actual, on: name))
    }

    private static func outcome(of finding: Finding, in exchange: Exchange) -> Outcome? {
        // The notes of the rows: a greeting that refuses, and one in which a blank is missing.
        if exchange.command == nil, finding.requirement == "rfc2449-3-status-sp-text" { return .warn }
        if exchange.reply.status == .err, finding.requirement == "rfc1939-4-greeting-positive" { return .warn }
        return Leniency.outcome(of: finding, in: exchange)
    }

    /// The same limit in RFC 2449 section 4, which binds servers that answer CAPA.
    private static func twins(of requirements: Set<RequirementID>, _ exchange: Exchange) -> [RequirementID] {
        let isTwin = requirements.contains("rfc1939-3-response-max-512") && exchange.knowledge.capabilities != nil
        return isTwin ? ["rfc2449-4-first-line-512"] : []
    }

    private mutating func learnImplementation(_ exchange: Exchange) {
        guard testimony.implementation == nil, exchange.command?.verb == .capa,
            let words = exchange.knowledgeAfter.capabilities?["IMPLEMENTATION"], !words.isEmpty
        else { return }
        testimony.implementation = words.joined(separator: " ")
    }
}

extension Reply {
    /// The reply with no more of its body than a report shows.
    func shortened(beginning first: Line) -> Reply {
        Reply(first: first, body: body?.keeping(lines: Evidence.bodyLines), inSASL: status == .challenge)
    }
}
