import POP3

extension Requirements {
    /// RFC 2449, POP3 Extension Mechanism.
    // swift-format-ignore
    static let rfc2449: [Requirement] = [
        row("rfc2449-3-command-grammar",                      .rfc(2449, "3"),     .fact,      .client, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], mode: .client,
            en: """
                A command is a 3-4 VCHAR keyword, then any number of SP-separated non-empty VCHAR parameters, then \
                CRLF, 255 octets in all at most.
                """,
            ja: "コマンドは、3または4文字のVCHARのキーワード、SPで区切った空でないVCHARのパラメーター(0個以上)、CRLFからなり、全体で255オクテット以下である。",
            note: Localized(
                en: "Spaces inside the PASS argument pass.",
                ja: "PASSの引数の中の空白は合格である。")),
        row("rfc2449-3-command-octets",                       .rfc(2449, "3"),     .fact,      .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction], needs: [.login], strictOnly: true,
            en: """
                Control octets, DEL and octets above 0x7E are outside the command grammar, so a line with them is \
                syntactically invalid (-ERR).
                """,
            ja: "制御オクテット、DEL、0x7Eを超えるオクテットはコマンドの文法に含まれず、これらを含む行は構文として不正である(-ERR)。",
            note: Localized(
                en: """
                    More than one reply, or none for the next good command, is fail under \
                    rfc1939-5-one-response-per-command.
                    """,
                ja: "応答が2個以上返る場合と、次の正しいコマンドに応答がない場合は、rfc1939-5-one-response-per-commandでfailである。")),
        row("rfc2449-3-empty-param-invalid",                  .rfc(2449, "3"),     .fact,      .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction], needs: [.login, .messages], strictOnly: true,
            en: "Parameters are non-empty, so trailing, leading or doubled spaces do not match the grammar (-ERR).",
            ja: "パラメーターは空にできないので、行頭や行末の空白、連続する空白は文法に合わない(-ERR)。"),
        row("rfc2449-3-tab-not-separator",                    .rfc(2449, "3"),     .fact,      .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction], needs: [.login, .messages], strictOnly: true,
            en: "Only SP separates arguments; HTAB does not.",
            ja: "引数の区切りはSPだけであり、HTABは区切りにならない。"),
        row("rfc2449-3-command-over-255",                     .rfc(2449, "3"),     .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction],
            en: """
                A line longer than 255 octets is outside the grammar; it is answered -ERR (or the connection is \
                ended), not executed in pieces.
                """,
            ja: "255オクテットを超える行は文法から外れ、分割して実行されることはなく、-ERRが返る(または接続が切られる)。",
            note: Localized(
                en: """
                    Only two or more replies, an echo instead of a status, or execution in pieces is fail; carrying \
                    out the whole line with one reply is warn, a close passes.
                    """,
                ja: "failは、応答が2個以上の場合、状態の代わりに入力がそのまま返る場合、分割して実行される場合だけである。行全体を1個の応答で実行するのはwarn、閉じるのは合格である。")),
        row("rfc2449-3-status-sp-text",                       .rfc(2449, "3"),     .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction, .update], mode: .passive,
            en: "Text after a status indicator is separated by one SP; \"+OK\" or \"-ERR\" may stand alone.",
            ja: "状態標識に続くテキストは1個のSPで区切られ、+OKや-ERRだけの応答もあり得る。",
            note: Localized(
                en: "A greeting joined to its text is warn, because the grammar's greeting rule has no SP.",
                ja: "グリーティングがテキストとつながっているのは、文法のgreetingの規則にSPがないのでwarnである。")),
        row("rfc2449-3-status-line-ascii",                    .rfc(2449, "3"),     .fact,      .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction, .update], mode: .passive,
            en: "Status-line text is printable ASCII (until UTF-8 text is negotiated with LANG/UTF8).",
            ja: "LANGやUTF8でUTF-8のテキストを取り決めるまで、状態行のテキストは印字可能なASCII文字からなる。",
            note: Localized(
                en: "An echo that makes a second line is fail under rfc1939-5-one-response-per-command.",
                ja: "返された入力が2行目を作る場合は、rfc1939-5-one-response-per-commandでfailである。")),
        row("rfc2449-3-greeting-max-512",                     .rfc(2449, "3"),     .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization], mode: .passive,
            en: "The greeting is at most 512 octets with CRLF.",
            ja: "グリーティングは、CRLFを含めて512オクテット以下である。"),
        row("rfc2449-3-greeting-lt-only-in-timestamp",        .rfc(2449, "3"),     .fact,      .server, .extensions,
            .warn, .breaksClients, in: [.authorization], mode: .passive,
            en: "In a greeting \"<\" occurs only as start of the APOP timestamp.",
            ja: "グリーティングの中で「<」が現れるのは、APOPのタイムスタンプの先頭だけである。",
            note: Localized(
                en: """
                    That grammar has known slips; a malformed timestamp where APOP works is rfc2449-3-timestamp-msgid.
                    """,
                ja: "この文法には知られた誤りがある。APOPが動作するのにタイムスタンプの形が崩れている場合は、rfc2449-3-timestamp-msgidの対象である。")),
        row("rfc2449-6-apop-by-banner",                       .rfc(2449, "6"),     .fact,      .client, .extensions,
            .fail, .letter, in: [.authorization], mode: .client,
            en: "A client finds APOP support by the timestamp in the greeting, there being no APOP capability.",
            ja: "APOPのケイパビリティはないので、クライアントはグリーティングのタイムスタンプの有無でAPOPへの対応を知る。"),
        row("rfc2449-6-no-apop-capability",                   .rfc(2449, "6"),     .fact,      .server, .extensions,
            .info, .letter, in: [.authorization, .transaction],
            en: "There is no APOP capability tag.",
            ja: "APOPというケイパビリティのタグは存在しない。",
            note: Localized(
                en: "A tag APOP breaks rfc2449-9-x-prefix as well, and counts there only.",
                ja: "APOPというタグはrfc2449-9-x-prefixにも反するが、数えるのはそちらでだけである。")),
        row("rfc2449-3-timestamp-msgid",                      .rfc(2449, "3"),     .must,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization], needs: [.apopBanner],
            en: "The greeting timestamp conforms to RFC 822 msg-id.",
            ja: "グリーティングのタイムスタンプは、RFC 822のmsg-idに従わなければならない。",
            note: Localized(
                en: "Only where APOP is offered; a greeting with other angle brackets is warn.",
                ja: "APOPを提供している場合だけが対象である。ほかの山括弧を含むグリーティングはwarnである。")),
        row("rfc2449-3-multiline-content-octets",             .rfc(2449, "3"),     .fact,      .server, .extensions,
            .warn, .breaksClients, in: [.transaction], needs: [.login, .messages], mode: .passive, strictOnly: true,
            en: """
                Lines of multi-line replies are made of octets 0x01-0x7F; NUL never occurs (8-bit only under \
                UTF8/8BITMIME practice).
                """,
            ja: "複数行応答の各行は0x01-0x7Fのオクテットからなり、NULは決して現れない(8ビットはUTF8や8BITMIMEの運用時のみ)。",
            note: Localized(
                en: "NUL is warn only in a message that the test itself delivered, 8-bit is info.",
                ja: "NULは検査のために配送したメッセージの中でだけwarn、8ビットのオクテットはinfoである。")),
        row("rfc2449-4-server-255",                           .rfc(2449, "4"),     .must,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.capability("USER")],
            en: "A server with CAPA accepts commands up to 255 octets including CRLF.",
            ja: "CAPAに対応するサーバーは、CRLFを含めて255オクテットまでのコマンドを受け付けなければならない。",
            note: Localized(
                en: "-ERR passes whatever its text says; only a close, silence or lost sync violates.",
                ja: "-ERRは、テキストによらず合格である。違反は、接続が閉じられる場合、応答がない場合、同期が失われる場合だけである。")),
        row("rfc2449-4-largest-capability-length",            .rfc(2449, "4"),     .must,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.capability("SASL")],
            en: "A server accepts the largest command length any capability it supports calls for.",
            ja: "サーバーは、対応するケイパビリティが求める最大のコマンド長まで受け付けなければならない。"),
        row("rfc2449-4-first-line-512",                       .rfc(2449, "4"),     .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction, .update], mode: .passive,
            en: "The first line of a reply stays within 512 octets with CRLF.",
            ja: "応答の最初の行は、CRLFを含めて512オクテット以下である。"),
        row("rfc2449-5-capa-both-states",                     .rfc(2449, "5"),     .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.login],
            en: "CAPA is available in AUTHORIZATION and in TRANSACTION.",
            ja: "CAPAは、AUTHORIZATION状態とTRANSACTION状態のどちらでも使える。"),
        row("rfc2449-5-capa-multiline",                       .rfc(2449, "5"),     .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction],
            en: "A positive CAPA reply is multi-line, one capability per line, ended by the \".\" line.",
            ja: "CAPAへの肯定応答は複数行応答であり、1行に1つのケイパビリティを示し、終端行(.)で終わる。"),
        row("rfc2449-5-capa-err-means-unsupported",           .rfc(2449, "5"),     .fact,      .both,   .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction],
            en: "-ERR to CAPA means CAPA is not implemented; the client then probes.",
            ja: "CAPAへの-ERRはCAPAが実装されていないことを示し、クライアントは個々の機能を試して調べる。",
            note: Localized(
                en: "Server side is info; the violation is a client that gives up when CAPA is refused.",
                ja: "サーバー側はinfoである。CAPAを拒否されただけであきらめるクライアントが違反である。")),
        row("rfc2449-5-capa-tag-grammar",                     .rfc(2449, "3"),     .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction],
            en: "A capability tag is one or more printable ASCII characters other than \".\".",
            ja: "ケイパビリティのタグは、「.」を除く印字可能なASCII文字1個以上からなる。"),
        row("rfc2449-5-capa-single-space",                    .rfc(2449, "5"),     .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction],
            en: "Tag and parameters are separated by single spaces, no trailing space.",
            ja: "タグとパラメーターは1個ずつの空白で区切られ、行末に空白はない。",
            note: Localized(
                en: "A trailing space or an empty SASL list is warn.",
                ja: "末尾の空白や、空のSASLの一覧はwarnである。")),
        row("rfc2449-5-capa-line-512",                        .rfc(2449, "5"),     .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction],
            en: "A capability line has at most 512 octets with CRLF.",
            ja: "ケイパビリティの行は、CRLFを含めて512オクテット以下である。"),
        row("rfc2449-5-capa-announced-both",                  .rfc(2449, "5"),     .must,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], needs: [.login],
            en: """
                Every capability that CAPA lists in AUTHORIZATION is listed in TRANSACTION too, except STLS, which RFC \
                2595 registers for AUTHORIZATION only.
                """,
            ja: "AUTHORIZATION状態のCAPAで通知したケイパビリティは、STLSを除き、TRANSACTION状態でも通知しなければならない。",
            note: Localized(
                en: """
                    STLS is excepted (RFC 2595 section 8); Dovecot and Cyrus drop SASL or USER after login, against a \
                    plain MUST but without harm.
                    """,
                ja: "STLSは例外である(RFC 2595の第8節)。DovecotとCyrusはログイン後にSASLまたはUSERを外す。単純なMUSTに反するが、害はない。")),
        row("rfc2449-5-capa-args-stable",                     .rfc(2449, "6"),     .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], needs: [.login],
            en: """
                Arguments of capabilities marked "no differences" (SASL, UTF8, ...) are the same in both states; only \
                LOGIN-DELAY and EXPIRE may change.
                """,
            ja: "「状態による差異なし」とされたケイパビリティ(SASL、UTF8など)の引数は両方の状態で同じであり、変わり得るのはLOGIN-DELAYとEXPIREだけである。",
            note: Localized(
                en: "Compare in the same TLS state; a tag missing after login is rfc2449-5-capa-announced-both.",
                ja: "TLSの状態が同じところで比べる。ログイン後に消えたタグは、rfc2449-5-capa-announced-bothの対象である。")),
        row("rfc2449-5-capa-no-args",                         .rfc(2449, "5"),     .fact,      .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction], strictOnly: true,
            en: "CAPA takes no argument.",
            ja: "CAPAは引数を取らない。"),
        row("rfc2449-5-capa-repeatable",                      .rfc(2449, "5"),     .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.login],
            en: """
                CAPA can be given at any time in AUTHORIZATION and TRANSACTION, as often as wanted, and does not \
                change the state of the session.
                """,
            ja: "CAPAはAUTHORIZATION状態とTRANSACTION状態で何度でも発行でき、セッションの状態を変えない。",
            note: Localized(
                en: "Another order of lines passes; CAPA between USER and PASS is info.",
                ja: "行の順序が違っても合格である。USERとPASSの間のCAPAはinfoである。")),
        row("rfc2449-5-capa-tag-equals-keyword",              .rfc(2449, "5"),     .should,    .server, .extensions,
            .info, .letter, in: [.authorization, .transaction],
            en: "A capability for an optional command uses the command keyword as its tag.",
            ja: "オプションのコマンドを表すケイパビリティは、そのコマンドのキーワードをタグとすべきである。",
            note: Localized(
                en: "Cannot be judged from outside for private tags.",
                ja: "独自のタグについては、外から判定できない。")),
        row("rfc2449-5-capa-tags-case-insensitive",           .rfc(2449, "5"),     .fact,      .client, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], mode: .client,
            en: "A client compares capability tags case-insensitively.",
            ja: "クライアントは、ケイパビリティのタグを大文字と小文字を区別せずに比較する。"),
        row("rfc2449-5-client-unknown-capa-ignored",          .rfc(2449, "5"),     .fact,      .client, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], mode: .client,
            en: "A client skips capabilities and parameters it does not know.",
            ja: "クライアントは、未知のケイパビリティやパラメーターを読み飛ばす。"),
        row("rfc2449-5-client-reissue-after-layer",           .rfc(2449, "5"),     .should,    .client, .extensions,
            .warn, .security, in: [.transaction], mode: .client,
            en: "After negotiating an integrity layer in authentication the client issues CAPA again.",
            ja: "認証で完全性保護層を取り決めた後、クライアントはCAPAを再び発行すべきである。"),
        row("rfc2449-6.1-top-capability",                     .rfc(2449, "6.1"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.login, .messages, .capability("TOP")],
            en: "TOP announced means the TOP command works.",
            ja: "TOPが通知されていれば、TOPコマンドが使える。",
            note: Localized(
                en: "TOP working unannounced is warn.",
                ja: "通知なしに動作するTOPは、warnである。")),
        row("rfc2449-6.2-user-capability",                    .rfc(2449, "6.2"),   .fact,      .server, .extensions,
            .warn, .breaksClients, in: [.authorization, .transaction], needs: [.login, .capability("USER")],
            en: "USER in CAPA tells that the USER and PASS commands are supported, though perhaps not for every user.",
            ja: "CAPAのUSERは、USERとPASSに対応していることを示す(全ユーザーが使えるとは限らない)。",
            note: Localized(
                en: "USER need not serve all users, so a refused user proves nothing; working unannounced is info.",
                ja: "USERがすべてのユーザーに使えるとは限らないので、拒否されたユーザーは何の証拠にもならない。通知なしに動作するのはinfoである。")),
        row("rfc2449-6.3-sasl-capability",                    .rfc(2449, "6.3"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.capability("SASL")],
            en: "SASL announced means AUTH works, with optional initial response, for the mechanisms listed.",
            ja: "SASLが通知されていれば、列挙されたメカニズムでAUTHが使え、初期応答も付けられる。",
            note: Localized(
                en: """
                    Fail if AUTH itself is not carried out for any listed mechanism; one listed mechanism answered \
                    -ERR (no keytab, no certificate) is warn.
                    """,
                ja: "一覧のどのメカニズムでもAUTHそのものが行われなければfailである。一覧のうち1つが-ERRになる(keytabや証明書がない)のはwarnである。")),
        row("rfc2449-6.4-resp-codes-meaning",                 .rfc(2449, "6.4"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.capability("RESP-CODES")],
            mode: .passive,
            en: "With RESP-CODES announced, every response text starting with \"[\" is an extended response code.",
            ja: "RESP-CODESが通知されていれば、「[」で始まる応答テキストはすべて拡張応答コードである。",
            note: Localized(
                en: "A \"[\" later in the text is info.",
                ja: "テキストの途中にある「[」は、infoである。")),
        row("rfc2449-8-resp-codes-announced",                 .rfc(2449, "8"),     .fact,      .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction],
            en: "A server that supports extended response codes announces RESP-CODES in CAPA.",
            ja: "拡張応答コードに対応するサーバーは、CAPAでRESP-CODESを通知する。",
            note: Localized(
                en: "Without RESP-CODES a leading \"[\" is just text.",
                ja: "RESP-CODESがなければ、先頭の「[」は単なる文字である。")),
        row("rfc2449-3-resp-code-grammar",                    .rfc(2449, "3"),     .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], mode: .passive,
            en: """
                A response code is "[" level *( "/" level ) "]", levels of printable characters other than "/" and \
                "]".
                """,
            ja: "応答コードは\"[\" level *( \"/\" level ) \"]\"の形であり、levelは「/」と「]」を除く印字可能な文字からなる。",
            note: Localized(
                en: "Only where RESP-CODES is announced.",
                ja: "RESP-CODESが通知されている場合だけが対象である。")),
        row("rfc2449-3-resp-code-position",                   .rfc(2449, "8"),     .fact,      .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction], mode: .passive,
            en: "The code stands at the very start of the text of a +OK or -ERR reply.",
            ja: "応答コードは、+OKまたは-ERRの応答のテキストの先頭に置かれる。",
            note: Localized(
                en: "A code elsewhere is just text.",
                ja: "ほかの位置にあるコードは、単なるテキストである。")),
        row("rfc2449-8-client-case-insensitive",              .rfc(2449, "8"),     .fact,      .client, .extensions,
            .fail, .letter, in: [.authorization, .transaction], mode: .client,
            en: "A client reads response codes case-insensitively.",
            ja: "クライアントは、応答コードを大文字と小文字を区別せずに解釈する。"),
        row("rfc2449-8-client-ignores-unknown-detail",        .rfc(2449, "8"),     .must,      .client, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], mode: .client,
            en: "A client ignores levels of a code it does not know.",
            ja: "クライアントは、応答コードのうち未知の階層を無視しなければならない。"),
        row("rfc2449-8-client-may-strip",                     .rfc(2449, "8"),     .may,       .client, .extensions,
            .info, .letter, in: [.authorization, .transaction], mode: .client,
            en: "A client can strip the bracketed part before showing text.",
            ja: "クライアントは、テキストを表示する前に、角括弧で囲まれた部分を取り除いてもよい。"),
        row("rfc2449-6.5-login-delay-arg",                    .rfc(2449, "6.5"),   .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], needs: [.login, .capability("LOGIN-DELAY")],
            en: "LOGIN-DELAY has an integer number of seconds, optionally followed by USER (before login only).",
            ja: "LOGIN-DELAYの引数は整数の秒数であり、その後にUSERが続くことがある(ログイン前のみ)。"),
        row("rfc2449-6.5-login-delay-enforced",               .rfc(2449, "6.5"),   .should,    .server, .extensions,
            .warn, .letter, in: [.authorization], needs: [.login, .capability("LOGIN-DELAY"), .secondSession],
            en: "A server that announces LOGIN-DELAY enforces it.",
            ja: "LOGIN-DELAYを通知するサーバーは、その待ち時間を実際に強制すべきである。"),
        row("rfc2449-6.5-login-delay-max-before-auth",        .rfc(2449, "6.5"),   .must,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], needs: [.login, .capability("LOGIN-DELAY")],
            en: "If the delay differs per user, the value before login is the largest for any user.",
            ja: "LOGIN-DELAYがユーザーごとに異なる場合、ログイン前の値は全ユーザー中の最大値でなければならない。"),
        row("rfc2449-6.5-login-delay-user-token",             .rfc(2449, "6.5"),   .should,    .server, .extensions,
            .warn, .letter, in: [.authorization], needs: [.login, .capability("LOGIN-DELAY")],
            en: "If the delay may differ per user, \"USER\" is appended before login.",
            ja: "LOGIN-DELAYがユーザーごとに異なり得る場合、ログイン前の値の後に「USER」を付加すべきである。"),
        row("rfc2449-6.5-login-delay-accurate-after",         .rfc(2449, "6.5"),   .should,    .server, .extensions,
            .warn, .letter, in: [.transaction], needs: [.login, .capability("LOGIN-DELAY")],
            en: """
                A server that put USER on LOGIN-DELAY before login announces the user's own LOGIN-DELAY value in CAPA \
                after login.
                """,
            ja: "ログイン前のLOGIN-DELAYにUSERを付けたサーバーは、ログイン後のCAPAで、そのユーザーの値を通知すべきである。"),
        row("rfc2449-6.5-client-honours-delay",               .rfc(2449, "6.5"),   .should,    .client, .extensions,
            .warn, .breaksClients, in: [.authorization], mode: .client,
            en: "A client with a configurable check interval takes LOGIN-DELAY as the minimum.",
            ja: "メールの確認間隔を設定できるクライアントは、LOGIN-DELAYをその最小値とすべきである。"),
        row("rfc2449-6.6-pipelining-in-order",                .rfc(2449, "6.6"),   .must,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.login, .capability("PIPELINING")],
            en: "A server announcing PIPELINING processes the commands of a batch one by one, in order.",
            ja: "PIPELININGを通知するサーバーは、まとめて送られたコマンドを1つずつ順番に処理しなければならない。"),
        row("rfc2449-6.6-pipelining-login-batch",             .rfc(2449, "6.6"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.login, .capability("PIPELINING")],
            en: "USER and PASS (and what follows) can be sent in one batch.",
            ja: "USERとPASS(およびその後のコマンド)は、まとめて送ることができる。",
            note: Localized(
                en: "The RFC names the USER and PASS batch itself; an AUTH batch is info.",
                ja: "USERとPASSをまとめて送ることは、RFCが自ら挙げている。AUTHを含むまとめ送りはinfoである。")),
        row("rfc2449-6.6-pipelining-error-inside",            .rfc(2449, "6.6"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.transaction], needs: [.login, .capability("PIPELINING")],
            en: "An error within a batch does not drop the commands after it.",
            ja: "まとめて送られたコマンドの途中でエラーが起きても、後続のコマンドは捨てられない。"),
        row("rfc2449-6.6-pipelining-while-receiving",         .rfc(2449, "6.6"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.transaction], needs: [.login, .twoMessages, .capability("PIPELINING")],
            en: "Commands can be sent while the reply to an earlier one is still coming.",
            ja: "前のコマンドへの応答がまだ届いている途中でも、次のコマンドを送ることができる。"),
        row("rfc2449-6.6-pipelining-split-segments",          .rfc(2449, "6.6"),   .fact,      .server, .rfc1939,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.login],
            en: "Segment limits carry no meaning: commands may be split at any octet.",
            ja: "セグメントの境界に意味はなく、コマンドはどのオクテットの位置でも分割され得る。",
            note: Localized(
                en: "TCP makes this true of every server, with or without CAPA.",
                ja: "TCPの性質から、CAPAの有無によらずどのサーバーにも当てはまる。")),
        row("rfc2449-6.6-pipelining-large-batch",             .rfc(2449, "6.6"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.transaction], needs: [.login, .capability("PIPELINING")],
            en: "A batch larger than the server's buffer is processed fully.",
            ja: "まとめて送られたコマンドがサーバーのバッファーより大きくても、すべて処理される。",
            note: Localized(
                en: "A client that does not read while it writes stalls by its own fault.",
                ja: "書きながら読まないクライアントが停滞しても、それはクライアントの責任である。")),
        row("rfc2449-6.6-pipelining-quit-last",               .rfc(2449, "6.6"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.transaction], needs: [.login, .capability("PIPELINING")],
            en: "Commands before a pipelined QUIT are all executed and answered before the close.",
            ja: "パイプライン処理でQUITより前に送られたコマンドは、接続が閉じる前に、すべて実行され応答が返る。",
            note: Localized(
                en: """
                    A server that gives up at the client's half-close is warn; repeat without half-close before \
                    calling it fail.
                    """,
                ja: "クライアントの片方向の切断で処理をやめるサーバーはwarnである。failと呼ぶ前に、片方向の切断なしで繰り返す。")),
        row("rfc2449-6.6-pipelining-window",                  .rfc(2449, "6.6"),   .mustNot,   .both,   .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction],
            needs: [.login, .messages, .capability("PIPELINING")],
            en: "A side with blocking writes does not exceed the transport window (no deadlock).",
            ja: "ブロッキング書き込みを使う側は、トランスポートのウィンドウサイズを超えて送ってはならない(デッドロックの防止)。",
            note: Localized(
                en: """
                    Waiting while the peer does not read is TCP flow control; a stalled session closed by a write \
                    timeout is warn, lost or mixed replies are fail.
                    """,
                ja: "相手が読まない間待つのは、TCPのフロー制御である。停滞したセッションが書き込みのタイムアウトで閉じられるのはwarn、応答が失われるか混ざるのはfailである。")),
        row("rfc2449-6.6-client-matches-replies",             .rfc(2449, "6.6"),   .must,      .client, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], mode: .client,
            en: "A client that pipelines tracks outstanding commands and matches replies in order.",
            ja: "パイプライン処理を行うクライアントは、応答待ちのコマンドを把握し、応答を順番に対応付けなければならない。"),
        row("rfc2449-6.6-client-pipelines-only-if-announced", .rfc(2449, "6.6"),   .fact,      .client, .extensions,
            .warn, .breaksClients, in: [.authorization, .transaction], mode: .client,
            en: "A client sends ahead only when PIPELINING is announced.",
            ja: "クライアントは、PIPELININGが通知されている場合に限り、応答を待たずに次のコマンドを送る。",
            note: Localized(
                en: "Not forbidden in words.",
                ja: "言葉で禁じられてはいない。")),
        row("rfc2449-6.7-expire-arg",                         .rfc(2449, "6.7"),   .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], needs: [.login, .capability("EXPIRE")],
            en: "EXPIRE has a number of days or NEVER, optionally followed by USER (before login only).",
            ja: "EXPIREの引数は日数またはNEVERであり、その後にUSERが続くことがある(ログイン前のみ)。"),
        row("rfc2449-6.7-expire-min-before-auth",             .rfc(2449, "6.7"),   .must,      .server, .extensions,
            .fail, .losesMail, in: [.authorization, .transaction], needs: [.login, .capability("EXPIRE")],
            en: "If expiry differs per user, the value before login is the smallest for any user.",
            ja: "保存期間がユーザーごとに異なる場合、ログイン前のEXPIREの値は全ユーザー中の最小値でなければならない。"),
        row("rfc2449-6.7-expire-user-token",                  .rfc(2449, "6.7"),   .should,    .server, .extensions,
            .warn, .letter, in: [.authorization], needs: [.login, .capability("EXPIRE")],
            en: "If expiry may differ per user, \"USER\" is appended before login.",
            ja: "保存期間がユーザーごとに異なり得る場合、ログイン前のEXPIREの値の後に「USER」を付加すべきである。"),
        row("rfc2449-6.7-expire-accurate-after",              .rfc(2449, "6.7"),   .should,    .server, .extensions,
            .warn, .letter, in: [.transaction], needs: [.login, .capability("EXPIRE")],
            en: "After login the accurate per-user expiry is announced.",
            ja: "ログイン後は、そのユーザーの正確な保存期間をEXPIREで通知すべきである。"),
        row("rfc2449-6.7-expire-0-implicit-dele",             .rfc(2449, "6.7"),   .may,       .server, .extensions,
            .fail, .losesMail, in: [.update],
            needs: [.login, .twoMessages, .destructive, .secondSession, .capability("EXPIRE")],
            en: "With EXPIRE 0 the server can delete every message fetched with RETR when entering UPDATE.",
            ja: "EXPIRE 0の場合、サーバーはUPDATE状態に入るときに、RETRで取得されたメッセージをすべて削除してもよい。",
            note: Localized(
                en: """
                    The fetched message gone or kept both pass; fail is the loss of one that was neither fetched nor \
                    marked.
                    """,
                ja: "取得したメッセージは、消えても残っても合格である。failは、取得も削除マークもしていないメッセージが失われる場合である。")),
        row("rfc2449-6.7-expire-nonzero-keeps",               .rfc(2449, "6.7"),   .fact,      .server, .extensions,
            .fail, .losesMail, in: [.update],
            needs: [.login, .messages, .destructive, .secondSession, .capability("EXPIRE")],
            en: """
                With EXPIRE announced as NEVER or a number of days above 0, a message fetched with RETR can be left on \
                the server over QUIT.
                """,
            ja: "EXPIREがNEVERまたは1日以上と通知されていれば、RETRで取得したメッセージはQUITの後もサーバーに残すことができる。",
            note: Localized(
                en: """
                    Fail only with EXPIRE above 0 or NEVER announced; without EXPIRE the loss is site policy (RFC 1939 \
                    section 8), hence warn.
                    """,
                ja: "failは、0より大きいEXPIREまたはNEVERが通知されている場合だけである。EXPIREがなければ、失われるのはサイトの方針(RFC 1939の第8節)なのでwarnである。")),
        row("rfc2449-6.7-expire-announce-policy",             .rfc(2449, "6.7"),   .should,    .server, .extensions,
            .info, .letter, in: [.authorization, .transaction], mode: .manual,
            en: "A site with automatic deletion announces EXPIRE; one that never deletes announces EXPIRE NEVER.",
            ja: "自動削除を行うサイトはEXPIREを、決して削除しないサイトはEXPIRE NEVERを通知すべきである。",
            note: Localized(
                en: "What a site's policy is cannot be seen from outside.",
                ja: "サイトの方針がどのようなものかは、外からは見えない。")),
        row("rfc2449-6.8-uidl-capability",                    .rfc(2449, "6.8"),   .fact,      .server, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], needs: [.login, .capability("UIDL")],
            en: "UIDL announced means the UIDL command works.",
            ja: "UIDLが通知されていれば、UIDLコマンドが使える。",
            note: Localized(
                en: "UIDL working unannounced is warn.",
                ja: "通知なしに動作するUIDLは、warnである。")),
        row("rfc2449-6.9-implementation-arg",                 .rfc(2449, "6.9"),   .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization, .transaction], needs: [.capability("IMPLEMENTATION")],
            en: "IMPLEMENTATION carries one or more tokens.",
            ja: "IMPLEMENTATIONには、1個以上のトークンが付く。"),
        row("rfc2449-6.9-implementation-transaction-only",    .rfc(2449, "6.9"),   .may,       .server, .extensions,
            .info, .letter, in: [.authorization, .transaction], needs: [.login, .capability("IMPLEMENTATION")],
            en: "IMPLEMENTATION can be announced after login only.",
            ja: "サーバーは、IMPLEMENTATIONをログイン後にだけ通知してもよい。",
            note: Localized(
                en: "Announced before login only is rfc2449-5-capa-announced-both.",
                ja: "ログイン前にだけ通知することは、rfc2449-5-capa-announced-bothの対象である。")),
        row("rfc2449-6.9-client-no-behaviour-change",         .rfc(2449, "6.9"),   .mustNot,   .client, .extensions,
            .fail, .letter, in: [.authorization, .transaction], mode: .client,
            en: "A client does not alter its behaviour by server implementation.",
            ja: "クライアントは、サーバーの実装によって自らの動作を変えてはならない。"),
        row("rfc2449-7-client-no-required-extension",         .rfc(2449, "7"),     .mustNot,   .client, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], mode: .client,
            en: "A client does not require any extension for basic function, authentication commands apart.",
            ja: "クライアントは、認証コマンドを除き、基本機能のためにいかなる拡張も必須としてはならない。"),
        row("rfc2449-8.1.1-login-delay-code",                 .rfc(2449, "8.1.1"), .fact,      .server, .extensions,
            .fail, .letter, in: [.authorization], needs: [.login, .capability("RESP-CODES")],
            en: "[LOGIN-DELAY] occurs only on -ERR to AUTH, USER, PASS or APOP.",
            ja: "[LOGIN-DELAY]が現れるのは、AUTH、USER、PASS、APOPへの-ERRだけである。",
            note: Localized(
                en: "Only where RESP-CODES is announced.",
                ja: "RESP-CODESが通知されている場合だけが対象である。")),
        row("rfc2449-8.1.1-login-delay-code-not-on-user",     .rfc(2449, "8.1.1"), .shouldNot, .server, .extensions,
            .warn, .security, in: [.authorization], needs: [.login, .capability("LOGIN-DELAY"), .secondSession],
            lowercase: true,
            en: "The LOGIN-DELAY code is best not sent on USER, as it reveals that the user exists.",
            ja: "ユーザーの存在が知られてしまうので、USERにはLOGIN-DELAYコードを返すべきではない。"),
        row("rfc2449-8.1.2-in-use-code",                      .rfc(2449, "8.1.2"), .fact,      .server, .extensions,
            .fail, .security, in: [.authorization], needs: [.login, .secondSession, .capability("RESP-CODES")],
            en: """
                [IN-USE] occurs only on -ERR to AUTH, APOP or PASS, and means authentication was right but the \
                maildrop is in use.
                """,
            ja: "[IN-USE]はAUTH、APOP、PASSへの-ERRにだけ現れ、認証は正しいがメールドロップが使用中であることを示す。",
            note: Localized(
                en: """
                    Refusing without the code passes; fail is [IN-USE] on +OK, on another command, or for a wrong \
                    password.
                    """,
                ja: "コードなしで拒否しても合格である。failは、[IN-USE]が+OK、ほかのコマンド、または誤ったパスワードに付く場合である。")),
        // Section 9 binds whoever registers a tag; that private tags begin with X is only implied.
        row("rfc2449-9-x-prefix",                             .rfc(2449, "9"),     .mustNot,   .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction],
            en: "Registered capability tags (CAPA) do not begin with the letter X.",
            ja: "登録されたケイパビリティ(CAPA)の名前は、Xで始まってはならない。",
            note: Localized(
                en: "The RFC binds those who register tags; an unregistered tag without X is only worth a warning.",
                ja: "RFCが縛るのはタグを登録する者である。Xで始まらない未登録のタグは、警告に値するだけである。")),
        row("rfc2449-9-unregistered-resp-code",               .rfc(2449, "9"),     .fact,      .server, .extensions,
            .info, .letter, in: [.authorization, .transaction], mode: .passive,
            en: "Response codes come from the registry (LOGIN-DELAY, IN-USE, SYS/*, AUTH, UTF8).",
            ja: "応答コードには、登録簿にあるもの(LOGIN-DELAY、IN-USE、SYS/*、AUTH、UTF8)を使う。"),
        row("rfc2449-4-client-255",                           .rfc(2449, "4"),     .fact,      .client, .extensions,
            .fail, .breaksClients, in: [.authorization, .transaction], mode: .client,
            en: "A client keeps every command, AUTH with initial response included, within 255 octets.",
            ja: "クライアントは、初期応答付きのAUTHを含め、どのコマンドも255オクテット以内に収める。"),
        row("rfc2449-6.3-client-uses-listed-mech",            .rfc(2449, "6.3"),   .fact,      .client, .extensions,
            .warn, .letter, in: [.authorization], mode: .client,
            en: "A client picks a mechanism from the announced SASL list.",
            ja: "クライアントは、通知されたSASLの一覧からメカニズムを選ぶ。"),
    ]
}
