import POP3

extension Rules {
    /// What the mechanisms of AUTH lay down.
    static let mechanisms = [
        Rule("rfc5034-4-empty-challenge-sent") { seen in
            guard seen.isPositive, seen.beginsAuth, seen.command?.arguments.count == 1,
                clientFirst.contains(seen.mechanism)
            else { return nil }
            return Localized(
                en: "AUTH \(seen.mechanism) was answered +OK although no response had been given yet.",
                ja: "応答をまだ送っていないのに、AUTH \(seen.mechanism) に +OK が返されました。")
        },
        Rule("rfc5034-4-ir-server-first-rejected") { seen in
            guard seen.reply.status == .challenge, seen.beginsAuth, seen.command?.arguments.count == 2,
                seen.mechanism == "CRAM-MD5"
            else { return nil }
            return Localized(
                en: "CRAM-MD5 begins with the server, so an initial response must be refused.",
                ja: "CRAM-MD5 はサーバーから始まるので、初期応答を拒否しなければなりません。")
        },
        Rule("rfc2195-2-challenge-msgid") { seen in
            guard case .timestamp(let text) = seen.challenge, !isMessageID(text) else { return nil }
            return Localized(
                en: "The challenge of CRAM-MD5 has not the form <...@...>: \"\(String(quoting: text))\"",
                ja: "CRAM-MD5 のチャレンジが <...@...> の形ではありません: \"\(String(quoting: text))\"")
        },
        Rule("rfc5802-5-server-first-form") { seen in
            guard seen.challenge == .scramBroken else { return nil }
            return Localized(
                en: "The challenge is no message of SCRAM: r=nonce,s=salt,i=count.",
                ja: "チャレンジが SCRAM のメッセージ (r=ノンス,s=ソルト,i=回数) の形ではありません。")
        },
        Rule("rfc5802-5-iteration-4096") { tooFew($0, "SCRAM-SHA-1") },
        Rule("rfc7677-3-iteration-4096") { tooFew($0, "SCRAM-SHA-256") },
        Rule("rfc5802-5-server-final") { seen in
            guard seen.isPositive, seen.before == .authorization, seen.command?.kind == .response,
                seen.mechanism.hasPrefix("SCRAM-"), seen.command?.line.bytes != [0x2A], let last = seen.previous,
                case .scramFirst = Challenge(last.reply, of: Observation.mechanism(of: last))
            else { return nil }
            return Localized(
                en: "SCRAM ended in +OK without the server's signature (v=), so nothing proves who it is.",
                ja: "サーバーの署名 (v=) がないまま SCRAM が +OK で終わりました。サーバーが本物という証明がありません。")
        },
        Rule("rfc7628-3.2.2-error-json") { seen in
            guard seen.mechanism == "OAUTHBEARER", case .tokenError(let error) = seen.challenge,
                !error.isObject || error.status == nil
            else { return nil }
            return Localized(
                en: "The error of OAUTHBEARER is no JSON object with \"status\".",
                ja: "OAUTHBEARER のエラーが \"status\" のある JSON オブジェクトではありません。")
        },
        Rule("rfc7628-3-tls-required") { seen in
            guard seen.hasNetwork, !seen.knowledge.isSecure, seen.before == .authorization else { return nil }
            if seen.capabilities.mechanisms.contains("OAUTHBEARER") {
                return Localized(en: "OAUTHBEARER is announced without TLS.", ja: "TLS がないのに OAUTHBEARER が通知されています。")
            }
            guard seen.isPositive, seen.mechanism == "OAUTHBEARER" else { return nil }
            return Localized(
                en: "A token was taken by OAUTHBEARER without TLS.", ja: "TLS がないのに、OAUTHBEARER でトークンが受け付けられました。")
        },
    ]

    /// The mechanisms in which the client speaks first, of those that an RFC defines.
    static let clientFirst: Set = [
        "PLAIN", "EXTERNAL", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "OAUTHBEARER",
    ]

    // msg-id = "<" local-part "@" domain ">"       RFC 822 section 6.1
    private static func isMessageID(_ text: [UInt8]) -> Bool {
        guard text.first == UInt8(ascii: "<"), text.last == UInt8(ascii: ">"), text.count > 4 else { return false }
        let parts = text.dropFirst().dropLast().split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isText = parts.joined().allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E }
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && isText
    }

    private static func tooFew(_ seen: Observation, _ mechanism: String) -> Localized? {
        guard seen.mechanism == mechanism || seen.mechanism == mechanism + "-PLUS",
            case .scramFirst(let first) = seen.challenge, first.iterations < 4096
        else { return nil }
        return Localized(
            en: "\(seen.mechanism) wants \(first.iterations) iterations; at least 4096 should be used.",
            ja: "\(seen.mechanism) の繰り返し回数が \(first.iterations) 回です。4096 回以上にすべきです。")
    }
}

extension Observation {
    /// Whether this is the AUTH command itself, sent where it may be sent.
    var beginsAuth: Bool { verb == .auth && before == .authorization }
}
