import POP3

extension Rules {
    /// What CAPA said before login against what it says now, RFC 2449 section 6; the state of TLS is the same.
    static let capabilityChanges = [
        Rule("rfc2449-5-capa-args-stable") { seen in
            let changed = seen.changesSinceLogin.filter { !policies.contains($0.old.tag) && $0.differ }.map(\.new.shown)
            guard let first = changed.first else { return nil }
            return Localized(
                en: "Only LOGIN-DELAY and EXPIRE may change at login; now it is: \(first)",
                ja: "ログインで変わってよいのは LOGIN-DELAY と EXPIRE だけですが、今は次のとおりです: \(first)")
        },
        Rule("rfc2449-6.5-login-delay-max-before-auth") { seen in
            guard let (old, new) = seen.loginDelays, new.seconds > old.seconds else { return nil }
            return Localized(
                en:
                    "LOGIN-DELAY has grown from \(old.seconds) to \(new.seconds) at login; before it the longest must stand.",
                ja: "LOGIN-DELAY がログインで \(old.seconds) から \(new.seconds) に増えました。ログイン前は最長の値でなければなりません。")
        },
        Rule("rfc2449-6.5-login-delay-user-token") { seen in
            guard let (old, new) = seen.loginDelays, new.seconds < old.seconds, !old.differsByUser else { return nil }
            return undeclared("LOGIN-DELAY")
        },
        Rule("rfc2449-6.7-expire-min-before-auth") { seen in
            guard let (old, new) = seen.expiries, (new.days ?? .max) < (old.days ?? .max) else { return nil }
            let was = old.days.map(String.init) ?? "NEVER"
            return Localized(
                en: "EXPIRE has shrunk from \(was) to \(new.days ?? 0) at login; before it the shortest must stand.",
                ja: "EXPIRE がログインで \(was) から \(new.days ?? 0) に減りました。ログイン前は最短の値でなければなりません。")
        },
        Rule("rfc2449-6.7-expire-user-token") { seen in
            guard let (old, new) = seen.expiries, (new.days ?? .max) > (old.days ?? .max), !old.differsByUser else {
                return nil
            }
            return undeclared("EXPIRE")
        },
    ]

    private static let policies: Set = ["LOGIN-DELAY", "EXPIRE"]

    private static func undeclared(_ tag: String) -> Localized {
        Localized(
            en: "\(tag) differs from user to user, but USER did not stand behind it before login.",
            ja: "\(tag) は利用者によって異なるのに、ログイン前の値の後に USER がありませんでした。")
    }
}

extension Observation {
    private var listBeforeLogin: [Capability]? {
        guard before == .transaction, capabilityLines != nil, knowledge.capabilitiesPhase == .authorization else {
            return nil
        }
        return knowledge.capabilities
    }

    /// The tags that stand in both lists with other parameters.
    fileprivate var changesSinceLogin: [CapabilityChanges.Change] {
        guard let old = listBeforeLogin else { return [] }
        let now = Dictionary(capabilities.map { ($0.tag, $0) }, uniquingKeysWith: { first, _ in first })
        return old.compactMap { was in now[was.tag].map { CapabilityChanges.Change(old: was, new: $0) } }
    }

    fileprivate typealias Delay = (seconds: Int, differsByUser: Bool)
    fileprivate typealias Expiry = (days: Int?, differsByUser: Bool)

    fileprivate var loginDelays: (old: Delay, new: Delay)? {
        for change in changesSinceLogin {
            if case .loginDelay(let was, let differed) = change.old.reading,
                case .loginDelay(let now, let differs) = change.new.reading
            {
                return ((was, differed), (now, differs))
            }
        }
        return nil
    }

    fileprivate var expiries: (old: Expiry, new: Expiry)? {
        for change in changesSinceLogin {
            if case .expire(let was, let differed) = change.old.reading,
                case .expire(let now, let differs) = change.new.reading
            {
                return ((was, differed), (now, differs))
            }
        }
        return nil
    }
}

extension CapabilityChanges.Change {
    /// Whether the parameters differ in more than letter case; of SASL the order does not count.
    fileprivate var differ: Bool {
        let (was, now) = (old.parameters.map { Verb($0).name }, new.parameters.map { Verb($0).name })
        return old.tag == "SASL" ? Set(was) != Set(now) : was != now
    }
}
