public import POP3

/// One requirement, and how an exchange is held against it.
struct Rule: Sendable {
    /// The requirement that it judges.
    let requirement: RequirementID
    /// What was seen that breaks the requirement; `nil` when nothing was.
    let breach: @Sendable (Observation) -> Localized?

    init(_ requirement: RequirementID, _ breach: @escaping @Sendable (Observation) -> Localized?) {
        self.requirement = requirement
        self.breach = breach
    }

    /// The finding of this rule about an exchange; `nil` when the requirement holds, or does not apply.
    func judge(_ observation: Observation) -> Finding? {
        breach(observation).map { Finding(requirement, $0) }
    }
}

/// Every rule that one exchange, with what was known before it, is enough to judge.
public enum Rules {
    /// What an exchange breaks, requirements that only the letter of a grammar decides included, in the order of the rules.
    ///
    /// - Parameter previous: the exchange before it; `nil` when it is the first.
    public static func breaches(in exchange: Exchange, after previous: Exchange?) -> [Finding] {
        let observation = Observation(exchange, after: previous)
        return all.compactMap { $0.judge(observation) }
    }

    static let all =
        statusLine + responseCodes + challenges + mechanisms + states + logins + arguments + numbers + listings
        + uniqueIDs + bodies + capabilities + capabilityChanges + languages

    /// The findings about an exchange, in the order of the rules.
    ///
    /// Requirements that only the letter of a grammar decides are left to the conformance report: sound servers differ there.
    static func findings(about observation: Observation) -> [Finding] {
        telling.compactMap { $0.judge(observation) }
    }

    private static let telling: [Rule] = {
        // A set of the few, not an index of all rows: this is on the way to the first prompt.
        let strict = Set(Requirements.all.filter(\.isStrictOnly).map(\.id))
        return all.filter { !strict.contains($0.requirement) }
    }()
}
