import Authentication
import Handbook
import POP3

extension Checklist {
    /// The list of CAPA: its form, and that it is the same in both states, whenever it is asked for.
    static let capabilities = [
        Check("capabilities", offered + ofList) { bench in
            guard bench.answersCapa else { return bench.skipList(ofList) }
            try await bench.visiting { visit in
                try await visit.judgeList(of: bench.facts.capabilities)
                _ = try await visit.attempt("\(Verb.capa) x")
            }
        },
        Check("capabilities-behind-login", inBothStates) { bench in
            guard bench.answersCapa else { return bench.skipList(inBothStates) }
            var before: [Capability]?
            try await bench.loggedIn(behind: { visit in before = try await visit.repeatedList() }) { visit in
                let after = try await visit.repeatedList()
                visit.compare(before, after)
                guard after != nil, visit.isOpen else { return }
                try await visit.judgeMarks(behind: "\(Verb.capa)")
                _ = try await visit.attempt("\(Verb.capa) x")
            }
        },
        Check("capabilities-behind-a-refused-login", ["rfc2449-5-capa-repeatable"], wrongLogins: 1) { bench in
            guard bench.answersCapa, bench.facts.capabilities != nil, let account = bench.options.account,
                let method = bench.facts.method
            else { return bench.skipList(["rfc2449-5-capa-repeatable"]) }
            try await bench.visiting { visit in
                let before = try await visit.repeatedList()
                bench.noteWrongLogin()
                guard try await visit.attempt("\(Verb.user) popscope-\(Int.random(in: 1...9_999))") != nil,
                    try await visit.attempt("\(Verb.pass) wrong") != nil, visit.phase == .authorization,
                    let again = try await visit.attempt("\(Verb.capa)")
                else { return }
                visit.expect(.ok, of: again, "rfc2449-5-capa-repeatable")
                visit.holdTogether(before, again.isPositive ? visit.knowledge.capabilities : before)
                _ = try await visit.logIn(by: method, account)
            }
        },
    ]

    /// What is judged where CAPA is not answered too.
    private static let offered: [RequirementID] = ["rfc2449-5-capa-err-means-unsupported"]

    private static let ofList: [RequirementID] = [
        "rfc2449-5-capa-multiline", "rfc2449-5-capa-tag-grammar", "rfc2449-5-capa-single-space",
        "rfc2449-5-capa-line-512", "rfc2449-5-capa-no-args", "rfc2449-6-no-apop-capability", "rfc2449-9-x-prefix",
        "iana-capability-registry", "iana-capability-args-none", "rfc2449-6.9-implementation-arg",
    ]

    private static let inBothStates: [RequirementID] = [
        "rfc2449-5-capa-both-states", "rfc2449-5-capa-announced-both", "rfc2449-5-capa-args-stable",
        "rfc2449-5-capa-repeatable", "rfc2449-6.9-implementation-transaction-only", "rfc2449-6.5-login-delay-arg",
        "rfc2449-6.5-login-delay-max-before-auth", "rfc2449-6.5-login-delay-user-token",
        "rfc2449-6.5-login-delay-accurate-after", "rfc2449-6.7-expire-arg", "rfc2449-6.7-expire-min-before-auth",
        "rfc2449-6.7-expire-user-token", "rfc2449-6.7-expire-accurate-after", "rfc3206-6-capability-no-args",
        "rfc6856-2-utf8-capability", "rfc6856-3-lang-capability",
    ]
}

extension Bench {
    /// Whether CAPA was answered, in whichever state.
    fileprivate var answersCapa: Bool { facts.capabilities != nil || facts.capabilitiesAfterLogin != nil }

    fileprivate func skipList(_ requirements: [RequirementID]) {
        let reason = Localized(en: "The server does not answer CAPA.", ja: "サーバーは CAPA に応答しません。")
        for requirement in requirements { judge(requirement, .skip, reason, [], nil, [], 0) }
    }
}

extension Visit {
    /// Asks for the list several times, in small letters too: it must stay the same.
    ///
    /// - Returns: `nil` when CAPA was refused, or the server closed.
    fileprivate func repeatedList() async throws(Interruption) -> [Capability]? {
        guard let first = try await askForList(), first.isPositive else { return nil }
        let list = knowledge.capabilities
        for command in ["\(Verb.capa)", "capa", "CaPa"] {
            guard let again = try await attempt(command) else { return list }
            let requirement: RequirementID =
                command == "\(Verb.capa)" ? "rfc2449-5-capa-repeatable" : "rfc1939-3-keyword-case-insensitive"
            guard expect(.ok, of: again, requirement) else {
                if command == "\(Verb.capa)" { return list }
                continue
            }
            holdTogether(list, knowledge.capabilities)
        }
        return list
    }

    private func askForList() async throws(Interruption) -> Exchange? {
        do {
            return try await attempt("\(Verb.capa)")
        } catch {
            if case .unterminated = error { breach("rfc2449-5-capa-multiline", error.text) }
            throw error
        }
    }

    /// Holds a list against the one before it, in the same state.
    fileprivate func holdTogether(_ old: [Capability]?, _ new: [Capability]?) {
        guard let old, let new,
            let odd = Set(old.map(\.inOrder)).symmetricDifference(new.map(\.inOrder)).first
        else { return }
        breach(
            "rfc2449-5-capa-repeatable",
            Localized(
                en: "CAPA was answered otherwise than before in the same state: \(odd.shown).",
                ja: "同じ状態なのに、CAPA への応答が前と違います: \(odd.shown)"))
    }

