import Authentication
import Handbook
import POP3

extension Checklist {
    /// Two sessions of one account, and what becomes of the lock when one ends.
    static let locks = [
        Check("second-login", ["rfc1939-4-lock-refused-is-err"]) { bench in
            guard bench.facts.mail != nil else { return }
            try await bench.loggedIn { one in
                _ = try await one.send("\(Verb.stat)")
                try await bench.knock(one)
            }
        },
        Check("locks", ["rfc1939-4-lock-released-after-quit"]) { bench in
            // Whoever found the way to log in has ended that session by QUIT.
            let row: RequirementID = "rfc1939-4-lock-released-after-quit"
            try await bench.isLetIn(or: row)
            guard bench.facts.mail != nil else { return }
            try await bench.isLetIn(or: row)
        },
        Check(
            "lock-behind-refusal", ["rfc1939-4-lock-released-on-reject", "rfc1939-4-open-failure-err"], wrongLogins: 2
        ) { bench in
            guard let account = bench.options.account else { return }
            let row: RequirementID = "rfc1939-4-lock-released-on-reject"
            let nobody = "nobody-\(UInt32.random(in: .min ... .max))"
            // Where nobody is let in anyway there is nothing to find out.
            try await bench.loggedIn { visit in _ = try await visit.send("\(Verb.noop)") }
            for user in [account.user, nobody] {
                guard let wrong = try? Credentials(user: user, secret: .password(Array("not-\(nobody)".utf8))) else {
                    return
                }
                try await bench.visiting { visit in
                    bench.noteWrongLogin()
                    guard try await visit.isRefused(wrong) else { return }
                    try await bench.isLetIn(or: row)
                }
            }
            try await bench.loggedIn { one in
                _ = try await one.send("\(Verb.stat)")
                _ = try await bench.secondLogin { _ in }
            }
            try await bench.isLetIn(or: row)
        },
    ]

    /// What the lock is for; one message may be deleted.
    static let exclusiveLock = [
        Check("exclusive-lock", ["rfc1939-4-exclusive-lock"], messages: 1, deletes: true) { bench in
            var wasRefused = false
            try await bench.loggedIn { one in
                let before = try await one.view()
                guard let first = before.sizes.keys.min(), let body = try await one.retrieve(first)?.reply.body else {
                    return bench.skip("rfc1939-4-exclusive-lock", because: nothingToRemove)
                }
                let login = try await bench.secondLogin { two in
                    guard bench.removals < 2 else { return }
                    bench.removals += 1
                    guard try await two.send("\(Verb.dele) \(first)").isPositive else { return }
                    _ = try await two.quit()
                }
                wasRefused = !login.isAdmitted
                if login.isAdmitted { try await one.isUndisturbed(before, first, body) }
            }
            guard wasRefused, let removal = try await bench.remove({ Array($0.suffix(1)) }) else { return }
            try await bench.judge(removal)
        }
    ]
}

/// What became of a login while the account has a session.
enum SecondLogin {
    case admitted
    case refused
    /// No answer, or none that is `-ERR`.
    case failed(Interruption)

    var isAdmitted: Bool {
        switch self {
        case .admitted: true
        case .refused, .failed: false
        }
    }
}

extension Bench {
    /// Logs in once, without waiting for a lock.
    func secondLogin(_ body: (Visit) async throws -> Void) async throws -> SecondLogin {
        guard let account = options.account, let method = facts.method else { return .refused }
        var isIn = false
        do {
            return try await visiting { visit in
                if try await visit.logIn(by: method, account) != nil { return .refused }
                isIn = true
                try await body(visit)
                return .admitted
            }
        } catch let error as Interruption {
            switch error {
            // A server may have too many connections, and close one that it has refused.
            case .refused, .notLoggedIn, .closed(_, behindRefusal: true): return .refused
            case .closed, .silent, .unanswered, .unterminated: return .failed(error)
            case .link, .changed:
                guard isIn else { throw error }
                return .failed(error)
            }
        }
    }

    /// A second login is refused or leads to a session.
    fileprivate func knock(_ one: Visit) async throws {
        let login = try await secondLogin { two in
            if let stat = try await two.attempt("\(Verb.stat)"), stat.isPositive { return }
            two.breach(
                "rfc1939-4-lock-refused-is-err",
                Localized(
                    en: "A second login was answered +OK, and the session is of no use.",
                    ja: "2 つ目のログインに +OK が返されましたが、そのセッションは使えません。"),
                expected: Expectation.err.texts)
        }
        guard case .failed(let error) = login else { return }
        one.breach("rfc1939-4-lock-refused-is-err", error.text, expected: Expectation.err.texts)
    }

