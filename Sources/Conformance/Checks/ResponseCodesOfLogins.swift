import Authentication
import Handbook
import POP3

extension Checklist {
    /// What a refusal says when the secret is wrong.
    static let refusedLogins = [
        Check(
            "code-of-a-wrong-password",
            [
                "rfc3206-5-auth-code-on-credentials", "rfc3206-6-auth-resp-code-complete", "rfc3206-4-sys-on-err-only",
                "rfc3206-5-announce-capability", "rfc2449-8-resp-codes-announced", "rfc2449-8.1.2-in-use-code",
            ], wrongLogins: 1
        ) { bench in
            guard let wrong = bench.options.account?.withWrongPassword, let method = bench.facts.method else { return }
            try await bench.refuse(
                wrong, by: method, "rfc3206-6-auth-resp-code-complete", "rfc3206-5-auth-code-on-credentials")
        },
        Check(
            "code-of-an-unknown-user",
            ["rfc3206-6-auth-resp-code-complete", "rfc3206-5-auth-code-not-on-user"], wrongLogins: 1
        ) { bench in
            guard let nobody = Credentials.nobody, let method = bench.facts.method else { return }
            try await bench.refuse(nobody, by: method, "rfc3206-6-auth-resp-code-complete")
        },
        Check("codes-of-every-login", ["rfc3206-6-auth-resp-code-complete"], wrongLogins: 8) { bench in
            guard let wrong = bench.options.account?.withWrongPassword else { return }
            for method in bench.otherMethods.prefix(8) where try await bench.letsIn(by: method) {
                try await bench.refuse(wrong, by: method, "rfc3206-6-auth-resp-code-complete")
            }
        },
    ]
}

extension Bench {
    /// The ways to log in with a password that are offered, without the one that the checks use.
    fileprivate var otherMethods: [LoginMethod] {
        LoginMethod.strongestFirst.filter { other in
            guard other != facts.method, other.needs == .password else { return false }
            return switch other {
            case .userPass: facts.offers("USER")
            case .apop: facts.timestamp != nil
            case .sasl(let mechanism): facts.mechanisms.contains(mechanism)
            }
        }
    }

    /// Whether the right secret is taken in this way: a store of hashes cannot do every mechanism, and that is no wrong secret.
    fileprivate func letsIn(by method: LoginMethod) async throws -> Bool {
        guard let account = options.account else { return false }
        return try await visiting { visit in
            if facts.capabilities != nil { _ = try await visit.attempt("\(Verb.capa)") }
            return try await visit.attemptLogin(by: method, account) == nil && visit.phase == .transaction
        }
    }

    /// Logs in with what is wrong, and looks at the code of the refusal.
    fileprivate func refuse(
        _ account: Credentials, by method: LoginMethod, _ requirements: RequirementID...
    ) async throws {
        try await visiting { visit in
            _ = try await visit.attempt("\(Verb.capa)")
            noteWrongLogin()
            guard let refusal = try await visit.attemptLogin(by: method, account), visit.phase == .authorization else {
                return
            }
            visit.judgeCode(of: refusal, requirements)
            guard refusal.reply.code.map(ResponseCode.system.covers) == true else { return }
            try await visit.judgeSystemCode(of: refusal, requirements)
        }
    }
}

extension Visit {
    fileprivate func judgeCode(of refusal: Exchange, _ requirements: [RequirementID]) {
        let code = refusal.reply.code
        if code == .inUse {
            breach(
                "rfc2449-8.1.2-in-use-code",
                Localized(
                    en: "[IN-USE] was sent for a wrong password: it says that the login itself was right.",
                    ja: "誤ったパスワードに [IN-USE] が返されました。これは認証が正しかったことを意味します。"),
                expected: ["-ERR"], actual: refusal.reply.first)
        }
        // USER itself may be refused, and best without a code; a tired server says so by SYS or LOGIN-DELAY.
        guard refusal.isRefused, refusal.command?.verb != .user, code != .auth, code != .inUse, code != .loginDelay,
            code.map(ResponseCode.system.covers) != true, knowledge.capabilities?.announces("AUTH-RESP-CODE") == true
        else { return }
        for requirement in requirements { lacksCode(refusal, requirement) }
    }

    private func lacksCode(_ refusal: Exchange, _ requirement: RequirementID) {
        breach(
            requirement,
            Localized(
                en: "AUTH-RESP-CODE is announced, but a wrong secret was refused without [AUTH].",
                ja: "AUTH-RESP-CODE を通知しているのに、誤った認証情報の拒否に [AUTH] がありません。"),
            expected: ["-ERR [AUTH]"], actual: refusal.reply.first)
    }

    /// SYS is about the server. Who guards against guessing may send SYS/TEMP, but then lets nobody in for a while.
    fileprivate func judgeSystemCode(
        of refusal: Exchange, _ requirements: [RequirementID]
    ) async throws(Interruption) {
        guard knowledge.capabilities?.announces("RESP-CODES") == true else { return }
        let isLasting = refusal.reply.code.map(ResponseCode.systemPermanent.covers) == true
        let isTired = try await !isLetIn()
        guard isLasting || !isTired else { return }
        if isLasting, knowledge.capabilities?.announces("AUTH-RESP-CODE") == true {
            for requirement in requirements { lacksCode(refusal, requirement) }
        }
        breach(
            "rfc3206-4-sys-on-err-only",
            Localized(
                en: "A wrong password was refused with a code for faults of the system.",
                ja: "誤ったパスワードが、システムの障害を表すコードで拒否されました。"),
            expected: ["-ERR [AUTH]", "-ERR"], actual: refusal.reply.first, as: isLasting ? nil : .warn)
    }

    private func isLetIn() async throws(Interruption) -> Bool {
        guard isOpen, let working = bench.facts.method, let account = bench.options.account else { return false }
        return try await attemptLogin(by: working, account) == nil && phase == .transaction
    }
}
