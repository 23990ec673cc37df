import POP3

extension ErrorCauses {
    // swift-format-ignore
    /// Message numbers that name no message, and messages that cannot be had.
    static let messages = [
        ErrorRule(
            "negative-number", help: ":help {verb}",
            en: "refused. Message numbers are not negative: they begin with 1.", ja: "拒否されました。メール番号に負の数はありません。1 から始まります。",
            try: [Proposal("LIST", "see the numbers", "番号を調べる")],
            applies: { $0.takesMessage && $0.arguments.first?.hasPrefix("-") == true }),
        ErrorRule(
            "not-a-number", help: ":help {verb}",
            en: "refused. A message is named by its number in decimal digits: {syntax}",
            ja: "拒否されました。メールは 10 進数の番号で指定します: {syntax}", try: [Proposal("LIST", "see the numbers", "番号を調べる")],
            applies: { $0.hasOddNumber }),
        ErrorRule(
            "number-zero", help: ":help {verb}",
            en: "refused. Messages are numbered from 1 (4).", ja: "拒否されました。メール番号は 1 から始まります (第 4 節)。",
            try: [Proposal("LIST", "see the numbers", "番号を調べる")], applies: { $0.number == 0 }),
        ErrorRule(
            "marked-as-deleted", help: ":help DELE",
            en: "refused. Message {msg} is marked as deleted; until RSET it cannot be used (5).",
            ja: "拒否されました。{msg} 番には削除マークが付いています。RSET で外すまで使えません (第 5 節)。",
            causes: [Cause("DELE {msg} was sent earlier in this session", "このセッションで DELE {msg} を送った")],
            try: [Proposal("RSET", "take all marks away", "すべてのマークを外す"), Proposal("LIST", "see what is not marked", "マークのないメールを見る")],
            applies: { refusal in
                guard let number = refusal.number else { return false }
                return refusal.seen.marked.contains(number)
                    || (refusal.row?.phases == [.transaction] && refusal.says("message is deleted", "has been deleted", "already deleted", "marked for deletion"))
            }),
        ErrorRule(
            "empty-maildrop", help: ":help {verb}", .rfc(1939, "5"),
            en: "refused. The maildrop is empty, and this server calls that an error; the RFC wants +OK and an empty list.",
            ja: "拒否されました。メールドロップが空であることを、このサーバーはエラーとして扱っています。RFC では +OK と空の一覧を返します。",
            applies: { refusal in
                refusal.isOne(of: .list, .uidl) && refusal.arguments.isEmpty && refusal.knowledge.maildrop?.count == 0
                    && (refusal.verb == .list || refusal.announces("UIDL") != false)
            }),
        ErrorRule(
            "no-such-message", help: ":help {verb}",
            en: "refused. There is no message {msg}: this maildrop {holds}.", ja: "拒否されました。{msg} 番のメールはありません。このメールドロップ{holds}。",
            try: [Proposal("LIST", "see which numbers there are", "どの番号があるか調べる", when: { $0.knowledge.maildrop?.count != 0 })],
            applies: { refusal in
                guard let number = refusal.number, let count = refusal.knowledge.maildrop?.count else { return false }
                return number > count
            }),
        ErrorRule(
            "message-removed", help: ":help {verb}",
            en: "refused. Message {msg} was there, but somebody removed it during this session.",
            ja: "拒否されました。{msg} 番のメールは、セッションの途中で別のところから削除されました。",
            causes: [Cause("Another program (IMAP, webmail, a second POP3 session) deleted it", "別のプログラム (IMAP、Web メール、ほかの POP3 セッション) が削除した")],
            try: [Proposal("QUIT", "then connect again: a new session has new numbers", "接続し直すと新しい番号になる")],
            applies: { $0.number != nil && $0.says("expunged", "no longer", "vanished", "disappeared") }),
        ErrorRule(
            "message-unavailable", help: ":help {verb}",
            en: "refused. Most likely this maildrop has no message {msg}.", ja: "拒否されました。おそらく、このメールドロップに {msg} 番のメールはありません。",
            causes: [
                Cause("This server does not take a number with 0 in front", "先頭に 0 の付いた番号を受け付けないサーバーである", when: { $0.arguments.first?.first == "0" }),
                Cause("{verb} is optional, and this server does not have it", "{verb} は任意のコマンドで、このサーバーにはない", when: { $0.isOne(of: .top, .uidl) && $0.announces($0.verb?.name ?? "") != true }),
                Cause("The message cannot be read from the server's store", "サーバーの保存領域からメールを読み出せない", when: { $0.isOne(of: .retr, .top) }),
            ],
            try: [Proposal("STAT", "how many messages there are", "メールの数を調べる", when: { $0.knowledge.maildrop?.count == nil }),
                Proposal("LIST", "see which numbers there are", "どの番号があるか調べる")],
            applies: { $0.number != nil && $0.seen.before == .transaction }),
        ErrorRule(
            "command-not-offered", help: ":help @caps", .rfc(2449, "5"),
            en: "refused. {verb} is optional, and this server seems not to have it.", ja: "拒否されました。{verb} は任意のコマンドで、このサーバーは対応していないようです。",
            causes: [
                Cause("It is not implemented, or switched off", "実装されていないか、無効になっている",
                    proof: Cause.Proof(text: Localized(en: "CAPA from this server does not list {verb}", ja: "CAPA に {verb} がない"), holds: { refusal in
                        refusal.row?.capability.flatMap { refusal.announces($0) } == false
                    })),
                Cause("STLS needs a certificate, and none is set up", "STLS に必要な証明書が設定されていない", when: { $0.verb == .stls }),
            ],
            try: [Proposal("CAPA", "what this server can do", "このサーバーでできることを調べる", when: { $0.knowledge.capabilities == nil && $0.verb != .capa }),
                Proposal(":open pop3s://{host}", "encrypted from the first byte (port 995)", "最初から暗号化 (ポート 995)", when: { $0.verb == .stls }),
                Proposal("RETR msg", "the whole message instead", "代わりにメール全体を取得する", when: { $0.verb == .top })],
            applies: { $0.isOne(of: .capa, .stls, .utf8, .lang, .uidl, .top) }),
        ErrorRule(
            "obsolete", help: ":help @obsolete",
            en: "refused. {verb} belongs to early versions of POP3 and is no part of it any more.",
            ja: "拒否されました。{verb} は初期の POP3 のコマンドで、今の POP3 にはありません。",
            try: [Proposal("UIDL", "tells new mail from old", "新しいメールを見分ける", when: { $0.verb == .last && $0.seen.before == .transaction })],
            applies: { $0.row?.isObsolete == true }),
    ]
}
