public import Authentication
import Handbook
public import POP3

/// Puts a server to the test, check by check.
public struct Inspection: Sendable {
    /// What is allowed, and what is to be judged.
    public struct Options: Sendable {
        /// Which rows are judged.
        public enum Profile: String, CaseIterable, Sendable {
            /// RFC 1939 alone.
            case rfc1939
            /// RFC 1939, and the extensions that the server announces or answers.
            case standard = "default"
            /// Those, and today's policy on TLS and on passwords in clear text.
            case modern
        }

        /// Which rows are judged.
        public var profile = Profile.standard
        /// The rows that were selected; `nil` for all of the profile.
        public var selection: Set<RequirementID>?
        /// Who may log in; `nil` leaves out what needs a login.
        public var account: Credentials?
        /// Who may log in to the other mailbox; `nil` leaves out what needs one.
        public var otherAccount: Credentials?
        /// Whether the run begins TLS by STLS.
        public var usesSTLS = false
        /// Whether TLS comes before the greeting.
        public var isImplicit = false
        /// Whether messages may be deleted for good.
        public var allowsDeletion = false
        /// Whether checks may wait for minutes.
        public var allowsSlowness = false
        /// The most logins with a wrong secret; `nil` for no limit.
        public var wrongLoginLimit: Int? = 3
        /// How long a reply may take.
        public var replyLimit = Duration.seconds(60)
        /// How long a reply is waited for before another command asks whether it will come.
        public var patience = Duration.seconds(2)
        /// How long a refused login is tried again.
        public var loginPatience = Duration.seconds(5)
        /// How long to wait between two logins.
        public var loginDelay = Duration.zero
        /// The longest reply that is read, in octets.
        public var largestReply = 1 << 30
        /// Whether a network lies between, on which others could listen.
        public var hasNetwork = true
        /// Random octets for SCRAM: another value each time.
        public var nonce: @Sendable () -> Nonce

        /// Whether the run is under TLS.
        var isSecure: Bool { usesSTLS || isImplicit }

        /// The options of a careful run.
        public init(nonce: @escaping @Sendable () -> Nonce) {
            self.nonce = nonce
        }
    }

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

    /// An inspection by every check.
    public init(_ options: Options) {
        self.init(options, checks: Checklist.all)
    }

    init(_ options: Options, checks: [Check]) {
        self.options = options
        self.checks = checks
    }
}

extension Inspection {
    /// Inspects a server.
    ///
    /// - Parameters:
    ///   - target: the server, as a URL without a password.
    ///   - other: reaches the other account's server; `nil` for the same.
    ///   - now: the time in seconds since 1970.
    ///   - progress: told before each check.
    public func run(
        _ target: String, over dialer: any Dialer, other: (any Dialer)? = nil, now: () -> Int,
        _ progress: (Progress) async -> Void = { _ in }
    ) async -> Report {
        let (started, clock) = (now(), ContinuousClock.now)
        let bench = Bench(over: dialer, other: other ?? dialer, options)
        var ledger = Ledger(options)
        var refusal = await survey(bench, &ledger)
        for (index, check) in checks.enumerated() where refusal == nil {
            if Task.isCancelled { break }
            await progress(Progress(check: check.name, done: index, total: checks.count))
            refusal = await run(check, on: bench, &ledger)
        }
        return Report(
            target: target, implementation: bench.facts.parameters(of: "IMPLEMENTATION")?.joined(separator: " "),
            started: started, duration: .now - clock, waited: bench.waited, refusal: refusal,
            refusedLogin: bench.facts.method == nil && options.account != nil ? bench.facts.refusal : nil,
            results: ledger.results(bench.facts))
    }

    /// Finds out what the server offers. Without a greeting nothing can be judged.
    private func survey(_ bench: Bench, _ ledger: inout Ledger) async -> Localized? {
        let interruption = await attempt(Checklist.survey, on: bench)
        ledger.take(bench.takeJudgements())
        switch interruption {
        case .link, .refused, .closed(nil, _), .silent(nil, _): return interruption?.text
        default:
            if let interruption { ledger.take(interruption, Checklist.survey) }
            return nil
        }
    }

    /// Runs a check, and a second time when it was interrupted.
    ///
    /// - Returns: why the server cannot be reached any more; `nil` while it can.
    private func run(_ check: Check, on bench: Bench, _ ledger: inout Ledger) async -> Localized? {
        guard ledger.admits(check, bench) else { return nil }
        let wanted = ledger.wanted(by: check, bench.facts)
        var interruption = await attempt(check, on: bench)
        if interruption != nil {
            let first = bench.takeJudgements()
            interruption = await attempt(check, on: bench)
            // What was seen once was seen.
            if interruption == nil { ledger.take(first.filter { $0.outcome == .fail || $0.outcome == .warn }) }
        }
        ledger.take(bench.takeJudgements())
        if let interruption {
            ledger.take(interruption, check)
        } else {
            ledger.pass(wanted, check)
        }
        guard case .link(.refused) = interruption else { return nil }
        return ledger.hasLostServer() ? interruption?.text : nil
    }

    private func attempt(_ check: Check, on bench: Bench) async -> Interruption? {
        bench.check = check.name
        do {
            try await check.run(bench)
            return nil
        } catch {
            return error as? Interruption ?? (error as? LinkError).map(Interruption.link) ?? .link(.lost("\(error)"))
        }
    }
}
