public import POP3

/// When an exchange puts requirements to the test: only where a breach would have shown in it.
struct Trial: Sendable {
    /// The requirements, each judged by a ``Rule``.
    let requirements: [RequirementID]
    /// Whether an exchange puts them to the test.
    let isPut: @Sendable (Observation) -> Bool

    init(_ requirements: RequirementID..., when isPut: @escaping @Sendable (Observation) -> Bool) {
        self.requirements = requirements
        self.isPut = isPut
    }
}

extension Rules {
    /// What an exchange breaks, as ``breaches(in:after:)`` says, and which requirements it puts to the test, those included.
    ///
    /// In doubt a requirement was not put to the test: where only a positive reply shows, it may have been a lucky one.
    public static func verdict(
        on exchange: Exchange, after previous: Exchange?
    ) -> (breaches: [Finding], tried: Set<RequirementID>) {
        let observation = Observation(exchange, after: previous)
        let breaches = all.compactMap { $0.judge(observation) }
        let tried = trials.filter { $0.isPut(observation) }.flatMap(\.requirements)
        return (breaches, Set(tried).union(breaches.map(\.requirement)))
    }

    /// The requirements of servers that some exchange can show.
    public static let observable = Set(trials.flatMap(\.requirements)).union(neverHeld).union([
        "rfc1939-5-one-response-per-command", "rfc1939-4-greeting-one-line", "rfc2595-4-stls-no-second-greeting",
        "rfc1939-3-autologout-silent-close", "rfc2595-4-stls-ok-then-handshake", "rfc2449-4-first-line-512",
    ])

    /// The requirements of clients that some line or exchange can show.
    public static let observableOfClients = Set(clientLineTrials.map(\.requirement))
        .union(clientExchangeTrials.flatMap(\.requirements))

    static let trials =
        statusLineTrials + codeTrials + challengeTrials + stateTrials + loginTrials + argumentTrials + listingTrials
        + uniqueIDTrials + bodyTrials + capabilityTrials + languageTrials

    /// The requirements whose rules see some breaches only: that none was seen in an exchange shows nothing.
    static let neverHeld: Set<RequirementID> = [
        // That it was answered +OK: the listing behind it shows whether the marks are gone.
        "rfc1939-5-rset-unmarks"
    ]

    private static let statusLineTrials = [
        Trial("rfc1939-4-greeting-positive", "rfc2449-3-greeting-max-512") { $0.command == nil },
        Trial("rfc1939-3-status-only-ok-err") { $0.command != nil },
        Trial("rfc1939-3-status-upper-case") { $0.hasStatus },
        Trial("rfc2449-3-status-sp-text") { $0.hasStatus && !$0.behindIndicator.isEmpty },
        Trial("rfc1939-3-response-max-512") { $0.command != nil && $0.hasStatus },
        Trial("rfc1939-3-response-crlf") { $0.reply.first.ending != .missing },
        Trial("rfc2449-3-status-line-ascii") { $0.knowledge.capabilities != nil && $0.hasStatus },
        Trial("rfc5034-5-continue-req-only-in-auth") { $0.verb != nil && $0.verb != .auth },
    ]

    private static let codeTrials = [
        Trial("rfc2449-3-resp-code-grammar", "rfc2449-6.4-resp-codes-meaning") {
            $0.hasCodes && $0.hasStatus && $0.text.hasPrefix("[")
        },
        Trial("rfc2449-3-resp-code-position", "rfc2449-9-unregistered-resp-code") { $0.announcedCode != nil },
        Trial("rfc2449-8-resp-codes-announced") { $0.announcedCode.map(isRegistered) ?? false },
        Trial("rfc3206-4-sys-second-level", "rfc3206-4-sys-on-err-only") { $0.announcedCode.map(isSystem) ?? false },
        Trial("rfc2449-8.1.2-in-use-code") { $0.announcedCode == .inUse },
        Trial("rfc2449-8.1.1-login-delay-code") { $0.announcedCode == .loginDelay },
        Trial("rfc3206-5-auth-code-commands", "rfc3206-5-announce-capability") { $0.announcedCode == .auth },
        Trial("rfc2449-8.1.1-login-delay-code-not-on-user", "rfc3206-5-auth-code-not-on-user") {
            $0.hasCodes && $0.isRefused && $0.verb == .user
        },
        Trial("rfc6856-5-utf8-code") { $0.announcedCode == .utf8 },
    ]

    private static func isSystem(_ code: ResponseCode) -> Bool { ResponseCode.system.covers(code) }
    private static func isRegistered(_ code: ResponseCode) -> Bool { registered.contains { $0.covers(code) } }

    private static let challengeTrials = [
        Trial("rfc5034-4-empty-challenge-form") {
            $0.challenge == .empty
                || ($0.reply.status == .challenge && $0.beginsAuth && $0.command?.arguments.count == 1
                    && clientFirst.contains($0.mechanism))
        },
        Trial("rfc5034-4-challenge-form") { $0.reply.status == .challenge && $0.reply.first.bytes.count > 2 },
        Trial("rfc5034-4-cancel") { $0.command?.kind == .response && $0.command?.line.bytes == [0x2A] },
        Trial("rfc5034-4-empty-challenge-sent") {
            $0.beginsAuth && $0.command?.arguments.count == 1 && clientFirst.contains($0.mechanism) && !$0.isRefused
        },
        Trial("rfc5034-4-ir-server-first-rejected") {
            $0.beginsAuth && $0.command?.arguments.count == 2 && $0.mechanism == "CRAM-MD5"
        },
        Trial("rfc2195-2-challenge-msgid") { if case .timestamp = $0.challenge { true } else { false } },
        Trial("rfc5802-5-server-first-form") { $0.isScramFirst || $0.challenge == .scramBroken },
        Trial("rfc5802-5-iteration-4096") { $0.isScramFirst && $0.mechanism.hasPrefix("SCRAM-SHA-1") },
        Trial("rfc7677-3-iteration-4096") { $0.isScramFirst && $0.mechanism.hasPrefix("SCRAM-SHA-256") },
        Trial("rfc5802-5-server-final") {
            $0.isPositive && $0.before == .authorization && $0.command?.kind == .response
                && $0.mechanism.hasPrefix("SCRAM-")
        },
        Trial("rfc7628-3.2.2-error-json") {
            if case .tokenError = $0.challenge { $0.mechanism == "OAUTHBEARER" } else { false }
        },
        Trial("rfc7628-3-tls-required") {
            $0.before == .authorization && $0.capabilities.mechanisms.contains("OAUTHBEARER")
        },
    ]
}

extension Observation {
    /// The response code of the reply, where RESP-CODES says that it is one.
    fileprivate var announcedCode: ResponseCode? { hasCodes ? reply.code : nil }

    fileprivate var isScramFirst: Bool { if case .scramFirst = challenge { true } else { false } }
}
