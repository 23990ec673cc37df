import POP3

extension Explainer {
    func messageSent(_ seen: Observation) -> Annotation {
        guard let body = seen.reply.body else { return withoutBody(seen) }
        let number = seen.numberWords
        var annotation = seen.annotation(
            Localized(
                en: "\(number.en), a multi-line reply, ended by \".\" alone on a line (3).",
                ja: "\(number.ja)です。複数行の応答で、\".\" だけの行で終わります (第 3 節)。"),
            notes: stuffing(body))
        annotation.notes.append(size(seen, body))
        annotation.notes += oddities(body)
        annotation.notes.append(
            Localized(
                en:
                    "RETR marks nothing for deletion (5). Some providers delete or hide fetched mail after QUIT by policy (8). ",
                ja: "RETR は削除マークを付けません (第 5 節)。取得したメールを QUIT の後に削除したり隠したりする事業者もあります (第 8 節)。")
                + (seen.command?.messageNumber.map {
                    Localized(en: "To delete: DELE \($0), then QUIT.", ja: "削除するには DELE \($0)、その後 QUIT。")
                } ?? Localized(en: "To delete: DELE, then QUIT.", ja: "削除するには DELE、その後 QUIT。")))
        return annotation
    }

    func topSent(_ seen: Observation) -> Annotation {
        guard let body = seen.reply.body else { return withoutBody(seen) }
        let asked = seen.command?.arguments.dropFirst().first.flatMap { Int($0) }
        let number = seen.numberWords
        let part: Localized =
            if let (asked, sent) = seen.topLines, sent > asked {
                Localized(
                    en: "its header and \(sent.lines.en) of the body, more than asked for",
                    ja: "ヘッダーと、指定より多い本文 \(sent.lines.ja)")
            } else {
                Self.part(asked, body)
            }
        return seen.annotation(
            Localized(
                en: "\(number.en): \(part.en), \(body.lines.lines.en) in all.",
                ja: "\(number.ja)の\(part.ja)です (全部で \(body.lines.lines.ja))。"),
            notes: stuffing(body) + oddities(body) + [
                Localized(
                    en: "The number behind the message number counts lines of the body; the header comes always (7).",
                    ja: "メール番号の後の数は本文の行数です。ヘッダーは必ず送られます (第 7 節)。")
            ])
    }

    /// What TOP was asked for, and sent as far as one can tell.
    private static func part(_ asked: Int?, _ body: Body) -> Localized {
        switch asked {
        case 0? where body.isWhole: Localized(en: "its header alone", ja: "ヘッダーだけ")
        case let count? where count > 0:
            Localized(en: "its header and up to \(count.lines.en) of the body", ja: "ヘッダーと本文の最初の \(count.lines.ja)まで")
        case .some, nil: Localized(en: "its beginning", ja: "先頭の部分")
        }
    }

    func messageMarked(_ seen: Observation) -> Annotation {
        let number = seen.numberWords
        let asked = seen.command?.messageNumber
        if let asked, seen.knowledge.maildrop?.lacks(asked) == true { return nothingToMark(seen, asked) }
        let next = Localized(
            en: "RSET takes the mark away; QUIT makes it final.", ja: "RSET でマークを外せます。QUIT で実際に削除されます。"
        ).leading(to: ":help @update")
        if let asked, seen.marked.contains(asked) {
            return seen.annotation(
                Localized(
                    en: "\(number.en) was marked as deleted already; nothing changes.",
                    ja: "\(number.ja)には、すでに削除マークが付いています。何も変わりません。"),
                next: next)
        }
        var notes = [
            Localized(
                en:
                    "By the RFC, in this session its number is given to no other message and no other message moves up (5).",
                ja: "RFC では、このセッションの間、この番号がほかのメールに付くことはなく、ほかの番号も変わりません (第 5 節)。")
        ]
        if let asked, seen.knowledge.maildrop?.fetched.contains(asked) == false {
            notes.append(
                Localized(en: "It was not fetched in this session.", ja: "このセッションでは、まだ取得 (RETR) していません。"))
        }
        return seen.annotation(
            Localized(
                en: "\(number.en) is marked as deleted. It is still there.", ja: "\(number.ja)に削除マークが付きました。まだ消えてはいません。"),
            notes: notes, next: next)
    }

