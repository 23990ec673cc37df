import POP3

extension Requirements {
    /// RFC 7628, A Set of Simple Authentication and Security Layer (SASL) Mechanisms for OAuth.
    // swift-format-ignore
    static let rfc7628: [Requirement] = [
        row("rfc7628-3-tls-required",          .rfc(7628, "3"),     .must, .both,   .extensions,
            .fail, .security, in: [.authorization], needs: [.capability("SASL")],
            en: "OAUTHBEARER is used under TLS only.",
            ja: "OAUTHBEARERを使うときは、必ずTLSを用いなければならない。",
            note: Localized(
                en: "Listing it in the clear is warn, taking a token there is fail; XOAUTH2 has no RFC and is info.",
                ja: "平文の状態で一覧に載せればwarn、そこでトークンを受け取ればfailである。XOAUTH2にはRFCがないのでinfoである。")),
        row("rfc7628-3.1-client-resp-grammar", .rfc(7628, "3.1"),   .fact, .client, .extensions,
            .fail, .breaksClients, in: [.authorization], mode: .client,
            en: "The client message is a GS2 header, ^A, key=value^A pairs, and a final ^A.",
            ja: "クライアントのメッセージは、GS2ヘッダー、^A、「key=value^A」の並び、最後の^Aからなる。"),
        row("rfc7628-3.1-unknown-kv-ignored",  .rfc(7628, "3.1"),   .must, .server, .extensions,
            .fail, .letter, in: [.authorization], needs: [.login, .tls, .capability("SASL")], fixtures: [.oauthToken],
            en: "Unknown key/value pairs are ignored.",
            ja: "サーバーは、未知のキーと値の組を無視しなければならない。"),
        row("rfc7628-3.2-success",             .rfc(7628, "3.2"),   .fact, .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.login, .tls, .capability("SASL")],
            fixtures: [.oauthToken],
            en: "A valid token ends the exchange with success, with no extra challenge.",
            ja: "トークンが有効なら、認証交換は追加のチャレンジなしに成功して終わる。",
            note: Localized(
                en: "An extra challenge before +OK is fail; a valid token refused is warn.",
                ja: "+OKの前の余分なチャレンジはfail、有効なトークンの拒否はwarnである。")),
        row("rfc7628-3.2-host-port-match",     .rfc(7628, "3.2"),   .must, .server, .extensions,
            .warn, .security, in: [.authorization], needs: [.login, .tls, .capability("SASL")], fixtures: [.oauthToken],
            en: "host and port pairs are checked against what the server knows.",
            ja: "サーバーは、hostとportの値を自分が把握する値と照合しなければならない。",
            note: Localized(
                en: "The MUST holds only for values the server knows by other means, which is not visible.",
                ja: "MUSTが当てはまるのは、サーバーがほかの方法で知っている値だけであり、それは外から見えない。")),
        row("rfc7628-3.2.2-error-json",        .rfc(7628, "3.2.2"), .fact, .server, .extensions,
            .fail, .letter, in: [.authorization], needs: [.tls, .capability("SASL")],
            en: """
                On failure the server sends a challenge with a JSON object that has "status", then fails the exchange.
                """,
            ja: "失敗時、サーバーは「status」を持つJSONオブジェクトをチャレンジとして送り、その後に認証交換を失敗させる。",
            note: Localized(
                en: "-ERR at once is warn; a challenge that is not a JSON object with \"status\" is fail.",
                ja: "すぐに-ERRを返すのはwarnである。「status」を持つJSONオブジェクトでないチャレンジはfailである。")),
        row("rfc7628-3.2.3-dummy-response",    .rfc(7628, "3.2.3"), .must, .client, .extensions,
            .fail, .breaksClients, in: [.authorization], mode: .client,
            en: "After the error challenge the client sends a single ^A (AQ==) or aborts.",
            ja: "エラーのチャレンジを受けたクライアントは、^A一つ(AQ==)を送るか、中止しなければならない。"),
        row("rfc7628-3.2.3-server-finishes",   .rfc(7628, "3.2.3"), .fact, .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.tls, .capability("SASL")],
            en: "After AQ== or \"*\" the server ends with -ERR.",
            ja: "AQ==または「*」を受けたサーバーは、-ERRで終える。"),
        row("rfc7628-3.1-kvsep-only-first",    .rfc(7628, "3.1"),   .may,  .server, .extensions,
            .info, .letter, in: [.authorization], needs: [.tls, .capability("SASL")],
            en: "A lone ^A as first message may simply be failed.",
            ja: "最初のメッセージが^Aだけなら、サーバーは単に認証を失敗させてもよい。",
            note: Localized(
                en: "+OK would be rfc5034-4-fail-err.",
                ja: "+OKが返れば、rfc5034-4-fail-errの対象である。")),
    ]
}
