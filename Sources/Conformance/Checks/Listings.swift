import Handbook
import POP3

extension Checklist {
    /// STAT and LIST while nothing is marked.
    static let listings = [
        Check(
            "listings",
            [
                "rfc1939-5-stat-format", "rfc1939-5-stat-no-extra", "rfc1939-5-stat-size-is-sum",
                "rfc1939-5-stat-count-equals-list", "rfc1939-5-list-multi-form", "rfc1939-5-list-single-form",
                "rfc1939-5-list-single-equals-multi", "rfc1939-5-list-single-space", "rfc1939-5-list-no-extra",
                "rfc1939-4-numbers-decimal", "rfc1939-4-msgnum-from-1", "rfc1939-3-multiline-terminator",
                "rfc1939-3-multiline-lines-crlf", "rfc1939-4-sizes-fixed-at-open", "rfc1939-5-noop-ok",
                "rfc1939-5-rset-without-marks-ok",
            ]
        ) { bench in
            try await bench.loggedIn { visit in
                _ = try await visit.demand("\(Verb.rset)", "rfc1939-5-rset-without-marks-ok")
                try await visit.listAll()
                guard try await visit.listSingly(bench.facts.mail?.someNumbers ?? []) else { return }
                for command in ["NOOP", "noop", "RSET", "NoOp", "RSET"] {
                    _ = try await visit.demand(
                        command,
                        command == "RSET" ? "rfc1939-5-rset-without-marks-ok" : "rfc1939-5-noop-ok")
                }
                try await visit.listAll()
            }
        },
        Check("listings-empty", ["rfc1939-5-stat-empty", "rfc1939-5-list-empty", "rfc1939-7-uidl-empty"]) { bench in
            guard bench.facts.mail?.count == 0 else {
                return bench.skip(
                    "rfc1939-5-stat-empty", "rfc1939-5-list-empty", "rfc1939-7-uidl-empty", because: tooLarge)
            }
            try await bench.loggedIn { visit in try await visit.judgeEmpty() }
        },
    ]
}

extension Visit {
    /// STAT and LIST, in all spellings; the rules compare them.
    fileprivate func listAll() async throws(Interruption) {
        for command in ["STAT", "LIST", "STAT", "list", "stat", "LiSt", "sTaT"] {
            guard let row = Self.forms[Verb(command)], let exchange = try await demand(command, row) else { continue }
            judgeNumbers(exchange)
        }
    }

    private static let forms: [Verb: RequirementID] = [
        .stat: "rfc1939-5-stat-format", .list: "rfc1939-5-list-multi-form", .uidl: "rfc1939-7-uidl-multi-form",
    ]

    /// LIST of each message.
    ///
    /// - Returns: whether the conversation is still in step.
    fileprivate func listSingly(_ numbers: [Int]) async throws(Interruption) -> Bool {
        for number in numbers {
            for command in ["LIST", "list"] {
                guard let exchange = try await demand("\(command) \(number)", "rfc1939-5-list-single-form") else {
                    continue
                }
                judgeNumbers(exchange)
                if ScanListing(exchange.reply) == nil, exchange.reply.text.contains("  ") {
                    breach("rfc1939-5-list-single-space", Self.blanks, actual: exchange.reply.first)
                }
                guard try await isInStep(or: "rfc1939-5-list-single-form") else { return false }
            }
        }
        return true
    }

    private static let blanks = Localized(
        en: "More than one space stands in a scan listing.", ja: "スキャンリスティングに空白が 2 個以上続いています。")

    /// Holds STAT, LIST and UIDL of an empty maildrop, or of one in which everything is marked, against what they say of it.
    func judgeEmpty() async throws(Interruption) {
        if let stat = try await demand("\(Verb.stat)", "rfc1939-5-stat-empty"), let listing = DropListing(stat.reply),
            (listing.count, listing.octets) != (0, 0)
        {
            breach("rfc1939-5-stat-empty", Self.notEmpty, expected: ["+OK 0 0"], actual: stat.reply.first)
        }
        if let list = try await demand("\(Verb.list)", "rfc1939-5-list-empty"), let first = list.lines.first {
            breach("rfc1939-5-list-empty", Self.notEmpty, actual: first)
        }
        guard bench.facts.offers("UIDL") else { return }
        let uidl = try await send("\(Verb.uidl)")
        expect(.ok, of: uidl, "rfc1939-7-uidl-empty", as: uidl.isRefused ? .warn : .fail)
        if uidl.isPositive, let first = uidl.lines.first {
            breach("rfc1939-7-uidl-empty", Self.notEmpty, actual: first)
        }
    }

    private static let notEmpty = Localized(
        en: "No message is left, yet the reply shows some.", ja: "メールは残っていないのに、応答にはメールがあります。")

    /// Whether counts, sizes and message numbers are written in base 10.
    func judgeNumbers(_ exchange: Exchange) {
        guard let verb = exchange.command?.verb, exchange.isPositive else { return }
        let width = verb == .uidl ? 1 : 2
        let rows = exchange.reply.body == nil ? [exchange.reply.text] : exchange.lines.map(\.text)
        for row in rows {
            let words = row.split(separator: " ").prefix(width)
            guard let odd = words.first(where: Self.isOtherNumber) else { continue }
            let word = Line(String(odd)).quoted
            return breach(
                "rfc1939-4-numbers-decimal",
                Localized(
                    en: "\"\(word)\" stands where a number in decimal digits should.",
                    ja: "10 進数の数字だけを書くべき所に \"\(word)\" があります。"),
                actual: Line(row))
        }
    }

    /// Whether a word is a number in a notation that is not decimal digits alone.
    private static func isOtherNumber(_ word: Substring) -> Bool {
        let digits = Set("0123456789abcdefABCDEFxX+-,._'".utf8)
        return word.utf8.contains { (0x30...0x39).contains($0) } && word.utf8.allSatisfy(digits.contains)
            && !word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
