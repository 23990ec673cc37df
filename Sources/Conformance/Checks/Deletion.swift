import Handbook
import POP3

extension Checklist {
    /// DELE and RSET; nothing is deleted for good, since every session is dropped.
    static let deletion = [
        Check(
            "deletion",
            marking + [
                "rfc1939-5-dele-ok", "rfc1939-5-noop-ok", "rfc1939-7-uidl-numbers-match-list",
                "rfc1939-5-stat-count-equals-list",
            ], messages: 1
        ) { bench in
            guard let mail = bench.facts.mail else { return }
            let lost: MailboxView? = try await bench.loggedIn { visit in
                let before = try await visit.view()
                try bench.mustStand(before)
                for numbers in mail.deletable where visit.isOpen {
                    if try await !visit.markAndUnmark(numbers, before) {
                        await visit.drop()
                        return before
                    }
                }
                return nil
            }
            if let lost { try await bench.judgeDeferral(lost) }
        },
        Check(
            "deletion-references",
            [
                "rfc1939-5-list-deleted-err", "rfc1939-5-retr-deleted-err", "rfc1939-7-top-deleted-err",
                "rfc1939-7-uidl-deleted-err", "rfc1939-5-dele-twice-err", "rfc1939-5-dele-then-any-reference-err",
            ], messages: 1
        ) { bench in
            guard let mail = bench.facts.mail, let first = mail.someNumbers.first, let last = mail.someNumbers.last
            else {
                return
            }
            let probes = Set([first, last]).sorted().flatMap { number in
                bench.references(to: number).map { (number: number, probe: $0) }
            }
            try await bench.inTransaction(probes) { visit, item in
                try await visit.refusesMarked(item.number, item.probe)
            }
        },
        Check(
            "deletion-of-all", ["rfc1939-5-stat-empty", "rfc1939-5-list-empty", "rfc1939-7-uidl-empty"], messages: 1
        ) { bench in
            guard let mail = bench.facts.mail, mail.count <= 64, !bench.deletesAtOnce else {
                return bench.skip(
                    "rfc1939-5-stat-empty", "rfc1939-5-list-empty", "rfc1939-7-uidl-empty", because: tooLarge)
            }
            try await bench.loggedIn { visit in
                let before = try await visit.view()
                try bench.mustStand(before)
                for number in before.sizes.keys.sorted() { _ = try await visit.send("\(Verb.dele) \(number)") }
                // Where DELE fails that is another check's.
                let marked = visit.exchanges.count { $0.command?.verb == .dele && $0.isPositive }
                if marked == before.sizes.count { try await visit.judgeEmpty() }
                _ = try await visit.demand("\(Verb.rset)", "rfc1939-5-rset-unmarks")
                try await visit.mustBe(before, or: "rfc1939-5-rset-unmarks")
            }
        },
    ]
}

extension Checklist {
    /// What shows only where something can be marked.
    fileprivate static let marking: [RequirementID] = [
        "rfc1939-5-dele-deferred", "rfc1939-5-stat-excludes-deleted", "rfc1939-5-list-excludes-deleted",
        "rfc1939-7-uidl-excludes-deleted", "rfc1939-5-rset-unmarks", "rfc1939-4-numbers-stable-in-session",
    ]

    /// Why nobody has seen the mailbox empty.
    static let tooLarge = Localized(
        en: "The mailbox is not empty, and too large to mark everything.",
        ja: "メールボックスが空ではなく、すべてに削除マークを付けるには大きすぎます。")
    fileprivate static let unmarked = Localized(
        en: "DELE was refused: nothing could be marked.", ja: "DELE が拒否されたため、削除マークを付けられませんでした。")
}

extension MailFacts {
    /// The messages that are marked together, group by group: the first, the last, and several in any order.
    fileprivate var deletable: [[Int]] {
        let numbers = someNumbers
        guard let first = numbers.first, let last = numbers.last else { return [] }
        var groups = [[first]]
        if last != first { groups += [[last], [last, first]] }
        if numbers.count > 2 { groups.append([numbers[numbers.count / 2], first]) }
        if let ten = numbers.first(where: { $0 >= 10 }), ten != last { groups.append([ten]) }
        return groups
    }
}

