import POP3

extension Explainer {
    func dropListed(_ seen: Observation) -> Annotation {
        guard let listing = DropListing(seen.reply) else { return unreadable(seen) }
        var notes: [Localized] = []
        if listing.count > 0 {
            notes.append(
                seen.isUnmarked
                    ? Localized(
                        en: "That is all mail in the maildrop, read or not: POP3 knows no \"new\".",
                        ja: "既読か未読かに関係なく、メールドロップにあるすべてのメールの数です。POP3 に「新着」の区別はありません。")
                    : Localized(
                        en: "That is all mail that is not marked as deleted, read or not: POP3 knows no \"new\".",
                        ja: "既読か未読かに関係なく、削除マークの付いていないすべてのメールの数です。POP3 に「新着」の区別はありません。"))
        }
        notes += Self.marksNotCounted(seen)
        return seen.annotation(
            listing.count == 0
                ? seen.isUnmarked
                    ? Localized(en: "the maildrop holds no message.", ja: "メールドロップは空です。") : Self.nothingUnmarked
                : Localized(
                    en:
                        "\(listing.count.messages.en), \(listing.octets.octets.en)\(listing.count == 1 ? "" : " together").",
                    ja:
                        "メールは \(listing.count.messages.ja)、\(listing.count == 1 ? "" : "合計 ")\(listing.octets.octets.ja)です。"
                ),
            notes: notes)
    }

    func sizeTold(_ seen: Observation) -> Annotation {
        guard let listing = ScanListing(seen.reply) else { return unreadable(seen) }
        return seen.annotation(
            Localized(
                en: "message \(listing.number) has \(listing.octets.octets.en).",
                ja: "\(listing.number) 番のメールは \(listing.octets.octets.ja)です。"),
            notes: [
                Localized(
                    en: "One line, because a number was given. LIST alone is multi-line.",
                    ja: "番号を付けたので、応答は 1 行です。番号のない LIST の応答は複数行です。")
            ])
    }

    func sizesListed(_ seen: Observation) -> Annotation {
        guard let survey = seen.survey, let sizes = seen.sizes, let body = seen.reply.body else {
            return unreadable(seen)
        }
        if body.lines == 0 { return emptyList(seen) }
        if !body.isWhole { return tooLong(seen, body) }
        if let fault = Self.fault(in: survey, unread: survey.count + survey.unread - sizes.entries.count) {
            return broken(seen, fault)
        }
        guard let total = sizes.total, let largest = sizes.largest else {
            return broken(
                seen, Localized(en: "the sizes are too large to be added up", ja: "大きさが、合計できる範囲を超えています"))
        }
        return seen.annotation(
            survey.count == 1
                ? Localized(en: "1 message, \(total.octets.en).", ja: "メールは 1 通、\(total.octets.ja)です。")
                : Localized(
                    en:
                        "\(survey.count) messages, \(total.octets.en) in all; the largest is message \(largest.number) with \(largest.octets).",
                    ja:
                        "メールは \(survey.count) 通、合計 \(total.octets.ja)です。いちばん大きいのは \(largest.number) 番の \(largest.octets.octets.ja)です。"
                ),
            notes: [
                Localized(
                    en:
                        "Each line is a message number and its size. The line \".\" ends the list and is no part of it (3).",
                    ja: "各行はメール番号と大きさです。\".\" だけの行は一覧の終わりで、内容ではありません (第 3 節)。")
            ] + gaps(seen, survey))
    }

    func uniqueIDTold(_ seen: Observation) -> Annotation {
        guard let listing = UniqueIDListing(seen.reply) else { return unreadable(seen) }
        let uniqueID = String(quoting: listing.uniqueID.utf8, limit: 70)
        return seen.annotation(
            Localized(
                en: "the unique-id of message \(listing.number) is \(uniqueID).",
                ja: "\(listing.number) 番のメールの一意識別子 (UID) は \(uniqueID) です。"),
            notes: [Self.numbersChange])
    }

    func uniqueIDsListed(_ seen: Observation) -> Annotation {
        guard let survey = seen.survey, let body = seen.reply.body else { return unreadable(seen) }
        if body.lines == 0 { return emptyList(seen) }
        if !body.isWhole { return tooLong(seen, body) }
        if let fault = Self.fault(in: survey, unread: survey.unread) { return broken(seen, fault) }
        return seen.annotation(
            Localized(
                en: "the unique-ids of \(survey.count.messages.en).",
                ja: "\(survey.count.messages.ja)のメールの一意識別子 (UID) です。"),
            notes: [Self.numbersChange] + gaps(seen, survey))
    }

    /// What keeps a list from being taken for good; `nil` when nothing does.
    private static func fault(in survey: Survey, unread: Int) -> Localized? {
        if unread > 0 {
            let all = survey.count + survey.unread
            return Localized(
                en: "\(unread) of its \(all.lines.en) cannot be read", ja: "\(all) 行のうち \(unread) 行が読み取れません")
        }
        return survey.repeated.map {
            Localized(en: "message \($0) is listed more than once", ja: "\($0) 番のメールが 2 回以上出ています")
        }
    }

    private func broken(_ seen: Observation, _ fault: Localized) -> Annotation {
        seen.annotation(
            isTrouble: true,
            Localized(
                en: "the list is broken: \(fault.en). Nothing is counted or added up here.",
                ja: "一覧に誤りがあります。\(fault.ja)。そのため、通数や合計は示しません。"))
    }

    private func tooLong(_ seen: Observation, _ body: Body) -> Annotation {
        seen.annotation(
            Localized(
                en: "\(body.lines.lines.en), too many to be read here.",
                ja: "\(body.lines.lines.ja)あり、ここで読み取れる量を超えています。"))
    }

    private func emptyList(_ seen: Observation) -> Annotation {
        seen.annotation(
            seen.isUnmarked
                ? Localized(en: "the list is empty: there is no message.", ja: "一覧は空です。メールはありません。")
                : Self.nothingUnmarked,
            notes: Self.marksNotCounted(seen))
    }

    private func unreadable(_ seen: Observation) -> Annotation {
        seen.annotation(
            isTrouble: true,
            Localized(
                en: "positive, but not in the form of the RFC, so its numbers cannot be read.",
                ja: "肯定の応答ですが、RFC の形ではないので数を読み取れません。"))
    }

    private func gaps(_ seen: Observation, _ survey: Survey) -> [Localized] {
        let missing = seen.marked.subtracting(survey.numbers).sorted()
        guard !missing.isEmpty else { return [] }
        return [
            Localized(
                en: "Not listed: \(missing.listed()), marked as deleted. The other numbers stay as they were (5).",
                ja: "\(missing.listed()) 番は削除マークが付いているので、一覧に出ません。ほかの番号は変わりません (第 5 節)。")
        ]
    }

    private static let nothingUnmarked = Localized(
        en: "no message is left that is not marked as deleted.", ja: "削除マークの付いていないメールはありません。")

    private static func marksNotCounted(_ seen: Observation) -> [Localized] {
        let doubt = doubt(seen.perhapsMarked)
        guard !seen.marked.isEmpty else { return doubt }
        return [
            Localized(
                en: "Not counted: \(seen.marked.named.en), marked as deleted (5).",
                ja: "\(seen.marked.named.ja)は削除マークが付いているので、数に入りません (第 5 節)。")
        ] + doubt
    }

    private static let numbersChange = Localized(
        en:
            "Message numbers may change from session to session; unique-ids do not. That is how mail left on a server is told apart.",
        ja: "メール番号はセッションが変わると変わることがありますが、UID は変わりません。サーバーに残したメールは UID で見分けます。")
}
