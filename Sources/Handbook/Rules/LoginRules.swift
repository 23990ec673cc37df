import POP3

extension Rules {
    /// What the steps of a login may be answered.
    static let logins = [
        Rule("rfc1939-7-pass-needs-user") { seen in
            // Under TLS a USER from before STLS may still count for the server; the session has forgotten it.
            guard seen.isPositive, seen.verb == .pass, seen.before == .authorization, !seen.knowledge.isSecure,
                seen.knowledge.login == .idle, seen.knowledge.user == nil
            else { return nil }
            return Localized(en: "PASS was accepted without USER before it.", ja: "USER がないのに PASS が受け付けられました。")
        },
        Rule("rfc1939-7-pass-not-after-failed-pass") { seen in
            guard seen.isPositive, seen.verb == .pass, seen.before == .authorization,
                seen.knowledge.login == .idle, seen.knowledge.user != nil
            else { return nil }
            return Localized(
                en: "A second PASS was accepted without a new USER.", ja: "USER を送り直さなくても 2 回目の PASS が受け付けられました。")
        },
        Rule("rfc1939-7-apop-timestamp-in-greeting") { seen in
            guard seen.isPositive, seen.verb == .apop, seen.before == .authorization, seen.knowledge.timestamp == nil
            else { return nil }
            return Localized(
                en: "APOP was accepted, but the greeting had no timestamp.", ja: "APOP が受け付けられましたが、最初の応答にタイムスタンプがありません。"
            )
        },
        Rule("rfc1939-7-apop-timestamp-msgid-syntax") { seen in
            guard seen.isPositive, seen.verb == .apop, let timestamp = seen.knowledge.timestamp,
                !timestamp.contains("@")
            else { return nil }
            return Localized(
                en: "The timestamp of the greeting has no \"@\"; it must be a msg-id.",
                ja: "最初の応答のタイムスタンプに \"@\" がありません。msg-id の形でなければなりません。")
        },
    ]

    /// The challenges of AUTH, RFC 5034 section 4.
    static let challenges = [
        Rule("rfc5034-4-empty-challenge-form") { seen in
            guard seen.reply.status == .challenge else { return nil }
            if seen.reply.first.bytes == [0x2B] {
                return Localized(
                    en: "The empty challenge is \"+\" alone; a space must follow the \"+\".",
                    ja: "空のチャレンジが \"+\" だけです。\"+\" の後に空白が必要です。")
            }
            // Text that is no base64 is the next rule's.
            guard seen.beginsAuth, seen.command?.arguments.count == 1, clientFirst.contains(seen.mechanism),
                seen.challenge != .empty, seen.challenge != .unreadable
            else { return nil }
            return Localized(
                en: "\(seen.mechanism) begins with the client, so the first challenge must be empty.",
                ja: "\(seen.mechanism) はクライアントから始まるので、最初のチャレンジは空でなければなりません。")
        },
        Rule("rfc5034-4-challenge-form") { seen in
            guard seen.reply.status == .challenge,
                case .failure(let fault) = Base64.decode(seen.reply.first.bytes.dropFirst(2)), fault != .leftoverBits
            else { return nil }
            return Localized(
                en: "What follows \"+ \" in the challenge is not base64.", ja: "チャレンジの \"+ \" の後が base64 ではありません。")
        },
        Rule("rfc5034-4-cancel") { seen in
            guard seen.isPositive, seen.command?.kind == .response, seen.command?.line.bytes == [0x2A] else {
                return nil
            }
            return Localized(en: "\"*\" cancels AUTH, but the reply was +OK.", ja: "\"*\" は AUTH の取り消しですが、+OK が返されました。")
        },
    ]
}
