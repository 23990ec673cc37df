import Authentication
import Handbook
import POP3

extension Checklist {
    /// USER and PASS with the right password, in the right order and in others.
    static let passwordLogin = [
        Check("user-and-pass", ["rfc1939-7-user-ok-then-pass", "rfc1939-4-auth-success-ok-transaction"]) { bench in
            try await bench.logInByPassword()
        },
        Check("user-then-quit", ["rfc1939-7-user-ok-then-pass", "rfc1939-4-quit-always-available"]) { bench in
            guard let user = bench.passwordAccount?.user else { return }
            try await bench.visiting { visit in
                guard try await visit.attempt(.user(user))?.isPositive == true else { return }
                try await visit.quits("QUIT", "rfc1939-7-user-ok-then-pass")
            }
        },
        Check("user-without-name", ["rfc1939-7-user-arg-required"]) { bench in
            try await bench.put(["USER", "user", "USER"]) { visit, text in
                try await visit.demand(.err, to: text, "rfc1939-7-user-arg-required")
            }
        },
        Check("user-again", ["rfc1939-7-user-err-retry"]) { bench in try await bench.logInBehindRefusedUser() },
        Check("unknown-user", ["rfc1939-7-user-ok-for-unknown", "rfc1939-7-user-not-after-user-ok"]) { bench in
            try await bench.nameStrangers()
        },
        Check("user-in-clear", ["rfc1939-7-user-err-no-plaintext"]) { bench in
            try await bench.connecting { visit in
                guard let user = try await visit.attempt(.user(bench.passwordAccount?.user ?? "popscope-nobody")),
                    user.isRefused
                else { return }
                visit.inform("rfc1939-7-user-err-no-plaintext", Bench.refusedHere)
            }
        },
        Check("pass-without-user", ["rfc1939-7-pass-needs-user"]) { bench in
            let password = bench.passwordAccount?.password ?? Array("popscope".utf8)
            for texts in [[], ["XPRB"], ["USER"], ["CAPA"]] {
                try await bench.visiting { visit in
                    for text in texts where visit.isOpen { _ = try await visit.attempt(text) }
                    // A name that was taken, however empty, is a name.
                    guard visit.isOpen, visit.knowledge.user == nil else { return }
                    try await visit.demand(.err, to: .pass(password), "rfc1939-7-pass-needs-user")
                }
            }
        },
        Check("pass-without-password", ["rfc1939-7-pass-arg-required"], wrongLogins: 2) { bench in
            try await bench.put(["PASS", "pass"]) { visit, text in
                let user = bench.passwordAccount?.user ?? "popscope-nobody"
                guard try await visit.attempt(.user(user))?.isPositive == true else { return }
                bench.noteWrongLogin()
                try await visit.demand(.err, to: text, "rfc1939-7-pass-arg-required")
            }
        },
        Check("pass-later", ["rfc1939-7-pass-immediately-after-user"]) { bench in try await bench.passBehindNonsense()
        },
    ]
}

extension Exchange {
    /// Whether a refused login says by its response code that it is not the password: a lock, a delay, a fault.
    var blamesTheMoment: Bool { reply.code.map { $0 != .auth } ?? false }
}

extension Bench {
    /// USER and PASS; a lock may linger, so a refusal counts only when it stays.
    fileprivate func logInByPassword() async throws {
        guard let (user, password) = passwordAccount else { return }
        var refusal: (visit: Visit, exchange: Exchange)?
        let isIn = try await settles {
            try await visiting { visit in
                for line in [Line.user(user), .pass(password)] {
                    guard let exchange = try await visit.probe(line, ["rfc1939-7-user-ok-then-pass"]) else {
                        return true
                    }
                    guard exchange.isPositive else {
                        refusal = (visit, exchange)
                        await visit.drop()
                        return false
                    }
                }
                try await visit.demand(.ok, to: "\(Verb.stat)", "rfc1939-4-auth-success-ok-transaction")
                return true
            }
        }
        guard !isIn, let refusal else { return }
        // Where USER itself is refused nothing can follow it.
        guard facts.method == .userPass || refusal.exchange.command?.verb == .pass else {
            return skip("rfc1939-7-user-ok-then-pass", because: Self.refusedHere)
        }
        // Another way in shows that the password is right, and that USER is off for this account.
        let outcome: Outcome? = facts.method == .userPass && !refusal.exchange.blamesTheMoment ? nil : .warn
        refusal.visit.expect(.ok, of: refusal.exchange, "rfc1939-7-user-ok-then-pass", as: outcome)
    }

