import Authentication
import Handbook
import POP3

extension Checklist {
    /// STLS: TLS on a connection that began in clear text (RFC 2595).
    static let startTLS = [
        Check("stls", ["rfc2595-4-stls-needs-capa", "rfc2595-4-stls-announced-when-permitted"]) { bench in
            guard !bench.options.isImplicit else {
                return bench.skipClear("rfc2595-4-stls-needs-capa", "rfc2595-4-stls-announced-when-permitted")
            }
            try await bench.connecting { visit in try await visit.offerSTLS() }
        },
        Check("stls-handshake", handshakeRows) { bench in
            guard !bench.options.isImplicit else { return bench.skipClear(handshakeRows) }
            try await bench.connecting { visit in try await visit.shakeHands(handshakeRows) }
        },
        Check("stls-arguments", ["rfc2595-4-stls-no-args"]) { bench in
            guard !bench.options.isImplicit else { return bench.skipClear("rfc2595-4-stls-no-args") }
            try await bench.connecting { visit in
                guard let exchange = try await visit.attempt("\(Verb.stls) x") else { return }
                visit.expect(.err, of: exchange, "rfc2595-4-stls-no-args")
                if exchange.isPositive { await visit.drop() }
            }
        },
        Check(
            "stls-in-transaction", ["rfc2595-4-stls-authorization-only", "rfc2595-4-stls-not-in-transaction-capa"]
        ) { bench in
            try await bench.loggedIn { visit in
                _ = try await visit.attempt("\(Verb.capa)")
                for spelling in ["STLS", "stls", "STLS"] {
                    guard let exchange = try await visit.attempt(spelling) else { return }
                    visit.expect(.err, of: exchange, "rfc2595-4-stls-authorization-only")
                    if exchange.isPositive { return await visit.drop() }
                }
                guard let stat = try await visit.attempt("\(Verb.stat)") else { return }
                visit.expect(.ok, of: stat, "rfc2595-4-stls-authorization-only")
            }
        },
        Check("stls-injection", ["rfc2595-4-stls-plaintext-injection"]) { bench in
            guard !bench.options.isImplicit else { return bench.skipClear("rfc2595-4-stls-plaintext-injection") }
            let isQuiet = try await bench.connecting { visit in
                guard try await visit.attempt("\(Verb.stls)")?.isPositive == true else { return true }
                return try await visit.secures(["rfc2595-4-stls-plaintext-injection"])
            }
            for injected in Injection.allCases where isQuiet {
                try await bench.connecting { visit in try await visit.inject(injected) }
            }
        },
        Check("stls-clear-text-behind", ["rfc2595-4-stls-pre-handshake-garbage"]) { bench in
            guard !bench.options.isImplicit else { return bench.skipClear("rfc2595-4-stls-pre-handshake-garbage") }
            try await bench.connecting { visit in try await visit.goOnInClear() }
        },
        Check("stls-forgets-user", ["rfc2595-4-stls-state-reset"]) { bench in
            guard !bench.options.isImplicit else { return bench.skipClear("rfc2595-4-stls-state-reset") }
            try await bench.connecting { visit in try await visit.carryName() }
        },
    ]

    private static let handshakeRows: [RequirementID] = [
        "rfc2595-4-stls-ok-then-handshake", "rfc2595-4-stls-stays-authorization",
        "rfc2595-4-stls-no-second-greeting", "rfc2595-4-stls-not-announced-under-tls",
        "rfc2595-4-stls-err-when-active", "rfc2595-4-stls-caps-may-differ", "rfc2595-4-external-may",
        "rfc5034-3-mechs-may-change-after-stls", "rfc5034-4-plain-over-tls-mandatory", "rfc8314-4-no-stls-when-failing",
    ]
}

