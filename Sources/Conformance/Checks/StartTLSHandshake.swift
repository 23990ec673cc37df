import Handbook
import POP3

extension Bench {
    /// Leaves out what needs a connection that begins in clear text.
    func skipClear(_ requirements: RequirementID...) { skipClear(requirements) }

    /// Leaves out what needs a connection that begins in clear text.
    func skipClear(_ requirements: [RequirementID]) {
        for requirement in requirements {
            skip(
                requirement,
                because: Localized(
                    en: "Needs a connection that begins in clear text: pop3://.",
                    ja: "平文で始まる接続 (pop3://) が必要です。"))
        }
    }

    /// Leaves out what needs STLS.
    func skipSTLS(_ requirements: [RequirementID]) {
        for requirement in requirements {
            skip(requirement, because: Localized(en: "STLS was refused.", ja: "STLS が拒否されました。"))
        }
    }

    /// Where TLS comes first, clear text in its place breaks what the port stands for.
    func judgeFirstHandshake(_ failure: LinkError) {
        guard options.isImplicit, case .tls(.notTLS(let octets)) = failure else { return }
        breach(
            "rfc8314-3.1-implicit-tls-immediate",
            Localized(
                en: "The server speaks in clear text where TLS comes first.", ja: "最初から TLS を使うポートで、サーバーが平文で話しました。"),
            actual: Line(bytes: Array(octets.prefix { $0 != 0x0D })))
    }

    /// In AUTHORIZATION under TLS, by STLS where the run is in clear text; the rows are left out where there is none.
    func underTLS(_ requirements: [RequirementID], _ body: (Visit) async throws -> Void) async throws {
        if options.isSecure { return try await visiting(body) }
        try await connecting { visit in
            guard let stls = try await visit.attempt("\(Verb.stls)"), stls.isPositive else {
                return skipSTLS(requirements)
            }
            guard try await visit.secures(requirements) else { return }
            try await body(visit)
        }
    }
}

extension Visit {
    /// Does the handshake behind an accepted STLS.
    ///
    /// - Returns: whether it came about, and nothing was said behind it; what else happened is judged, and the rows are left
    ///   out.
    func secures(_ requirements: [RequirementID]) async throws(Interruption) -> Bool {
        guard try await shakesHands(requirements) else { return false }
        let row: RequirementID = "rfc2595-4-stls-no-second-greeting"
        blame = row
        defer { blame = nil }
        guard let odd = try await attempt(Self.nonsense) else { return false }
        guard odd.isPositive else { return true }
        let reason = Localized(
            en: "The first reply under TLS answers no command: \"\(odd.reply.first.quoted)\"",
            ja: "TLS 開始後の最初の応答が、どのコマンドへの応答でもありません: \"\(odd.reply.first.quoted)\"")
        breach(row, reason, expected: ["-ERR"], actual: odd.reply.first)
        for requirement in requirements where requirement != row { bench.skip(requirement, because: reason) }
        await drop()
        return false
    }

    /// Does the handshake behind an accepted STLS.
    ///
    /// - Returns: whether it came about; where it did not, what that says is judged, and the rows are left out.
    func shakesHands(_ requirements: [RequirementID]) async throws(Interruption) -> Bool {
        do {
            try await startTLS()
            return true
        } catch {
            guard case .link(let failure) = error else { throw error }
            await drop()
            judge(failure)
            let reason = Localized(
                en: "The handshake behind STLS failed: \(failure.summary).",
                ja: "STLS の後の TLS ハンドシェイクに失敗しました: \(failure.summary)")
            for requirement in requirements { bench.skip(requirement, because: reason) }
            return false
        }
    }

