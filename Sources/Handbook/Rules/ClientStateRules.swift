import POP3

extension Rules {
    /// When a client sends its commands, as far as that shows when they leave.
    static let clientStates = [
        ClientRule("rfc1939-3-client-right-state") { line in
            guard !line.isGreeted else { return nil }
            return Localized(
                en: "The client spoke before the greeting; the server speaks first.",
                ja: "クライアントがグリーティングより先に送信しました。先に話すのはサーバーです。")
        },
        ClientRule("rfc1939-7-client-after-user-ok") { line in
            // The catalogue calls CAPA in between a mere remark.
            guard !line.isWaiting, case .userAccepted = line.knowledge.login, let verb = line.verb,
                line.isPlainCommand, ![.pass, .quit, .capa].contains(verb)
            else { return nil }
            return Localized(
                en: "The client sent something else behind +OK to USER; PASS or QUIT is due.",
                ja: "クライアントが、USER への +OK の後に別のコマンドを送りました。送るべきものは PASS か QUIT です。")
        },
        ClientRule("rfc2449-6.6-client-pipelines-only-if-announced") { line in
            guard line.isWaiting, !line.isAnnounced("PIPELINING"), !line.isBehindSTLS else { return nil }
            return Localized(
                en: "The client did not wait for the reply to its last line, although PIPELINING was not announced.",
                ja: "PIPELINING が通知されていないのに、クライアントが前の行への応答を待たずに送信しました。")
        },
        ClientRule("rfc2595-4-client-waits-after-stls") { line in
            guard line.isBehindSTLS else { return nil }
            return Localized(
                en: "The client sent a line behind STLS in clear text, before the handshake.",
                ja: "クライアントが、STLS の後、ハンドシェイクの前に平文の行を送りました。")
        },
        ClientRule("rfc2595-4-client-reissues-capa") { line in
            guard line.isSTLSSecure, line.knowledge.capabilities == nil, !line.isWaiting, let verb = line.verb,
                [.user, .apop, .auth].contains(verb)
            else { return nil }
            return Localized(
                en: "The client logs in under TLS by what CAPA said before: it did not ask again.",
                ja: "クライアントが、TLS の開始後に CAPA を送り直さず、開始前に得た情報のままログインしています。")
        },
        ClientRule("rfc2595-4-client-discards-capabilities") { line in
            guard line.isSTLSSecure, let forgotten = line.knowledge.forgottenCapabilities else { return nil }
            let isAhead = line.isWaiting && forgotten.announces("PIPELINING") && !line.isAnnounced("PIPELINING")
            let isOldMechanism =
                line.verb == .auth && line.isAnnounced("SASL") && forgotten.mechanisms.contains(line.mechanism)
                && line.knowledge.capabilities?.mechanisms.contains(line.mechanism) == false
            guard isAhead || isOldMechanism else { return nil }
            return Localized(
                en: "The client uses under TLS what CAPA announced before TLS only.",
                ja: "クライアントが、TLS の開始前にだけ CAPA で通知された機能を TLS の下で使っています。")
        },
        ClientRule("rfc6856-2.1-client-no-stls-after-utf8") { line in
            guard line.verb == .stls, line.knowledge.isInUTF8Mode else { return nil }
            return Localized(
                en: "The client sent STLS behind UTF8; STLS comes first.",
                ja: "クライアントが UTF8 の後に STLS を送りました。STLS が先です。")
        },
    ]

    /// When a client sends its commands, and for which messages, as far as only the reply can tell.
    static let clientExchanges = [
        Rule("rfc1939-3-client-right-state") { seen in
            guard seen.before != .greeting, let row = seen.row, !row.isObsolete, !row.phases.contains(seen.before)
            else {
                return nil
            }
            switch seen.before {
            case .greeting: return nil
            case .authorization:
                return Localized(
                    en: "The client sent \(row.verb) before login.", ja: "クライアントがログイン前に \(row.verb) を送りました。")
            case .transaction:
                return Localized(
                    en: "The client sent \(row.verb) after login.", ja: "クライアントがログイン後に \(row.verb) を送りました。")
            case .update, .closed:
                return Localized(
                    en: "The client sent \(row.verb) behind QUIT.", ja: "クライアントが QUIT の後に \(row.verb) を送りました。")
            }
        },
        Rule("rfc1939-5-client-number-gaps") { seen in
            guard seen.before == .transaction, let row = seen.row, let number = seen.command?.messageNumber,
                row.arguments.first == .message || row.arguments.first == .optionalMessage
            else { return nil }
            if seen.marked.contains(number) {
                return Localized(
                    en: "The client used number \(number), whose message it has marked as deleted.",
                    ja: "クライアントが、すでに削除マークを付けた \(number) 番を使いました。")
            }
            guard let count = seen.knowledge.maildrop?.count, number > count else { return nil }
            return Localized(
                en: "The client used number \(number), but there are only \(count).",
                ja: "クライアントが \(number) 番を使いましたが、メールは全部で \(count) 通です。")
        },
    ]

    /// What a client loses that leaves without QUIT; `nil` when that is nothing.
    static func lostDeletions(
        _ phase: Session.Phase, _ knowledge: Knowledge, pending: some Sequence<Command>
    ) -> Finding? {
        guard phase == .transaction, let maildrop = knowledge.maildrop,
            case let count = maildrop.marked.count + maildrop.perhapsMarked.count, count > 0
        else { return nil }
        let isAsked = pending.contains { $0.kind == .command && $0.verb == .quit }
        return Finding(
            "rfc1939-6-client-quit-commits",
            isAsked
                ? Localized(
                    en: "The client closed before the reply to QUIT: whether \(count.messages.en) went is unknown.",
                    ja: "クライアントが QUIT への応答を待たずに閉じました。\(count.messages.ja)の削除が確定したかは不明です。")
                : Localized(
                    en: "The client closed without QUIT: \(count.messages.en) marked as deleted will stay.",
                    ja: "クライアントが QUIT を送らずに閉じました。削除マークの付いた\(count.messages.ja)は残ります。"))
    }
}

extension ClientLine {
    /// Whether TLS began by STLS, behind a CAPA whose answer counts no more.
    var isSTLSSecure: Bool { knowledge.isSecure && knowledge.forgottenCapabilities != nil }
}
