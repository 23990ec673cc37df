import Authentication
import Handbook
import POP3

/// What a check works with: ways to the server under test, what is known of it, and a place for judgements.
final class Bench {
    let options: Inspection.Options
    var facts = Facts()
    /// How long a reply may take; shorter once the server has fallen silent several times.
    private(set) var replyLimit: Duration
    /// What the running check has found so far.
    private(set) var judgements: [Judgement] = []
    /// How many logins with a wrong secret have been tried.
    private(set) var wrongLogins = 0
    /// How long the close behind QUIT is waited for; shorter once the server has stayed open several times.
    private(set) var closeLimit: Duration
    /// Whether it was seen that the server does not close behind QUIT.
    var staysOpen = false
    /// The commands whose replies of several lines have been seen to have no end: another command shows at once where it is.
    var endless: Set<Verb> = []
    /// Whether the final "." was seen at the end of the last line of a message.
    var joinsEnds = false
    /// Whether DELE was seen to remove messages before UPDATE: not everything is marked any more.
    var deletesAtOnce = false
    /// Whether a reply was seen that ends in CR without LF.
    var endsLinesInReturns = false
    /// How many messages have been deleted for good: two at most, even where a check is run again.
    var removals = 0
    /// The time that was spent waiting for the server.
    private(set) var waited = Duration.zero
    /// How long the first answers took, a few of them.
    private var answerTimes: [Duration] = []
    /// The longest reply that is read; shorter once one had no end.
    private(set) var largestReply: Int
    /// How often the server was not there.
    var losses = Losses()
    /// Whether commands were sent ahead of replies, although the check is not about that.
    var hasGoneAhead = false
    /// Whether a check is run once more because of what was seen while commands were sent ahead.
    var isStrict = false
    /// The name of the running check.
    var check = ""
    private let dialer: any Dialer
    /// Reaches the other account's server; the same or another.
    private let otherDialer: any Dialer
    private(set) var announcements = Announcements()
    private var silences = 0
    private var openEnds = 0
    private var lastLogin: ContinuousClock.Instant?
    /// The session that checks use one after the other; `nil` while there is none, or one of them has it.
    private var shared: Visit?

    init(over dialer: any Dialer, other: any Dialer, _ options: Inspection.Options) {
        self.dialer = dialer
        otherDialer = other
        self.options = options
        replyLimit = options.replyLimit
        closeLimit = options.patience
        largestReply = options.largestReply
    }

    /// A bench that knows what another one has found out; both may be used at the same time.
    convenience init(over dialer: any Dialer, _ options: Inspection.Options, knowing lesson: Lesson) {
        self.init(over: dialer, other: dialer, options)
        facts = lesson.facts
        announcements = lesson.announcements
        replyLimit = lesson.replyLimit
    }

    /// What a bench has found out about the server.
    var lesson: Lesson { Lesson(facts: facts, announcements: announcements, replyLimit: replyLimit) }

    /// What is known of a server before checks are run side by side.
    struct Lesson: Sendable {
        let facts: Facts
        fileprivate let announcements: Announcements
        fileprivate let replyLimit: Duration
    }

    /// Takes what the running check has found, so that the next one begins with nothing.
    func takeJudgements() -> [Judgement] {
        defer { judgements = [] }
        return judgements
    }

    /// A reply did not come although as long as the options allow was waited: the next ones get less time.
    func noteSilence() {
        silences += 1
        replyLimit = min(replyLimit, silences < 2 ? .seconds(20) : .seconds(5))
    }

    /// How long a reply is waited for before another command asks whether it will come.
    func patience(with line: Line?) -> Duration {
        let isKnown = endsLinesInReturns || line.map { endless.contains(Command($0).verb) } ?? false
        return isKnown ? min(options.patience, .milliseconds(50)) : options.patience
    }

    /// A reply was given up because it had no end.
    func noteEndlessReply() { largestReply = min(largestReply, 1 << 22) }

    func noteOpenEnd() {
        openEnds += 1
        if openEnds >= 3 { closeLimit = min(closeLimit, .milliseconds(20)) }
    }

    /// The server was waited for, and said something or nothing.
    func noteWait(_ time: Duration, isAnswered: Bool) {
        waited += time
        if isAnswered, answerTimes.count < 64 { answerTimes.append(time) }
    }

    /// Whether commands may be sent ahead of replies, where that saves time.
    var goesAhead: Bool { !isStrict && isSlow && facts.parameters(of: "PIPELINING") != nil }

    /// Whether the server takes so long to answer that every exchange counts: more than 30 ms as a rule.
    var isSlow: Bool {
        let times = answerTimes.sorted()
        return times.isEmpty ? false : times[times.count / 2] > .milliseconds(30)
    }

    func noteWrongLogin() { wrongLogins += 1 }
}

