public import POP3

/// What an exchange, or something a server did unasked, means by the RFCs.
///
/// The Console lays it out: the state and the first citation stand in front of ``meaning``; the rest is advice, shown in
/// full the first time and left out once it is known.
public struct Annotation: Hashable, Sendable {
    /// What the sentence is about, in the words of the wire: `LIST`, `greeting`, `AUTH PLAIN`.
    public var topic: String
    /// What happened, in one sentence that begins in lower case: the state stands in front of it.
    public var meaning: Localized
    /// Whether no state may stand in front of ``meaning``: what greeted is no POP3, so that nothing is known of a session.
    public var claimsNoState = false
    /// Whether something was refused or went wrong.
    public var isTrouble: Bool
    /// What else is worth knowing, one sentence a line.
    public var notes: [Localized]
    /// Likely causes of a refusal, the likeliest first; empty when there was none.
    public var causes: [Localized]
    /// What to try next after a refusal.
    public var suggestions: [Suggestion]
    /// What may come next, or what has stayed as it was; `nil` when there is nothing to say.
    public var next: Localized?
    /// Where this is written, the most important first; never empty.
    public var citations: [Citation]
    /// What broke the RFCs.
    public var findings: [Finding]

    /// An annotation of which only the first sentence is known.
    public init(topic: String, meaning: Localized, isTrouble: Bool = false, citation: Citation) {
        self.topic = topic
        self.meaning = meaning
        self.isTrouble = isTrouble
        citations = [citation]
        notes = []
        causes = []
        suggestions = []
        next = nil
        findings = []
    }
}

/// A line to type, and what it is good for.
public struct Suggestion: Hashable, Sendable {
    /// The line as it would be typed: a POP3 command, or a local command with its ":".
    public let line: String
    /// What it does.
    public let purpose: Localized

    /// A suggestion.
    public init(_ line: String, _ purpose: Localized) {
        self.line = line
        self.purpose = purpose
    }
}

/// Something on the wire that breaks a requirement. A value, never an error.
public struct Finding: Hashable, Sendable {
    /// The requirement that did not hold.
    public let requirement: RequirementID
    /// What was seen, in one sentence.
    public let text: Localized

    /// A finding.
    public init(_ requirement: RequirementID, _ text: Localized) {
        self.requirement = requirement
        self.text = text
    }
}
