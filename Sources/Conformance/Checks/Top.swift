import Handbook
import POP3

extension Checklist {
    /// TOP: the header, the empty line, and so many lines of the body.
    static let top = [
        Check(
            "top",
            [
                "rfc1939-7-top-multiline", "rfc1939-7-top-zero", "rfc1939-7-top-exact-body",
                "rfc1939-7-top-more-than-body", "rfc1939-7-top-huge-count", "rfc1939-7-top-stuffed",
                "rfc1939-7-top-no-side-effect", "rfc1939-3-byte-stuffing",
            ], messages: 1
        ) { bench in
            try await bench.loggedIn { visit in
                let samples = bench.facts.mail?.topical ?? []
                guard !samples.isEmpty else { return bench.skipTop() }
                // That it is announced and refused is another row's.
                guard bench.facts.answered.contains(.top) else { return bench.skipTop(Self.refusedTop) }
                let before = try await visit.view()
                try bench.mustStand(before)
                for sample in samples { try await visit.judgeTop(of: sample) }
                if let dotted = bench.facts.mail?.dotted { try await visit.judgeDots(of: dotted) }
                let after = try await visit.view()
                // Sizes that change are another requirement's.
                guard
                    after.hasOtherCount(than: before)
                        || after.identities(bySize: false) != before.identities(bySize: false)
                else { return }
                visit.breach("rfc1939-7-top-no-side-effect", Self.changedByTop)
            }
        },
        Check(
            "top-arguments", ["rfc1939-7-top-non-negative", "rfc1939-7-top-non-numeric-err"], messages: 1
        ) { bench in
            guard bench.facts.offers("TOP") else { return }
            let last = bench.facts.mail?.count ?? 1
            let negative = ["-1", "-0x1", "-2", "-4294967295", "-2147483648"].flatMap { count in
                [1, last].map { Probe("\(Verb.top) \($0) \(count)", "rfc1939-7-top-non-negative") }
            }
            let words = ["x", "x1", "*", "all", "?", "one"].flatMap { count in
                [1, last].map { Probe("\(Verb.top) \($0) \(count)", "rfc1939-7-top-non-numeric-err") }
            }
            let mixed = ["1x", "0x1", "1.0", "1,0"].map {
                Probe("\(Verb.top) 1 \($0)", "rfc1939-7-top-non-numeric-err", as: .warn)
            }
            try await bench.refuses(negative + words + mixed)
        },
    ]

    private static let refusedTop = Localized(
        en: "TOP is announced, and refused.", ja: "TOP は通知されていますが、拒否されます。")
    private static let changedByTop = Localized(
        en: "TOP has changed what STAT, LIST or UIDL show.", ja: "TOP の後、STAT、LIST、UIDL の内容が変わりました。")
}

extension Bench {
    fileprivate func skipTop(_ reason: Localized = Bench.nothingToCompare) {
        skip(
            "rfc1939-7-top-multiline", "rfc1939-7-top-zero", "rfc1939-7-top-exact-body", "rfc1939-7-top-more-than-body",
            "rfc1939-7-top-huge-count", "rfc1939-7-top-stuffed", "rfc1939-7-top-no-side-effect",
            because: reason)
    }

    private static var nothingToCompare: Localized {
        Localized(
            en: "No message of moderate size with an empty line behind its header could be fetched.",
            ja: "ヘッダーの後に空行のある、適当な大きさのメールを取り出せませんでした。")
    }
}

/// A reply to TOP that has not the lines that it should have.
private struct Misfit {
    let row: RequirementID
    let sentence: Localized
    let evidence: [Evidence]
    let start: Int
    /// Whether it is what comes of counting a stuffed line twice.
    let isDots: Bool
}

extension MailFacts.Sample {
    /// Whether TOP can be held against it: what is not stuffed is another requirement's.
    fileprivate var isComparable: Bool {
        body.isWhole && body.isTerminated && body.octets <= 262_144 && body.unstuffed == 0 && !isCut
    }
}

extension MailFacts {
    /// Some messages of which TOP is asked for: the ends, one of each kind, and none that is very large.
    fileprivate var topical: [Sample] {
        let whole = samples.filter { $0.isComparable }
        let wanted = [
            whole.first, whole.last, ordinary, dotted, eightBit, whole.max { $0.body.lines < $1.body.lines },
            whole.min { $0.body.octets < $1.body.octets },
        ]
        let numbers = Set(wanted.compactMap { $0?.number })
        return whole.filter { numbers.contains($0.number) && $0.body.linesBehindHeader != nil }
    }
}

extension Visit {
    /// How many lines of the body are asked for, and what more than the row of TOP that puts to the test; all kinds of one
    /// message, and few of another that is large.
    private static func counts(of size: Int, isLarge: Bool) -> [(text: String, row: RequirementID)] {
        let round = isLarge ? [9, 10, 11, 100, 256] : [1, 2, 3, 9, 10, 11, 99, 100, 101, 255, 256, 257, size - 1]
        let within = Set(round.filter { (1..<max(size, 1)).contains($0) }).sorted()
        return [("0", "rfc1939-7-top-zero")] + within.map { ("\($0)", "rfc1939-7-top-multiline") }
            + [("\(size)", size == 0 ? "rfc1939-7-top-zero" : "rfc1939-7-top-exact-body")]
            + (isLarge ? [] : ["\(size + 1)", "\(size + 10)"]).map { ($0, "rfc1939-7-top-more-than-body") }
            + [("99999999", "rfc1939-7-top-more-than-body")]
            + (isLarge ? ["4294967296"] : hugeCounts).map { ($0, "rfc1939-7-top-huge-count") }
    }

