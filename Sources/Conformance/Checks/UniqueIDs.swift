import Handbook
import POP3

extension Checklist {
    /// UIDL while nothing is marked, and over several sessions.
    static let uniqueIDs = [
        Check(
            "unique-ids",
            [
                "rfc1939-7-uidl-multi-form", "rfc1939-7-uidl-single-form", "rfc1939-7-uidl-single-equals-multi",
                "rfc1939-7-uidl-no-trailing-info", "rfc1939-7-uidl-length", "rfc1939-7-uidl-charset",
                "rfc1939-7-uidl-unique", "rfc1939-7-uidl-numbers-match-list", "rfc1939-4-numbers-decimal",
            ], messages: 1
        ) { bench in
            guard bench.facts.offers("UIDL") else { return }
            try await bench.loggedIn { visit in
                _ = try await visit.send("\(Verb.list)")
                for command in ["UIDL", "uidl", "UiDl"] {
                    let listing = try await visit.demand(command, "rfc1939-7-uidl-multi-form")
                    if let listing { visit.judgeNumbers(listing) }
                }
                for number in bench.facts.mail?.someNumbers ?? [] {
                    for command in ["UIDL", "uidl"] {
                        let single = try await visit.demand("\(command) \(number)", "rfc1939-7-uidl-single-form")
                        guard let single else { continue }
                        visit.judgeNumbers(single)
                        guard try await visit.isInStep(or: "rfc1939-7-uidl-single-form") else { return }
                    }
                }
                let after = try await visit.view()
                try await visit.judgeTwins(in: after)
            }
        },
        Check("unique-ids-later", ["rfc1939-7-uidl-persistent"], messages: 1) { bench in
            guard bench.facts.offers("UIDL"), let mail = bench.facts.mail else { return }
            var views: [MailboxView] = []
            for isFetching in [false, true, false] {
                try await bench.loggedIn { visit in
                    views.append(try await visit.view())
                    if isFetching, let number = mail.someNumbers.first {
                        _ = try await visit.send("\(Verb.retr) \(number)")
                        views.append(try await visit.view())
                    }
                }
            }
            try bench.judgeLater(mail, views)
        },
    ]
}

extension Visit {
    /// Messages with the same unique-id: copies may share one.
    fileprivate func judgeTwins(in view: MailboxView) async throws(Interruption) {
        let groups = Dictionary(grouping: view.uniqueIDs.keys.sorted()) { view.uniqueIDs[$0] ?? "" }
        let twins = groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.prefix(4)
        for numbers in twins {
            let one = try await send("\(Verb.retr) \(numbers[0])").reply.body
            let other = try await send("\(Verb.retr) \(numbers[1])").reply.body
            guard let one, let other else { continue }
            let isCopy = one.kept == other.kept && one.octets == other.octets
            breach(
                "rfc1939-7-uidl-unique",
                isCopy
                    ? Localized(
                        en: "Messages \(numbers[0]) and \(numbers[1]), copies of one another, have the same unique-id.",
                        ja: "\(numbers[0]) 番と \(numbers[1]) 番は同じ内容のメールで、一意識別子も同じです。")
                    : Localized(
                        en: "Messages \(numbers[0]) and \(numbers[1]) have the same unique-id and other octets.",
                        ja: "\(numbers[0]) 番と \(numbers[1]) 番は内容が違うのに、一意識別子が同じです。"),
                as: isCopy ? .warn : .fail)
        }
    }
}

extension Bench {
    /// Holds the unique-ids of several sessions against those of the first.
    fileprivate func judgeLater(_ mail: MailFacts, _ views: [MailboxView]) throws(Interruption) {
        for view in views {
            guard view.uniqueIDs.count == mail.uniqueIDs.count, view.uniqueIDs != mail.uniqueIDs else {
                if view.uniqueIDs.count != mail.uniqueIDs.count { throw .changed }
                continue
            }
            // Other messages have come in the place of some, unless the sizes are the same.
            guard view.sizes == mail.sizes || Set(view.uniqueIDs.values).isDisjoint(with: mail.uniqueIDs.values) else {
                throw .changed
            }
            let number = mail.uniqueIDs.keys.sorted().first { view.uniqueIDs[$0] != mail.uniqueIDs[$0] } ?? 1
            let (was, now) = (mail.uniqueIDs[number] ?? "", view.uniqueIDs[number] ?? "")
            return breach(
                "rfc1939-7-uidl-persistent",
                Localized(
                    en: "The unique-id of message \(number) was \(Line(was).quoted), and later \(Line(now).quoted).",
                    ja: "\(number) 番のメールの一意識別子が \(Line(was).quoted) から \(Line(now).quoted) に変わりました。"),
                expected: [Line(was).quoted], actual: Line(now))
        }
    }
}
