import Handbook
public import POP3

/// How many exchanges were watched, and what broke the RFCs in them.
public struct SessionTally: Hashable, Sendable {
    /// The complete exchanges, greetings included.
    public internal(set) var exchanges = 0
    /// How often each requirement was broken, by the side that broke it.
    public private(set) var breaches: [Session.Side: [RequirementID: Int]] = [:]

    /// A tally of nothing.
    public init() {}

    mutating func add(_ findings: [Finding], about side: Session.Side) {
        for finding in findings { breaches[side, default: [:]][finding.requirement, default: 0] += 1 }
    }

    /// Adds what was counted elsewhere.
    public mutating func add(_ other: SessionTally) {
        exchanges += other.exchanges
        breaches.merge(other.breaches) { $0.merging($1, uniquingKeysWith: +) }
    }

    /// How often a side broke a requirement.
    public func findings(about side: Session.Side) -> Int { breaches[side, default: [:]].values.reduce(0, +) }
}
