import Authentication
import Handbook
import POP3

extension Checklist {
    /// OAUTHBEARER, with tokens that open nothing (RFC 7628).
    static let bearer = [
        Check("bearer-in-clear", ["rfc7628-3-tls-required"]) { bench in
            guard !bench.options.isImplicit else { return bench.skipClear("rfc7628-3-tls-required") }
            try await bench.connecting { visit in
                _ = try await visit.attempt("\(Verb.capa)")
                guard let first = try await visit.attempt("\(Verb.auth) OAUTHBEARER") else { return }
                if first.reply.status == .challenge {
                    visit.expect(.err, of: first, "rfc7628-3-tls-required", as: .warn)
                }
                try await visit.settle(first)
            }
        },
        Check("bearer-wrong-token", tokenRows, wrongLogins: 4) { bench in
            for token in WrongToken.allCases {
                try await bench.underTLS(tokenRows) { visit in
                    guard let capa = try await visit.attempt("\(Verb.capa)"), capa.isPositive,
                        visit.knowledge.capabilities?["SASL"]?.contains("OAUTHBEARER") == true
                    else { return bench.skipBearer(tokenRows) }
                    try await visit.show(token)
                }
            }
        },
    ]

    private static let tokenRows: [RequirementID] = [
        "rfc7628-3.2.2-error-json", "rfc7628-3.2.3-server-finishes", "rfc7628-3.1-kvsep-only-first",
        "rfc5034-4-fail-err",
    ]
}

extension Bench {
    fileprivate func skipBearer(_ requirements: [RequirementID]) {
        for requirement in requirements {
            skip(
                requirement,
                because: Localized(
                    en: "The server does not offer OAUTHBEARER.", ja: "サーバーは OAUTHBEARER に対応していません。"))
        }
    }
}

/// A token that nobody gave out: alone, with pairs that nobody knows, and no message at all.
private enum WrongToken: CaseIterable {
    case alone, amongPairs, missing

    func message(for user: String) -> String {
        let start = "n,a=\(user),\u{1}"
        return switch self {
        case .alone: "\(start)auth=Bearer popscope\u{1}\u{1}"
        case .amongPairs: "\(start)host=popscope.example\u{1}auth=Bearer popscope\u{1}\u{1}"
        case .missing: "\u{1}"
        }
    }

    /// What ends the exchange: octet 1, or "*" (RFC 7628 section 3.2.3).
    var answer: String {
        switch self {
        case .alone: "AQ=="
        case .amongPairs, .missing: "*"
        }
    }
}

extension Visit {
    fileprivate func show(_ token: WrongToken) async throws(Interruption) {
        bench.noteWrongLogin()
        let (opening, word) = ("\(Verb.auth) OAUTHBEARER", SASLLogin.encode(token.message(for: bench.stranger).utf8))
        guard var first = try await attempt("\(opening) \(word)") else { return }
        // Who does not take an initial response is reported elsewhere, and may have a reason behind a challenge.
        if first.isRefused, isOpen, let late = try await converse(opening, [word]) { first = late }
        if ScramOutcome.text(of: first)?.isEmpty == true, let late = try await attempt(word) { first = late }
        if token != .missing, ScramOutcome.text(of: first)?.isEmpty == true {
            breach(
                "rfc7628-3.2.2-error-json",
                Localized(
                    en: "The challenge behind a wrong token is empty.", ja: "誤ったトークンの後のチャレンジが空です。"),
                actual: first.reply.first)
        }
        if token != .missing, first.isRefused, first.command?.kind == .response {
            expect(.challenge, of: first, "rfc7628-3.2.2-error-json", as: .warn)
        }
        try await finish(first, by: token.answer)
    }

    /// Ends the exchange.
    private func finish(_ first: Exchange, by answer: String) async throws(Interruption) {
        guard first.reply.status == .challenge else {
            expect(.err, of: first, "rfc5034-4-fail-err")
            return try await settle(first)
        }
        guard let end = try await probe(Line(answer), ["rfc7628-3.2.3-server-finishes"]) else { return }
        expect(.err, of: end, "rfc7628-3.2.3-server-finishes")
        try await settle(end)
    }
}
