import Handbook
import POP3

extension Checklist {
    /// What is refused changes nothing.
    static let sideEffects = [
        Check("errors-change-nothing", ["rfc1939-3-err-no-side-effect"], messages: 2) { bench in
            try await bench.loggedIn { visit in
                let before = try await visit.view()
                try bench.mustStand(before)
                let numbers = before.sizes.keys.sorted()
                guard let first = numbers.first, let last = numbers.last else { return }
                try await visit.changesNothing(wrong(last), before)
                guard visit.isOpen else { return }
                try await visit.marksOnlyOne(first, last, before)
                guard visit.isOpen, try await visit.send("\(Verb.dele) \(first)").isPositive else { return }
                let left = try await visit.view()
                try await visit.changesNothing(wrong(last), left)
                guard visit.isOpen else { return }
                try await visit.changesNothing(["LIST", "RETR", "UIDL", "DELE"].map { "\($0) \(first)" }, left)
            }
        }
    ]

    /// Commands that must be refused; what is taken all the same is the matter of other checks.
    private static func wrong(_ last: Int) -> [String] {
        [Visit.nonsense]
            + ["LIST", "RETR", "UIDL", "DELE"].flatMap { verb in
                ["0", "-1", "\(last + 1)", "4294967297", "x"].map { "\(verb) \($0)" }
            } + [
                "\(Verb.dele)", Visit.nonsense, "\(Verb.user) nobody", "\(Verb.pass) x", "\(Verb.stat)\(Verb.stat)",
                "X RSET",
            ]
    }
}

extension Visit {
    /// Sends commands that are refused. Of one that is not, nothing is said here, and a mark of it is taken off again.
    fileprivate func changesNothing(_ commands: [String], _ before: MailboxView) async throws(Interruption) {
        let marked = knowledge.maildrop?.marked ?? []
        for command in commands {
            guard let exchange = try await attempt(command) else { return judgeClose() }
            guard exchange.isPositive, exchange.command?.verb == .dele else { continue }
            guard try await attempt("\(Verb.rset)") != nil else { return }
            for number in marked.sorted() { guard try await attempt("\(Verb.dele) \(number)") != nil else { return } }
        }
        guard isOpen, try await !mustBe(before, or: "rfc1939-3-err-no-side-effect") else { return }
        await drop()
    }

    /// The server has closed, as it may behind several errors; behind the first one of a session that is harsh.
    private func judgeClose() {
        guard exchanges.count(where: \.isRefused) == 1 else { return }
        breach(
            "rfc1939-3-err-no-side-effect",
            Localized(
                en: "The server closed behind the first command that it refused.",
                ja: "最初に拒否したコマンドの後、サーバーが接続を閉じました。"), as: .warn)
    }

    /// DELE with two numbers may be refused, or mark the first.
    fileprivate func marksOnlyOne(_ first: Int, _ second: Int, _ before: MailboxView) async throws(Interruption) {
        guard let exchange = try await attempt("\(Verb.dele) \(first) \(second)") else { return }
        if exchange.isPositive {
            // What is marked besides is no news to the rules.
            isUnjudged = true
            defer { isUnjudged = false }
            if try await view().sizes[second] == nil {
                breach(
                    "rfc1939-3-err-no-side-effect",
                    Localized(
                        en: "\(exchange.said) has marked message \(second) as well.",
                        ja: "\(exchange.said) で \(second) 番にも削除マークが付きました。"))
            }
        } else {
            try await mustBe(before, or: "rfc1939-3-err-no-side-effect")
        }
        _ = try await attempt("\(Verb.rset)")
    }
}