extension Visit {
    fileprivate func offerSTLS() async throws(Interruption) {
        let capa = try await attempt("\(Verb.capa)")
        let isAnnounced = knowledge.capabilities?["STLS"] != nil
        guard isOpen, let stls = try await attempt("\(Verb.stls)") else { return }
        if isAnnounced, stls.isRefused, stls.reply.code.map(ResponseCode.system.covers) == true {
            expect(.ok, of: stls, "rfc2595-4-stls-announced-when-permitted", as: .warn)
        }
        guard stls.isPositive else { return }
        bench.facts.answered.insert(.stls)
        if capa?.isRefused == true {
            breach(
                "rfc2595-4-stls-needs-capa",
                Localized(en: "STLS works, and CAPA does not.", ja: "STLS は使えますが、CAPA が使えません。"))
        } else if capa?.isPositive == true, !isAnnounced {
            breach(
                "rfc2595-4-stls-announced-when-permitted",
                Localized(en: "STLS works although CAPA does not announce it.", ja: "CAPA で通知されていない STLS が受け付けられました。"),
                as: .warn)
        }
        await drop()
    }

    /// STLS, the handshake, and the first commands behind it.
    fileprivate func shakeHands(_ requirements: [RequirementID]) async throws(Interruption) {
        _ = try await attempt("\(Verb.capa)")
        guard isOpen, let stls = try await attempt("\(Verb.stls)"), stls.isPositive else {
            return bench.skipSTLS(requirements)
        }
        guard try await secures(requirements) else { return }
        guard let stat = try await attempt("\(Verb.stat)") else { return }
        expect(.err, of: stat, "rfc2595-4-stls-stays-authorization")
        if stat.isPositive { return await drop() }
        try await compareOffers()
        guard isOpen, let again = try await attempt("\(Verb.stls)") else { return }
        expect(.err, of: again, "rfc2595-4-stls-err-when-active")
        if again.isPositive { await drop() }
    }

    /// What TLS changes of the offer, and that PLAIN is in it.
    private func compareOffers() async throws(Interruption) {
        guard let capa = try await attempt("\(Verb.capa)"), capa.isPositive else { return }
        let clear = knowledge.forgottenCapabilities ?? []
        let secure = knowledge.capabilities ?? []
        let (old, new) = (Set(clear.map(\.tag)), Set(secure.map(\.tag)))
        let changes = new.subtracting(old).sorted().map { "+\($0)" } + old.subtracting(new).sorted().map { "-\($0)" }
        if !clear.isEmpty, !changes.isEmpty { informOfChange("rfc2595-4-stls-caps-may-differ", changes) }
        guard let names = secure["SASL"] else { return }
        let known = Set(clear["SASL"] ?? [])
        let others = names.filter { !known.contains($0) }.map { "+\($0)" } + known.subtracting(names).map { "-\($0)" }
        if !others.isEmpty { informOfChange("rfc5034-3-mechs-may-change-after-stls", others.sorted()) }
        // How the list is spelled is another row's.
        let words = names.flatMap { $0.uppercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" } }
        guard !words.contains("PLAIN") else { return }
        breach(
            "rfc5034-4-plain-over-tls-mandatory",
            Localized(en: "Under TLS SASL does not list PLAIN.", ja: "TLS 開始後の SASL に PLAIN がありません。"))
    }

    private func informOfChange(_ requirement: RequirementID, _ changes: [String]) {
        let shown = Line(changes.joined(separator: " ")).quoted
        inform(
            requirement,
            Localized(en: "Under TLS the offer is another: \(shown)", ja: "TLS 開始後に通知が変わります: \(shown)"))
    }

    /// USER in clear text, PASS under TLS.
    fileprivate func carryName() async throws(Interruption) {
        let row: RequirementID = "rfc2595-4-stls-state-reset"
        blame = "rfc2595-4-stls-no-second-greeting"
        guard let login = bench.passwordAccount, let user = try await attempt(Line.user(login.user)), isOpen,
            let stls = try await attempt("\(Verb.stls)"), stls.isPositive, user.isPositive,
            try await shakesHands([row]),
            let pass = try await attempt(Line.pass(login.password))
        else { return await drop() }
        // A reply too many would stand in its place.
        guard pass.isPositive, let stat = try await attempt("\(Verb.stat)"), DropListing(stat.reply) != nil else {
            return
        }
        expect(.err, of: pass, row)
    }
}
