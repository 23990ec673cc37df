import POP3

extension Explainer {
    /// What became of the marks when the connection was closed in TRANSACTION (RFC 1939 section 6).
    ///
    /// - Parameter pending: the commands without an answer that could be read: nobody knows which of them were carried out.
    func losses(_ phase: Session.Phase, _ knowledge: Knowledge, _ pending: [Command]) -> [Localized] {
        guard phase == .transaction else { return [] }
        let numbers = knowledge.maildrop?.marked ?? []
        let marked = numbers.filter { knowledge.maildrop?.lacks($0) != true }
        let doubtful = marked != numbers || pending.contains { $0.kind == .command && $0.verb == .dele }
        let perhaps = (knowledge.maildrop?.perhapsMarked ?? []).union(pending.compactMap(\.numberToDelete))
        if pending.contains(where: \.beginsUpdate) {
            let isUnmarked = marked.isEmpty && perhaps.isEmpty && !doubtful
            return [Self.perhapsUpdated(marked.union(perhaps), isUnmarked: isUnmarked)]
        }
        if !perhaps.isEmpty || doubtful { return [Self.whateverWasMarked] }
        return [marked.isEmpty ? Self.nothingLost : Self.discarded(marked.count)]
    }

    /// A command whose reply was neither `+OK` nor `-ERR`: nobody knows whether it was carried out either.
    func unread(_ last: Exchange?) -> [Command] {
        guard let last, last.reply.status == .malformed, let command = last.command else { return [] }
        return [command]
    }

    private static let nothingLost = Localized(
        en: "This is not QUIT, but nothing was marked as deleted, so nothing is lost.",
        ja: "QUIT ではありませんが、削除マークはなかったので、失われたものはありません。")

    private static let whateverWasMarked = Localized(
        en: "This is NOT QUIT: whatever was marked as deleted is not removed; the mail is still there (6).",
        ja: "これは QUIT ではありません。削除マークが付いていたとしても破棄され、メールはサーバーに残っています (第 6 節)。")

    private static func discarded(_ count: Int) -> Localized {
        Localized(
            en:
                "This is NOT QUIT: \(count == 1 ? "1 mark was" : "\(count) marks were") discarded, and the mail is still there (6).",
            ja: "QUIT を送らずに切れたので、\(count) 通の削除マークは破棄され、メールはサーバーに残っています (第 6 節)。")
    }

    private static func perhapsUpdated(_ numbers: Set<Int>, isUnmarked: Bool) -> Localized {
        if isUnmarked {
            return Localized(
                en: "QUIT was sent, and nothing was marked as deleted, so nothing is lost.",
                ja: "QUIT は送られましたが、削除マークはなかったので、失われたものはありません。")
        }
        let messages =
            numbers.isEmpty
            ? Localized(en: "what was marked as deleted", ja: "削除マークの付いた")
            : Localized(en: numbers.named.en, ja: "\(numbers.named.ja)の")
        return Localized(
            en: "QUIT was sent, so UPDATE may have run: \(messages.en) may be removed, or still be there (6).",
            ja: "QUIT は送られたので、UPDATE が行われたかもしれません。\(messages.ja)メールは、削除されたか、残っているかのどちらかです (第 6 節)。")
    }
}

extension Command {
    /// Whether the line leads to UPDATE, if the server takes it.
    fileprivate var beginsUpdate: Bool { kind == .command && verb == .quit && argument == nil }

    /// The message that the line marks as deleted, if the server takes it.
    fileprivate var numberToDelete: Int? { kind == .command && verb == .dele ? messageNumber : nil }
}