    private func judge(_ failure: LinkError) {
        let row: RequirementID = "rfc2595-4-stls-ok-then-handshake"
        switch failure {
        case .tls(.notTLS(let octets)):
            breach(
                row,
                Localized(
                    en: "Behind +OK to STLS the server went on in clear text.", ja: "STLS への +OK の後も、サーバーが平文で話し続けました。"),
                actual: Line(bytes: octets))
        case .tls(.clearTextBehind(let octets)):
            breach(
                row,
                Localized(
                    en: "Clear text stood between +OK to STLS and the handshake.",
                    ja: "STLS への +OK とハンドシェイクの間に平文がありました。"),
                actual: Line(bytes: octets))
        case .lost, .timedOut:
            breach(
                row,
                Localized(
                    en: "STLS was answered +OK, and no handshake followed.",
                    ja: "STLS に +OK が返されましたが、ハンドシェイクが始まりませんでした。"))
        case .tls(.handshake), .tls(.protocolTooOld):
            for row: RequirementID in ["rfc2595-4-stls-announced-when-permitted", "rfc8314-4-no-stls-when-failing"] {
                breach(
                    row,
                    Localized(en: "STLS is taken, and its handshake fails.", ja: "STLS は受け付けられますが、ハンドシェイクに失敗します。"),
                    as: .warn)
            }
        // The client's own demands, or a link that has no TLS.
        case .tls, .tlsUnavailable, .cancelled, .unknownHost, .refused, .unreachable, .endless: break
        }
    }
}

/// What somebody on the way may put behind STLS.
enum Injection: CaseIterable {
    case capabilities, name, quit, halfLine

    var octets: [UInt8] {
        switch self {
        case .capabilities: Line("\(Verb.capa)").octets
        case .name: Line("\(Verb.user) popscope").octets
        case .quit: Line("\(Verb.quit)").octets
        case .halfLine: Array("XP".utf8)
        }
    }
}

extension Visit {
    private static let injection: RequirementID = "rfc2595-4-stls-plaintext-injection"

    /// STLS with something behind it in the same write; under TLS it must be forgotten.
    func inject(_ injected: Injection) async throws(Interruption) {
        blame = Self.injection
        _ = try await attempt("\(Verb.capa)")
        guard isOpen else { return }
        try await write(Line("\(Verb.stls)").octets + injected.octets)
        guard let stls = try await answerUnlessClosed(), stls.isPositive, try await handshakeIsDone() else {
            return await drop()
        }
        let command = injected == .halfLine ? "\(Verb.capa)" : Self.nonsense
        guard bench.facts.capabilities != nil || injected != .halfLine, let reply = try await attempt(command) else {
            return await drop()
        }
        let isClean = injected == .halfLine ? reply.isPositive : !reply.isPositive
        if !isClean {
            breach(
                Self.injection,
                Localized(
                    en: "What stood in clear text behind STLS counted under TLS.",
                    ja: "STLS の後に平文で置いたものが、TLS の中で効力を持ちました。"),
                actual: reply.reply.first)
        }
        await drop()
    }

    private func answerUnlessClosed() async throws(Interruption) -> Exchange? {
        do {
            return try await reply(to: nil)
        } catch {
            guard case .closed = error else { throw error }
            return nil
        }
    }

    /// A handshake that fails is one of the right answers; clear text in front of it is not.
    private func handshakeIsDone() async throws(Interruption) -> Bool {
        do {
            try await startTLS()
            return true
        } catch {
            guard case .link(let failure) = error else { throw error }
            if case .tls(.clearTextBehind(let octets)) = failure {
                breach(
                    "rfc2595-4-stls-ok-then-handshake",
                    Localized(
                        en: "A command behind STLS was answered in clear text.", ja: "STLS の後のコマンドに平文で応答がありました。"),
                    actual: Line(bytes: octets), as: .warn)
            }
            return false
        }
    }

    /// Commands in clear text where the handshake should come.
    func goOnInClear() async throws(Interruption) {
        let row: RequirementID = "rfc2595-4-stls-pre-handshake-garbage"
        guard let stls = try await attempt("\(Verb.stls)"), stls.isPositive else { return bench.skipSTLS([row]) }
        try await write(Line("\(Verb.noop)").octets + Line(Self.nonsense).octets)
        let hasClosed = try await closes(within: bench.options.patience)
        let said = conversation.session.clearTextBehindSTLS
        let isClear = said.starts(with: "-ERR".utf8) || said.starts(with: "+OK".utf8)
        if isClear, hasClosed {
            inform(
                row,
                Localized(
                    en: "The server answered in clear text behind STLS, and closed.",
                    ja: "サーバーは STLS の後に平文で応答してから閉じました。"))
        } else if isClear {
            breach(
                row,
                Localized(
                    en: "Behind STLS the server goes on in clear text.", ja: "STLS の後も、サーバーが平文のまま続けます。"),
                actual: Line(bytes: Array(said.prefix { $0 != 0x0D })))
        }
        await drop()
    }
}
