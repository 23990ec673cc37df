import POP3

extension Explainer {
    func greeting(_ seen: Observation) -> Annotation {
        let timestamp = seen.exchange.knowledgeAfter.timestamp
        return seen.annotation(
            Localized(en: "the server is ready and speaks first.", ja: "サーバーの準備ができました。POP3 ではサーバーが先に話します。"),
            notes: [
                timestamp == nil
                    ? Localized(
                        en: "There is no timestamp in <...>, so this server does not offer APOP (7).",
                        ja: "<...> のタイムスタンプがないので、このサーバーでは APOP を使えません (第 7 節)。")
                    : Localized(
                        en: "The text in <...> is a timestamp: this server offers APOP (7).",
                        ja: "<...> の部分はタイムスタンプで、このサーバーで APOP を使えることを示します (第 7 節)。")
            ],
            next: NextSteps.sentence(in: .authorization, seen.exchange.knowledgeAfter, hasNetwork).leading(
                to: ":help @auth"))
    }

    func nothingDone(_ seen: Observation) -> Annotation {
        seen.annotation(
            Localized(en: "nothing was done, as NOOP asks.", ja: "NOOP (何もしない) の名のとおり、サーバーは何もしませんでした。"),
            notes: [
                Localized(
                    en: "It shows that the server is still there, and restarts its timer for idle sessions (3).",
                    ja: "サーバーがまだ応答することを確かめ、無通信時間の計測を最初に戻す働きがあります (第 3 節)。")
            ])
    }

    func sessionEnded(_ seen: Observation) -> Annotation {
        guard seen.before == .transaction else {
            return seen.annotation(
                Localized(
                    en: "goodbye. Nobody was logged in, so there is no UPDATE and nothing changed.",
                    ja: "セッションが終わりました。ログインしていないので UPDATE 状態には入らず、何も変わりません。"))
        }
        let perhaps = seen.perhapsMarked.filter { seen.knowledge.maildrop?.lacks($0) != true }
        return seen.annotation(
            seen.marksNothingKnown ? Self.unknownRemoval : Self.removal(seen.markedMessages, perhaps: perhaps),
            notes: Self.doubt(seen.perhapsMarked) + [
                Localized(
                    en:
                        "Only QUIT removes mail: a session that ends otherwise removes no marked message (6). The lock is released.",
                    ja: "メールを実際に削除するのは QUIT だけです。ほかの終わり方では、マークの付いたメールも残ります (第 6 節)。ロックも解放されました。")
            ])
    }

    private static let unknownRemoval = Localized(
        en: "the session is over. Whether UPDATE removed anything is not known.",
        ja: "セッションが終わりました。UPDATE で何か削除されたかどうかは分かりません。")

    private static func removal(_ marked: Set<Int>, perhaps: Set<Int>) -> Localized {
        switch (marked.isEmpty, perhaps.isEmpty) {
        case (true, true):
            Localized(
                en: "the session is over. Nothing was marked as deleted, so nothing was removed.",
                ja: "セッションが終わりました。削除マークがなかったので、何も削除されていません。")
        case (false, true):
            Localized(
                en: "UPDATE has removed \(marked.named.en), marked as deleted.",
                ja: "UPDATE で、削除マークの付いた \(marked.named.ja)のメールが削除されました。")
        case (true, false):
            Localized(
                en: "the session is over. UPDATE may have removed \(perhaps.named.en).",
                ja: "セッションが終わりました。UPDATE で \(perhaps.named.ja)のメールが削除されたかもしれません。")
        case (false, false):
            Localized(
                en: "UPDATE has removed \(marked.named.en), marked as deleted, and perhaps \(perhaps.named.en).",
                ja: "UPDATE で、削除マークの付いた \(marked.named.ja)のメールが削除され、\(perhaps.named.ja)も削除されたかもしれません。")
        }
    }

    /// Why it is not known whether messages are marked; empty when it is known.
    static func doubt(_ perhaps: Set<Int>) -> [Localized] {
        guard !perhaps.isEmpty else { return [] }
        return [
            Localized(
                en:
                    "A reply to DELE or RSET was neither +OK nor -ERR, so the mark on \(perhaps.named.en) is uncertain.",
                ja: "DELE か RSET への応答が +OK でも -ERR でもなかったため、\(perhaps.named.ja)に削除マークが付いたかどうかは分かりません。")
        ]
    }
}

extension Observation {
    /// The messages marked as deleted, without the numbers of none.
    fileprivate var markedMessages: Set<Int> { marked.filter { knowledge.maildrop?.lacks($0) != true } }

    /// Whether the server took DELE, but never for a message that there is.
    fileprivate var marksNothingKnown: Bool { !marked.isEmpty && markedMessages.isEmpty }
}
