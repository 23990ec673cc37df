import Authentication
import Handbook
import POP3

/// One change to a right exchange of SCRAM that must make it fail.
struct ScramFault: Sendable {
    let requirement: RequirementID
    let what: Localized
    /// Whether the first message alone must be refused.
    let isFirst: Bool
    let change: @Sendable (inout ScramScript) -> Void

    private init(
        _ requirement: RequirementID, first: Bool = false, _ en: String, _ ja: String,
        _ change: @escaping @Sendable (inout ScramScript) -> Void
    ) {
        self.requirement = requirement
        what = Localized(en: en, ja: ja)
        isFirst = first
        self.change = change
    }

    static let proofs = [
        Self("rfc5802-5-wrong-proof", "a proof of zeros", "0 だけの証明") { $0.proven = { $0.map { _ in 0 } } },
        Self("rfc5802-5-wrong-proof", "a proof with one bit changed", "1 ビットだけ違う証明") {
            $0.proven = { Array($0.dropLast()) + [($0.last ?? 0) ^ 1] }
        },
        Self("rfc5802-5-wrong-proof", "a proof with its first bit changed", "最初のビットが違う証明") {
            $0.proven = { [($0.first ?? 0) ^ 0x80] + $0.dropFirst() }
        },
        Self("rfc5802-5-wrong-proof", "half a proof", "前半だけの証明") { $0.proven = { Array($0.prefix($0.count / 2)) } },
        Self("rfc5802-5-wrong-proof", "a proof with an octet too many", "1 オクテット多い証明") { $0.proven = { $0 + [0] } },
        Self("rfc5802-5-wrong-proof", "an empty proof", "空の証明") { $0.proven = { _ in [] } },
    ]

    static let messages = [
        Self("rfc5802-5-nonce-verified", "only the client's nonce in the last message", "最後のメッセージにクライアントのノンスだけ") {
            script in
            let own = script.nonce
            script.repeated = { _ in own }
        },
        Self("rfc5802-5-nonce-verified", "another end of the nonce in the last message", "最後のメッセージのノンスの末尾が違う") {
            $0.repeated = { String($0.dropLast()) + ($0.last == "0" ? "1" : "0") }
        },
        Self("rfc5802-5-nonce-verified", "a longer nonce in the last message", "最後のメッセージのノンスが長い") {
            $0.repeated = { $0 + "0" }
        },
        Self("rfc5802-6-cbind-verified", "c= of another header (y,,)", "c= が別のヘッダー (y,,)") { $0.boundHeader = "y,," },
        Self("rfc5802-6-cbind-verified", "c= of a header with a name", "c= が名前付きのヘッダー") { $0.boundHeader = "n,a=x," },
        Self("rfc5802-6-unsupported-cb-fails", first: true, "a channel binding that nobody knows", "存在しないチャネルバインディング") {
            $0.header = "p=popscope-none,,"
        },
        Self("rfc5802-5-gs2-first-char", first: true, "a first message that begins with \"x\"", "\"x\" で始まる最初のメッセージ") {
            $0.header = "x,,"
        },
        Self("rfc5802-5-gs2-first-char", first: true, "a first message that begins with a comma", "コンマで始まる最初のメッセージ") {
            $0.header = ",,"
        },
        Self("rfc5802-5-mext-fails", first: true, "an attribute m=", "属性 m=") { $0.before = "m=popscope," },
        Self("rfc5802-5-username-quoting", first: true, "\"=\" within the name", "名前の中の \"=\"") {
            $0.name = "\($0.name.prefix(1))=\($0.name.dropFirst(1))"
        },
        Self("rfc5802-5-username-quoting", first: true, "\"=61\" within the name", "名前の中の \"=61\"") {
            $0.name += "=61"
        },
        Self("rfc5802-5-username-quoting", first: true, "\"=\" at the end of the name", "名前の末尾の \"=\"") {
            $0.name += "="
        },
    ]