    /// Counts that are 0, or 1, or below 0, when digits are lost.
    private static let hugeCounts = [
        "2147483647", "2147483648", "4294967295", "4294967296", "4294967297", "9999999999", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "18446744073709551616", "18446744073709551617",
    ]

    /// Holds TOP against what RETR has sent.
    fileprivate func judgeTop(of sample: MailFacts.Sample) async throws(Interruption) {
        let whole = sample.body.keptLines.map(\.bytes)
        guard let blank = whole.firstIndex(of: []) else { return }
        var misfits: [Misfit] = []
        let counts = Self.counts(of: whole.count - blank - 1, isLarge: sample.body.octets > 8_192)
        let commands = counts.enumerated().map { index, count in
            "\(index % 2 == 0 ? "\(Verb.top)" : "top") \(sample.number) \(count.text)"
        }
        try await sendAhead(commands)
        for (command, count) in zip(commands, counts) {
            guard let top = try await ask(command, count.row), let body = top.reply.body else { continue }
            let expected = Excerpt(whole, lines: count.text)
            guard let misfit = misfit(body, expected, count.row, sample.number) else { continue }
            let isDots = expected.countsDotsTwice(misfit.found, in: whole[(blank + 1)...], count: count.text)
            misfits.append(
                Misfit(row: misfit.row, sentence: misfit.sentence, evidence: evidence, start: start, isDots: isDots))
        }
        // Too few lines may be any mistake; that they are so every time as if "." were a line is one.
        let countsDots = misfits.allSatisfy(\.isDots)
        for misfit in misfits {
            let row = countsDots ? "rfc1939-7-top-stuffed" : misfit.row
            bench.judge(row, nil, misfit.sentence, [], nil, misfit.evidence, misfit.start)
        }
    }

    /// TOP of a message that RETR does not stuff: what TOP makes of its dots is a row of its own.
    fileprivate func judgeDots(of sample: MailFacts.Sample) async throws(Interruption) {
        guard isOpen, sample.body.unstuffed > 0 || sample.isCut, sample.body.octets <= 262_144,
            let top = try await attempt("\(Verb.top) \(sample.number) 99999999"), top.isPositive,
            let body = top.reply.body
        else { return }
        if body.unstuffed > 0 {
            breach(
                "rfc1939-7-top-stuffed",
                Localized(
                    en: "TOP of message \(sample.number) has \(body.unstuffed) lines that begin with a single \".\".",
                    ja: "TOP で送られた \(sample.number) 番のメールに、\".\" 1 個で始まる行が \(body.unstuffed) 行あります。"))
        }
        try await listen(for: Self.pause)
    }

    /// Sends TOP; only some servers take a count that passes 32 or 64 bits.
    private func ask(_ command: String, _ row: RequirementID) async throws(Interruption) -> Exchange? {
        switch row {
        case "rfc1939-7-top-huge-count", "rfc1939-7-top-more-than-body":
            guard let top = try await attempt(command) else { return nil }
            expect(.ok, of: top, row, as: top.isRefused ? .warn : nil)
            return top.isPositive ? top : nil
        default: return try await demand(command, row)
        }
    }

    /// What is wrong about the lines of the body, and in which row; a header that differs is judged at once.
    private func misfit(
        _ body: Body, _ expected: Excerpt, _ row: RequirementID, _ number: Int
    ) -> (row: RequirementID, sentence: Localized, found: Excerpt)? {
        guard body.isTerminated, body.isWhole else { return nil }
        let found = Excerpt(body.keptLines.map(\.bytes), lines: nil)
        guard found.body == expected.body, found.hasBlank == expected.hasBlank else {
            let isStuffing = body.unstuffed > 0 || expected.isCutAtDot(found)
            // There cannot be more lines than all, unless RETR has sent too few.
            let isMore = Self.wholeRows.contains(row) && found.body.starts(with: expected.body)
            let broken = isStuffing ? "rfc1939-7-top-stuffed" : isMore ? "rfc1939-5-retr-multiline" : row
            return (broken, Self.otherLines(number, expected, found), found)
        }
        judgeHeader(found, expected, number)
        return nil
    }

    private static let wholeRows: Set<RequirementID> = ["rfc1939-7-top-more-than-body", "rfc1939-7-top-huge-count"]

    private func judgeHeader(_ found: Excerpt, _ expected: Excerpt, _ number: Int) {
        guard found.header != expected.header else { return }
        let isSubset = Set(found.header).isSubset(of: expected.header)
        breach(
            "rfc1939-7-top-multiline",
            Localized(
                en: "The header that TOP sends of message \(number) is not the one that RETR sends.",
                ja: "\(number) 番のメールについて、TOP が送るヘッダーが RETR のものと違います。"),
            as: isSubset ? .warn : nil)
    }

    private static func otherLines(_ number: Int, _ expected: Excerpt, _ found: Excerpt) -> Localized {
        if !found.hasBlank {
            return Localized(
                en: "TOP sends message \(number) without the empty line behind the header.",
                ja: "TOP が送る \(number) 番のメールに、ヘッダーの後の空行がありません。")
        }
        let (right, wrong) = (expected.body.count, found.body.count)
        guard right == wrong else {
            return Localized(
                en: "TOP sends \(wrong) lines of the body of message \(number), and \(right) are right.",
                ja: "TOP が \(number) 番のメールの本文を \(wrong) 行送りました (正しくは \(right) 行)。")
        }
        return Localized(
            en: "The lines of the body that TOP sends of message \(number) are not those of RETR.",
            ja: "\(number) 番のメールについて、TOP が送る本文の行が RETR のものと違います。")
    }
}