    /// A server that takes DELE for a message that does not exist.
    private func nothingToMark(_ seen: Observation, _ number: Int) -> Annotation {
        seen.annotation(
            isTrouble: true,
            Localized(
                en: "+OK, although there is no message \(number): it is not known what was marked, if anything.",
                ja: "+OK ですが、\(number) 番のメールはありません。何に削除マークが付いたのか、付いていないのかは分かりません。"))
    }

    func marksTakenAway(_ seen: Observation) -> Annotation {
        let marked = seen.marked
        let unmarked =
            seen.isUnmarked
            ? Localized(en: "nothing was marked as deleted, so nothing changed.", ja: "削除マークがなかったので、何も変わりません。")
            : Localized(en: "nothing is marked as deleted now.", ja: "これで、削除マークの付いたメールはありません。")
        return seen.annotation(
            marked.isEmpty
                ? unmarked
                : Localized(
                    en: "\(marked.named.en) \(marked.count == 1 ? "is" : "are") no longer marked as deleted.",
                    ja: "\(marked.named.ja)のメールの削除マークを外しました。"),
            notes: Self.doubt(seen.perhapsMarked) + [
                Localized(
                    en: "RSET undoes marks of this session only; what an earlier QUIT removed is gone.",
                    ja: "RSET で元に戻るのはこのセッションのマークだけです。以前の QUIT で削除されたメールは戻りません。")
            ])
    }

    private func withoutBody(_ seen: Observation) -> Annotation {
        seen.annotation(
            isTrouble: true,
            Localized(en: "+OK, but no message came with it.", ja: "+OK ですが、メールの内容が届いていません。"))
    }

    private func stuffing(_ body: Body) -> [Localized] {
        guard body.stuffed > 0 else { return [] }
        guard body.stuffed == 1, let line = body.firstStuffedLine else {
            return [
                Localized(
                    en: "\(body.stuffed.lines.en) of the message began with \".\"; the server doubled each "
                        + "(byte-stuffing). One is removed.",
                    ja: "\(body.stuffed.lines.ja)が \".\" で始まるため、サーバーが \".\" を二重にしました (ドットスタッフィング)。1 個ずつ取り除きます。")
            ]
        }
        return [
            Localized(
                en:
                    "Line \(line) of the message began with \".\"; the server doubled it (byte-stuffing). One is removed.",
                ja: "\(line) 行目が \".\" で始まるため、サーバーが \".\" を二重にしました (ドットスタッフィング)。1 個を取り除きます。")
        ]
    }

    private func size(_ seen: Observation, _ body: Body) -> Localized {
        guard let comparison = SizeComparison(seen) else {
            return Localized(
                en: "Size: \(body.octets.octets.en) after un-stuffing.",
                ja: "大きさ: ドットスタッフィングを除いて \(body.octets.octets.ja)。")
        }
        let facts = Localized(
            en: "Size: LIST said \(comparison.declared.octets.en), \(comparison.received) came after un-stuffing. ",
            ja: "大きさ: LIST では \(comparison.declared.octets.ja)、届いたのはドットスタッフィングを除いて \(comparison.received.octets.ja)。")
        if comparison.isEqual {
            return facts + (body.sizeByTheRFC.map(Self.shortByLineFeeds) ?? Localized(en: "OK.", ja: "一致しています。"))
        }
        if comparison.lacksFinalLineEnd {
            return facts
                + Localized(
                    en: "The server probably added a line end that the stored message lacks.",
                    ja: "保存されたメールの末尾に改行がなく、サーバーが補ったようです。")
        }
        if comparison.isUnusual {
            return facts
                + Localized(en: "Its unusual line ends explain that.", ja: "通常と異なる改行があるためと考えられます。")
        }
        return facts + (comparison.isShort(byLines: body.lines) ? Self.lineEndsCountedOnce : Self.sizesDiffer)
    }