    /// The login works at once; a lock that is left behind shows by how long it does not.
    func isLetIn(or requirement: RequirementID) async throws {
        let isDelayed = facts.parameters(of: "LOGIN-DELAY") != nil
        for round in 0..<Self.rounds {
            do {
                try await loggedIn { visit in _ = try await visit.send("\(Verb.noop)") }
                if round > 0 { breach(requirement, Self.late, as: .warn) }
                return
            } catch Interruption.notLoggedIn(let refusal) {
                let code = refusal.flatMap { Reply(first: $0).code }
                if isDelayed || code == .loginDelay || code.map(ResponseCode.system.covers) == true {
                    return skip(requirement, because: Interruption.notLoggedIn(refusal).text)
                }
                if round == Self.rounds - 1 {
                    breach(
                        requirement,
                        Localized(
                            en: "The login that worked before is refused for too long.",
                            ja: "前は成功したログインが、長い間拒否されています。"), actual: refusal)
                }
            }
        }
    }

    /// Each round is as long as a login is tried again: five seconds, a minute in all.
    private static let rounds = 12

    private static let late = Localized(
        en: "The next login was refused for a while: the lock was released late.",
        ja: "次のログインがしばらく拒否されました。ロックの解放が遅れています。")
}

extension Visit {
    /// Whether a wrong login is answered `-ERR`.
    fileprivate func isRefused(_ wrong: Credentials) async throws(Interruption) -> Bool {
        guard let method = bench.facts.method else { return false }
        do {
            if try await logIn(by: method, wrong) != nil { return true }
        } catch {
            switch error {
            case .closed(_, behindRefusal: true), .notLoggedIn: return true
            case .closed, .link, .silent, .unanswered, .unterminated, .refused, .changed: throw error
            }
        }
        breach(
            "rfc1939-4-open-failure-err",
            Localized(
                en: "A login with a wrong password was answered +OK.", ja: "誤ったパスワードのログインに +OK が返されました。"),
            expected: Expectation.err.texts)
        return false
    }

    fileprivate func retrieve(_ number: Int) async throws(Interruption) -> Exchange? {
        let exchange = try await attempt("\(Verb.retr) \(number)")
        return exchange?.isPositive == true ? exchange : nil
    }

    /// Another session has removed a message of this one.
    fileprivate func isUndisturbed(_ before: MailboxView, _ number: Int, _ body: Body) async throws(Interruption) {
        let row: RequirementID = "rfc1939-4-exclusive-lock"
        inform(
            row,
            Localized(
                en: "The server lets two sessions of one account in at once.",
                ja: "サーバーは 1 つのアカウントの 2 つのセッションを同時に受け入れます。"))
        guard let list = try await attempt("\(Verb.list)"), list.isPositive,
            let retr = try await attempt("\(Verb.retr) \(number)")
        else { return breach(row, Self.ended, as: .warn) }
        let sizes = list.lines.compactMap(ScanListing.init)
        if sizes.contains(where: { before.sizes[$0.number] != $0.octets }) {
            return breach(row, Self.renumbered, as: .fail)
        }
        guard retr.isPositive, let now = retr.reply.body else { return breach(row, Self.gone, as: .warn) }
        if now.kept != body.kept, Excerpt(now).body != Excerpt(body).body { breach(row, Self.other, as: .fail) }
    }

    private static let ended = Localized(
        en: "Another session removed a message; the first one was closed.", ja: "別のセッションがメールを削除すると、最初のセッションが切断されました。")
    private static let gone = Localized(
        en: "Another session removed a message; the first one cannot fetch it any more.",
        ja: "別のセッションがメールを削除すると、最初のセッションではそのメールを取り出せなくなりました。")
    private static let renumbered = Localized(
        en: "Another session removed a message, and the numbers or sizes of the first one changed.",
        ja: "別のセッションがメールを削除すると、最初のセッションの番号や大きさが変わりました。")
    private static let other = Localized(
        en: "Another session removed a message, and the first one fetched another in its place.",
        ja: "別のセッションがメールを削除すると、最初のセッションで別のメールが取り出されました。")
}
