import POP3

/// One kind of refusal: how it is recognised, what it means, why it happens and what to try.
///
/// Its texts may hold placeholders such as `{msg}`, filled with what is known of the refusal.
struct ErrorRule: Sendable {
    let id: String
    /// The commands of the console that lead further.
    let help: String
    /// Where its subject is written, besides the command itself.
    let citation: Citation?
    let meaning: Localized
    let causes: [Cause]
    let proposals: [Proposal]
    /// Whether the server ends the session by it.
    let endsSession: Bool
    let applies: @Sendable (Refusal) -> Bool

    init(
        _ id: String, help: String, _ citation: Citation? = nil, en: String, ja: String, causes: [Cause] = [],
        try proposals: [Proposal] = [], endsSession: Bool = false, applies: @escaping @Sendable (Refusal) -> Bool
    ) {
        self.id = id
        self.help = help
        self.citation = citation
        meaning = Localized(en: en, ja: ja)
        self.causes = causes
        self.proposals = proposals
        self.endsSession = endsSession
        self.applies = applies
    }
}

/// A likely cause of a refusal.
struct Cause: Sendable {
    let text: Localized
    let holds: @Sendable (Refusal) -> Bool
    /// What to say instead when the session has shown that this is the cause.
    let proof: Proof?

    struct Proof: Sendable {
        let text: Localized
        let holds: @Sendable (Refusal) -> Bool
    }

    init(
        _ en: String, _ ja: String, proof: Proof? = nil,
        when holds: @escaping @Sendable (Refusal) -> Bool = { _ in true }
    ) {
        text = Localized(en: en, ja: ja)
        self.holds = holds
        self.proof = proof
    }
}

/// A line to try, with placeholders, and when it makes sense.
struct Proposal: Sendable {
    let line: String
    let purpose: Localized
    let holds: @Sendable (Refusal) -> Bool

    init(_ line: String, _ en: String, _ ja: String, when holds: @escaping @Sendable (Refusal) -> Bool = { _ in true })
    {
        self.line = line
        purpose = Localized(en: en, ja: ja)
        self.holds = holds
    }
}

extension Localized {
    /// The text with each `{name}` replaced; a name without a value stays as the bare word.
    func filled(with values: [String: Localized]) -> Localized {
        Localized(en: Self.fill(en) { values[$0]?.en }, ja: Self.fill(ja) { values[$0]?.ja })
    }

    private static func fill(_ template: String, _ value: (String) -> String?) -> String {
        template.split(separator: "{", omittingEmptySubsequences: false).enumerated().map { index, part in
            guard index > 0, let end = part.firstIndex(of: "}") else { return String(part) }
            let name = String(part[..<end])
            return (value(name) ?? name) + part[part.index(after: end)...]
        }.joined()
    }
}
