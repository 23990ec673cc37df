import Authentication
import Handbook
import POP3

extension Checklist {
    /// TLS itself, and what may cross the wire without it (RFC 8314, RFC 7817).
    static let tls = [
        Check("tls-from-the-start", implicitRows) { bench in
            guard bench.options.isImplicit else { return bench.skipImplicit(implicitRows) }
            try await bench.connecting { visit in
                guard let stat = try await visit.attempt("\(Verb.stat)") else { return }
                visit.expect(.err, of: stat, "rfc8314-3.1-authorization-after-greeting")
                if stat.isPositive { await visit.drop() }
            }
        },
        Check("tls-handshake", handshakeRows) { bench in
            try await bench.underTLS(handshakeRows) { visit in
                guard let details = visit.conversation.link.tls else { return }
                visit.judge(details)
            }
        },
        Check("tls-offer", offerRows) { bench in
            if !bench.options.isImplicit { bench.skipImplicit(["rfc8314-4-implicit-tls-offered"]) }
            guard !bench.options.isSecure, !bench.facts.offers("\(Verb.stls)") else { return }
            bench.breach(
                "rfc8314-4-stls-offered",
                Localized(en: "The server offers no STLS here.", ja: "このサーバーは STLS に対応していません。"))
        },
        Check("clear-text-passwords", clearRows) { bench in
            guard !bench.options.isImplicit else { return bench.skipClear(clearRows) }
            try await bench.connecting { visit in try await visit.judgeClearText() }
        },
        Check("clear-text-denial", ["rfc8314-4.1-same-denial"], wrongLogins: 1) { bench in
            guard bench.options.usesSTLS, !bench.options.hasNetwork else {
                return bench.skip(
                    "rfc8314-4.1-same-denial",
                    because: Localized(
                        en: "Would send the right password in clear text: tried on loopback only, in a run with STLS.",
                        ja: "正しいパスワードを平文で送ることになるため、ループバックで STLS を使うときだけ調べます。"))
            }
            try await bench.compareDenials()
        },
    ]

    private static let implicitRows: [RequirementID] = [
        "rfc8314-3.1-implicit-tls-immediate", "rfc8314-3.1-greeting-after-tls",
        "rfc8314-3.1-authorization-after-greeting",
    ]
    private static let handshakeRows: [RequirementID] = [
        "rfc8314-4-tls12", "rfc8314-4-old-tls-dropped", "rfc8314-4.4-valid-certificate", "rfc7817-5-server-cert-dns-id",
        "rfc8314-4-tls-must-be-offered",
    ]
    private static let offerRows: [RequirementID] = ["rfc8314-4-implicit-tls-offered", "rfc8314-4-stls-offered"]
    private static let clearRows: [RequirementID] = [
        "rfc2595-6-plain-not-without-tls", "rfc4616-5-not-without-security", "rfc5034-4-no-plaintext-default",
        "rfc5034-4-no-plaintext-config", "rfc5034-4-unadvertised-plain-refused", "sasl-login-not-where-plain-forbidden",
        "rfc2595-2.3-refuse-cleartext-configurable",
    ]
}

extension Bench {
    fileprivate func skipImplicit(_ requirements: [RequirementID]) {
        for requirement in requirements {
            skip(
                requirement,
                because: Localized(
                    en: "Needs the port on which TLS comes first: pop3s://.", ja: "最初から TLS を使うポート (pop3s://) が必要です。"))
        }
    }

    /// The right and a wrong password in clear text, where only TLS lets anybody in.
    fileprivate func compareDenials() async throws {
        guard let login = passwordAccount else { return }
        noteWrongLogin()
        var seen: [[String]] = []
        var isLetIn = false
        for password in [login.password, Array("popscope-wrong".utf8)] {
            try await connecting { visit in
                var steps: [String] = []
                for line in [Line.user(login.user), Line.pass(password)] {
                    guard let exchange = try await visit.attempt(line) else { break }
                    steps.append(exchange.reply.status.indicator + (exchange.reply.code?.description ?? ""))
                    isLetIn = isLetIn || exchange.after == .transaction
                    if exchange.isRefused { break }
                }
                seen.append(steps)
            }
        }
        guard !isLetIn, seen.count == 2, seen[0] != seen[1] else { return }
        breach(
            "rfc8314-4.1-same-denial",
            Localized(
                en: "In clear text a right password is refused in another way than a wrong one.",
                ja: "平文では、正しいパスワードと誤ったパスワードで拒否の仕方が異なります。"),
            expected: [seen[1].joined(separator: ", ")], actual: Line(seen[0].joined(separator: ", ")))
    }
}