    /// Says what is odd about a list, its grammar aside.
    fileprivate func judgeList(of known: [Capability]?) async throws(Interruption) {
        let list = try await repeatedList()
        guard let list else {
            if known == nil {
                inform(
                    "rfc2449-5-capa-err-means-unsupported",
                    Localized(en: "CAPA is refused before login.", ja: "ログイン前の CAPA は拒否されます。"))
            }
            return
        }
        let tags = list.map(\.tag)
        if let twice = tags.enumerated().first(where: { tags[..<$0.offset].contains($0.element) })?.element {
            breach(
                "rfc2449-5-capa-multiline",
                Localized(en: "CAPA lists \(twice.printable) twice.", ja: "CAPA の一覧に \(twice.printable) が 2 回出ています。"),
                as: .warn)
        }
        if tags.contains("APOP") {
            inform(
                "rfc2449-6-no-apop-capability",
                Localized(en: "CAPA lists APOP, which is no capability.", ja: "CAPA に APOP がありますが、これはケイパビリティではありません。"))
        }
        judgeUnregistered(tags.filter { !Self.registered.contains($0) })
    }

    private func judgeUnregistered(_ tags: [String]) {
        guard !tags.isEmpty else { return }
        let all = tags.prefix(8).map(\.printable).joined(separator: ", ")
        inform(
            "iana-capability-registry",
            Localized(en: "CAPA lists what is not registered: \(all).", ja: "CAPA に登録されていないものがあります: \(all)"))
        guard let odd = tags.first(where: { !$0.hasPrefix("X") }) else { return }
        breach(
            "rfc2449-9-x-prefix",
            Localized(
                en: "\(odd.printable) is not registered and does not begin with X.",
                ja: "\(odd.printable) は登録されておらず、X で始まってもいません。"))
    }

    private static let registered: Set = [
        "TOP", "USER", "SASL", "RESP-CODES", "LOGIN-DELAY", "PIPELINING", "EXPIRE", "UIDL", "IMPLEMENTATION", "STLS",
        "AUTH-RESP-CODE", "UTF8", "LANG",
    ]

    /// Holds the lists of both states against each other, where no rule does.
    fileprivate func compare(_ before: [Capability]?, _ after: [Capability]?) {
        guard let before, let after else {
            guard before != nil || after != nil, isOpen else { return }
            let (en, ja) = before == nil ? ("before", "ログイン前") : ("after", "ログイン後")
            return breach(
                "rfc2449-5-capa-both-states",
                Localized(
                    en: "CAPA is refused \(en) login and answered in the other state.",
                    ja: "CAPA は\(ja)には拒否され、もう一方の状態では応答があります。"))
        }
        for (tag, requirement) in Self.inBoth where before.announces(tag) != after.announces(tag) {
            breach(
                requirement,
                Localized(en: "\(tag) is announced in one state only.", ja: "\(tag) が一方の状態でしか通知されていません。"))
        }
        for (tag, requirement) in Self.policies where before[tag]?.last?.uppercased() == "USER" {
            if let value = after[tag], value.last?.uppercased() != "USER" { continue }
            breach(
                requirement,
                Localized(
                    en: "\(tag) had USER behind it before login; after login this user's own value is missing.",
                    ja: "ログイン前の \(tag) に USER が付いていますが、ログイン後にその利用者自身の値がありません。"))
        }
        if after.announces("IMPLEMENTATION"), !before.announces("IMPLEMENTATION") {
            inform(
                "rfc2449-6.9-implementation-transaction-only",
                Localized(en: "IMPLEMENTATION is announced after login only.", ja: "IMPLEMENTATION はログイン後にだけ通知されています。"))
        }
    }

    private static let inBoth: [(String, RequirementID)] = [
        ("AUTH-RESP-CODE", "rfc3206-6-capability-no-args"), ("UTF8", "rfc6856-2-utf8-capability"),
        ("LANG", "rfc6856-3-lang-capability"),
    ]

    private static let policies: [(String, RequirementID)] = [
        ("LOGIN-DELAY", "rfc2449-6.5-login-delay-accurate-after"), ("EXPIRE", "rfc2449-6.7-expire-accurate-after"),
    ]

    /// A command that only asks changes nothing: what was marked as deleted is so still, and nothing else.
    fileprivate func judgeMarks(behind command: String) async throws(Interruption) {
        guard let count = bench.facts.mail?.count, count > 0,
            try await attempt("\(Verb.dele) \(count)")?.isPositive == true,
            let marked = try await attempt("\(Verb.stat)"), try await attempt(command) != nil,
            let again = try await attempt("\(Verb.stat)")
        else { return }
        if Gist(marked) != Gist(again) {
            breach(
                "rfc2449-5-capa-repeatable",
                Localized(
                    en: "\(command) changed what STAT says while a message was marked as deleted.",
                    ja: "削除マークがあるときに \(command) を送ると、STAT の値が変わりました。"),
                expected: [marked.reply.first.quoted], actual: again.reply.first)
        }
        _ = try await attempt("\(Verb.rset)")
    }
}

extension Capability {
    /// The same with its parameters in one order: that of mechanisms is the server's choice.
    fileprivate var inOrder: Capability { tag == "SASL" ? Capability(tag, parameters.sorted()) : self }

    /// The line for a sentence.
    fileprivate var shown: String { Line(([tag] + parameters).joined(separator: " ")).quoted }
}

extension String {
    /// The text for a sentence: nothing that a terminal would obey.
    var printable: String { Line(self).quoted }
}
