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

    func startingTLS(_ seen: Observation) -> Annotation {
        seen.annotation(
            Localized(
                en: "agreed: the TLS handshake begins right behind this line.",
                ja: "TLS の使用が認められました。この行のすぐ後から TLS のハンドシェイクが始まります。"),
            notes: [
                Localized(
                    en:
                        "What was learned in clear text counts no more: send CAPA again once TLS is active (RFC 2595 4).",
                    ja: "平文で得た情報は無効になります。TLS が始まったら CAPA をもう一度送ります (RFC 2595 第 4 節)。")
            ])
    }

    func capabilitiesListed(_ seen: Observation) -> Annotation {
        let found = seen.capabilities
        var notes = found.prefix(20).map(CapabilityPages.note)
        if found.count > 20 {
            notes.append(
                Localized(en: "And \(found.count - 20) more.", ja: "ほかに \(found.count - 20) 個あります。"))
        }
        if hasNetwork, seen.before == .authorization, !seen.knowledge.isSecure, !found.announces("STLS") {
            notes.append(
                Localized(
                    en: "STLS is not among them: this connection cannot be encrypted. Port 995 may be.",
                    ja: "STLS がないので、この接続は暗号化できません。ポート 995 なら暗号化できるかもしれません。"))
        }
        let count = found.count
        return seen.annotation(
            Localized(
                en: "this server announces \(count == 1 ? "1 capability" : "\(count) capabilities").",
                ja: "このサーバーは \(count) 個のケイパビリティ (拡張機能) を通知しています。"),
            notes: notes,
            next: seen.before == .authorization
                ? NextSteps.sentence(in: .authorization, seen.exchange.knowledgeAfter, hasNetwork).leading(
                    to: ":help @caps") : nil)
    }

    func utf8Accepted(_ seen: Observation) -> Annotation {
        seen.annotation(
            Localized(
                en: "UTF-8 mode is on: header fields may now come in UTF-8.",
                ja: "UTF-8 モードになりました。ヘッダーが UTF-8 のまま送られることがあります。"))
    }

    func languageAccepted(_ seen: Observation) -> Annotation {
        guard let body = seen.reply.body else {
            let tag = String(quoting: seen.text.utf8.prefix { $0 != 0x20 }, limit: 20)
            return seen.annotation(
                Localized(en: "the texts of replies are now in \(tag).", ja: "応答の文の言語が \(tag) になりました。"),
                notes: [
                    Localized(
                        en: "+OK, -ERR and the commands themselves stay as they are.", ja: "+OK、-ERR、コマンドの語は変わりません。")
                ])
        }
        return seen.annotation(
            Localized(
                en: "the server can write its texts in \(body.lines) \(body.lines == 1 ? "language" : "languages").",
                ja: "サーバーは応答の文を \(body.lines) 種類の言語で書けます。"))
    }

    func nothingDone(_ seen: Observation) -> Annotation {
        seen.annotation(
            Localized(en: "nothing was done, as NOOP asks.", ja: "NOOP のとおり、サーバーは何もしませんでした。"),
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
        return seen.annotation(
            seen.marked.isEmpty
                ? Localized(
                    en: "the session is over. Nothing was marked as deleted, so nothing was removed.",
                    ja: "セッションが終わりました。削除マークがなかったので、何も削除されていません。")
                : Localized(
                    en: "UPDATE has removed \(seen.marked.named.en), marked as deleted.",
                    ja: "UPDATE で、削除マークの付いた \(seen.marked.named.ja)のメールが削除されました。"),
            notes: [
                Localized(
                    en: "Only QUIT does this: without it no marked message is removed (6). The lock is released.",
                    ja: "これを行うのは QUIT だけです。QUIT なしでは、マークの付いたメールも削除されません (第 6 節)。ロックも解放されました。")
            ])
    }
}
