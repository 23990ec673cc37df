import Authentication
import Handbook
import POP3

extension Bench {
    /// The right secret, with the first message behind AUTH and behind an empty challenge.
    func logInByScram(_ script: ScramScript) async throws {
        let rows: [RequirementID] =
            ["rfc5802-5-server-final"] + (script.mechanism == .scramSHA256 ? ["rfc7677-3-sha256"] : [])
        let late = try await admits("rfc5802-5-server-final") { try await $0.logIn(script, early: false, rows) }
        if let late, late.exchange.reply.status == .challenge {
            for row in rows { skip(row, because: Self.unreadable) }
            return
        }
        if let late {
            for row in rows {
                late.breach(
                    row, en: "\(script.mechanism.name) is offered, but refuses the right secret.",
                    ja: "\(script.mechanism.name) が通知されていますが、正しい秘密が拒否されます。", as: .warn)
            }
            return
        }
        try await admits("rfc5802-5-server-final") { try await $0.logIn(script, early: true, rows) }?.breach(
            "rfc5034-4-initial-response",
            en: "\(script.mechanism.name) works in two steps, but not with an initial response.",
            ja: "\(script.mechanism.name) は 2 段階では成功しますが、初期応答では拒否されます。")
    }

    private static let unreadable = Localized(
        en: "The challenge of SCRAM cannot be answered.", ja: "SCRAM のチャレンジに応答できません。")

    /// The server has proven itself, and the client goes no further: nobody is logged in.
    func cancelBehindSignature(_ script: ScramScript) async throws {
        try await visiting { visit in
            guard let outcome = try await visit.scram(script), outcome.isSigned,
                let end = try await visit.cancel()
            else { return await visit.drop() }
            visit.expect(.err, of: end, "rfc5034-4-cancel")
            guard end.isRefused, let stat = try await visit.attempt("\(Verb.stat)") else { return await visit.drop() }
            visit.expect(
                .err, of: stat, "rfc5802-5-success-needs-empty-response",
                reason: Localized(
                    en: "SCRAM was cancelled behind the server's signature, and STAT was carried out all the same.",
                    ja: "サーバーの署名の後で SCRAM を取り消したのに、STAT が実行されました。"))
            if stat.isPositive { await visit.drop() }
        }
    }

    /// Attributes that nobody knows change nothing.
    func addAttributes(_ script: ScramScript) async throws {
        let changes: [(inout ScramScript) -> Void] = [{ $0.behind = ",x=popscope" }, { $0.inFinal = ",x=popscope" }]
        guard try await refusal(of: script) == nil else {
            return skip(
                "rfc5802-5-unknown-ext-ignored",
                because: Localized(
                    en: "\(script.mechanism.name) refuses the right secret without them too.",
                    ja: "\(script.mechanism.name) では、属性がなくても正しい秘密が拒否されます。"))
        }
        for change in changes {
            try await refusal(of: script.changed(change))?.breach(
                "rfc5802-5-unknown-ext-ignored",
                en: "\(script.mechanism.name) refuses a message with an attribute that it does not know (x=).",
                ja: "\(script.mechanism.name) で、知らない属性 (x=) のあるメッセージが拒否されます。")
        }
    }

    private func refusal(of script: ScramScript) async throws -> RefusedLogin? {
        try await admits("rfc5802-5-server-final") { try await $0.logIn(script, early: false, []) }
    }
}

extension Visit {
    /// The whole exchange; the last reply.
    fileprivate func logIn(
        _ script: ScramScript, early: Bool, _ rows: [RequirementID]
    ) async throws(Interruption) -> Exchange? {
        guard let outcome = try await scram(script, early: early) else { return nil }
        guard let final = outcome.final else { return outcome.first }
        if final.isPositive { endsEarly(final) }
        guard outcome.isSigned else { return final }
        guard outcome.isProven else {
            for row in rows { showsWrongSignature(row, final) }
            await drop()
            return nil
        }
        let end = try await attempt("")
        if let end, end.isRefused {
            breach(
                "rfc5802-5-success-needs-empty-response",
                Localized(
                    en: "Behind the server's signature the empty response was refused.",
                    ja: "サーバーの署名の後の空の応答が拒否されました。"),
                expected: ["+OK"], actual: end.reply.first)
            await drop()
            return nil
        }
        return end
    }

    private func endsEarly(_ final: Exchange) {
        breach(
            "rfc5802-5-success-needs-empty-response",
            Localized(
                en: "SCRAM ended in +OK without the challenge that holds the server's signature.",
                ja: "サーバーの署名を入れたチャレンジのないまま、SCRAM が +OK で終わりました。"),
            expected: ["+ v=..."], actual: final.reply.first)
        let text = final.reply.text
        // "v=" in base64 begins so.
        guard text.contains("dj") || text.contains("v=") else { return }
        breach(
            "rfc5034-4-no-data-with-success",
            Localized(en: "+OK carries data of the mechanism.", ja: "+OK にメカニズムのデータが付いています。"), expected: ["+OK"],
            actual: final.reply.first)
    }

    private func showsWrongSignature(_ row: RequirementID, _ final: Exchange) {
        breach(
            row,
            Localized(
                en: "The server's signature (v=) does not fit the password.", ja: "サーバーの署名 (v=) がパスワードと合いません。"),
            actual: final.reply.first)
    }
}
