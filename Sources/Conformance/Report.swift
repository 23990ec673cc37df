public import Handbook
public import POP3

/// What an inspection found out about a server, requirement by requirement.
public struct Report: Hashable, Sendable {
    /// What came of one requirement.
    public struct Result: Hashable, Sendable {
        /// The requirement.
        public let requirement: Requirement
        /// What every check said about it, the worst first; never empty.
        public let judgements: [Judgement]

        /// What came of it: the worst that a check said.
        public var outcome: Outcome { judgements.first?.outcome ?? .skip }

        init(_ requirement: Requirement, _ judgements: [Judgement]) {
            self.requirement = requirement
            self.judgements = judgements.enumerated()
                .sorted { ($0.element.outcome, $0.offset) < ($1.element.outcome, $1.offset) }.map(\.element)
        }
    }

    /// Who was judged by what passed by, nothing being provoked.
    public struct Observed: Hashable, Sendable {
        /// Who was judged.
        public let party: Session.Side
        /// How many connections were judged.
        public let sessions: Int

        init(party: Session.Side, sessions: Int) {
            self.party = party
            self.sessions = sessions
        }
    }

    /// The server, as a URL without a password; of what passed by what was watched.
    public let target: String
    /// What the server says that it is; `nil` when it says nothing.
    public let implementation: String?
    /// When the inspection began, in seconds since 1970.
    public let started: Int
    /// How long it took.
    public let duration: Duration
    /// How much of `duration` was spent waiting for the server.
    public let waited: Duration
    /// Why nothing could be judged, such as a refused session; `nil` when the inspection came to its end.
    public let refusal: Localized?
    /// What the server said when it refused the login, so that nothing behind it could be judged; `nil` when somebody was let
    /// in, or nobody was to be.
    public let refusedLogin: Line?
    /// Who was judged by what passed by; `nil` for a server that was inspected.
    public let observed: Observed?
    /// Every requirement that was selected, in the order of the catalogue.
    public let results: [Result]

    /// A report.
    public init(
        target: String, implementation: String?, started: Int, duration: Duration, waited: Duration,
        refusal: Localized?,
        refusedLogin: Line? = nil, observed: Observed? = nil, results: [Result]
    ) {
        self.target = target
        self.implementation = implementation
        self.started = started
        self.duration = duration
        self.waited = waited
        self.refusal = refusal
        self.refusedLogin = refusedLogin
        self.observed = observed
        self.results = results
    }

    /// How many requirements came to an outcome.
    public func count(of outcome: Outcome) -> Int { results.count { $0.outcome == outcome } }
}
