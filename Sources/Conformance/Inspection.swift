public import POP3

/// Puts a server to the test, check by check.
public struct Inspection: Sendable {
    /// How far an inspection has come.
    public struct Progress: Hashable, Sendable {
        /// The check that begins.
        public let check: String
        /// How many checks have been run or left out.
        public let done: Int
        /// How many there are.
        public let total: Int
    }

    private let options: Options
    private let checks: [Check]

    /// An inspection by every check, or by the quick ones.
    public init(_ options: Options) {
        self.init(options, checks: Checklist.all)
    }

    init(_ options: Options, checks: [Check]) {
        self.options = options.settled
        self.checks = options.isQuick ? checks.filter(\.isQuick) : checks
    }

    /// Inspects a server.
    ///
    /// - Parameters:
    ///   - target: the server, as a URL without a password.
    ///   - other: reaches the other account's server; `nil` for the same.
    ///   - now: the time in seconds since 1970.
    ///   - progress: told before each check that is not run beside another one.
    public func run(
        _ target: String, over dialer: any Dialer, other: (any Dialer)? = nil, now: () -> Int,
        _ progress: @escaping (Progress) async -> Void = { _ in }
    ) async -> Report {
        let (started, clock) = (now(), ContinuousClock.now)
        let run = InspectionRun(options, checks, over: dialer, other: other ?? dialer, progress)
        let refusal = await run.all()
        let facts = run.bench.facts
        return Report(
            target: target, implementation: facts.parameters(of: "IMPLEMENTATION")?.joined(separator: " "),
            started: started, duration: .now - clock, waited: run.bench.waited, refusal: refusal,
            refusedLogin: facts.method == nil && options.account != nil ? facts.refusal : nil,
            results: run.ledger.results(facts))
    }
}

extension Inspection.Options {
    /// The same without what contradicts itself.
    fileprivate var settled: Self {
        var options = self
        options.jobs = max(1, jobs)
        guard isQuick else { return options }
        options.sharesSession = true
        options.allowsDeletion = false
        options.allowsSlowness = false
        return options
    }
}
