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
                let before = try await visit.view()
                try bench.mustStand(before)
                for sample in samples { try await visit.judgeTop(of: sample) }
                let after = try await visit.view()
                // Sizes that change are another requirement's.
                guard after.count != before.count || after.identities(bySize: false) != before.identities(bySize: false)
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

    private static let changedByTop = Localized(
        en: "TOP has changed what STAT, LIST or UIDL show.", ja: "TOP の後、STAT、LIST、UIDL の内容が変わりました。")
}

extension Bench {
    fileprivate func skipTop() {
        skip(
            "rfc1939-7-top-multiline", "rfc1939-7-top-zero", "rfc1939-7-top-exact-body", "rfc1939-7-top-more-than-body",
            "rfc1939-7-top-huge-count", "rfc1939-7-top-stuffed", "rfc1939-7-top-no-side-effect",
            because: Localized(
                en: "No message of moderate size with an empty line behind its header could be fetched.",
                ja: "ヘッダーの後に空行のある、適当な大きさのメールを取り出せませんでした。"))
    }
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
        for (index, count) in Self.counts(of: whole.count - blank - 1, isLarge: sample.body.octets > 8_192).enumerated()
        {
            let word = index % 2 == 0 ? "\(Verb.top)" : "top"
            guard let top = try await ask("\(word) \(sample.number) \(count.text)", count.row),
                let body = top.reply.body
            else { continue }
            judge(body, Excerpt(whole, lines: count.text), count.row, sample.number)
        }
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

    private func judge(_ body: Body, _ expected: Excerpt, _ row: RequirementID, _ number: Int) {
        guard body.isTerminated, body.isWhole else { return }
        let lines = body.keptLines.map(\.bytes)
        let found = Excerpt(lines, lines: nil)
        if found.body != expected.body || found.hasBlank != expected.hasBlank {
            let isStuffing = body.unstuffed > 0 || expected.isCutAtDot(found) || expected.countsDotsTwice(found)
            return breach(isStuffing ? "rfc1939-7-top-stuffed" : row, Self.otherLines(number, expected, found))
        }
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