extension Visit {
    /// DELE for each of these, what is left, and RSET.
    ///
    /// - Returns: whether RSET has taken every mark off.
    fileprivate func markAndUnmark(_ numbers: [Int], _ before: MailboxView) async throws -> Bool {
        var marked: [Int] = []
        for number in numbers {
            let dele = try await send("\(marked.isEmpty ? "\(Verb.dele)" : "dele") \(number)")
            guard dele.isPositive else {
                if try await refusesAll(behind: dele, before) { return true }
                continue
            }
            marked.append(number)
            try await mustShow(before.without(marked), marked)
        }
        let left = try await view()
        _ = try await demand("\(Verb.noop)", "rfc1939-5-noop-ok")
        try await mustBe(left, or: "rfc1939-5-noop-ok")
        // Behind NOOP, since it sends one.
        if numbers.count == 1 { guard try await isInStep(or: "rfc1939-5-dele-ok") else { return true } }
        try await others(than: marked, before)
        guard try await demand(numbers.count > 1 ? "rset" : "\(Verb.rset)", "rfc1939-5-rset-unmarks") != nil,
            try await mustBe(before, or: "rfc1939-5-rset-unmarks")
        else { return false }
        for number in marked {
            _ = try await demand("\(Verb.list) \(number)", "rfc1939-5-rset-unmarks")
            try await stillHas(number, or: "rfc1939-5-dele-deferred")
        }
        return true
    }

    /// DELE was refused. A mailbox that may only be read refuses every one, and stays as it is.
    ///
    /// - Returns: whether no message can be marked.
    private func refusesAll(behind refusal: Exchange, _ before: MailboxView) async throws(Interruption) -> Bool {
        let row: RequirementID = "rfc1939-5-dele-ok"
        if let code = refusal.reply.code, ResponseCode.system.covers(code) || code == .utf8 { return false }
        var isAny = exchanges.contains { $0.command?.verb == .dele && $0.isPositive }
        if !isAny {
            for number in bench.facts.mail?.someNumbers ?? [] where isOpen && !isAny {
                isAny = try await attempt("\(Verb.dele) \(number)")?.isPositive == true
            }
            if isAny { _ = try await attempt("\(Verb.rset)") }
        }
        expect(.ok, of: refusal, row, as: isAny ? nil : .warn)
        guard !isAny else { return false }
        for other in Checklist.marking { bench.skip(other, because: Checklist.unmarked) }
        if isOpen { try await mustBe(before, or: row) }
        return true
    }

    /// Holds the listings behind DELE against what must be left.
    private func mustShow(_ expected: MailboxView, _ marked: [Int]) async throws(Interruption) {
        let view = try await view()
        let words = marked.map(String.init).joined(separator: ", ")
        if view.sizes.count == expected.sizes.count + marked.count, view.count == view.sizes.count {
            return breach(
                "rfc1939-5-dele-ok",
                Localized(
                    en: "DELE was answered +OK, but nothing is marked: \(words).",
                    ja: "DELE に +OK が返されましたが、削除マークが付いていません: \(words)"))
        }
        let isCount = view.hasOtherCount(than: expected)
        if isCount || view.hasOtherTotal(than: expected) {
            breach(
                "rfc1939-5-stat-excludes-deleted",
                Localized(
                    en: "STAT does not leave out what is marked as deleted: \(words).",
                    ja: "STAT が削除マークの付いたメールを除いていません: \(words)"),
                expected: ["+OK \(expected.count ?? 0) \(expected.octets ?? 0)"],
                actual: Line("+OK \(view.count ?? 0) \(view.octets ?? 0)"))
        }
        judgeNumbers(view, expected, marked)
    }

    /// Whether the messages that are left have kept their numbers.
    private func judgeNumbers(_ view: MailboxView, _ expected: MailboxView, _ marked: [Int]) {
        let isListRight =
            view.sizes.keys.sorted() == expected.sizes.keys.sorted() || view.sizes.keys.contains(where: marked.contains)
        let areIDsRight = view.uniqueIDs == expected.uniqueIDs || view.uniqueIDs.keys.contains(where: marked.contains)
        guard !isListRight || !areIDsRight || view.isRenumbered(expected) else { return }
        breach(
            "rfc1939-4-numbers-stable-in-session",
            Localized(
                en:
                    "After DELE the messages that are left do not have the numbers, sizes and unique-ids that they had.",
                ja: "DELE の後、残りのメールの番号、大きさ、一意識別子が前と変わりました。"))
    }

