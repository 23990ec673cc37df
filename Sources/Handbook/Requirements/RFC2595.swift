import POP3

extension Requirements {
    /// RFC 2595, Using TLS with IMAP, POP3 and ACAP.
    // swift-format-ignore
    static let rfc2595: [Requirement] = [
        row("rfc2595-4-stls-needs-capa",                 .rfc(2595, "4"),   .must,    .server, .extensions,
            .fail, .breaksClients, in: [.authorization],
            en: "A server with STLS implements CAPA too.",
            ja: "STLSを実装するサーバーは、CAPAも実装しなければならない。"),
        row("rfc2595-4-stls-announced-when-permitted",   .rfc(2595, "4"),   .fact,    .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.tls],
            en: "STLS in CAPA tells that the server has the command and will take it in this very state.",
            ja: "CAPAにSTLSがあれば、サーバーはこのコマンドを備え、まさにその状態で受け付ける。",
            note: Localized(
                en: """
                    -ERR with [SYS/TEMP] or [SYS/PERM], a failing handshake, and STLS working unannounced are warn; a \
                    plain -ERR to an announced STLS is fail.
                    """,
                ja: "[SYS/TEMP]または[SYS/PERM]の付いた-ERR、ハンドシェイクの失敗、通知なしに動作するSTLSはwarnである。通知されたSTLSへのただの-ERRはfailである。")),
        row("rfc2595-4-stls-not-in-transaction-capa",    .rfc(2595, "8"),   .fact,    .server, .extensions,
            .warn, .letter, in: [.transaction], needs: [.login, .capability("STLS")],
            en: "STLS is announced in AUTHORIZATION only.",
            ja: "STLSは、AUTHORIZATION状態でだけ通知される。",
            note: Localized(
                en: "RFC 2449 section 5 and RFC 2595 section 8 conflict.",
                ja: "RFC 2449の第5節とRFC 2595の第8節は矛盾している。")),
        row("rfc2595-4-stls-not-announced-under-tls",    .rfc(2595, "4"),   .fact,    .server, .extensions,
            .warn, .letter, in: [.authorization], needs: [.tls, .capability("STLS")],
            en: """
                Inside TLS a server that refuses a further STLS (it MAY answer -ERR) does not list STLS in CAPA, as \
                the tag tells that the command is permitted in the current state.
                """,
            ja: "TLSの中で再度のSTLSを拒否する(-ERRを返してもよい)サーバーは、CAPAでSTLSを通知しない。",
            note: Localized(
                en: "-ERR under TLS is only a MAY, so a server may still permit and list STLS.",
                ja: "TLSの下での-ERRはMAYにすぎないので、サーバーはなおSTLSを許可して一覧に載せてもよい。")),
        row("rfc2595-4-stls-ok-then-handshake",          .rfc(2595, "4"),   .fact,    .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.tls, .capability("STLS")],
            en: """
                Right after the CRLF of the +OK reply to STLS the TLS negotiation begins, with no further plaintext \
                octet from the server.
                """,
            ja: "STLSへの+OK応答のCRLFの直後にTLSネゴシエーションが始まり、サーバーはそれ以上平文を送らない。"),
        row("rfc2595-4-stls-authorization-only",         .rfc(2595, "4"),   .must,    .server, .extensions,
            .fail, .security, in: [.transaction], needs: [.login, .capability("STLS")],
            en: "STLS in TRANSACTION is refused.",
            ja: "TRANSACTION状態では、STLSを拒否しなければならない。"),
        row("rfc2595-4-stls-err-when-active",            .rfc(2595, "4"),   .may,     .server, .extensions,
            .info, .letter, in: [.authorization], needs: [.tls, .capability("STLS")],
            en: "STLS with a security layer active can be refused with -ERR.",
            ja: "セキュリティ層がすでに有効なときは、STLSを-ERRで拒否してもよい。"),
        row("rfc2595-4-stls-stays-authorization",        .rfc(2595, "4"),   .fact,    .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.tls, .capability("STLS")],
            en: """
                After STLS and its handshake the session is still in AUTHORIZATION, even if a client certificate was \
                given in the handshake.
                """,
            ja: "STLSとハンドシェイクの後も、クライアント証明書を提示した場合を含め、セッションはAUTHORIZATION状態のままである。"),
        row("rfc2595-4-stls-no-second-greeting",         .rfc(2595, "4"),   .fact,    .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.tls, .capability("STLS")],
            en: """
                After the TLS handshake that follows STLS the server sends no new greeting but waits for the next \
                command.
                """,
            ja: "STLSによるTLSハンドシェイクの後、サーバーは新たなグリーティングを送らず、次のコマンドを待つ。"),
        row("rfc2595-4-stls-no-args",                    .rfc(2595, "4"),   .fact,    .server, .extensions,
            .warn, .letter, in: [.authorization], needs: [.capability("STLS")], strictOnly: true,
            en: "STLS takes no argument.",
            ja: "STLSは引数を取らない。"),
        row("rfc2595-4-stls-caps-may-differ",            .rfc(2595, "4"),   .may,     .server, .extensions,
            .info, .letter, in: [.authorization], needs: [.tls, .capability("STLS")],
            en: "Capabilities after STLS can differ from those before.",
            ja: "STLSの後のケイパビリティは、それより前のものと異なってもよい。"),
        // RFC 2595 tells the client to discard; for the server follows from PASS being valid only immediately after
        // USER.
        row("rfc2595-4-stls-state-reset",                .rfc(2595, "4"),   .fact,    .server, .extensions,
            .warn, .security, in: [.authorization], needs: [.login, .tls, .capability("STLS")], practice: true,
            en: """
                A user name given with USER before STLS is not used for a PASS sent inside TLS (good practice, RFC \
                2595 lays the duty to forget on the client only).
                """,
            ja: "STLSの前にUSERで送られた名前は、TLSの中のPASSには使われない(望ましい実装であり、RFC 2595が忘却を課すのはクライアントだけである)。",
            note: Localized(
                en: "RFC 2595 puts the duty on the client; Dovecot, Courier and Cyrus keep the name.",
                ja: "RFC 2595は、この義務をクライアントに課している。Dovecot、Courier、Cyrusは名前を保持する。")),
        // RFC 2595 forbids the client to send ahead and says that TLS starts right after the CRLF of the +OK; it has no
        // server MUST in words.
        row("rfc2595-4-stls-plaintext-injection",        .rfc(2595, "4"),   .fact,    .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.tls, .capability("STLS")], practice: true,
            en: """
                Octets that arrive in the clear behind STLS CRLF are never carried out as commands inside the TLS \
                session (CVE-2011-0411 class).
                """,
            ja: "STLSのCRLFの後に平文で届いたオクテットは、TLSセッションの中で決してコマンドとして実行されない(CVE-2011-0411の類)。",
            note: Localized(
                en: """
                    No server MUST in words, but running plaintext as TLS commands is a security hole; a failed \
                    handshake, a close or dropping the octets passes.
                    """,
                ja: "サーバーへのMUSTは言葉としてはないが、平文をTLSの下のコマンドとして実行することはセキュリティホールである。ハンドシェイクの失敗、切断、オクテットの破棄は合格である。")),
        row("rfc2595-4-stls-pre-handshake-garbage",      .rfc(2595, "4"),   .fact,    .server, .extensions,
            .warn, .security, in: [.authorization], needs: [.capability("STLS")], practice: true,
            en: """
                If octets that are not TLS follow the +OK to STLS, the server ends the session instead of going back \
                to plaintext commands (good practice, RFC 2595 is silent).
                """,
            ja: "STLSへの+OKの後にTLSでないオクテットが届いたら、サーバーは平文コマンドの処理に戻らず、セッションを終える(望ましい実装であり、RFC 2595に規定はない)。",
            note: Localized(
                en: "A plaintext -ERR followed by a close is info; going on in plaintext is the warn.",
                ja: "平文の-ERRの後に接続を閉じるのはinfoである。平文のまま続けるのがwarnである。")),
        row("rfc2595-4-client-waits-after-stls",         .rfc(2595, "4"),   .mustNot, .client, .extensions,
            .fail, .security, in: [.authorization], mode: .client,
            en: "A client sends no command after STLS before the reply has come and TLS is up.",
            ja: "クライアントは、STLSを送った後、応答が届いてTLSが確立するまでコマンドを送ってはならない。"),
        row("rfc2595-4-client-discards-capabilities",    .rfc(2595, "4"),   .must,    .client, .extensions,
            .fail, .security, in: [.authorization], mode: .client,
            en: "After TLS is up the client discards capabilities learnt before.",
            ja: "TLSの確立後、クライアントは、それより前に得たケイパビリティの情報を破棄しなければならない。"),
        row("rfc2595-4-client-reissues-capa",            .rfc(2595, "4"),   .should,  .client, .extensions,
            .warn, .security, in: [.authorization], mode: .client,
            en: "After TLS is up the client issues CAPA again.",
            ja: "TLSの確立後、クライアントはCAPAを再び発行すべきである。"),
        row("rfc2595-4-client-injected-reply-discarded", .rfc(2595, "9"),   .fact,    .client, .extensions,
            .fail, .security, in: [.authorization], mode: .client, practice: true,
            en: """
                Replies that a client received in the clear behind the +OK to STLS are not used after the handshake \
                (response injection).
                """,
            ja: "クライアントは、STLSへの+OKに続けて平文で届いた応答を、ハンドシェイクの後に使わない(応答の注入への対策)。",
            note: Localized(
                en: "Follows from the duty to discard what was learnt in the clear; aborting passes.",
                ja: "平文で知ったことを捨てる義務から導かれる。中止することは合格である。")),
        row("rfc2595-4-external-may",                    .rfc(2595, "4"),   .may,     .server, .extensions,
            .info, .letter, in: [.authorization], needs: [.tls, .capability("STLS")],
            en: "After a client certificate AUTH EXTERNAL can be used; servers need not support it.",
            ja: "クライアント証明書を提示した後はAUTH EXTERNALを使ってもよいが、サーバーがこれに対応する必要はない。"),
        row("rfc2595-2.3-refuse-cleartext-configurable", .rfc(2595, "2.3"), .must,    .both,   .modern,
            .info, .security, in: [.authorization], needs: [.login, .tls],
            en: """
                Client and server can be configured to refuse all clear-text logins unless an adequate encryption \
                layer is active.
                """,
            ja: "クライアントとサーバーは、十分な強度の暗号化層が有効でない限り平文ログインをすべて拒否するように設定できなければならない。",
            note: Localized(
                en: "Configurability cannot be seen from one configuration.",
                ja: "設定できるかどうかは、1つの設定からは分からない。")),
        row("rfc2595-2.3-refuse-per-user",               .rfc(2595, "2.3"), .should,  .server, .modern,
            .info, .security, in: [.authorization], mode: .manual,
            en: "Servers allowing clear-text logins can refuse them for the whole server and per user.",
            ja: "平文ログインを許すサーバーは、サーバー全体でもユーザー単位でも、平文ログインを拒否できるようにすべきである。",
            note: Localized(
                en: "Whether it can be configured is not visible from outside.",
                ja: "設定できるかどうかは、外からは分からない。")),
        row("rfc2595-2.2-privacy-mode",                  .rfc(2595, "2.2"), .should,  .both,   .modern,
            .warn, .security, in: [.authorization], mode: .client,
            en: "Both sides have a mode in which encryption is required before login.",
            ja: "クライアントとサーバーは、ログイン前の暗号化を必須とするモードを備えるべきである。",
            note: Localized(
                en: """
                    Lacking the mode is warn; having it and still sending credentials is rfc2595-2.5-check-tls-result.
                    """,
                ja: "このモードがないことはwarnである。このモードがあるのに認証情報を送る場合は、rfc2595-2.5-check-tls-resultの対象である。")),
        row("rfc2595-2.5-check-tls-result",              .rfc(2595, "2.5"), .must,    .both,   .modern,
            .fail, .security, in: [.authorization], mode: .client,
            en: "Both sides check whether the TLS negotiation gave acceptable privacy/authentication.",
            ja: "クライアントとサーバーは、TLSネゴシエーションで許容できる秘匿性や認証が得られたかを確認しなければならない。",
            note: Localized(
                en: "Only for a client set to require TLS; opportunistic mode is info.",
                ja: "TLSを必須とする設定のクライアントだけが対象である。可能なら使うという設定ではinfoである。")),
        row("rfc2595-2.4-client-identity-check",         .rfc(2595, "2.4"), .must,    .client, .modern,
            .fail, .security, in: [.authorization], mode: .client,
            en: "The client checks the certificate against the host name it used to connect (rules now in RFC 7817).",
            ja: "クライアントは、接続に使ったホスト名と証明書を照合しなければならない(現在の規則はRFC 7817にある)。",
            note: Localized(
                en: "Asking the user passes.",
                ja: "ユーザーに尋ねることは合格である。")),
        row("rfc2595-2.4-client-no-insecure-name",       .rfc(2595, "2.4"), .mustNot, .client, .modern,
            .fail, .security, in: [.authorization], mode: .client,
            en: """
                The client does not use a host name obtained from an insecure lookup (for example CNAME) for the \
                check.
                """,
            ja: "クライアントは、安全でない名前解決で得たホスト名(例えばCNAME)を照合に使ってはならない。"),
        row("rfc2595-2.4-client-on-mismatch",            .rfc(2595, "2.4"), .should,  .client, .modern,
            .warn, .security, in: [.authorization], mode: .client,
            en: "On mismatch the client asks the user explicitly or ends the connection.",
            ja: "照合で一致しなかった場合、クライアントはユーザーに明示的に確認するか、接続を終了すべきである。"),
        row("rfc2595-9-client-warn-no-privacy",          .rfc(2595, "9"),   .should,  .client, .modern,
            .warn, .security, in: [.authorization], mode: .client,
            en: "A client warns the user when the session is not private and/or can refuse to go on.",
            ja: "セッションが秘匿されていない場合、クライアントは、ユーザーに警告するか、続行を拒否できるようにするか、その両方を行うべきである。"),
        // Section 6 is superseded by RFC 4616; the rule in force is rfc4616-5-not-without-security.
        row("rfc2595-6-plain-not-without-tls",           .rfc(2595, "6"),   .mustNot, .server, .modern,
            .warn, .security, in: [.authorization],
            en: """
                SASL PLAIN (AUTH PLAIN) is not announced or used without strong encryption unless backward \
                compatibility demands it (superseded by RFC 4616, which says SHOULD NOT).
                """,
            ja: "強力な暗号化がなければ、後方互換性のために必要な場合を除き、AUTH PLAINを通知したり使ったりしてはならない(SHOULD NOTとするRFC 4616に置き換えられた)。",
            note: Localized(
                en: "Superseded by RFC 4616 (SHOULD NOT), and the text itself excuses backward compatibility.",
                ja: "RFC 4616(SHOULD NOT)に置き換えられている。この文面自体も、後方互換性による例外を認めている。")),
    ]
}