    /// A USER that is refused leaves the way open.
    fileprivate func logInBehindRefusedUser() async throws {
        guard facts.method == .userPass, let (user, password) = passwordAccount else { return }
        let requirement: RequirementID = "rfc1939-7-user-err-retry"
        let refused = try await refusedUsers()
        guard let bad = refused.first else {
            return skip(
                requirement,
                because: Localized(
                    en: "The server refuses no USER, not even one without a name.",
                    ja: "サーバーは、名前のない USER も含めて、USER を拒否しません。"))
        }
        for bad in refused { try await logIn(behind: bad, user, password) }
        try await visiting { visit in
            guard try await visit.attempt(bad) != nil, visit.isOpen else { return }
            try await visit.quits("QUIT", requirement)
        }
    }

    /// The right login behind a USER that is refused, on the same connection.
    private func logIn(behind bad: Line, _ user: String, _ password: [UInt8]) async throws {
        let requirement: RequirementID = "rfc1939-7-user-err-retry"
        var last: (visit: Visit, exchange: Exchange)?
        let isIn = try await settles {
            try await visiting { visit in
                for line in [bad, .user(user), .pass(password)] {
                    guard let exchange = try await visit.attempt(line) else {
                        visit.breach(requirement, Self.closed, as: .warn)
                        return true
                    }
                    last = (visit, exchange)
                }
                return visit.phase == .transaction
            }
        }
        guard !isIn, let last else { return }
        last.visit.expect(.ok, of: last.exchange, requirement, as: last.exchange.blamesTheMoment ? .warn : nil)
    }

    private static let closed = Localized(
        en: "The server closed the connection behind a refused USER.", ja: "USER を拒否した後、サーバーが接続を閉じました。")
    fileprivate static let refusedHere = Localized(en: "USER is refused here.", ja: "ここでは USER が拒否されます。")

    /// The kinds of USER that this server refuses; empty when it takes all.
    private func refusedUsers() async throws -> [Line] {
        var refused: [Line] = []
        for line in [Line("\(Verb.user)"), .user("popscope-nobody"), .user(String(repeating: "a", count: 240))] {
            let isRefused = try await visiting { visit in try await visit.attempt(line)?.isRefused == true }
            if isRefused { refused.append(line) }
        }
        return refused
    }

    /// What USER says to names that nobody has, and to a second name.
    fileprivate func nameStrangers() async throws {
        try await visiting { visit in
            guard let stranger = try await visit.attempt(.user("popscope-nobody")) else { return }
            if stranger.isRefused {
                return visit.inform(
                    "rfc1939-7-user-ok-for-unknown",
                    Localized(
                        en: "USER is refused for a name that nobody has: strangers can find out which names exist.",
                        ja: "だれのものでもない名前の USER が拒否されます。どの名前があるかが他人に分かります。"))
            }
            guard stranger.isPositive else { return }
            try await visit.demand(.err, to: .user("popscope-someone"), "rfc1939-7-user-not-after-user-ok")
        }
    }

    /// PASS behind a line that came between it and USER: many servers take it.
    fileprivate func passBehindNonsense() async throws {
        guard let (user, password) = passwordAccount else { return }
        for between in [Visit.nonsense, "\(Verb.noop)"] {
            try await visiting { visit in
                guard try await visit.attempt(.user(user))?.isPositive == true,
                    try await visit.attempt(between) != nil,
                    try await visit.attempt(.pass(password))?.isPositive == true
                else { return }
                visit.inform(
                    "rfc1939-7-pass-immediately-after-user",
                    Localized(
                        en: "PASS was accepted although \"\(between)\" stood between it and USER.",
                        ja: "USER との間に \"\(between)\" があっても、PASS が受け付けられました。"))
            }
        }
    }
}
