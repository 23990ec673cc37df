import Authentication
import Handbook
import POP3

extension Checklist {
    /// The mechanisms SCRAM-SHA-1 and SCRAM-SHA-256 (RFC 5802, RFC 7677).
    static let scram = [
        Check("scram-challenge", challengeRows) { bench in
            try await bench.eachScram(challengeRows) { try await bench.compareNonces($0) }
        },
        Check("scram-login", loginRows) { bench in
            try await bench.eachScram(loginRows) { try await bench.logInByScram($0) }
        },
        Check("scram-cancelled-at-the-end", ["rfc5802-5-success-needs-empty-response", "rfc5034-4-cancel"]) { bench in
            try await bench.eachScram(["rfc5802-5-success-needs-empty-response", "rfc5034-4-cancel"]) {
                try await bench.cancelBehindSignature($0)
            }
        },
        Check("scram-unknown-attribute", ["rfc5802-5-unknown-ext-ignored"]) { bench in
            try await bench.eachScram(["rfc5802-5-unknown-ext-ignored"]) { try await bench.addAttributes($0) }
        },
        Check("scram-wrong-proof", proofRows, wrongLogins: 12) { bench in
            try await bench.eachScram(proofRows) { try await bench.refuse(ScramFault.proofs, of: $0) }
        },
        Check("scram-bent-message", bentRows, wrongLogins: 10) { bench in
            try await bench.eachScram(bentRows) { try await bench.refuse(ScramFault.messages, of: $0) }
        },
        Check("scram-channel-binding", ["rfc5802-6-y-with-plus-fails", "rfc5802-6-plus-only-when-policy"]) { bench in
            let rows: [RequirementID] = ["rfc5802-6-y-with-plus-fails", "rfc5802-6-plus-only-when-policy"]
            guard bench.offersChannelBinding(rows) else { return }
            try await bench.eachScram(rows) { try await bench.judgeChannelBinding($0) }
        },
    ]

    private static let challengeRows: [RequirementID] = [
        "rfc5802-5-server-first-form", "rfc5802-5-nonce-extends", "rfc5802-5-nonce-fresh", "rfc5802-5-iteration-sent",
        "rfc5802-5-iteration-4096", "rfc7677-3-iteration-4096",
    ]
    private static let loginRows: [RequirementID] = [
        "rfc5802-5-server-final", "rfc5802-5-success-needs-empty-response", "rfc5034-4-no-data-with-success",
        "rfc7677-3-sha256", "rfc5034-4-initial-response",
    ]
    private static let proofRows: [RequirementID] = [
        "rfc5802-5-wrong-proof", "rfc5802-5-error-attr", "rfc5034-4-fail-err",
    ]
    private static let bentRows: [RequirementID] = [
        "rfc5802-5-nonce-verified", "rfc5802-6-cbind-verified", "rfc5802-6-unsupported-cb-fails",
        "rfc5802-5-gs2-first-char", "rfc5802-5-mext-fails", "rfc5802-5-username-quoting", "rfc5034-4-bad-base64-err",
    ]
}

extension Bench {
    /// The right script for each variant that is offered; the rows are left out where none is, and those of a variant
    /// where that is not.
    fileprivate func eachScram(
        _ requirements: [RequirementID], _ body: (ScramScript) async throws -> Void
    ) async throws {
        guard let login else { return }
        let scripts = usable.compactMap { ScramScript($0, login, nonce: options.nonce()) }
        let lacking: [RequirementID: Mechanism] = [
            "rfc7677-3-sha256": .scramSHA256, "rfc7677-3-iteration-4096": .scramSHA256,
            "rfc5802-5-iteration-4096": .scramSHA1,
        ]
        for requirement in requirements {
            let isTested = lacking[requirement].map(usable.contains) ?? !scripts.isEmpty
            guard !isTested else { continue }
            let name = lacking[requirement]?.name ?? "SCRAM"
            skip(
                requirement,
                because: Localized(en: "The server does not offer \(name).", ja: "サーバーは \(name) に対応していません。"))
        }
        for script in scripts { try await body(script) }
    }

