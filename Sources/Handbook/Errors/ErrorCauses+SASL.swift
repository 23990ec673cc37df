import POP3

extension ErrorCauses {
    // swift-format-ignore
    /// AUTH that did not even begin, RFC 5034 section 4.
    static let mechanisms = [
        ErrorRule(
            "auth-not-offered", help: ":help @auth", .rfc(5034, "4"),
            en: "refused. This server seems not to have AUTH.", ja: "拒否されました。このサーバーには AUTH がないようです。",
            causes: [
                Cause("AUTH is optional, and not implemented or switched off", "AUTH は任意のコマンドで、実装されていないか、無効になっている",
                    proof: Cause.Proof(text: Localized(en: "CAPA from this server lists no SASL", ja: "CAPA に SASL がない"), holds: { $0.announces("SASL") == false })),
                Cause("It is there only after STLS", "STLS の後でだけ使える", when: { $0.announces("STLS") == true && !$0.knowledge.isSecure }),
            ],
            try: [Proposal("USER name", "then PASS", "その後で PASS", when: { $0.announces("USER") != false }),
                Proposal("CAPA", "see how one may log in here", "使えるログイン方法を調べる", when: { $0.knowledge.capabilities == nil })],
            applies: { $0.isOne(of: .auth) && ($0.saysUnknownCommand || ($0.announces("SASL") == false && !$0.mayNeedEncryption)) }),
        ErrorRule(
            "auth-alone", help: ":help AUTH", .rfc(5034, "4"),
            en: "refused. AUTH needs the name of a mechanism behind it; alone it asks some servers for a list.",
            ja: "拒否されました。AUTH の後にはメカニズムの名前が必要です。AUTH だけで一覧を返すサーバーもあります。",
            causes: [
                Cause("This server gives its list by CAPA", "このサーバーでは CAPA で一覧を調べる", proof: Cause.Proof(
                    text: Localized(en: "CAPA from this server lists: SASL {mechanisms}", ja: "CAPA にあるのは SASL {mechanisms} である"),
                    holds: { !($0.knowledge.capabilities?.mechanisms ?? []).isEmpty })),
                Cause("This server has no AUTH at all", "このサーバーには AUTH がない", when: { $0.knowledge.capabilities == nil }),
            ],
            try: [Proposal("CAPA", "the line SASL lists the mechanisms", "SASL の行にメカニズムの一覧がある", when: { $0.knowledge.capabilities == nil }),
                Proposal("AUTH mechanism", "with one of them", "そのうちの 1 つを指定する", when: { $0.knowledge.capabilities != nil })],
            applies: { $0.isOne(of: .auth) && $0.arguments.isEmpty && !$0.mayNeedEncryption }),
    ]

    // swift-format-ignore
    /// AUTH and what was sent within it.
    static let responses = [
        ErrorRule(
            "auth-cancelled", help: ":help AUTH",
            en: "AUTH was cancelled, as \"*\" asks.", ja: "\"*\" のとおり AUTH が取り消されました。",
            applies: { $0.isResponse && $0.seen.command?.line.bytes == [UInt8(ascii: "*")] }),
        ErrorRule(
            "bad-base64", help: ":b64 enc TEXT", .rfc(5034, "4"),
            en: "refused. What was sent is not base64.", ja: "拒否されました。送った行が base64 ではありません。",
            try: [Proposal(":b64 enc TEXT", "encode a text", "文字列を符号化する")],
            applies: { ($0.isResponse || $0.isOne(of: .auth)) && $0.says("base64", "base 64", "decode") }),
        ErrorRule(
            "mechanism-not-offered", help: ":help AUTH", .rfc(5034, "4"),
            en: "refused. The server does not take AUTH {mechanism} here.", ja: "拒否されました。サーバーは、ここでは AUTH {mechanism} を受け付けません。",
            causes: [
                Cause("It is not implemented, or allowed only under TLS", "実装されていないか、TLS の下でだけ使える",
                    proof: Cause.Proof(
                        text: Localized(en: "CAPA from this server lists: SASL {mechanisms}", ja: "CAPA にあるのは SASL {mechanisms} である"),
                        holds: { !($0.knowledge.capabilities?.mechanisms ?? []).isEmpty }),
                    when: { !$0.listsMechanism }),
                Cause("CAPA lists it, but the server cannot use it now", "CAPA にはあるが、今は使えない状態である", when: { $0.listsMechanism }),
            ],
            try: [Proposal("CAPA", "the line SASL lists the mechanisms", "SASL の行にメカニズムの一覧がある", when: { $0.knowledge.capabilities == nil })],
            applies: { refusal in
                guard refusal.isOne(of: .auth) else { return false }
                // Without an initial response nothing was proved or disproved yet.
                if refusal.arguments.count == 1 { return true }
                if refusal.knowledge.capabilities != nil, !refusal.listsMechanism { return true }
                return refusal.says("mechanism", "not implemented", "unsupported", "not supported", "unknown auth", "unrecognized auth")
            }),
        ErrorRule(
            "auth-refused", help: ":help AUTH",
            en: "refused. AUTH {mechanism} did not prove who you are.", ja: "拒否されました。AUTH {mechanism} で本人と確認できませんでした。",
            causes: [
                Cause("The name or the password is wrong", "名前かパスワードが違う"),
                Cause("The response has not the form of the mechanism", "応答の形がメカニズムの規定と違う"),
                Cause("The server has no secret that fits the mechanism", "このメカニズムに必要な形で秘密が保存されていない"),
            ],
            try: [Proposal("CAPA", "see which mechanisms there are", "使えるメカニズムを調べる", when: { $0.knowledge.capabilities == nil })],
            applies: { $0.isResponse || $0.isOne(of: .auth) }),
    ]
}

extension Refusal {
    /// Whether CAPA announced the mechanism of this AUTH.
    fileprivate var listsMechanism: Bool { knowledge.capabilities?.mechanisms.contains(seen.mechanism) ?? false }
}
