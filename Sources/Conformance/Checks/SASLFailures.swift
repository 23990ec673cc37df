import Authentication
import Handbook
import POP3

extension Bench {
    /// Behind failed exchanges the right login works as if they had not been.
    func loginBehindFailures() async throws {
        try await logIn(behind: Self.failures(of: usable))
    }

    /// Behind a wrong secret the right login works all the same.
    func loginBehindWrongSecrets() async throws {
        guard let login else { return }
        let (user, wrong) = (SASLLogin.encode(login.user), Array("popscope-wrong".utf8))
        let responses: [(Mechanism, [String])] = [
            (.plain, [login.plain(password: wrong)]), (.login, [user, SASLLogin.encode(wrong)]),
        ]
        for (mechanism, responses) in responses where usable.contains(mechanism) {
            noteWrongLogin()
            try await logIn(behind: [[("\(Verb.auth) \(mechanism.name)", responses)]])
        }
    }

    private func logIn(behind groups: [[(String, [String])]]) async throws {
        guard let account = options.account, let method = facts.method else { return }
        for failures in groups {
            var refusal: (visit: Visit, exchange: Exchange)?
            let isIn = try await settles(attempts: 3) {
                try await visiting { visit in
                    for (opening, responses) in failures where visit.isOpen {
                        guard let last = try await visit.converse(opening, responses) else { return true }
                        try await visit.settle(last)
                    }
                    guard visit.isOpen else { return true }
                    guard let exchange = try await visit.logInUnlessClosed(by: method, account) else { return true }
                    refusal = (visit, exchange)
                    return false
                }
            }
            if !isIn, let refusal { refusal.visit.refusesBehindFailure(refusal.exchange) }
        }
    }

    private static func failures(of mechanisms: [Mechanism]) -> [[(String, [String])]] {
        let cancelled = mechanisms.filter { $0.row.needs == .password }.map { ("\(Verb.auth) \($0.name)", ["*"]) }
        let broken = mechanisms.filter { $0.row.needs == .password }.map { ("\(Verb.auth) \($0.name)", ["!!!!"]) }
        let unknown = ("\(Verb.auth) X-POPSCOPE", [String]())
        return [[unknown] + cancelled.prefix(1), Array(broken.prefix(1)), Array(cancelled.suffix(1))]
            .filter { !$0.isEmpty }
    }

    /// A name that AUTH brought serves no PASS behind it.
    func passBehindFailure() async throws {
        guard let login else { return }
        let user = SASLLogin.encode(login.user)
        let failures: [(Mechanism, [String], isWrongLogin: Bool)] = [
            (.plain, [login.plain(password: Array("popscope-wrong".utf8))], true),
            (.login, [user, "*"], false),
            (.login, [user, SASLLogin.encode("popscope-wrong".utf8)], true),
        ].filter { usable.contains($0.0) }
        try await put(failures) { visit, failure in
            if failure.isWrongLogin { noteWrongLogin() }
            guard let last = try await visit.converse("\(Verb.auth) \(failure.0.name)", failure.1) else { return }
            try await visit.settle(last)
            guard visit.isOpen, let pass = try await visit.attempt(Line.pass(login.password)) else { return }
            visit.expect(.err, of: pass, "rfc5034-4-fail-no-residual-user")
            if pass.isPositive { await visit.drop() }
        }
    }

    /// Whether a name that nobody has is refused in the same words as a wrong password.
    func compareRefusals() async throws {
        guard let login else { return }
        let name = String(decoding: login.user, as: UTF8.self)
        var seen: [[String]] = []
        try await put([name, stranger]) { visit, user in
            noteWrongLogin()
            var replies: [String] = []
            for line in [Line.user(user), Line.pass(Array("popscope-wrong".utf8))] {
                guard let exchange = try await visit.attempt(line) else { break }
                replies.append(exchange.reply.first.text.replacing(user, with: "USER"))
                if exchange.isPositive, exchange.after == .transaction { await visit.drop() }
                if exchange.isRefused { break }
            }
            seen.append(replies)
        }
        guard seen.count == 2, seen[0] != seen[1] else { return }
        breach(
            "rfc4422-3.6-no-user-enumeration",
            Localized(
                en: "A name that nobody has is refused in other words than a wrong password.",
                ja: "存在しないユーザー名と誤ったパスワードで、拒否の応答が異なります。"),
            expected: [seen[0].last ?? ""], actual: seen[1].last.map { Line($0) })
    }
}

extension Visit {
    /// As ``logIn(by:_:)``; a close counts as no refusal.
    fileprivate func logInUnlessClosed(
        by method: LoginMethod, _ account: Credentials
    ) async throws(Interruption) -> Exchange? {
        do {
            return try await logIn(by: method, account)
        } catch {
            guard case .closed = error else { throw error }
            return nil
        }
    }

    fileprivate func refusesBehindFailure(_ exchange: Exchange) {
        let isGuarding = exchange.reply.code.map { ResponseCode.system.covers($0) || $0 == .loginDelay } ?? false
        if exchange.reply.code == .inUse { return }
        breach(
            "rfc5034-4-fail-as-if-not-issued",
            Localized(
                en: "Behind a failed AUTH the right login was refused: \"\(exchange.reply.first.quoted)\"",
                ja: "AUTH が失敗した後、正しいログインが拒否されました: \"\(exchange.reply.first.quoted)\""),
            expected: ["+OK"], actual: exchange.reply.first, as: isGuarding ? .warn : nil)
    }
}
