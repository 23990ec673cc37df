import POP3

extension Rules {
    static let capabilityTrials = listTrials + tagTrials

    private static let listTrials = [
        Trial("rfc2449-5-capa-no-args") { $0.hasStatus && $0.verb == .capa && $0.hasArguments },
        Trial("rfc2449-5-capa-tag-grammar", "rfc2449-5-capa-single-space", "rfc2449-5-capa-line-512") {
            $0.capabilityLines?.isEmpty == false
        },
        Trial("rfc2449-5-capa-announced-both") {
            $0.before == .transaction && $0.capabilityLines != nil && $0.knowledge.capabilities != nil
        },
        Trial("rfc2595-4-stls-not-in-transaction-capa") { $0.before == .transaction && $0.capabilityLines != nil },
        Trial("rfc2595-4-stls-not-announced-under-tls") {
            $0.before == .authorization && $0.knowledge.isSecure && $0.capabilityLines != nil
        },
        Trial("rfc2449-5-capa-args-stable") { !$0.tagsInBothStates.isEmpty },
        Trial("rfc2449-6.5-login-delay-max-before-auth") { $0.tagsInBothStates.contains("LOGIN-DELAY") },
        Trial("rfc2449-6.7-expire-min-before-auth") { $0.tagsInBothStates.contains("EXPIRE") },
        Trial("rfc2449-6.5-login-delay-user-token") { $0.announcesByUser("LOGIN-DELAY") },
        Trial("rfc2449-6.7-expire-user-token") { $0.announcesByUser("EXPIRE") },
        Trial("iana-capability-args-none") { seen in
            ["TOP", "USER", "RESP-CODES", "PIPELINING", "UIDL", "STLS"].contains(where: seen.capabilities.announces)
        },
    ]

    private static let tagTrials = [
        tag("rfc2449-6.5-login-delay-arg", "LOGIN-DELAY"), tag("rfc2449-6.7-expire-arg", "EXPIRE"),
        tag("rfc2449-6.9-implementation-arg", "IMPLEMENTATION"), tag("rfc5034-3-sasl-arg-list", "SASL"),
        tag("rfc3206-6-capability-no-args", "AUTH-RESP-CODE"), tag("rfc6856-3-lang-capability", "LANG"),
        tag("rfc6856-2-utf8-capability", "UTF8"),
    ]

    private static func tag(_ requirement: RequirementID, _ tag: String) -> Trial {
        Trial(requirement) { $0.capabilities.announces(tag) }
    }

    static let languageTrials = [
        Trial("rfc6856-3.2-lang-select-form", "rfc6856-3.2-lang-fail-unchanged") {
            $0.isPositive && $0.verb == .lang && $0.reply.body == nil && $0.hasArguments && $0.languageTag != nil
        },
        Trial("rfc6856-3.2-lang-list-form") {
            $0.isPositive && $0.verb == .lang && ($0.reply.body?.lines ?? 0) > 0
        },
        Trial("rfc6856-3.2-lang-text-utf8") {
            $0.hasStatus && ($0.knowledge.language != nil || $0.languageTag != nil)
        },
        Trial("rfc6856-2.1-utf8-no-params") { $0.hasStatus && $0.verb == .utf8 && $0.hasArguments },
    ]
}

extension Observation {
    fileprivate var hasArguments: Bool { command?.arguments.isEmpty == false }

    /// The tags that CAPA lists now, and listed before login on the same connection.
    fileprivate var tagsInBothStates: Set<String> {
        guard before == .transaction, capabilityLines != nil, knowledge.capabilitiesPhase == .authorization else {
            return []
        }
        return Set(capabilities.map(\.tag)).intersection((knowledge.capabilities ?? []).map(\.tag))
    }

    /// Whether a value is listed now that before login was said to differ from user to user.
    fileprivate func announcesByUser(_ tag: String) -> Bool {
        guard tagsInBothStates.contains(tag), let last = knowledge.capabilities?[tag]?.last else { return false }
        return Verb(last) == .user
    }
}
