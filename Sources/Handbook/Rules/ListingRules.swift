import POP3

extension Rules {
    /// STAT and LIST, RFC 1939 section 5.
    static let listings = [
        Rule("rfc1939-5-stat-format") { seen in
            guard seen.isStat, DropListing(seen.reply) == nil else { return nil }
            return Localized(
                en: "The reply to STAT is not \"+OK\", a count and a size: \"\(seen.firstLine)\"",
                ja: "STAT への応答が「+OK 通数 大きさ」の形ではありません: \"\(seen.firstLine)\"")
        },
        Rule("rfc1939-5-stat-no-extra") { seen in
            guard seen.isStat, DropListing(seen.reply) != nil, seen.words.count > 2 else { return nil }
            return Localized(en: "Something follows the size in the reply to STAT.", ja: "STAT への応答で、大きさの後に余分なものがあります。")
        },
        Rule("rfc1939-5-stat-count-equals-list") { seen in
            if seen.isStat, let stat = DropListing(seen.reply), let listed = seen.listed, listed.count != stat.count {
                return differs(
                    "STAT counts \(stat.count), LIST \(listed.count)", "STAT は \(stat.count) 通、LIST は \(listed.count) 通"
                )
            }
            guard let survey = seen.survey, seen.verb == .list, seen.reply.body?.isWhole == true, survey.oddLine == nil,
                survey.blankLine == nil, survey.repeated == nil, let remaining = seen.knowledge.maildrop?.remaining,
                remaining != survey.count
            else { return nil }
            return differs(
                "LIST shows \(survey.count.messages.en), earlier replies said \(remaining)",
                "LIST は \(survey.count) 通、それまでの応答では \(remaining) 通")
        },
        Rule("rfc1939-5-stat-size-is-sum") { seen in
            if seen.isStat, let stat = DropListing(seen.reply), let listed = seen.listed, stat.octets != listed.octets {
                return differs(
                    "STAT says \(stat.octets) octets, LIST \(listed.octets)",
                    "STAT は \(stat.octets)、LIST の合計は \(listed.octets) オクテット")
            }
            // A smaller STAT may be from before RSET; a larger one cannot be explained while nothing is marked.
            guard let total = seen.sizes?.total, seen.reply.body?.isWhole == true, seen.isUnmarked,
                seen.survey?.repeated == nil,
                let octets = seen.knowledge.maildrop?.octets, octets > total
            else { return nil }
            return differs(
                "STAT said \(octets) octets, LIST adds up to \(total)", "STAT は \(octets)、LIST の合計は \(total) オクテット")
        },
        Rule("rfc1939-5-list-single-form") { seen in
            guard let argument = seen.listedNumber(.list), argument != 0 else { return nil }
            guard let listing = ScanListing(seen.reply) else { return wrongForm(seen, "number size", "番号 大きさ") }
            guard let number = argument, listing.number != number, seen.isThere(number) else { return nil }
            return anotherMessage("LIST", asked: number, got: listing.number)
        },
        Rule("rfc1939-5-list-single-equals-multi") { seen in
            guard seen.listedNumber(.list) != nil, let listing = ScanListing(seen.reply),
                let size = seen.knowledge.maildrop?.sizes[listing.number], size != listing.octets
            else { return nil }
            return changed(listing.number, from: size, to: listing.octets)
        },
        Rule("rfc1939-4-sizes-fixed-at-open") { seen in
            guard let sizes = seen.sizes, seen.survey?.repeated == nil, let known = seen.knowledge.maildrop?.sizes,
                !known.isEmpty,
                let entry = sizes.entries.first(where: { known[$0.number] != nil && known[$0.number] != $0.octets })
            else { return nil }
            return changed(entry.number, from: known[entry.number] ?? 0, to: entry.octets)
        },
        Rule("rfc1939-5-list-single-space") { seen in
            guard seen.verb == .list, let line = seen.survey?.blankLine else { return nil }
            return blanks(line)
        },
        Rule("rfc1939-5-list-multi-form") { seen in
            guard seen.verb == .list, let survey = seen.survey else { return nil }
            if let line = survey.oddLine { return oddLine(line) }
            guard survey.values.allSatisfy({ Survey.number($0) != nil }) else {
                return Localized(en: "A size in the listing is no number.", ja: "一覧の中に、数ではない大きさがあります。")
            }
            return notAscending(survey)
        },
        Rule("rfc1939-5-list-no-extra") { seen in
            let single = seen.listedNumber(.list) != nil && ScanListing(seen.reply) != nil && seen.words.count > 2
            guard seen.verb == .list, single || seen.survey?.longLine != nil else { return nil }
            return Localized(en: "Something follows the size in a line of LIST.", ja: "LIST の行で、大きさの後に余分なものがあります。")
        },
        Rule("rfc1939-4-msgnum-from-1") { seen in
            guard let survey = seen.survey, seen.isUnmarked, survey.oddLine == nil, survey.blankLine == nil,
                notAscending(survey) == nil,
                let gap = survey.numbers.indices.first(where: { survey.numbers[$0] != $0 + 1 })
            else { return nil }
            return Localized(
                en: "The numbers should run from 1 without a gap; line \(gap + 1) has \(survey.numbers[gap]).",
                ja: "番号は 1 から順に続くはずですが、\(gap + 1) 行目は \(survey.numbers[gap]) です。")
        },
        Rule("rfc1939-5-list-excludes-deleted") { seen in
            seen.verb == .list && !seen.isRenumbered ? marksShown(seen) : nil
        },
        Rule("rfc1939-4-numbers-stable-in-session") { seen in
            seen.verb == .list && seen.isRenumbered ? marksShown(seen) : nil
        },
        Rule("rfc1939-5-list-empty") { seen in
            guard seen.isRefused, seen.verb == .list, seen.before == .transaction, seen.command?.argument == nil,
                seen.knowledge.maildrop?.count == 0
            else { return nil }
            return Localized(
                en: "LIST was refused for an empty maildrop; the right reply is +OK and \".\".",
                ja: "空のメールドロップで LIST が拒否されました。正しい応答は +OK と \".\" です。")
        },
    ]

