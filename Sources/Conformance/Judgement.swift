public import Handbook
public import POP3

/// What one check found out about one requirement.
public struct Judgement: Hashable, Sendable {
    /// The requirement.
    public let requirement: RequirementID
    /// What came of it.
    public let outcome: Outcome
    /// What was seen, or why nothing could be; `nil` for a requirement that held.
    public let reason: Localized?
    /// What would have been right, as it stands on the wire: any of these; empty when `reason` says it.
    public let expected: [String]
    /// What came instead, as it stood on the wire; `nil` when `reason` says it.
    public let actual: Line?
    /// What happened on the connection up to there, from its beginning.
    public let evidence: [Evidence]
    /// Where in `evidence` that begins which the judgement is about.
    public let start: Int
    /// The name of the check.
    public let check: String

    /// The part of the evidence that the judgement is about.
    public var exchange: ArraySlice<Evidence> { evidence[min(start, evidence.count)...] }
}
