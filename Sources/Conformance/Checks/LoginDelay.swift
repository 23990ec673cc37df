import Authentication
import Handbook
import POP3

extension Checklist {
    /// LOGIN-DELAY: what a server says to somebody who comes back too soon.
    static let loginDelay = [
        Check(
            "login-delay-code",
            ["rfc2449-8.1.1-login-delay-code", "rfc2449-8.1.1-login-delay-code-not-on-user"]
        ) { bench in
            // Rules judge the refusal, if there is one.
            _ = try await bench.comesBackAtOnce()
        },
        Check("login-delay", ["rfc2449-6.5-login-delay-enforced"]) { bench in
            let list = bench.facts.capabilitiesAfterLogin ?? bench.facts.capabilities
            guard let seconds = list?.loginDelay, seconds > 0 else { return }
            let begin = ContinuousClock.now
            guard try await bench.comesBackAtOnce(), begin.duration(to: .now) < .seconds(seconds) else { return }
            bench.breach(
                "rfc2449-6.5-login-delay-enforced",
                Localized(
                    en: "LOGIN-DELAY announces \(seconds) s, but a second login at once was let in.",
                    ja: "LOGIN-DELAY は \(seconds) 秒ですが、すぐ後の 2 回目のログインができました。"))
        },
    ]
}

extension Bench {
    /// Logs in, leaves by QUIT, and tries to log in again.
    ///
    /// - Returns: whether the second login was let in.
    fileprivate func comesBackAtOnce() async throws -> Bool {
        guard let account = options.account, let method = facts.method else { return false }
        try await loggedIn { _ in }
        return try await visiting { visit in
            guard try await visit.attempt("\(Verb.capa)") != nil else { return false }
            return try await visit.logIn(by: method, account) == nil
        }
    }
}