    /// The other messages are what they were.
    private func others(than marked: [Int], _ before: MailboxView) async throws(Interruption) {
        let samples = bench.facts.mail?.samples.filter { !marked.contains($0.number) && $0.body.octets <= 65_536 } ?? []
        for sample in Set([samples.first?.number, samples.last?.number]).compactMap(\.self).sorted() {
            try await stillHas(sample, or: "rfc1939-4-numbers-stable-in-session")
        }
    }
}

extension Visit {
    /// RETR brings the message that it brought in the beginning; lines that the server adds are another check's.
    func stillHas(_ number: Int, or requirement: RequirementID) async throws(Interruption) {
        guard let sample = bench.facts.mail?.samples.first(where: { $0.number == number }),
            sample.body.octets <= 65_536,
            let retr = try await demand("\(Verb.retr) \(number)", requirement), let body = retr.reply.body,
            body.kept != sample.body.kept, Excerpt(body).body != Excerpt(sample.body).body
        else { return }
        breach(
            requirement,
            Localized(
                en: "RETR \(number) brings other octets than in the beginning.",
                ja: "RETR \(number) で届くメールの内容が、初めと違います。"))
    }

    /// The mailbox shows what it must.
    ///
    /// - Returns: whether it does.
    @discardableResult
    func mustBe(_ expected: MailboxView, or requirement: RequirementID) async throws(Interruption) -> Bool {
        let view = try await view()
        guard
            view.sizes.keys.sorted() != expected.sizes.keys.sorted() || view.hasOtherCount(than: expected)
                || view.hasOtherTotal(than: expected)
        else { return true }
        breach(
            requirement,
            Localized(
                en: "The mailbox should show \(expected.summary), and shows \(view.summary).",
                ja: "メールボックスは \(expected.summary) のはずですが、\(view.summary) です。"))
        return false
    }

    /// A command about a message that is marked, in whichever session.
    fileprivate func refusesMarked(_ number: Int, _ probe: Probe) async throws {
        if knowledge.maildrop?.marked.contains(number) != true {
            guard try await send("\(Verb.dele) \(number)").isPositive else {
                return probe.requirements.forEach { bench.skip($0, because: Checklist.unmarked) }
            }
        }
        try await refuses(probe)
    }
}

extension Bench {
    /// RSET has not brought back what was marked: is it only marked still, or gone before UPDATE?
    fileprivate func judgeDeferral(_ before: MailboxView) async throws {
        let now = try await loggedIn { visit in try await visit.view() }
        guard now.sizes.count < before.sizes.count else { return }
        deletesAtOnce = true
        breach(
            "rfc1939-5-dele-deferred",
            Localized(
                en:
                    "DELE has removed messages at once: the next session sees \(now.summary), and \(before.summary) was there.",
                ja: "DELE でメールがすぐに削除されました。次のセッションでは \(now.summary) で、前は \(before.summary) でした。"))
    }

    /// Every command that names a message that is marked.
    fileprivate func references(to number: Int) -> [Probe] {
        var rows: [(String, RequirementID)] = [
            ("\(Verb.list) \(number)", "rfc1939-5-list-deleted-err"),
            ("\(Verb.retr) \(number)", "rfc1939-5-retr-deleted-err"),
            ("\(Verb.dele) \(number)", "rfc1939-5-dele-twice-err"), ("list \(number)", "rfc1939-5-list-deleted-err"),
        ]
        if facts.offers("UIDL") { rows.append(("\(Verb.uidl) \(number)", "rfc1939-7-uidl-deleted-err")) }
        if facts.offers("TOP") {
            rows += ["0", "1"].map { ("\(Verb.top) \(number) \($0)", "rfc1939-7-top-deleted-err") }
        }
        return rows.map { Probe($0.0, $0.1, "rfc1939-5-dele-then-any-reference-err") }
    }
}

extension Excerpt {
    /// A whole message.
    init(_ body: Body) { self.init(body.keptLines.map(\.bytes), lines: nil) }
}
