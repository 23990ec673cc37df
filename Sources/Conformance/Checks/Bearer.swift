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
            try await bench.underTLS(tokenRows) { visit in
                guard let capa = try await visit.attempt("\(Verb.capa)"), capa.isPositive,
                    visit.knowledge.capabilities?["SASL"]?.contains("OAUTHBEARER") == true
                else { return bench.skipBearer(tokenRows) }
                try await visit.showWrongTokens()
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

extension Visit {
    /// A token that nobody gave out: alone, with pairs that nobody knows, and no message at all.
    fileprivate func showWrongTokens() async throws(Interruption) {
        let start = "n,a=\(bench.stranger),\u{1}"
        let messages = [
            "\(start)auth=Bearer popscope\u{1}\u{1}",
            "\(start)host=popscope.example\u{1}auth=Bearer popscope\u{1}\u{1}",
        ]
        for (index, message) in (messages + ["\u{1}"]).enumerated() where isOpen {
            bench.noteWrongLogin()
            let word = SASLLogin.encode(message.utf8)
            let isEmpty = index == messages.count
            // RFC 7628 section 3.2.3: the answer is octet 1, or "*".
            let answer = index == 0 ? "AQ==" : "*"
            guard let first = try await attempt("\(Verb.auth) OAUTHBEARER \(word)") else { return }
            if !isEmpty, first.isRefused {
                expect(.challenge, of: first, "rfc7628-3.2.2-error-json", as: .warn)
            }
            guard try await isFinished(first, by: answer) else { return }
        }
    }

    /// Ends the exchange; whether another can follow.
    private func isFinished(_ first: Exchange, by answer: String) async throws(Interruption) -> Bool {
        var last = first
        if first.reply.status == .challenge {
            guard let end = try await attempt(answer) else { return false }
            expect(.err, of: end, "rfc7628-3.2.3-server-finishes")
            last = end
        } else {
            expect(.err, of: first, "rfc5034-4-fail-err")
        }
        try await settle(last)
        return isOpen
    }
}
