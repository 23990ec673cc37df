import POP3

extension Explainer {
    func userAccepted(_ seen: Observation) -> Annotation {
        let notes = [
            Localized(
                en: "Servers may say +OK even to an unknown name: it proves nothing.",
                ja: "存在しない名前にも +OK を返すサーバーがあります。+OK は名前が正しい証拠にはなりません。")
        ]
        return seen.annotation(
            Localized(en: "name accepted.", ja: "名前が受け付けられました。"), notes: notes,
            next: Localized(en: "Next: PASS.", ja: "次は PASS です。"))
    }

    func passAccepted(_ seen: Observation) -> Annotation {
        let warning = hasNetwork ? Exposure.wasReadable : Exposure.wouldBeReadable
        return loggedIn(seen, Self.loggedIn, seen.knowledge.isSecure ? [] : [warning])
    }

    func apopAccepted(_ seen: Observation) -> Annotation {
        loggedIn(
            seen, Self.loggedIn,
            [
                Localized(
                    en:
                        "The password itself was not sent, only MD5 of timestamp and password. The mail stays readable.",
                    ja: "パスワードそのものは送られず、タイムスタンプとパスワードの MD5 だけが送られました。メールの内容は暗号化されません。")
            ])
    }

    func authenticated(_ seen: Observation) -> Annotation {
        var notes: [Localized] = []
        if hasNetwork, !seen.knowledge.isSecure, seen.provesReadably {
            notes.append(
                Localized(
                    en:
                        "base64 is not encryption: \(seen.mechanism) sent the password readable for anyone on the path.",
                    ja: "base64 は暗号ではありません。\(seen.mechanism) では、通信経路上の誰でもパスワードを読めます。"))
        }
        return loggedIn(seen, Self.loggedIn, notes)
    }

    func mechanismsListed(_ seen: Observation) -> Annotation {
        let names = seen.reply.body?.keptLines.prefix(12).map { String(quoting: $0.bytes, limit: 20) } ?? []
        return seen.annotation(
            Localized(
                en: "the server lists its SASL mechanisms: \(names.joined(separator: " ")).",
                ja: "サーバーが SASL メカニズムの一覧を返しました: \(names.joined(separator: " "))"),
            notes: [
                Localized(
                    en:
                        "AUTH without a mechanism is older than RFC 5034, and only some servers answer it. CAPA is the standard way.",
                    ja: "メカニズムのない AUTH は RFC 5034 より古い使い方で、応じるのは一部のサーバーだけです。標準の方法は CAPA です。")
            ])
    }

    func challenged(_ seen: Observation) -> Annotation {
        let challenge = seen.reply.first.bytes.dropFirst(2)
        var notes: [Localized] = []
        if let text = Self.readable(challenge, seen.mechanism) {
            notes.append(
                Localized(
                    en: "The challenge is base64 of \"\(text)\".", ja: "チャレンジは \"\(text)\" を base64 にしたものです。"))
        }
        if hasNetwork, !seen.knowledge.isSecure, seen.provesReadably { notes.append(Exposure.inTheClear) }
        return seen.annotation(
            challenge.isEmpty
                ? Localized(
                    en: "the server has no question of its own and waits for your response.",
                    ja: "サーバーからの問いは空で、あなたの応答を待っています。")
                : Localized(
                    en: "a challenge: the server waits for your response.", ja: "チャレンジ (問い) です。サーバーはあなたの応答を待っています。"),
            notes: notes,
            next: Localized(
                en: "Next: one line of base64, or * to cancel.", ja: "次は base64 の 1 行です。* だけの行で取り消せます。"
            ).leading(to: ":b64 enc TEXT"))
    }

    /// What a challenge says in clear text, where it is a prompt or a timestamp and no part of a proof.
    private static func readable(_ challenge: ArraySlice<UInt8>, _ mechanism: String) -> String? {
        guard mechanism == "LOGIN" || mechanism == "CRAM-MD5", challenge.count <= 400,
            case .success(let decoded) = Base64.decode(challenge), !decoded.isEmpty
        else { return nil }
        return String(quoting: decoded.last == 0 ? decoded.dropLast() : decoded, limit: 120)
    }

    private func loggedIn(_ seen: Observation, _ meaning: Localized, _ notes: [Localized]) -> Annotation {
        guard seen.exchange.after == .transaction else {
            return seen.annotation(Localized(en: "accepted.", ja: "受け付けられました。"), notes: notes)
        }
        return seen.annotation(
            meaning, notes: notes,
            next: NextSteps.sentence(in: .transaction, seen.knowledge, hasNetwork).leading(to: ":help @trans"))
    }

    private static let loggedIn = Localized(
        en: "logged in. The maildrop is locked for you (4).", ja: "ログインしました。メールドロップはこのセッションのためにロックされます (第 4 節)。")
}
