import Authentication
import Handbook
import POP3

extension Checklist {
    /// USER and PASS with passwords that are wrong.
    static let passwordRefusals = [
        Check(
            "wrong-password",
            ["rfc1939-7-pass-wrong-err", "rfc1939-4-close-after-auth-failure", "rfc1939-4-retry-after-auth-failure"],
            wrongLogins: 1
        ) { bench in
            try await bench.logInBehindWrongPassword()
        },
        Check(
            "wrong-password-then-quit",
            [
                "rfc1939-7-pass-wrong-err", "rfc1939-4-retry-after-auth-failure", "rfc1939-4-quit-always-available",
            ], wrongLogins: 1
        ) { bench in
            guard let (user, password) = bench.passwordAccount else { return }
            try await bench.visiting { visit in
                guard try await visit.refuses(password + [0x78], of: user) else { return }
                try await visit.quits("QUIT", "rfc1939-4-quit-always-available")
            }
        },
        Check("right-password-behind-a-wrong-one", ["rfc1939-7-pass-not-after-failed-pass"], wrongLogins: 1) { bench in
            guard let (user, password) = bench.passwordAccount else { return }
            try await bench.visiting { visit in
                guard try await visit.refuses(Array("popscope".utf8), of: user),
                    try await visit.attempt(.pass(password))?.isPositive == true
                else { return }
                // The rule has said it; nothing more can be learned here.
                await visit.drop()
            }
        },
        Check("wrong-passwords", ["rfc1939-7-pass-wrong-err"], wrongLogins: 9) { bench in
            guard let account = bench.passwordAccount else { return }
            try await bench.put(bench.wrongPasswords(account)) { visit, wrong in
                _ = try await visit.refuses(wrong.password, of: wrong.user, as: wrong.outcome)
                if visit.phase == .transaction { await visit.drop() }
            }
        },
        Check("password-letter-case", ["rfc1939-7-pass-not-case-folded"], wrongLogins: 1) { bench in
            guard let (user, password) = bench.passwordAccount else { return }
            let flipped = password.map { (0x41...0x5A).contains($0 & 0xDF) ? $0 ^ 0x20 : $0 }
            guard flipped != password else { return }
            try await bench.visiting { visit in
                guard try await visit.attempt(.user(user))?.isPositive == true else { return }
                bench.noteWrongLogin()
                try await visit.demand(.err, to: .pass(flipped), "rfc1939-7-pass-not-case-folded")
                if visit.phase == .transaction { await visit.drop() }
            }
        },
        Check("pass-and-apop", ["rfc1939-13-pass-and-apop-not-both"]) { bench in try await bench.tryBothWays() },
    ]
}

/// A password that must not let anybody in.
private struct WrongPassword {
    let user: String
    let password: [UInt8]
    /// What it is called when it does; `nil` for what the row says.
    var outcome: Outcome?
}

extension Visit {
    /// USER and a wrong PASS, which must be refused; the session stays in AUTHORIZATION.
    ///
    /// - Returns: whether it was refused and the connection is still there.
    fileprivate func refuses(_ password: [UInt8], of user: String, as outcome: Outcome? = nil) async throws -> Bool {
        guard try await attempt(.user(user))?.isPositive == true else { return false }
        bench.noteWrongLogin()
        guard let pass = try await probe(.pass(password), ["rfc1939-7-pass-wrong-err"], as: outcome) else {
            return false
        }
        return expect(.err, of: pass, "rfc1939-7-pass-wrong-err", as: outcome) && isOpen
    }
}

extension Bench {
    /// Passwords near the right one; those that are equal to it are left out.
    fileprivate func wrongPasswords(_ account: (user: String, password: [UInt8])) -> [WrongPassword] {
        let (user, right) = account
        var wrong = [
            WrongPassword(user: user, password: Array("popscope".utf8)),
            WrongPassword(user: user, password: Array("popscope".utf8)),
            WrongPassword(user: user, password: right + [0x78]),
            WrongPassword(user: user, password: Array(right.dropLast())),
            WrongPassword(user: user, password: Array(right.dropFirst())),
            WrongPassword(user: user, password: right + Array(" x".utf8)),
            WrongPassword(user: user, password: [0x20] + right, outcome: .warn),
            WrongPassword(user: "popscope-nobody", password: right),
        ]
        if let other = options.otherAccount, other.user != user {
            wrong.append(WrongPassword(user: other.user, password: right))
            if case .password(let octets) = other.secret {
                wrong.append(WrongPassword(user: user, password: octets))
            }
        }
        return wrong.filter { $0.password != right || $0.user != user }.filter { !$0.password.isEmpty }
    }

    /// A wrong login, and behind it, on the same connection, the right one.
    fileprivate func logInBehindWrongPassword() async throws {
        guard facts.method == .userPass, let (user, password) = passwordAccount else { return }
        var refusal: (visit: Visit, exchange: Exchange)?
        // A lock may linger; but every attempt is a wrong login more.
        let isLimited = options.wrongLoginLimit != nil
        let isIn = try await settles(attempts: isLimited ? 1 : 8) {
            try await visiting { visit in
                // Where STAT needs no login it shows nothing behind a wrong one.
                let isOpenToAll = try await visit.attempt("\(Verb.stat)")?.isPositive == true
                guard try await visit.refuses(Array("popscope".utf8), of: user) else { return true }
                guard let stat = try await visit.attempt("\(Verb.stat)") else {
                    visit.informOfClose()
                    return true
                }
                if !isOpenToAll {
                    visit.expect(.err, of: stat, "rfc1939-7-pass-wrong-err", "rfc1939-3-err-no-side-effect")
                }
                for line in [Line.user(user), .pass(password)] {
                    guard let exchange = try await visit.attempt(line) else { return true }
                    refusal = (visit, exchange)
                }
                return visit.phase == .transaction
            }
        }
        guard !isIn, let refusal else { return }
        // Protection against guessing may make everybody wait.
        refusal.visit.expect(
            .ok, of: refusal.exchange, "rfc1939-4-retry-after-auth-failure",
            as: isLimited || refusal.exchange.blamesTheMoment ? .warn : nil)
    }

    /// Whether one account is open to PASS and to APOP: a matter of how accounts are set up.
    fileprivate func tryBothWays() async throws {
        guard facts.method == .userPass, let account = options.account else { return }
        try await visiting { visit in
            guard visit.knowledge.timestamp != nil, try await visit.logIn(by: .apop, account) == nil else { return }
            visit.inform(
                "rfc1939-13-pass-and-apop-not-both",
                Localized(
                    en: "This account is open to both PASS and APOP.", ja: "このアカウントは PASS でも APOP でも入れます。"))
        }
    }
}

extension Visit {
    fileprivate func informOfClose() {
        inform(
            "rfc1939-4-close-after-auth-failure",
            Localized(
                en: "The server closes the connection behind a wrong password.", ja: "パスワードが誤っていると、サーバーは接続を閉じます。"))
    }
}
