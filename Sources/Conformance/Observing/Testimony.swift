import Handbook
public import POP3

/// What connections that passed by have shown of a server or a client, requirement by requirement.
///
/// It keeps no more of many long sessions than of one that is short.
public struct Testimony: Sendable {
    /// Who is judged.
    public let party: Session.Side
    /// How many connections were judged.
    public internal(set) var sessions = 0
    /// What the server calls itself; `nil` while CAPA has not told.
    public internal(set) var implementation: String?
    private var broken: [RequirementID: [Judgement]] = [:]
    /// The connection on which each requirement was put to the test first.
    private var tried: [RequirementID: String] = [:]

    /// So much is kept of a requirement that was broken often.
    private static let limit = 3

    /// Nothing has been seen yet.
    public init(judging party: Session.Side) {
        self.party = party
    }

    mutating func note(_ judgement: Judgement) {
        let known = broken[judgement.requirement] ?? []
        guard !known.contains(where: { $0.outcome == judgement.outcome && $0.check == judgement.check }) else { return }
        let worst = (known + [judgement]).enumerated()
            .sorted { ($0.element.outcome, $0.offset) < ($1.element.outcome, $1.offset) }.map(\.element)
        broken[judgement.requirement] = Array(worst.prefix(Self.limit))
    }

    mutating func note(tried requirements: some Sequence<RequirementID>, on connection: String) {
        for requirement in requirements where tried[requirement] == nil { tried[requirement] = connection }
    }

    /// Drops the exchanges that were shown, and every quotation: which requirements were broken stays.
    mutating func forgetEvidence() {
        broken = broken.mapValues { $0.map(\.withoutEvidence) }
    }

    /// Adds what other connections have shown.
    public mutating func add(_ other: Testimony) {
        sessions += other.sessions
        implementation = implementation ?? other.implementation
        for judgement in other.broken.values.flatMap(\.self) { note(judgement) }
        for (requirement, connection) in other.tried { note(tried: [requirement], on: connection) }
    }

    /// What was seen of a requirement, the worst first; empty where nothing put it to the test.
    func judgements(about requirement: RequirementID) -> [Judgement] {
        if let broken = broken[requirement] { return broken }
        return tried[requirement].map { [Judgement(passed: requirement, on: $0)] } ?? []
    }
}

extension Judgement {
    fileprivate var withoutEvidence: Judgement {
        Judgement(
            requirement: requirement, outcome: outcome, reason: nil, expected: expected, actual: nil, evidence: [],
            start: 0, check: check)
    }

    /// A requirement that was put to the test on a connection and held.
    fileprivate init(passed requirement: RequirementID, on connection: String) {
        self.init(
            requirement: requirement, outcome: .pass, reason: nil, expected: [], actual: nil, evidence: [], start: 0,
            check: connection)
    }

    /// Something that was seen on a connection; without an outcome the row says what a breach is called.
    init(
        _ finding: Finding, as outcome: Outcome?, _ evidence: [Evidence], actual: Line? = nil, on connection: String
    ) {
        self.init(
            requirement: finding.requirement, outcome: outcome ?? Outcome(ofBreaching: finding.requirement),
            reason: finding.text, expected: [], actual: actual, evidence: evidence, start: 0, check: connection)
    }
}

extension Outcome {
    /// What the row of a requirement calls a breach.
    init(ofBreaching requirement: RequirementID) {
        self =
            switch Requirements[requirement]?.onViolation {
            case .fail, nil: .fail
            case .warn: .warn
            case .info: .info
            }
    }
}