    private static let sizesDiffer = Localized(en: "They differ.", ja: "一致しません。")

    private static let lineEndsCountedOnce = Localized(
        en: "The difference is one octet for each line: LIST counts a line end as one, it is two (11).",
        ja: "差は行数と同じです。LIST が改行を 1 オクテットと数えたようです。正しくは 2 オクテットです (第 11 節)。")

    private static func shortByLineFeeds(_ size: Int) -> Localized {
        Localized(
            en:
                "They agree only because each line ends in LF alone; with CR LF it is \(size), and that is the size (11).",
            ja: "一致しますが、行末が LF だけだからです。CR LF なら \(size) オクテットで、それが正しい大きさです (第 11 節)。")
    }

    private func oddities(_ body: Body) -> [Localized] {
        var notes: [Localized] = []
        if body.bareCarriageReturns > 0 {
            notes.append(
                Localized(
                    en: "It holds CR without LF; the mail may be stored so.",
                    ja: "LF のない CR が含まれています。保存されたメール自体がそうなっているのかもしれません。"))
        }
        if body.nuls > 0 {
            notes.append(
                Localized(
                    en: "It holds NUL octets; the mail may be stored so.",
                    ja: "NUL オクテットが含まれています。保存されたメール自体がそうなっているのかもしれません。"))
        }
        if body.hasEightBit {
            notes.append(
                Localized(
                    en: "It holds octets above 127: text that is not pure ASCII.",
                    ja: "127 を超えるオクテットがあります。ASCII 以外の文字を含む内容です。"))
        }
        if body.longest > 998 {
            notes.append(
                Localized(
                    en: "Its longest line has \(body.longest.octets.en); mail should keep to 998 (RFC 5322 2.1.1).",
                    ja: "いちばん長い行は \(body.longest.octets.ja)です。メールの行は 998 までとされています (RFC 5322 第 2.1.1 節)。"))
        }
        return notes
    }
}

extension Observation {
    /// The message that a command named, in words.
    var numberWords: Localized {
        guard let number = command?.messageNumber else { return Localized(en: "the message", ja: "指定したメール") }
        return Localized(en: "message \(number)", ja: "\(number) 番のメール")
    }
}

extension SizeComparison {
    /// Whether as many octets are missing in what LIST declared as the message has lines. Two are missing where a server
    /// adds a line end, too.
    fileprivate func isShort(byLines lines: Int) -> Bool { lines > 2 && received - lines == declared }
}

extension Maildrop {
    /// Whether there is no message of that number: it lies beyond the count, and no listing had it.
    func lacks(_ number: Int) -> Bool {
        guard let count, number > count else { return false }
        return sizes[number] == nil && uniqueIDs[number] == nil
    }
}

extension Body {
    /// The size in octets by RFC 1939 section 11 where each line ends in LF alone; `nil` where one does not, or none came.
    fileprivate var sizeByTheRFC: Int? {
        let (size, isTooLarge) = octets.addingReportingOverflow(lines)
        return lines > 0 && bareLineFeeds == lines && !isTooLarge ? size : nil
    }

    /// The number of the first line that was stuffed, from 1; `nil` when it lies beyond what is kept.
    fileprivate var firstStuffedLine: Int? {
        var number = 1
        var start = 0
        while start + 1 < kept.count {
            if kept[start] == 0x2E, kept[start + 1] == 0x2E { return number }
            guard let end = kept[start...].firstIndex(of: 0x0A) else { return nil }
            start = end + 1
            number += 1
        }
        return nil
    }
}