    static let yFlag = Self(
        "rfc5802-6-y-with-plus-fails", "\"y\", which says that the server has no channel binding",
        "サーバーはチャネルバインディングなしとする \"y\""
    ) { $0.header = "y,," }
}

extension Bench {
    /// Each change must make the exchange fail, by -ERR at once or behind a challenge with `e=`.
    func refuse(_ faults: [ScramFault], of script: ScramScript) async throws {
        try await put(faults) { visit, fault in
            if !fault.isFirst { noteWrongLogin() }
            let wasRefused = visit.exchanges.contains { $0.isRefused }
            guard let outcome = try await visit.scram(script.changed(fault.change)) else {
                if !wasRefused { visit.breach(fault.requirement, ScramFault.closed(fault, script.mechanism)) }
                return
            }
            visit.judge(outcome, fault, script.mechanism)
            if !visit.isOpen, outcome.final == nil, outcome.first.reply.status == .challenge, !wasRefused {
                visit.breach(fault.requirement, ScramFault.closed(fault, script.mechanism), expected: ["-ERR"])
            }
            guard outcome.last.reply.status == .challenge, !outcome.isSigned else {
                return try await visit.settle(outcome.last)
            }
            // What follows e= is an empty response, and -ERR.
            guard let end = try await outcome.final == nil ? visit.cancel() : visit.attempt("") else { return }
            if end.isPositive { visit.breach("rfc5034-4-fail-err", ScramFault.taken(fault, script.mechanism)) }
            try await visit.settle(end)
        }
        try await refuseGarbage(script)
    }

    /// What is no base64 as the second response.
    private func refuseGarbage(_ script: ScramScript) async throws {
        let probe = SASLProbe(
            "\(Verb.auth) \(script.mechanism.name)", [SASLLogin.encode(script.first.utf8), "!!!!"],
            "rfc5034-4-bad-base64-err", en: "\(script.mechanism.name) with \"!!!!\" for the last message",
            ja: "\(script.mechanism.name) の最後のメッセージの代わりに \"!!!!\"")
        try await refuse([probe])
    }
}

extension ScramFault {
    fileprivate static func closed(_ fault: ScramFault, _ mechanism: Mechanism) -> Localized {
        Localized(
            en: "\(mechanism.name): the server closed instead of refusing \(fault.what.en).",
            ja: "\(mechanism.name): サーバーは拒否せずに接続を閉じました: \(fault.what.ja)")
    }

    fileprivate static func taken(_ fault: ScramFault, _ mechanism: Mechanism) -> Localized {
        Localized(
            en: "\(mechanism.name) takes \(fault.what.en).", ja: "\(mechanism.name) で次のものが受け付けられました: \(fault.what.ja)")
    }
}

extension Visit {
    fileprivate func judge(_ outcome: ScramOutcome, _ fault: ScramFault, _ mechanism: Mechanism) {
        let text = ScramFault.taken(fault, mechanism)
        let last = outcome.last
        let goesOn = fault.isFirst && ScramServerMessage(outcome.first.reply) != nil
        if outcome.isSigned || last.isPositive || goesOn {
            let isIn = last.isPositive && fault.requirement == "rfc5802-5-wrong-proof"
            for row in [fault.requirement] + (isIn ? ["rfc5034-4-fail-err"] : []) {
                breach(row, text, expected: ["-ERR", "+ e=..."], actual: last.reply.first)
            }
        } else if let final = outcome.final, let said = ScramOutcome.text(of: final), !said.hasPrefix("e=") {
            breach(
                "rfc5802-5-error-attr",
                Localized(
                    en: "Behind a wrong proof the server's last message has no error (e=).",
                    ja: "証明が誤っているのに、サーバーの最後のメッセージにエラー (e=) がありません。"),
                expected: ["e=invalid-proof"], actual: final.reply.first)
        }
    }
}
