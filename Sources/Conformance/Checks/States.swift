import Authentication
import Handbook
import POP3

extension Checklist {
    /// Which command may be sent when.
    static let states = [
        Check(
            "before-login",
            [
                "rfc1939-3-session-starts-in-authorization", "rfc1939-3-err-wrong-state-authorization",
                "rfc1939-5-stat-transaction-only", "rfc1939-5-list-transaction-only", "rfc1939-5-retr-transaction-only",
                "rfc1939-5-noop-transaction-only", "rfc1939-5-rset-transaction-only", "rfc1939-5-dele-transaction-only",
                "rfc1939-7-top-transaction-only", "rfc1939-7-uidl-transaction-only",
            ]
        ) { bench in
            try await bench.put(early) { visit, probe in try await visit.refusesEarly(probe.0, probe.1) }
            try await bench.put(early) { visit, probe in
                guard try await visit.attempt(.user("popscope-nobody")) != nil else { return }
                try await visit.refusesEarly(probe.0.lowercased(), probe.1)
            }
            bench.judgeStart()
        },
        Check("dele-before-login", ["rfc1939-5-dele-transaction-only"], messages: 1) { bench in
            try await bench.deleteBeforeLogin()
        },
        Check(
            "after-login",
            [
                "rfc1939-3-err-wrong-state-transaction", "rfc1939-7-user-only-in-authorization",
                "rfc1939-7-apop-only-in-authorization", "rfc1939-4-auth-success-ok-transaction",
            ]
        ) { bench in
            _ = try await bench.loggedIn { visit in
                try await visit.demand(.ok, to: "\(Verb.stat)", "rfc1939-4-auth-success-ok-transaction")
            }
            try await bench.put(late(bench), in: .transaction) { visit, probe in
                try await visit.refusesLate(probe.0, probe.1)
            }
        },
        Check("usual-commands", ["rfc1939-7-minimal-commands"], messages: 1) { bench in
            try await bench.tryUsualCommands()
        },
        Check("same-again", ["rfc1939-5-commands-repeatable"], messages: 1) { bench in
            try await bench.repeatCommands()
        },
        Check("optional-commands", ["rfc1939-7-optional-encouraged"], messages: 1) { bench in
            let missing = [Verb.top, .uidl].filter { !bench.facts.answered.contains($0) }
            guard !missing.isEmpty else { return }
            let names = missing.map(\.name).joined(separator: ", ")
            bench.breach(
                "rfc1939-7-optional-encouraged",
                Localized(
                    en: "Not offered: \(names). The RFC only encourages it.", ja: "\(names) がありません (RFC は推奨しているだけです)。"),
                as: .info)
        },
    ]

    /// Commands that need a login, and the rows of their own.
    private static let early: [(String, RequirementID)] = [
        ("STAT", "rfc1939-5-stat-transaction-only"), ("LIST", "rfc1939-5-list-transaction-only"),
        ("LIST 1", "rfc1939-5-list-transaction-only"), ("RETR 1", "rfc1939-5-retr-transaction-only"),
        ("RETR 999999", "rfc1939-5-retr-transaction-only"), ("DELE 999999", "rfc1939-5-dele-transaction-only"),
        ("NOOP", "rfc1939-5-noop-transaction-only"), ("RSET", "rfc1939-5-rset-transaction-only"),
        ("TOP 1 0", "rfc1939-7-top-transaction-only"), ("UIDL", "rfc1939-7-uidl-transaction-only"),
        ("UIDL 1", "rfc1939-7-uidl-transaction-only"), ("STAT", "rfc1939-5-stat-transaction-only"),
    ]

    /// Commands that log in, to be sent behind a login.
    private static func late(_ bench: Bench) -> [(Line, [RequirementID])] {
        let (user, apop): ([RequirementID], [RequirementID]) = (
            ["rfc1939-7-user-only-in-authorization"], ["rfc1939-7-apop-only-in-authorization"]
        )
        let (name, digest) = (bench.options.account?.user ?? "", String(repeating: "0", count: 32))
        let password = bench.passwordAccount?.password ?? []
        return [
            (.user("popscope-nobody"), user), (.user(name), user), (.pass(Array("popscope".utf8)), []),
            (.pass(password), []), (Line("user \(name)"), user), (Line("APOP \(name) \(digest)"), apop),
            (Line("apop popscope-nobody \(digest)"), apop), (.user(name), user),
        ]
    }
}

extension Visit {
    fileprivate func refusesEarly(_ text: String, _ requirement: RequirementID) async throws {
        let general: RequirementID = "rfc1939-3-err-wrong-state-authorization"
        guard let exchange = try await probe(Line(text), [requirement]) else { return }
        expect(.err, of: exchange, requirement)
        // The general row has a rule for +OK; a command that has no row of its own is judged by that alone.
        if requirement != general, !exchange.isPositive, exchange.command?.verb != .noop {
            expect(.err, of: exchange, general)
        }
    }

