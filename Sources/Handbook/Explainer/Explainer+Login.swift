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
        guard !seen.knowledge.isSecure else { return loggedIn(seen, Self.loggedIn, []) }
        var annotation = loggedIn(
            seen, Self.loggedIn, [hasNetwork ? Exposure.wasReadable : Exposure.wouldBeReadable])
        annotation.next = annotation.next?.leading(to: ":wiretap")
        return annotation
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

    func loggedIn(_ seen: Observation, _ meaning: Localized, _ notes: [Localized]) -> Annotation {
        guard seen.before != .transaction, seen.exchange.after == .transaction else {
            return seen.annotation(Localized(en: "accepted.", ja: "受け付けられました。"), notes: notes)
        }
        return seen.annotation(
            meaning, notes: notes,
            next: NextSteps.sentence(in: .transaction, seen.knowledge, hasNetwork).leading(to: ":help @trans"))
    }

    static let loggedIn = Localized(
        en: "logged in. The maildrop is locked for this session (RFC 1939 4).",
        ja: "ログインしました。メールドロップはこのセッションのためにロックされます (RFC 1939 第 4 節)。")
}
