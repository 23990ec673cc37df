import Handbook
import POP3

extension Checklist {
    /// EXPIRE: what was fetched and not marked, once the session has ended by QUIT.
    static let expiry = [
        Check(
            "fetched-mail-stays",
            ["rfc2449-6.7-expire-nonzero-keeps", "rfc2449-6.7-expire-0-implicit-dele"], messages: 1, deletes: true
        ) { bench in
            guard let days = bench.announcedDays else { return }
            let mark = bench.facts.mail?.count ?? 1
            let before = try await bench.loggedIn { visit in
                let names = try await visit.messageNames()
                guard try await visit.attempt("\(Verb.retr) \(mark)")?.isPositive == true, visit.isOpen else {
                    return [String]()
                }
                _ = try await visit.attempt("\(Verb.quit)")
                _ = try await visit.closes(within: bench.options.patience)
                return names
            }
            guard before.count >= mark else { return }
            let after = try await bench.loggedIn { visit in try await visit.messageNames() }
            bench.judgeLoss(before, after, fetched: before[mark - 1], keeps: days > 0)
        }
    ]
}

extension Bench {
    /// The days that EXPIRE announces, `Int.max` for ever; `nil` without EXPIRE.
    fileprivate var announcedDays: Int? {
        let lists = [facts.capabilitiesAfterLogin, facts.capabilities].compactMap(\.self)
        for capability in lists.joined() {
            if case .expire(let days, _) = capability.reading { return days ?? .max }
        }
        return nil
    }

    fileprivate func judgeLoss(_ before: [String], _ after: [String], fetched: String, keeps: Bool) {
        var missing = before
        for name in after { if let index = missing.firstIndex(of: name) { missing.remove(at: index) } }
        if keeps, missing == [fetched] {
            breach(
                "rfc2449-6.7-expire-nonzero-keeps",
                Localized(
                    en: "A message that was fetched and not marked as deleted is gone after QUIT, against EXPIRE.",
                    ja: "EXPIRE の通知に反して、取り出しただけで削除マークを付けなかったメールが QUIT の後になくなりました。"))
        }
        if !keeps, missing.contains(where: { $0 != fetched }) {
            breach(
                "rfc2449-6.7-expire-0-implicit-dele",
                Localized(
                    en: "A message that was neither fetched nor marked as deleted is gone after QUIT.",
                    ja: "取り出しても削除マークを付けてもいないメールが QUIT の後になくなりました。"))
        }
    }
}

extension Visit {
    /// What tells each message from the others: its unique-id, or its size; in the order of the numbers.
    fileprivate func messageNames() async throws(Interruption) -> [String] {
        if bench.facts.answered.contains(.uidl) {
            return try await send("\(Verb.uidl)").lines.compactMap(UniqueIDListing.init).map(\.uniqueID)
        }
        return try await send("\(Verb.list)").lines.compactMap(ScanListing.init).map { "\($0.octets)" }
    }
}
