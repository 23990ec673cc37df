import Handbook
import POP3

/// Messages that were marked and removed by QUIT, and what was there before.
struct Removal {
    let before: MailboxView
    let numbers: [Int]
    /// The bodies of some other messages, by their numbers before.
    let bodies: [Int: Body]
    /// What was said to QUIT; `nil` when the server closed without a word.
    let quit: Exchange?

    /// The numbers before of the messages that must be left.
    var left: [Int] { before.sizes.keys.sorted().filter { !numbers.contains($0) } }

    /// The numbers of the messages that were marked, for a sentence.
    var words: String { numbers.map(String.init).joined(separator: ", ") }
}

extension Bench {
    /// Deletes a message for good, or two; never more than two in a run.
    ///
    /// - Parameter choice: which of the numbers.
    /// - Returns: what was done; `nil` where there is nothing to delete, or DELE was refused.
    func remove(_ choice: ([Int]) -> [Int]) async throws -> Removal? {
        try await loggedIn { visit in try await visit.remove(choice) }
    }

    /// Holds what the next two sessions see against what must be left.
    func judge(_ removal: Removal) async throws {
        let (next, bodies) = try await loggedIn { visit in
            let view = try await visit.view()
            return (view, try await visit.bodies(of: removal, in: view))
        }
        guard removal.quit?.isRefused != true else {
            return skip(
                "rfc1939-6-quit-removes-marked", "rfc1939-6-quit-keeps-unmarked", "rfc1939-6-deletions-persist",
                "rfc1939-7-uidl-persistent-after-delete", because: Self.refused)
        }
        judgeLeft(removal, next, bodies)
        let third = try await loggedIn { visit in try await visit.view() }
        guard third.identities != next.identities else { return }
        guard third.identities == removal.before.identities || third.sizes.count < next.sizes.count else {
            throw Interruption.changed
        }
        breach(
            "rfc1939-6-deletions-persist",
            Localized(
                en: "After QUIT the next session saw \(next.summary), the one behind that \(third.summary).",
                ja: "QUIT の後、次のセッションでは \(next.summary)、その次では \(third.summary) でした。"))
    }

    private static let refused = Localized(
        en: "QUIT was answered -ERR, which is allowed: messages may be left.",
        ja: "QUIT に -ERR が返されました。これは許されており、メールが残ることがあります。")

    private func judgeLeft(_ removal: Removal, _ next: MailboxView, _ bodies: [Int: Body]) {
        let expected = removal.before.without(removal.numbers)
        if next.identities == removal.before.identities { return breachKept(removal) }
        guard next.sizes.count == expected.sizes.count, hasSame(bodies, removal.bodies) else {
            let isMore = next.sizes.count > expected.sizes.count
            return breach(
                isMore ? "rfc1939-6-quit-removes-marked" : "rfc1939-6-quit-keeps-unmarked",
                Localized(
                    en:
                        "Only \(removal.words) was marked; of \(removal.before.summary) QUIT has left \(next.summary).",
                    ja: "削除マークは \(removal.words) 番だけでしたが、QUIT の後、\(removal.before.summary) から \(next.summary) になりました。")
            )
        }
        let (was, now) = (
            removal.left.map { removal.before.uniqueIDs[$0] }, next.uniqueIDs.sorted { $0.key < $1.key }.map(\.value)
        )
        guard !now.isEmpty, was != now else { return }
        breach(
            "rfc1939-7-uidl-persistent-after-delete",
            Localized(
                en: "Messages that stayed have other unique-ids since another one was removed.",
                ja: "ほかのメールが削除された後、残ったメールの一意識別子が変わりました。"))
    }

    private func breachKept(_ removal: Removal) {
        let rows: [RequirementID] = ["rfc1939-6-quit-removes-marked", "rfc1939-6-deletions-persist"]
        for row in rows {
            breach(
                row,
                Localized(
                    en: "Message \(removal.words) was marked, QUIT was answered +OK, and the message is still there.",
                    ja: "\(removal.words) 番に削除マークを付け、QUIT に +OK が返されたのに、メールが残っています。"),
                as: removal.quit == nil ? .warn : nil)
        }
    }

    /// Whether the messages that were fetched before and after have the same bodies; a server may add to headers.
    private func hasSame(_ after: [Int: Body], _ before: [Int: Body]) -> Bool {
        after.allSatisfy { number, body in
            before[number].map { $0.kept == body.kept || Excerpt($0).body == Excerpt(body).body } ?? true
        }
    }
}

extension Visit {
    fileprivate func remove(_ choice: ([Int]) -> [Int]) async throws(Interruption) -> Removal? {
        let before = try await view()
        let numbers = choice(before.sizes.keys.sorted())
        guard !numbers.isEmpty, bench.removals + numbers.count <= 2 else { return nil }
        // RETR has no place here: what it fetched a server may remove at QUIT (RFC 1939 section 8).
        var bodies: [Int: Body] = [:]
        if let mail = bench.facts.mail, mail.sizes == before.sizes, mail.uniqueIDs == before.uniqueIDs {
            let others = mail.samples.filter { !numbers.contains($0.number) && $0.body.octets <= 65_536 }
            for sample in others.prefix(3) + others.suffix(1) { bodies[sample.number] = sample.body }
        }
        for number in numbers {
            guard try await send("\(Verb.dele) \(number)").isPositive else { return nil }
        }
        bench.removals += numbers.count
        return Removal(before: before, numbers: numbers, bodies: bodies, quit: try await quit())
    }

    /// The bodies of the messages that were fetched before, by their numbers then.
    fileprivate func bodies(of removal: Removal, in view: MailboxView) async throws(Interruption) -> [Int: Body] {
        var bodies: [Int: Body] = [:]
        for (now, then) in zip(view.sizes.keys.sorted(), removal.left) where removal.bodies[then] != nil {
            bodies[then] = try await send("\(Verb.retr) \(now)").reply.body
        }
        return bodies
    }
}
