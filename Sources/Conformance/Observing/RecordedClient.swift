import Handbook
import POP3

/// The client of one connection of a recording, whose secrets nobody knows any more.
struct RecordedClient: Sendable {
    private(set) var testimony = Testimony(judging: .client)

    /// A line that has no reply yet.
    private struct Waiting: Sendable {
        let command: Command
        let isGreeted: Bool
        let isWaiting: Bool
    }

    private static let limit = 10_000

    private let name: String
    private let untold: Set<RequirementID>
    private var watch = ClientWatch()
    private var course = ClientCourse()
    private var waiting: ArraySlice<Waiting> = []
    private var isGreeted = false
    private var last: [Evidence] = []

    init(of name: String, _ untold: Set<RequirementID>) {
        self.name = name
        self.untold = untold.union(Self.needsSecrets)
        testimony.sessions = 1
    }

    // swift-format-ignore
    /// The requirements about what a secret looks like, or how long a line is that has one.
    static let needsSecrets: Set<RequirementID> = [
        "rfc1939-7-apop-digest-lower-hex", "rfc1939-7-apop-digest-includes-brackets", "rfc1939-7-pass-client-spaces",
        "rfc2195-2-response-form", "rfc4616-2-message-form", "rfc4616-2-no-nul-inside", "sasl-login-username-64",
        "rfc5802-6-client-p-flag", "rfc5802-5-client-verifies-nonce", "rfc7628-3.1-client-resp-grammar",
        "rfc7628-3.2.3-dummy-response", "rfc5034-4-ir-255-limit", "rfc5034-4-empty-ir-equals",
        "rfc6856-2.2-client-no-utf8-without-user",
    ]

    mutating func sent(_ command: Command) {
        course.sent(command)
        guard waiting.count < Self.limit else { return }
        waiting.append(Waiting(command: command, isGreeted: isGreeted, isWaiting: !waiting.isEmpty))
    }

    /// A line is judged when its reply is there: only then what was known is told.
    mutating func completed(_ told: PlayedExchange) {
        let (exchange, reply) = (told.exchange, told.shownExchange.reply)
        isGreeted = true
        var evidence: [Evidence] = []
        if exchange.command != nil, let line = waiting.popFirst() {
            watch.sent(
                line.command, isGreeted: line.isGreeted, isWaiting: line.isWaiting, knowledge: exchange.knowledge)
            evidence.append(.sent(line.command.redacted().line))
        }
        evidence.append(.received(reply.shortened(beginning: reply.first)))
        let remarks = watch.completed(exchange)
        course.completed(exchange)
        note(remarks.findings, evidence)
        for finding in remarks.policies {
            note([finding], evidence, as: finding.requirement == Rules.plainWithoutSecurity ? nil : .info)
        }
        last = evidence
        noteTried()
    }

    /// TLS begins: the lines behind STLS were sent in clear text, and get no reply.
    mutating func secured() {
        if !waiting.isEmpty {
            note([ClientWitness.clearText], last + waiting.map { Evidence.sent($0.command.redacted().line) })
        }
        waiting = []
        _ = watch.forgetUnanswered()
        watch.secured()
        last.append(.secured)
    }

    mutating func ended(_ end: PlayedEnd) {
        defer { noteTried() }
        for line in waiting {
            watch.sent(line.command, isGreeted: line.isGreeted, isWaiting: line.isWaiting, knowledge: end.knowledge)
        }
        let evidence = last + waiting.map { Evidence.sent($0.command.redacted().line) }
        switch end.cause {
        case .closed(.client), .reset(.client):
            let isQuitting = waiting.contains { $0.command.kind == .command && $0.command.verb == .quit }
            for finding in watch.closed(in: end.phase, end.knowledge, pending: waiting.map(\.command)) {
                let isMild = isQuitting && finding.requirement == "rfc1939-6-client-quit-commits"
                note([finding], evidence + [.closed(by: .client)], as: isMild ? .info : nil)
            }
            for (finding, outcome) in course.left(isSecure: end.knowledge.isSecure) {
                note([finding], evidence + [.closed(by: .client)], as: outcome)
            }
        case .closed(.server), .reset(.server), .timedOut, .transcriptEnds: note(watch.forgetUnanswered(), evidence)
        }
    }

    private mutating func note(_ findings: [Finding], _ evidence: [Evidence], as outcome: Outcome? = nil) {
        for finding in findings {
            for requirement in [finding.requirement] + ClientWitness.twins(of: finding.requirement)
            where !untold.contains(requirement) && !untold.contains(finding.requirement) {
                let judged = Finding(requirement, finding.text)
                testimony.note(Judgement(judged, as: outcome, evidence, on: name))
            }
        }
    }

    private mutating func noteTried() {
        let tried = watch.tried.union(course.tried).subtracting(untold)
        testimony.note(tried: tried.union(tried.flatMap(ClientWitness.twins)).subtracting(untold), on: name)
    }
}