    /// The first challenges of several exchanges with one nonce of the client.
    fileprivate func compareNonces(_ script: ScramScript) async throws {
        var seen: Set<String> = []
        let opening = "\(Verb.auth) \(script.mechanism.name)"
        for count in [3, 1] {
            try await put(Array(repeating: opening, count: count)) { visit, opening in
                guard let first = try await visit.converse(opening, [SASLLogin.encode(script.first.utf8)]) else {
                    return
                }
                if let text = ScramOutcome.text(of: first) {
                    visit.judgeServerFirst(text, script.nonce, first)
                    if !seen.insert(text).inserted { visit.repeatsNonce(first) }
                }
                try await visit.settle(first)
            }
        }
    }
}

extension Visit {
    fileprivate func judgeServerFirst(_ text: String, _ nonce: String, _ exchange: Exchange) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let actual = exchange.reply.first
        if !parts.contains(where: { Self.isCount($0) }) {
            breach(
                "rfc5802-5-iteration-sent",
                Localized(
                    en: "The challenge of SCRAM holds no iteration count (i=), or none of 1 and more.",
                    ja: "SCRAM のチャレンジに 1 以上の繰り返し回数 (i=) がありません。"),
                expected: ["i=4096"], actual: actual)
        }
        guard let both = parts.first(where: { $0.hasPrefix("r=") })?.dropFirst(2) else { return }
        let isPrintable = both.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard !both.hasPrefix(nonce) || both.utf8.count == nonce.utf8.count || !isPrintable else { return }
        breach(
            "rfc5802-5-nonce-extends",
            Localized(
                en: "The nonce of SCRAM is not the client's with characters of the server's behind it.",
                ja: "SCRAM のノンスが、クライアントのノンスの後にサーバーの文字を足したものではありません。"),
            expected: ["r=\(nonce)..."], actual: actual)
    }

    // posit-number = %x31-39 *DIGIT       RFC 5802 section 7
    private static func isCount(_ part: Substring) -> Bool {
        let digits = part.dropFirst(2).utf8
        return part.hasPrefix("i=") && !digits.isEmpty && digits.first != 0x30
            && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    fileprivate func repeatsNonce(_ exchange: Exchange) {
        breach(
            "rfc5802-5-nonce-fresh",
            Localized(
                en: "Two exchanges of SCRAM had the same nonce of the server.", ja: "SCRAM の 2 回のやりとりで、サーバーのノンスが同じでした。"),
            actual: exchange.reply.first)
    }
}

extension Bench {
    /// Whether the run is under TLS and a variant with channel binding is announced.
    fileprivate func offersChannelBinding(_ requirements: [RequirementID]) -> Bool {
        let names = facts.parameters(of: "SASL") ?? []
        if options.isSecure, names.contains(where: { $0.hasSuffix("-PLUS") }) { return true }
        for requirement in requirements {
            skip(
                requirement,
                because: Localized(
                    en: "No variant with channel binding (-PLUS) is announced here.",
                    ja: "チャネルバインディングのある変種 (-PLUS) が通知されていません。"))
        }
        return false
    }

    fileprivate func judgeChannelBinding(_ script: ScramScript) async throws {
        try await refuse([ScramFault.yFlag], of: script)
        let refusal = try await admits("rfc5802-6-plus-only-when-policy") { visit in
            guard let outcome = try await visit.scram(script) else { return nil }
            return outcome.isSigned ? try await visit.attempt(Line("")) : outcome.last
        }
        refusal?.breach(
            "rfc5802-6-plus-only-when-policy",
            en: "\(script.mechanism.name) is announced beside its -PLUS variant, and refuses the right secret.",
            ja: "\(script.mechanism.name) が -PLUS とともに通知されていますが、正しい秘密が拒否されます。", as: .warn)
    }
}