    static func notAscending(_ survey: Survey) -> Localized? {
        if let number = survey.repeated {
            return Localized(
                en: "Message \(number) is listed more than once.", ja: "\(number) 番のメールが 2 回以上、一覧に出ています。")
        }
        guard let (first, second) = zip(survey.numbers, survey.numbers.dropFirst()).first(where: { $0 >= $1 }) else {
            return nil
        }
        return Localized(
            en: "The numbers do not ascend: \(second) follows \(first).", ja: "番号が昇順ではありません: \(first) の次が \(second) です。"
        )
    }

    static func blanks(_ line: [UInt8]) -> Localized {
        Localized(
            en: "A line of the listing has a blank too many: \"\(String(quoting: line))\"",
            ja: "一覧の中に余分な空白のある行があります: \"\(String(quoting: line))\"")
    }

    static func oddLine(_ line: [UInt8]) -> Localized {
        Localized(
            en: "A line of the listing is not a number and a word: \"\(String(quoting: line))\"",
            ja: "一覧の中に「番号 値」の形ではない行があります: \"\(String(quoting: line))\"")
    }

    static func wrongForm(_ seen: Observation, _ en: String, _ ja: String) -> Localized {
        Localized(
            en: "The reply is not \"+OK \(en)\": \"\(seen.firstLine)\"",
            ja: "応答が「+OK \(ja)」の形ではありません: \"\(seen.firstLine)\"")
    }

    static func anotherMessage(_ verb: String, asked: Int, got: Int) -> Localized {
        Localized(
            en: "\(verb) was asked for message \(asked) and answered for \(got).",
            ja: "\(verb) で \(asked) 番を指定しましたが、\(got) 番の応答が返されました。")
    }

    static func marksShown(_ seen: Observation) -> Localized? {
        guard !seen.marked.isEmpty, let number = seen.survey?.numbers.first(where: seen.marked.contains) else {
            return nil
        }
        if seen.isRenumbered {
            return Localized(
                en:
                    "The messages were renumbered: by their sizes the others have moved up. Within a session a number stays with its message (RFC 1939 5).",
                ja: "番号が付け直されています。大きさから見て、残りのメールの番号が詰められました。セッション中に番号は変わりません (RFC 1939 第 5 節)。")
        }
        return Localized(
            en: "Message \(number) is marked as deleted and is listed all the same.",
            ja: "削除マークの付いた \(number) 番のメールが一覧に出ています。")
    }

    private static func differs(_ en: String, _ ja: String) -> Localized {
        Localized(en: "The figures differ: \(en).", ja: "数が一致しません: \(ja)。")
    }

    private static func changed(_ number: Int, from old: Int, to new: Int) -> Localized {
        Localized(
            en: "The size of message \(number) changed within the session: \(old), then \(new) octets.",
            ja: "\(number) 番のメールの大きさがセッション中に変わりました: \(old) から \(new) オクテット。")
    }
}

extension Observation {
    fileprivate var isStat: Bool { isPositive && verb == .stat && before == .transaction }
    fileprivate var words: [Substring] { text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false) }

    /// Whether a list runs from 1 without a gap and has the sizes that the messages left over had under other numbers.
    fileprivate var isRenumbered: Bool {
        guard let entries = sizes?.entries, reply.body?.isWhole == true, survey?.unread == 0,
            let known = knowledge.maildrop?.sizes, !entries.isEmpty
        else { return false }
        let left = known.keys.filter { !marked.contains($0) }.sorted()
        let numbers = Array(1...entries.count)
        return entries.map(\.number) == numbers && left != numbers
            && entries.map(\.octets) == left.compactMap { known[$0] }
    }

    /// Whether a message of that number can exist, as far as is known: what does not exist has rows of its own.
    func isThere(_ number: Int) -> Bool { (1...max(1, knowledge.maildrop?.count ?? 1 << 31)).contains(number) }

    /// The number that LIST or UIDL was asked for: outer `nil` when this is no such positive one-line reply, inner `nil`
    /// when the argument is no plain number.
    func listedNumber(_ verb: Verb) -> Int?? {
        guard isPositive, self.verb == verb, before == .transaction, reply.body == nil, let command,
            !command.arguments.isEmpty
        else { return nil }
        return .some(command.messageNumber)
    }

    /// Count and sum by LIST of what is not marked; `nil` unless the sizes of all messages are known.
    fileprivate var listed: (count: Int, octets: Int)? {
        guard let maildrop = knowledge.maildrop, let count = maildrop.count, !maildrop.sizes.isEmpty,
            maildrop.sizes.count == count, maildrop.perhapsMarked.isEmpty
        else { return nil }
        var octets = 0
        for (number, size) in maildrop.sizes where !maildrop.marked.contains(number) {
            let (sum, overflow) = octets.addingReportingOverflow(size)
            if overflow { return nil }
            octets = sum
        }
        return (count - maildrop.sizes.keys.count(where: maildrop.marked.contains), octets)
    }
}
