import Handbook
import POP3

extension Checklist {
    /// RETR: whole messages, again and again.
    static let messages = [
        Check(
            "messages",
            [
                "rfc1939-5-retr-multiline", "rfc1939-5-retr-does-not-delete", "rfc1939-5-retr-persistent-content",
                "rfc1939-5-list-exact-size", "rfc1939-11-size-crlf-two", "rfc1939-11-size-no-stuffing",
                "rfc1939-11-message-format", "rfc1939-3-multiline-terminator", "rfc1939-3-multiline-lines-crlf",
                "rfc1939-3-byte-stuffing", "rfc1939-3-no-overstuffing", "rfc1939-5-retr-stuffed",
                "rfc1939-3-stuffing-across-write-boundary", "rfc1939-3-last-line-crlf-before-dot",
                "rfc1939-4-sizes-fixed-at-open",
            ], messages: 1
        ) { bench in
            let samples = bench.facts.mail?.samples ?? []
            try await bench.loggedIn { visit in
                let before = try await visit.view()
                try bench.mustStand(before)
                for sample in samples { try await visit.fetch(sample, before) }
                try await visit.fetchOthers(than: samples, before)
                for sample in samples.reversed() where sample.body.octets <= 65_536 {
                    try await visit.fetch(sample, before)
                }
                let after = try await visit.view()
                if after.sizes.count < before.sizes.count || after.hasOtherCount(than: before) {
                    visit.breach("rfc1939-5-retr-does-not-delete", fewer)
                }
            }
            bench.judgeSizes(samples)
            bench.judgeFormat(samples)
        }
    ]

    private static let fewer = Localized(
        en: "After RETR the listing has other messages than before.", ja: "RETR の後、一覧のメールが前と変わりました。")
}

extension Visit {
    /// Fetches a message that has been fetched before, in another session.
    fileprivate func fetch(_ sample: MailFacts.Sample, _ view: MailboxView) async throws {
        let earlier = exchanges.first { $0.isFetch(of: sample.number) }?.reply.body
        let isAgain = earlier != nil
        guard
            let retr = try await demand(
                isAgain ? "retr \(sample.number)" : "\(Verb.retr) \(sample.number)",
                isAgain ? "rfc1939-5-retr-does-not-delete" : "rfc1939-5-retr-multiline"),
            let body = retr.reply.body
        else { return }
        judgeStuffing(body, of: sample.number, view)
        guard body.kept != sample.body.kept else { return }
        if let earlier, Excerpt(earlier).body != Excerpt(body).body {
            return breach(
                "rfc1939-5-retr-does-not-delete",
                Localized(
                    en: "The second RETR \(sample.number) brought other octets than the first.",
                    ja: "2 回目の RETR \(sample.number) で届いた内容が、1 回目と違います。"))
        }
        judgeOther(body, sample)
    }

    /// Fetches messages that nobody has been able to fetch so far.
    fileprivate func fetchOthers(than samples: [MailFacts.Sample], _ view: MailboxView) async throws {
        let known = Set(samples.map(\.number))
        for number in bench.facts.mail?.someNumbers ?? [] where !known.contains(number) {
            guard let size = view.sizes[number], size <= 1 << 20,
                let body = try await demand("\(Verb.retr) \(number)", "rfc1939-5-retr-multiline")?.reply.body
            else { continue }
            judgeStuffing(body, of: number, view)
        }
    }

    /// The message is not what it was: another one, a part of it, or the same with lines that the server adds.
    private func judgeOther(_ body: Body, _ sample: MailFacts.Sample) {
        let others = bench.facts.mail?.samples ?? []
        if let other = others.first(where: { $0.number != sample.number && $0.body.kept == body.kept }) {
            return breach(
                "rfc1939-5-retr-multiline",
                Localized(
                    en: "RETR was asked for message \(sample.number) and sent message \(other.number).",
                    ja: "RETR で \(sample.number) 番を指定しましたが、\(other.number) 番のメールが送られました。"))
        }
        breach(
            "rfc1939-5-retr-persistent-content",
            Localized(
                en: "Message \(sample.number) had other octets than when it was fetched before.",
                ja: "\(sample.number) 番のメールの内容が、前に取り出したときと違います。"))
    }
}

extension Exchange {
    /// Whether it brought a message.
    func isFetch(of number: Int) -> Bool { isPositive && command?.verb == .retr && command?.messageNumber == number }
}

extension Bench {
    /// Whether the messages look like mail: content that the tool has not delivered is not judged harder than that.
    fileprivate func judgeFormat(_ samples: [MailFacts.Sample]) {
        let row: RequirementID = "rfc1939-11-message-format"
        let heads = samples.compactMap { $0.body.keptLines.first?.bytes }
        let separators = heads.count { $0.starts(with: "From ".utf8) }
        if separators > 0 {
            breach(
                row,
                Localized(
                    en: "A message begins with the line \"From ...\" of the mail store.",
                    ja: "メールの先頭に、保存形式の \"From ...\" の行があります。"),
                as: separators == samples.count ? .fail : .warn)
        }
        let headless = samples.count { $0.body.isWhole && $0.body.linesBehindHeader == nil }
        if headless > 0 {
            breach(
                row,
                Localized(
                    en: "\(headless) of \(samples.count) messages have no empty line behind the header.",
                    ja: "\(samples.count) 通のうち \(headless) 通に、ヘッダーの後の空行がありません。"),
                as: headless == samples.count && headless > 1 ? .warn : .info)
        }
        if samples.contains(where: { $0.body.nuls > 0 || $0.body.bareCarriageReturns > 0 }) {
            breach(
                row, Localized(en: "A message holds NUL, or CR without LF.", ja: "NUL、または LF のない CR を含むメールがあります。"),
                as: .info)
        }
    }
}