    fileprivate func refusesLate(_ line: Line, _ requirements: [RequirementID]) async throws {
        let general: RequirementID = "rfc1939-3-err-wrong-state-transaction"
        guard let exchange = try await probe(line, requirements + [general]) else { return }
        for requirement in requirements + [general] { expect(.err, of: exchange, requirement) }
        guard let stat = try await attempt("\(Verb.stat)"), !stat.isPositive else { return }
        breach(
            general,
            Localized(
                en: "Behind \"\(exchange.said)\" the session is no longer logged in: STAT is refused.",
                ja: "\"\(exchange.said)\" の後、ログインした状態ではなくなりました (STAT が拒否されます)。"),
            expected: ["+OK"], actual: stat.reply.first)
        await drop()
    }
}

extension Bench {
    /// A session in which several commands of TRANSACTION work has not begun in AUTHORIZATION.
    fileprivate func judgeStart() {
        let broken = Set(judgements.filter { $0.outcome == .fail }.map(\.requirement))
        let rows: [RequirementID] = [
            "rfc1939-5-stat-transaction-only", "rfc1939-5-list-transaction-only", "rfc1939-5-rset-transaction-only",
        ]
        guard broken.isSuperset(of: rows) else { return }
        breach(
            "rfc1939-3-session-starts-in-authorization",
            Localized(
                en: "STAT, LIST and RSET are carried out before anybody has logged in.",
                ja: "だれもログインしていないのに、STAT、LIST、RSET が実行されます。"))
    }

    /// A mark that is set before login must not be there behind it.
    fileprivate func deleteBeforeLogin() async throws {
        let requirement: RequirementID = "rfc1939-5-dele-transaction-only"
        guard let method = facts.method, let account = options.account else { return }
        try await visiting { visit in
            guard let dele = try await visit.probe("\(Verb.dele) 1", requirement) else { return }
            visit.expect(.err, of: dele, requirement)
            guard visit.isOpen, try await visit.logIn(by: method, account) == nil,
                let list = try await visit.attempt("\(Verb.list) 1"), !list.isPositive
            else { return }
            visit.breach(
                requirement,
                Localized(
                    en: "Message 1 is gone behind a DELE that was sent before login.",
                    ja: "ログイン前に DELE を送った後、1 番のメールがなくなりました。"),
                expected: ["+OK"], actual: list.reply.first)
        }
    }

    /// The commands that every server has, in a session that is dropped.
    fileprivate func tryUsualCommands() async throws {
        guard let number = facts.mail?.ordinary?.number ?? facts.mail?.sizes.keys.min() else { return }
        let requirement: RequirementID = "rfc1939-7-minimal-commands"
        try await loggedIn { visit in
            for text in ["STAT", "LIST", "LIST \(number)", "NOOP", "RETR \(number)"] {
                try await visit.demand(.ok, to: text, requirement)
                guard visit.isOpen else { return }
            }
            // A maildrop that may only be read refuses to mark.
            try await visit.demand(.ok, to: "\(Verb.dele) \(number)", requirement, as: .warn)
            guard visit.isOpen else { return }
            try await visit.demand(.ok, to: "\(Verb.rset)", requirement)
        }
    }

    /// The same commands several times, in different orders.
    fileprivate func repeatCommands() async throws {
        guard let number = facts.mail?.ordinary?.number ?? facts.mail?.sizes.keys.min() else { return }
        let words = [
            "STAT", "STAT", "LIST", "RETR \(number)", "RETR \(number)", "NOOP", "LIST", "RSET", "STAT", "NOOP", "NOOP",
            "RETR \(number)", "LIST \(number)", "RSET", "LIST", "LIST \(number)", "STAT",
        ]
        try await loggedIn { visit in
            var first: [String: Exchange] = [:]
            for word in words {
                guard let exchange = try await visit.probe(word, "rfc1939-5-commands-repeatable") else { return }
                guard let known = first[word] else {
                    first[word] = exchange
                    continue
                }
                visit.compare(exchange, with: known)
            }
        }
    }
}

extension Visit {
    fileprivate func compare(_ exchange: Exchange, with known: Exchange) {
        let isSame =
            exchange.reply.status == known.reply.status
            && (exchange.command?.verb != .stat
                || DropListing(exchange.reply)?.count == DropListing(known.reply)?.count)
            && exchange.lines.compactMap(ScanListing.init).map(\.number)
                == known.lines.compactMap(ScanListing.init).map(\.number)
            && (exchange.command?.verb != .retr || exchange.reply.body?.kept == known.reply.body?.kept)
        guard !isSame else { return }
        breach(
            "rfc1939-5-commands-repeatable",
            Localized(
                en: "\"\(exchange.said)\" was answered otherwise than the first time.",
                ja: "\"\(exchange.said)\" への応答が 1 回目と違います。"),
            expected: [known.reply.first.quoted], actual: exchange.reply.first)
    }
}
