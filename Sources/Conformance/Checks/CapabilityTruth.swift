import Authentication
import Handbook
import POP3

extension Checklist {
    /// What CAPA announces is there, and what is there is announced.
    static let capabilityTruth = [
        Check(
            "announced-commands",
            [
                "rfc2449-6.1-top-capability", "rfc2449-6.8-uidl-capability", "rfc2449-5-capa-tag-equals-keyword",
            ]
        ) { bench in
            try await bench.loggedIn { visit in
                try await visit.judgeTop()
                guard visit.isOpen else { return }
                try await visit.judgeUIDL()
                visit.judgeNames()
            }
        },
        Check("announced-user", ["rfc2449-6.2-user-capability"], wrongLogins: 1) { bench in
            guard let account = bench.options.account, account.secret.kind == .password else { return }
            if bench.facts.method == .userPass {
                try await bench.loggedIn { visit in
                    guard let list = bench.facts.capabilities, !list.announces("USER"), !visit.knowledge.isSecure else {
                        return
                    }
                    visit.inform(
                        "rfc2449-6.2-user-capability",
                        Localized(
                            en: "USER and PASS log in although CAPA does not list USER.",
                            ja: "CAPA に USER がありませんが、USER と PASS でログインできます。"))
                }
                return
            }
            try await bench.visiting { visit in
                guard try await visit.attempt("\(Verb.capa)")?.isPositive == true,
                    visit.knowledge.capabilities?.announces("USER") == true
                else { return }
                bench.noteWrongLogin()
                guard let refusal = try await visit.logIn(by: .userPass, account) else { return }
                visit.expect(.ok, of: refusal, "rfc2449-6.2-user-capability")
            }
        },
        Check("announced-mechanisms", ["rfc2449-6.3-sasl-capability"]) { bench in
            let names = bench.facts.capabilities?["SASL"] ?? []
            try await bench.visiting { visit in
                var announced = names
                if visit.knowledge.isSecure, try await visit.attempt("\(Verb.capa)")?.isPositive == true {
                    announced = visit.knowledge.capabilities?["SASL"] ?? []
                }
                try await visit.judgeMechanisms(announced)
            }
        },
    ]
}

extension Visit {
    /// The numbers of the first and of the last message.
    private var ends: [Int] {
        let count = bench.facts.mail?.count ?? 0
        return count > 1 ? [1, count] : count == 1 ? [1] : []
    }

    private var announced: [Capability]? { bench.facts.capabilities ?? bench.facts.capabilitiesAfterLogin }

    fileprivate func judgeTop() async throws(Interruption) {
        let requirement: RequirementID = "rfc2449-6.1-top-capability"
        for command in ends.flatMap({ ["TOP \($0) 0", "TOP \($0) 1"] }) {
            guard let exchange = try await attempt(command) else { return }
            let isAboutMessage = exchange.reply.code.map { $0 == .utf8 || ResponseCode.system.covers($0) } ?? false
            if bench.facts.parameters(of: "TOP") != nil, !isAboutMessage {
                expect(.ok, of: exchange, requirement, reason: Self.refused("TOP", exchange))
            } else if exchange.isPositive {
                unannounced("TOP", requirement)
            }
        }
    }

    fileprivate func judgeUIDL() async throws(Interruption) {
        let requirement: RequirementID = "rfc2449-6.8-uidl-capability"
        for command in ["UIDL"] + ends.map({ "UIDL \($0)" }) {
            guard let exchange = try await attempt(command) else { return }
            if bench.facts.parameters(of: "UIDL") != nil {
                expect(.ok, of: exchange, requirement, reason: Self.refused("UIDL", exchange))
            } else if exchange.isPositive {
                unannounced("UIDL", requirement)
            }
        }
    }

    private static func refused(_ tag: String, _ exchange: Exchange) -> Localized {
        Localized(
            en: "CAPA lists \(tag), but \"\(exchange.said)\" was answered \"\(exchange.reply.first.quoted)\".",
            ja: "CAPA に \(tag) がありますが、\"\(exchange.said)\" に \"\(exchange.reply.first.quoted)\" が返されました。")
    }

    private func unannounced(_ tag: String, _ requirement: RequirementID) {
        // Where CAPA is not answered nothing can be announced.
        guard announced != nil else { return }
        breach(
            requirement,
            Localized(en: "\(tag) works, but CAPA does not list it.", ja: "\(tag) は使えますが、CAPA にありません。"), as: .warn)
    }

    /// A command that works and is announced under another name than its keyword.
    fileprivate func judgeNames() {
        guard let tags = announced?.map(\.tag) else { return }
        for keyword in ["TOP", "UIDL"] where bench.facts.answered.contains(Verb(keyword)) && !tags.contains(keyword) {
            guard let other = tags.first(where: { $0.contains(keyword) }) else { continue }
            inform(
                "rfc2449-5-capa-tag-equals-keyword",
                Localized(
                    en: "\(keyword) works, and CAPA lists \(other.printable) instead of it.",
                    ja: "\(keyword) は使えますが、CAPA にはその代わりに \(other.printable) があります。"))
        }
    }

    /// Begins each mechanism and cancels it.
    fileprivate func judgeMechanisms(_ names: [String]) async throws {
        var refusals: [Exchange] = []
        var tried = 0
        let names = names.filter(Self.isMechanismName)
        for name in names.prefix(16) where isOpen {
            guard let exchange = try await attempt("\(Verb.auth) \(name)") else { break }
            tried += 1
            switch exchange.reply.status {
            case .challenge: _ = try await cancel()
            case .err, .malformed: refusals.append(exchange)
            case .ok: return
            }
        }
        guard let first = refusals.first, isOpen || refusals.count == names.count else { return }
        let sentence = Localized(
            en: "CAPA lists \(names.count) mechanisms; \(refusals.count) of them cannot be begun.",
            ja: "CAPA にメカニズムが \(names.count) 個ありますが、そのうち \(refusals.count) 個は開始できません。")
        breach(
            "rfc2449-6.3-sasl-capability", sentence, expected: ["+ "], actual: first.reply.first,
            as: refusals.count == tried ? nil : .warn)
    }
}
