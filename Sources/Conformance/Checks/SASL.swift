import Authentication
import Handbook
import POP3

extension Checklist {
    /// AUTH, whatever the mechanism (RFC 5034, RFC 4422).
    static let sasl = [
        Check(
            "sasl-offer",
            [
                "rfc5034-3-sasl-arg-list", "rfc4422-3.1-mech-name-syntax", "rfc5034-4-additional-mechs",
                "rfc5802-4-sha1-mandatory", "rfc5802-6-plus-advertised",
            ]
        ) { bench in
            try await bench.visiting { visit in
                guard try await visit.attempt("\(Verb.capa)")?.isPositive == true else { return }
                visit.judgeOffer(visit.knowledge.capabilities?["SASL"] ?? [])
            }
        },
        Check("auth-unknown-mechanism", ["rfc5034-4-unknown-mech-err", "rfc5034-4-unknown-mech-with-ir-err"]) { bench in
            try await bench.refuse(unknownMechanisms(bench.facts.mechanisms.map(\.name)))
        },
        Check("auth-without-mechanism", ["rfc5034-4-mech-required"]) { bench in
            try await bench.visiting { visit in
                _ = try await visit.probe("\(Verb.auth)", "rfc5034-4-mech-required")
            }
        },
        Check(
            "auth-beginning",
            [
                "rfc5034-5-mech-case-insensitive", "rfc5034-4-empty-challenge-sent", "rfc5034-4-challenge-form",
                "rfc5034-4-empty-challenge-form", "rfc5034-5-continue-req-only-in-auth", "rfc5034-4-cancel",
            ]
        ) { bench in
            try await bench.begin()
        },
        Check(
            "auth-again",
            ["rfc5034-4-auth-authorization-only", "rfc5034-3-sasl-kept-after-auth"]
        ) { bench in
            try await bench.loggedIn { visit in
                try await visit.keepsSASL()
                try await visit.refusesAuth("rfc5034-4-auth-authorization-only")
            }
        },
        Check(
            "auth-after-auth",
            ["rfc5034-4-auth-after-auth-rejected", "rfc5034-4-success-transaction", "rfc5034-3-sasl-kept-after-auth"]
        ) { bench in
            try await bench.authTwice()
        },
        Check("auth-behind-failures", ["rfc5034-4-fail-as-if-not-issued"]) { bench in
            try await bench.loginBehindFailures()
        },
        Check("auth-behind-a-wrong-secret", ["rfc5034-4-fail-as-if-not-issued"], wrongLogins: 2) { bench in
            try await bench.loginBehindWrongSecrets()
        },
        Check("auth-leaves-no-name", ["rfc5034-4-fail-no-residual-user"], wrongLogins: 2) { bench in
            try await bench.passBehindFailure()
        },
        Check("login-tells-no-names", ["rfc4422-3.6-no-user-enumeration"], wrongLogins: 2) { bench in
            try await bench.compareRefusals()
        },
    ]

    private static func unknownMechanisms(_ known: [String]) -> [SASLProbe] {
        let first = known.first ?? "PLAIN"
        let names = ["X-POPSCOPE", "POPSCOPE", first + "X", String(first.dropLast()), "X" + first, "x-popscope"]
        let response = Base64.encode(Array("test".utf8))
        return names.filter { !known.contains($0) }.flatMap { name in
            [
                SASLProbe(
                    "\(Verb.auth) \(name)", [], "rfc5034-4-unknown-mech-err",
                    en: "AUTH with a mechanism that does not exist", ja: "存在しないメカニズムの AUTH"),
                SASLProbe(
                    "\(Verb.auth) \(name) \(response)", [], "rfc5034-4-unknown-mech-with-ir-err",
                    en: "AUTH with an initial response and a mechanism that does not exist",
                    ja: "存在しないメカニズムに初期応答を付けた AUTH"),
            ]
        }
    }
}

extension Visit {
    fileprivate func judgeOffer(_ names: [String]) {
        if let odd = names.first(where: { !Self.isMechanismName($0) }) {
            let name = Line(odd).quoted
            breach(
                "rfc4422-3.1-mech-name-syntax",
                Localized(
                    en: "\"\(name)\" is no name of a mechanism: 1 to 20 of A-Z, 0-9, \"-\" and \"_\".",
                    ja: "\"\(name)\" はメカニズム名の形 (A-Z、0-9、\"-\"、\"_\" の 1 ～ 20 文字) ではありません。"))
        }
        let strong = names.filter { !["PLAIN", "LOGIN", "ANONYMOUS", "EXTERNAL"].contains($0.uppercased()) }
        if strong.isEmpty, !names.isEmpty {
            inform(
                "rfc5034-4-additional-mechs",
                Localized(
                    en: "Every mechanism shows the password to whoever reads the wire.",
                    ja: "どのメカニズムでも、通信を読む者にパスワードが見えます。"))
        }
        let scram = names.filter { $0.hasPrefix("SCRAM-") }
        if !scram.isEmpty, !scram.contains(where: { $0.hasPrefix("SCRAM-SHA-1") }) {
            breach(
                "rfc5802-4-sha1-mandatory",
                Localized(
                    en: "SCRAM is offered without SCRAM-SHA-1.", ja: "SCRAM-SHA-1 のない SCRAM が通知されています。"))
        }
        guard !knowledge.isSecure, let plus = names.first(where: { $0.hasSuffix("-PLUS") }) else { return }
        breach(
            "rfc5802-6-plus-advertised",
            Localized(
                en: "\(plus) is announced without TLS, where there is no channel to bind to.",
                ja: "TLS がなく、結び付けるチャネルがないのに \(plus) が通知されています。"))
    }

