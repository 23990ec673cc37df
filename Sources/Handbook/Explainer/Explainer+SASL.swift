import POP3

extension Explainer {
    func authenticated(_ seen: Observation) -> Annotation {
        guard seen.exchange.after == .transaction else { return loggedIn(seen, Self.loggedIn, []) }
        return loggedIn(seen, Self.loggedIn, spelledOut(seen) + initialResponse(seen) + whatWasShown(seen))
    }

    /// What an initial response showed to others. Of a response to a challenge that was said before it was sent.
    private func spelledOut(_ seen: Observation) -> [Localized] {
        guard hasNetwork, !seen.knowledge.isSecure, seen.provesReadably, seen.command?.kind == .command else {
            return []
        }
        return [
            seen.provesByToken
                ? Exposure.tokenWasSpelled(by: seen.mechanism) : Exposure.wasSpelled(by: seen.mechanism)
        ]
    }

    private func initialResponse(_ seen: Observation) -> [Localized] {
        guard let command = seen.command, command.kind == .command, command.arguments.count > 1 else { return [] }
        return command.hasEmptyInitialResponse
            ? [
                Localized(
                    en: "\"=\" stands for an initial response without any octet (RFC 5034 4).",
                    ja: "\"=\" は、空の初期応答を表します (RFC 5034 第 4 節)。")
            ]
            : [
                Localized(
                    en: "The response stood in the AUTH line itself, which saves the challenge (RFC 5034 4).",
                    ja: "応答を AUTH の行に含めたので (初期応答)、チャレンジが省かれました (RFC 5034 第 4 節)。")
            ]
    }

    private func whatWasShown(_ seen: Observation) -> [Localized] {
        if seen.mechanism.hasPrefix("SCRAM-") {
            return [
                Localized(
                    en:
                        "The password was not sent: the client proved that it knows it, the server that it holds keys made from it.",
                    ja: "パスワードは送られていません。クライアントはパスワードを知っていることを、サーバーはそれから作った鍵を持つことを証明しました。")
            ]
        }
        guard seen.mechanism == "CRAM-MD5" else { return [] }
        return [
            Localized(
                en: "The password was not sent, only a digest; but MD5 is weak, and nothing proved who the server is.",
                ja: "パスワードは送られず、ダイジェストだけが送られました。ただし MD5 は弱く、サーバーが本物かどうかは分かりません。")
        ]
    }

    func mechanismsListed(_ seen: Observation) -> Annotation {
        let lines = seen.reply.body?.keptLines.prefix(12) ?? []
        let names = lines.map { String(quoting: Verb($0.text).name.utf8, limit: 20) }
        let known = names.compactMap { name in
            MechanismPages[name].map { Localized(en: "\(name): \($0.meaning.en).", ja: "\(name): \($0.meaning.ja)。") }
        }
        return seen.annotation(
            names.isEmpty
                ? Localized(en: "the server lists no SASL mechanism.", ja: "サーバーが返した SASL メカニズムの一覧は空です。")
                : Localized(
                    en: "the server lists its SASL mechanisms: \(names.joined(separator: " ")).",
                    ja: "サーバーが SASL メカニズムの一覧を返しました: \(names.joined(separator: " "))"),
            notes: known + [
                Localized(
                    en:
                        "AUTH without a mechanism is older than RFC 5034, and only some servers answer it. CAPA is the standard way.",
                    ja: "メカニズムのない AUTH は RFC 5034 より古い使い方で、応じるのは一部のサーバーだけです。標準の方法は CAPA です。")
            ])
    }
}

extension Command {
    /// Whether the AUTH line ends in `=`, an initial response without any octet; told by its length once it is masked.
    fileprivate var hasEmptyInitialResponse: Bool {
        guard let secret else { return false }
        return secret == Array(Self.mask.utf8)
            ? secret.count - (line.count - count) == 1 : secret == [UInt8(ascii: "=")]
    }
}
