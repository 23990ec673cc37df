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
                Cause("EXTERNAL needs a certificate shown to TLS", "EXTERNAL には、TLS で示した証明書が必要である", when: { $0.seen.mechanism == "EXTERNAL" }),
                Cause("Passwords are refused without encryption", "暗号化なしのパスワード送信を禁止している", when: { $0.mayStartTLS && $0.seen.provesReadably && !$0.seen.provesByToken && ($0.knowledge.capabilities == nil || $0.announces("STLS") == true) }),
                Cause("Tokens are taken under TLS only (RFC 7628 3)", "トークンは TLS の下でだけ使える (RFC 7628 第 3 節)", when: { !$0.knowledge.isSecure && $0.seen.provesByToken }),
            ],
            try: [Proposal("CAPA", "the line SASL lists the mechanisms", "SASL の行にメカニズムの一覧がある", when: { $0.knowledge.capabilities == nil }),
                Proposal("STLS", "start encryption, then CAPA again: the list may be another one", "暗号化してから、もう一度 CAPA (内容が変わることがある)", when: { $0.hasNetwork && !$0.knowledge.isSecure && $0.announces("STLS") == true })],
            applies: { refusal in
                guard refusal.isOne(of: .auth) else { return false }
                // Without an initial response nothing was proved or disproved yet.
                if refusal.arguments.count == 1 { return true }
                if refusal.knowledge.capabilities != nil, !refusal.listsMechanism { return true }
                return refusal.says("mechanism", "not implemented", "unsupported", "not supported", "unknown auth", "unrecognized auth")
            }),
        ErrorRule(
            "initial-response-refused", help: ":help AUTH", .rfc(5034, "4"),
            en: "refused. {mechanism} begins with a challenge of the server, so AUTH takes no response with it.",
            ja: "拒否されました。{mechanism} はサーバーのチャレンジから始まるので、AUTH の行に応答を付けられません。",
            try: [Proposal("AUTH {mechanism}", "without the response", "応答を付けずに送る")],
            applies: { $0.isOne(of: .auth) && $0.arguments.count > 1 && $0.seen.mechanism == "CRAM-MD5" }),
        ErrorRule(
            "token-refused", help: ":help AUTH", .rfc(7628, "3.2"),
            en: "refused. The server does not take this token.", ja: "拒否されました。サーバーはこのトークンを受け付けません。",
            causes: [
                Cause("The token has expired; most live for an hour", "トークンの期限が切れた (多くは 1 時間)"),
                Cause("It was made for another purpose: its scope does not cover POP", "別の用途のトークンで、スコープに POP が含まれていない"),
                Cause("The name is not that of the account that the token was made for", "名前が、トークンのアカウントのものと違う"),
                Cause("The response has not the form of {mechanism}", "応答の形が {mechanism} の規定と違う"),
            ],
            try: [Proposal(":login {mechanism}", "with a new token", "新しいトークンで送り直す")],
            applies: { ($0.isResponse || $0.isOne(of: .auth)) && $0.seen.provesByToken }),
        ErrorRule(
            "auth-refused", help: ":help AUTH",
            en: "refused. AUTH {mechanism} did not prove who you are.", ja: "拒否されました。AUTH {mechanism} で本人と確認できませんでした。",
            causes: [
                Cause("The name or the password is wrong", "名前かパスワードが違う"),
                Cause("The response has not the form of the mechanism", "応答の形がメカニズムの規定と違う"),
                Cause("The server has no secret that fits the mechanism", "このメカニズムに必要な形で秘密が保存されていない", when: { $0.seen.mechanism != "PLAIN" && $0.seen.mechanism != "LOGIN" }),
                Cause("No certificate was shown to TLS, or it belongs to nobody here", "TLS で証明書を示していないか、証明書に対応する利用者がいない", when: { $0.seen.mechanism == "EXTERNAL" }),
                Cause("The server wants the whole address as the name", "名前としてメールアドレス全体が必要である"),
            ],
            try: [Proposal("CAPA", "see which mechanisms there are", "使えるメカニズムを調べる", when: { $0.knowledge.capabilities == nil })],
            applies: { $0.isResponse || $0.isOne(of: .auth) }),
    ]
}

extension Refusal {
    /// Whether CAPA announced the mechanism of this AUTH.
    fileprivate var listsMechanism: Bool { knowledge.capabilities?.mechanisms.contains(seen.mechanism) ?? false }
}
