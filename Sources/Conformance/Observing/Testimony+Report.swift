import Handbook
public import POP3

extension Testimony {
    /// What is to be told.
    public struct Scope: Sendable {
        /// Which rows are judged.
        public var profile: Inspection.Options.Profile
        /// The rows that were selected; `nil` for all of the profile.
        public var selection: Set<RequirementID>?

        /// The rows of a profile.
        public init(_ profile: Inspection.Options.Profile = .standard, selection: Set<RequirementID>? = nil) {
            self.profile = profile
            self.selection = selection
        }
    }

    /// The report: every row that binds the side that is judged.
    ///
    /// - Parameters:
    ///   - target: what was watched: a URL without a password, or files.
    ///   - started: when that began, in seconds since 1970.
    ///   - duration: how long it was watched.
    public func report(_ target: String, started: Int, duration: Duration, _ scope: Scope) -> Report {
        let rows = Requirements.all.filter { row in
            binds(row) && (scope.selection?.contains(row.id) ?? true)
        }
        return Report(
            target: target, implementation: implementation, started: started, duration: duration, waited: .zero,
            refusal: nil, observed: Report.Observed(party: party, sessions: sessions),
            results: rows.map { Report.Result($0, verdict(on: $0, scope)) })
    }

    private func binds(_ row: Requirement) -> Bool {
        switch party {
        case .server: row.party != .client
        case .client: row.party != .server
        }
    }

    private func verdict(on row: Requirement, _ scope: Scope) -> [Judgement] {
        if let reason = Self.obstacle(row, scope) { return [Judgement(skipped: row.id, reason)] }
        let seen = judgements(about: row.id)
        return seen.isEmpty ? [Judgement(skipped: row.id, reason(forSilenceOn: row))] : seen
    }

    private static func obstacle(_ row: Requirement, _ scope: Scope) -> Localized? {
        switch row.profile {
        case .rfc1939: nil
        case .extensions: scope.profile == .rfc1939 ? needsProfile("default") : nil
        case .modern: scope.profile == .modern ? nil : needsProfile("modern")
        }
    }

    private static func needsProfile(_ profile: String) -> Localized {
        Localized(en: "Judged with --profile \(profile).", ja: "--profile \(profile) で判定します。")
    }

    /// Why nothing is known of a row.
    private func reason(forSilenceOn row: Requirement) -> Localized {
        switch party {
        case .client: return Self.canBeSeenOfClients.contains(row.id) ? Self.untried : ClientUnjudged.reason(for: row)
        case .server:
            if row.mode == .manual || row.mode == .client { return Unjudged.reason(for: row) }
            return Rules.observable.contains(row.id) ? Self.untried : Self.needsProvoking
        }
    }

    /// The rows of clients that some connection can show.
    static let canBeSeenOfClients = Rules.observableOfClients.union(ClientCourse.requirements)

    private static let untried = Localized(
        en: "Nothing that was seen put it to the test.", ja: "今回のやり取りには、これを試す場面がありませんでした。")

    private static let needsProvoking = Localized(
        en: "Shows only when the server is put to the test: popscope check URL.",
        ja: "サーバーを実際に試さないと分かりません: popscope check URL")
}

extension Judgement {
    fileprivate init(skipped requirement: RequirementID, _ reason: Localized) {
        self.init(
            requirement: requirement, outcome: .skip, reason: reason, expected: [], actual: nil, evidence: [],
            start: 0, check: "")
    }
}