extension Bench {
    /// Records a judgement; without an outcome the row says what a breach is called.
    func judge(
        _ requirement: RequirementID, _ outcome: Outcome?, _ reason: Localized?, _ expected: [String], _ actual: Line?,
        _ evidence: [Evidence], _ start: Int
    ) {
        let judgement = Judgement(
            requirement: requirement, outcome: outcome ?? Self.outcome(of: requirement), reason: reason,
            expected: expected, actual: actual, evidence: evidence, start: start, check: check)
        judgements.append(judgement)
    }

    /// Says that a requirement cannot be judged here, and why.
    func skip(_ requirements: RequirementID..., because reason: Localized) {
        for requirement in requirements { judge(requirement, .skip, reason, [], nil, [], 0) }
    }

    /// Says that a requirement held, although the check goes on.
    func pass(_ requirements: RequirementID...) {
        for requirement in requirements { judge(requirement, .pass, nil, [], nil, [], 0) }
    }

    /// Says what was found where no single connection shows it.
    func breach(
        _ requirement: RequirementID, _ reason: Localized, expected: [String] = [], actual: Line? = nil,
        as outcome: Outcome? = nil
    ) {
        judge(requirement, outcome, reason, expected, actual, [], 0)
    }

    private static func outcome(of requirement: RequirementID) -> Outcome {
        switch Requirements[requirement]?.onViolation {
        case .fail, nil: .fail
        case .warn: .warn
        case .info: .info
        }
    }

    /// Holds an exchange against the rules.
    ///
    /// - Parameter isCut: whether a message ended too early, so that its size says nothing.
    func observe(_ exchange: Exchange, after previous: Exchange?, on visit: Visit, isCut: Bool = false) {
        announcements.learn(from: exchange)
        for finding in Rules.breaches(in: announcements.teach(exchange), after: previous)
        where !(isCut && finding.requirement == "rfc1939-5-list-exact-size") {
            let outcome =
                Self.mildOutcome(of: finding.requirement, exchange) ?? Leniency.outcome(of: finding, in: exchange)
            for requirement in [finding.requirement] + twins(of: finding.requirement) {
                visit.breach(requirement, finding.text, actual: exchange.reply.first, as: outcome)
            }
        }
    }

    /// The same limit in RFC 2449 section 4, which binds servers that answer CAPA.
    private func twins(of requirement: RequirementID) -> [RequirementID] {
        requirement == "rfc1939-3-response-max-512" && facts.capabilities != nil ? ["rfc2449-4-first-line-512"] : []
    }

    // greeting = "+OK" [resp-code] *gchar: no blank stands in that line of the grammar       RFC 2449 section 3
    private static func mildOutcome(of requirement: RequirementID, _ exchange: Exchange) -> Outcome? {
        exchange.command == nil && requirement == "rfc2449-3-status-sp-text" ? .warn : nil
    }

    func observe(unsolicited line: Line, on visit: Visit) {
        let known = visit.exchanges.last?.requirementBroken(byLineBehind: line) ?? []
        let broken = known.isEmpty ? [requirement(forbidding: line, on: visit)] : known
        for requirement in visit.blame.map({ [$0] }) ?? broken {
            visit.breach(
                requirement,
                Localized(
                    en: "The server said \"\(line.quoted)\" although no command waited for an answer.",
                    ja: "応答を待つコマンドがないのに、サーバーが \"\(line.quoted)\" と言いました。"),
                actual: line)
        }
    }

    /// What a line breaks that answers nothing: the greeting and an error are one line each.
    private func requirement(forbidding line: Line, on visit: Visit) -> RequirementID {
        guard let last = visit.exchanges.last else { return "rfc1939-4-greeting-one-line" }
        if last.command == nil { return "rfc1939-4-greeting-one-line" }
        let isContinued = last.isRefused && Reply(first: line).status == .malformed && facts.method != nil
        return isContinued ? "rfc1939-3-error-single-line" : "rfc1939-5-one-response-per-command"
    }
}

extension Bench {
    /// Connects, and waits for the greeting; TLS is not begun by STLS.
    func connecting<Result>(_ body: (Visit) async throws -> Result) async throws -> Result {
        try await connecting(by: dialer, body)
    }

    /// In AUTHORIZATION, under TLS where the run is.
    func visiting<Result>(_ body: (Visit) async throws -> Result) async throws -> Result {
        try await visiting(by: dialer, body)
    }

    /// In TRANSACTION; the login is tried again for a while when the server refuses it.
    func loggedIn<Result>(_ body: (Visit) async throws -> Result) async throws -> Result {
        guard let visit = shared, visit.isOpen else { return try await loggedIn(by: dialer, options.account, body) }
        // Who logs in within that needs a session of its own.
        shared = nil
        defer { shared = visit }
        let known = judgements.count
        do {
            visit.begin()
            let result = try await body(visit)
            try await visit.tidy()
            // Where something was found the next check might only see what followed from it.
            if !visit.isTidy || judgements[known...].contains(where: { $0.outcome < .info }) { await visit.drop() }
            return result
        } catch {
            await visit.drop()
            throw error
        }
    }

