public import POP3

/// The catalogue of what the RFCs ask of POP3, judged by popscope or not.
public enum Requirements {
    /// Every requirement, a document behind the other.
    public static let all: [Requirement] = tables.flatMap(\.self)

    /// The requirement of a name; `nil` when the catalogue has none.
    public static subscript(id: RequirementID) -> Requirement? {
        byID[id]
    }

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    private static var tables: [[Requirement]] {
        [
            rfc1939, rfc2449, iana, rfc2595, rfc3206, rfc1734, rfc4422, rfc5034, rfc4616, saslLoginDraft, rfc2195,
            rfc5802, rfc7677, rfc7628, rfc6856, rfc7817, rfc8314, rfc2384,
        ]
    }
}

extension Requirements {
    /// One row of a table. Its types are plain, since the compiler checks a table as one expression.
    static func row(
        _ id: String, _ source: Requirement.Source, _ level: Requirement.Level, _ party: Requirement.Party,
        _ profile: Requirement.Profile, _ onViolation: Requirement.Gravity, _ impact: Requirement.Impact,
        in states: Set<Session.Phase>, needs: [Requirement.Need] = [], fixtures: [Requirement.Fixture] = [],
        mode: Requirement.Mode = .active, strictOnly: Bool = false, practice: Bool = false, lowercase: Bool = false,
        en: String, ja: String, note: Localized? = nil
    ) -> Requirement {
        Requirement(
            id: RequirementID(id), source: source, level: level, party: party, profile: profile,
            onViolation: onViolation, impact: impact, states: states, needs: needs, fixtures: fixtures, mode: mode,
            isStrictOnly: strictOnly, isPractice: practice, isLowercase: lowercase,
            statement: Localized(en: en, ja: ja), verdictNote: note)
    }
}