    // sasl-mech = 1*20mech-char; mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE       RFC 4422 section 3.1
    static func isMechanismName(_ name: String) -> Bool {
        (1...20).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
            }
    }

    /// SASL is announced after login too, where it was before.
    fileprivate func keepsSASL() async throws(Interruption) {
        guard bench.facts.capabilities?["SASL"] != nil, let capa = try await attempt("\(Verb.capa)"), capa.isPositive,
            !capa.lines.contains(where: { Capability($0)?.tag == "SASL" })
        else { return }
        breach(
            "rfc5034-3-sasl-kept-after-auth",
            Localized(
                en: "SASL was announced before login, and is missing after it.",
                ja: "ログイン前に通知されていた SASL が、ログイン後にありません。"))
    }

    /// AUTH in TRANSACTION, in several spellings; an initial response would be a login, and the rules look at that.
    fileprivate func refusesAuth(_ requirement: RequirementID) async throws(Interruption) {
        let names = bench.usable.map(\.name) + ["plain", "X-POPSCOPE"]
        for opening in names.map({ "\(Verb.auth) \($0)" }) + ["auth PLAIN"] where isOpen {
            guard let exchange = try await attempt(opening) else { return }
            guard !isRefusal(exchange) else { continue }
            expect(.err, of: exchange, requirement)
            if exchange.reply.status == .challenge { _ = try await cancel() }
            return
        }
    }
}

extension Bench {
    /// Begins every mechanism, in capital, small and mixed letters, and cancels.
    fileprivate func begin() async throws {
        let openings = usable.flatMap { mechanism in
            let (small, name) = (mechanism.name.lowercased(), mechanism.name)
            return ["AUTH \(name)", "auth \(small)", "AUTH \(small)", "Auth \(name.prefix(1) + small.dropFirst())"]
                .map { (mechanism, $0) }
        }
        var answered: [Mechanism: Reply.Status] = [:]
        try await put(openings) { visit, probe in
            let (mechanism, opening) = probe
            guard let first = try await visit.attempt(opening) else { return }
            visit.judgeBeginning(first, mechanism, like: answered[mechanism])
            answered[mechanism] = answered[mechanism] ?? first.reply.status
            guard first.reply.status == .challenge else { return try await visit.settle(first) }
            let rows: [RequirementID] = ["rfc5034-4-cancel", "rfc1939-5-one-response-per-command"]
            guard let end = try await visit.probe(Line("*"), rows) else { return }
            visit.expect(.err, of: end, "rfc5034-4-cancel")
            try await visit.settle(end)
            if try await !visit.isInStep() { visit.staysInExchange() }
        }
    }

    /// Whoever logged in by AUTH cannot do it again.
    fileprivate func authTwice() async throws {
        guard let account = options.account,
            let mechanism = usable.first(where: { $0.row.needs == account.secret.kind })
        else { return skipAuthTwice() }
        let isIn = try await settles {
            try await visiting { visit in
                guard try await visit.logIn(by: .sasl(mechanism), account) == nil else { return false }
                let stat = try await visit.send("\(Verb.stat)")
                visit.expect(.ok, of: stat, "rfc5034-4-success-transaction")
                try await visit.keepsSASL()
                try await visit.refusesAuth("rfc5034-4-auth-after-auth-rejected")
                return true
            }
        }
        if !isIn { skipAuthTwice() }
    }

    private func skipAuthTwice() {
        skip(
            "rfc5034-4-auth-after-auth-rejected", "rfc5034-4-success-transaction", "rfc5034-3-sasl-kept-after-auth",
            because: Localized(en: "No login by AUTH worked.", ja: "AUTH によるログインができませんでした。"))
    }
}

extension Visit {
    fileprivate func judgeBeginning(_ first: Exchange, _ mechanism: Mechanism, like other: Reply.Status?) {
        if let other {
            guard other == .challenge, first.isRefused else { return }
            expect(.challenge, of: first, "rfc5034-5-mech-case-insensitive")
        } else if mechanism.row.isClientFirst, mechanism != .external, mechanism.row.needs == .password {
            // A server may want TLS or a certificate for the others.
            if first.isRefused { expect(.challenge, of: first, "rfc5034-4-empty-challenge-sent") }
        }
    }

    fileprivate func staysInExchange() {
        breach(
            "rfc5034-4-cancel",
            Localized(
                en: "Behind \"*\" CAPA was not answered as it was before: the exchange was not over.",
                ja: "\"*\" の後、CAPA に前と同じ応答が返りませんでした。やりとりが終わっていません。"))
    }
}