    /// Whether checks use one session.
    var isSharing: Bool { shared?.isOpen == true }

    /// Logs in once for all that is done in TRANSACTION by `body`, or not at all where the login is refused.
    ///
    /// - Returns: why that session did not come to its end; `nil` when it did.
    func sharing(_ body: () async -> Void) async -> Interruption? {
        var hasBegun = false
        do {
            try await loggedIn(by: dialer, options.account) { visit in
                hasBegun = true
                shared = visit
                defer { shared = nil }
                await body()
            }
            return nil
        } catch {
            if !hasBegun { await body() }
            return hasBegun ? error as? Interruption : nil
        }
    }

    /// In TRANSACTION, after something was done in AUTHORIZATION on the same connection.
    func loggedIn<Result>(
        behind prelude: (Visit) async throws -> Void, _ body: (Visit) async throws -> Result
    ) async throws -> Result {
        try await loggedIn(by: dialer, options.account, behind: prelude, body)
    }

    /// In TRANSACTION, in the other account.
    func loggedInElsewhere<Result>(_ body: (Visit) async throws -> Result) async throws -> Result {
        try await loggedIn(by: otherDialer, options.otherAccount, body)
    }

    /// Whether a server that has said nothing greets who speaks first, and nobody else.
    func answersOnlyWhenSpokenTo() async -> Bool {
        guard await greets(saying: Line("\(Verb.noop)").octets) else { return false }
        return await !greets(saying: [])
    }

    private func greets(saying octets: [UInt8]) async -> Bool {
        let isGreeted = try? await dialer.link { link in
            if !octets.isEmpty { try await link.send(octets) }
            return try await link.receive(within: options.patience) != nil
        }
        return isGreeted ?? false
    }

    /// Connects. A server that has served before and now says that it cannot may have too many connections: it is asked again.
    /// A greeting of -ERR may be meant for this moment alone.
    private func connecting<Result>(
        by dialer: any Dialer, _ body: (Visit) async throws -> Result
    ) async throws -> Result {
        let deadline = ContinuousClock.now + options.loginPatience
        var backoff = Backoff()
        while true {
            var isGreeted = false
            let known = judgements.count
            do {
                return try await dialer.link { link in
                    let visit = Visit(over: link, of: self, isSecure: link.tls != nil)
                    do {
                        _ = try await visit.greeting()
                        isGreeted = true
                        let result = try await body(visit)
                        try await visit.finish()
                        return result
                    } catch {
                        await visit.drop()
                        throw error
                    }
                }
            } catch Interruption.refused where !isGreeted && ContinuousClock.now < deadline {
                judgements.removeSubrange(min(known, judgements.count)...)
                try await backoff.wait()
            } catch let error as LinkError {
                judgeFirstHandshake(error)
                throw Interruption.link(error)
            }
        }
    }

    private func visiting<Result>(
        by dialer: any Dialer, _ body: (Visit) async throws -> Result
    ) async throws -> Result {
        try await connecting(by: dialer) { visit in
            if options.usesSTLS {
                let exchange = try await visit.send("\(Verb.stls)")
                guard exchange.isPositive else { throw Interruption.refused(exchange.reply.first) }
                try await visit.startTLS()
            }
            return try await body(visit)
        }
    }

    private func loggedIn<Result>(
        by dialer: any Dialer, _ account: Credentials?, behind prelude: (Visit) async throws -> Void = { _ in },
        _ body: (Visit) async throws -> Result
    ) async throws -> Result {
        guard let account, let method = facts.method else { throw Interruption.notLoggedIn(facts.refusal) }
        let deadline = ContinuousClock.now + options.loginPatience
        var backoff = Backoff()
        while true {
            var wasIn = false
            do {
                return try await visiting(by: dialer) { visit in
                    try await prelude(visit)
                    if let refusal = try await visit.logIn(by: method, account) {
                        facts.refusal = refusal.reply.first
                        await visit.drop()
                        throw Interruption.notLoggedIn(refusal.reply.first)
                    }
                    wasIn = true
                    return try await body(visit)
                }
            } catch let error as Interruption {
                // A lock that is not free yet, or a server that wants a pause.
                guard !wasIn, case .notLoggedIn = error, ContinuousClock.now < deadline else { throw error }
                try await backoff.wait()
            }
        }
    }

    /// Lets the time pass that was asked for between two logins.
    func waitForLogin() async {
        if let lastLogin, options.loginDelay > .zero {
            try? await Task.sleep(until: lastLogin + options.loginDelay)
        }
        lastLogin = .now
    }
}