extension Visit {
    fileprivate func judge(_ details: TLSDetails) {
        let isOld = details.version < .tls12
        let version = Localized(
            en: "The server negotiated \(details.version.rawValue).", ja: "サーバーが \(details.version.rawValue) を選びました。")
        if isOld {
            breach("rfc8314-4-tls12", version)
            breach("rfc8314-4-old-tls-dropped", version)
        } else {
            bench.skip(
                "rfc8314-4-old-tls-dropped",
                because: Localized(
                    en: "\(version.en) Versions before 1.2 cannot be offered here.",
                    ja: "\(version.ja)1.2 より前の版は、ここでは提案できません。"))
        }
        judgeCertificate(details)
    }

    private func judgeCertificate(_ details: TLSDetails) {
        // Who asked for no check, or looks at a server of his own, is only told.
        var mild: Outcome? { bench.options.hasNetwork && details.verification == .verified ? nil : .info }
        if case .notVerified(let failure?) = details.verification {
            breach(
                "rfc8314-4.4-valid-certificate",
                Localized(
                    en: "The certificate would be refused: \(failure.summary).", ja: "証明書は検証を通りません: \(failure.summary)"),
                as: .info)
        }
        var hasWrongName: Bool { if case .notVerified(.wrongName) = details.verification { true } else { false } }
        guard let own = details.chain.first, own.dnsNames.isEmpty || hasWrongName else { return }
        let names = own.dnsNames.isEmpty ? "-" : own.dnsNames.map { Line($0).quoted }.joined(separator: ", ")
        breach(
            "rfc7817-5-server-cert-dns-id",
            Localized(
                en: "The certificate has no DNS-ID for this host: \(names).", ja: "証明書に、このホストの DNS-ID がありません: \(names)"),
            as: mild)
    }

    /// What the server takes from somebody who has no TLS.
    fileprivate func judgeClearText() async throws(Interruption) {
        let isKnown = try await attempt("\(Verb.capa)")?.isPositive == true
        let names = Set((knowledge.capabilities?["SASL"] ?? []).map { $0.uppercased() })
        guard isOpen else { return }
        let first = try await attempt("\(Verb.auth) PLAIN")
        let takesPlain = first?.reply.status == .challenge
        if let first { try await settle(first) }
        if takesPlain || names.contains("PLAIN") {
            for row: RequirementID in [
                "rfc2595-6-plain-not-without-tls", "rfc4616-5-not-without-security", "rfc5034-4-no-plaintext-default",
                "rfc5034-4-no-plaintext-config",
            ] {
                breach(
                    row, Localized(en: "PLAIN is taken without TLS.", ja: "TLS がなくても PLAIN が使えます。"))
            }
        } else if names.contains("LOGIN") {
            for row: RequirementID in ["sasl-login-not-where-plain-forbidden", "rfc5034-4-no-plaintext-default"] {
                breach(
                    row,
                    Localized(
                        en: "LOGIN is announced without TLS, where PLAIN is withheld.",
                        ja: "TLS がないとき、PLAIN は通知されないのに LOGIN が通知されています。"))
            }
        }
        if isKnown, takesPlain, !names.contains("PLAIN") {
            breach(
                "rfc5034-4-unadvertised-plain-refused",
                Localized(en: "PLAIN is taken although SASL does not list it.", ja: "SASL にない PLAIN が受け付けられました。"))
        }
        guard isOpen, let user = try await attempt(Line.user(bench.stranger)), user.isPositive else { return }
        breach(
            "rfc2595-2.3-refuse-cleartext-configurable",
            Localized(en: "USER is taken without TLS.", ja: "TLS がなくても USER が受け付けられます。"))
    }
}

extension TLSFailure {
    /// The failure in a few words.
    fileprivate var summary: String {
        switch self {
        case .unknownAuthority: "unknown authority"
        case .selfSigned: "self-signed"
        case .expired(let date): "expired \(date.text)"
        case .notYetValid(let date): "not valid before \(date.text)"
        case .wrongName(let expected, _): "not for \(Line(expected).quoted)"
        case .notTLS: "no TLS"
        case .protocolTooOld: "protocol too old"
        case .clearTextBehind: "clear text in front of it"
        case .roots: "roots"
        case .handshake(let reason): Line(reason).quoted
        }
    }
}
