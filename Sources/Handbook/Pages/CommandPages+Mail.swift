import POP3

// swift-format-ignore
extension CommandPages {
    /// What is sent after login, and QUIT.
    static let mail = [
        page(.stat, gist: ("count and total size", "数と合計の大きさ"),
            en: "Asks how many messages there are and how large they are together.", ja: "メールの数と合計の大きさを求めます。",
            ["C: STAT", "S: +OK 2 320"],
            traps: [
                ("It counts all mail, not only new mail.", "新着だけでなく、すべてのメールを数えます。"),
                ("Messages marked as deleted are not counted.", "削除マークの付いたメールは数えません。"),
                ("Mail that arrives now shows up at the next login.", "接続中に届いたメールは、次のログインから見えます。"),
            ]),
        page(.list, gist: ("sizes of messages", "各メールの大きさ"),
            en: "Asks for the size of each message, or of one.", ja: "各メールの大きさを求めます。番号を付けるとそのメールだけです。",
            ["C: LIST", "S: +OK 2 messages", "S: 1 120", "S: 2 200", "S: .", "C: LIST 2", "S: +OK 2 200"],
            traps: [
                ("LIST alone is multi-line; LIST with a number is one line.", "LIST だけなら複数行、番号を付けると 1 行です。"),
                ("Sizes count each line end as two octets.", "大きさでは、改行を 2 オクテットと数えます。"),
            ]),
        page(.uidl, gist: ("ids that stay the same", "一意識別子 (UID)"),
            en: "Asks for the unique-id of each message, or of one.", ja: "各メールの一意識別子 (UID) を求めます。番号を付けるとそのメールだけです。",
            ["C: UIDL", "S: +OK", "S: 1 whqtswO00WBw418f9t5JxYwZ", "S: 2 QhdPYR:00WBw1Ph7x7", "S: ."],
            traps: [("Numbers may change between sessions, unique-ids do not: keep these.", "番号はセッションが変わると変わることがありますが、UID は変わりません。覚えておくのは UID です。")]),
        page(.top, gist: ("headers + n body lines", "ヘッダーと本文 n 行"),
            en: "Asks for the header of a message and the first lines of its body.", ja: "メールのヘッダーと、本文の最初の数行を求めます。",
            ["C: TOP 1 10", "S: +OK", "S: (header, an empty line, 10 lines of the body)", "S: ."],
            traps: [("Both numbers are required; TOP 1 0 gives the header alone.", "数は 2 つとも必要です。TOP 1 0 ならヘッダーだけです。")]),
        page(.retr, gist: ("the whole message", "メール全体"),
            en: "Asks for a whole message.", ja: "メール全体を求めます。",
            ["C: RETR 1", "S: +OK 120 octets", "S: (the message)", "S: ."],
            traps: [
                ("RETR does not delete; some providers do so after QUIT by policy.", "RETR では削除されません。QUIT の後に削除する方針の事業者はあります。"),
                ("A line that begins with \".\" comes with the dot doubled.", "\".\" で始まる行は、\".\" が二重になって届きます。"),
                ("The text behind +OK is for people; programs must not rely on it.", "+OK の後の文は人のためのもので、プログラムが頼ってはいけません。"),
            ]),
        page(.dele, gist: ("mark as deleted", "削除マークを付ける"),
            en: "Marks a message as deleted.", ja: "メールに削除マークを付けます。",
            ["C: DELE 1", "S: +OK message 1 deleted"],
            traps: [
                ("It only marks: the message is removed at QUIT.", "付くのは印だけです。実際に削除されるのは QUIT のときです。"),
                ("The other messages keep their numbers.", "ほかのメールの番号は変わりません。"),
            ]),
        page(.rset, gist: ("take all marks away", "削除マークをすべて外す"),
            en: "Takes all marks away.", ja: "すべての削除マークを外します。",
            ["C: RSET", "S: +OK maildrop has 2 messages (320 octets)"],
            traps: [("It undoes this session only; what QUIT removed is gone.", "元に戻せるのはこのセッションの分だけです。QUIT で削除されたものは戻りません。")]),
        page(.noop, gist: ("nothing but a reply", "応答だけ"),
            en: "Asks for nothing but a reply.", ja: "応答だけを求めます。ほかには何も起こりません。",
            ["C: NOOP", "S: +OK"],
            traps: [("It works after login only, and restarts the idle timer.", "使えるのはログイン後だけです。無通信時間の計測が最初に戻ります。")]),
        page(.quit, gist: ("end; marked mail goes", "終了、マーク分を削除"),
            en: "Ends the session; after login it removes what is marked as deleted.", ja: "セッションを終えます。ログイン後なら、削除マークの付いたメールが実際に削除されます。",
            ["C: QUIT", "S: +OK dewey POP3 server signing off"],
            traps: [
                ("A connection that just breaks is not QUIT: nothing is removed.", "接続が切れただけでは QUIT になりません。何も削除されません。"),
                ("Before login there is no UPDATE.", "ログイン前の QUIT では UPDATE 状態に入りません。"),
            ]),
    ]

    /// What earlier versions of POP3 had.
    static let obsolete = [
        page(.last, gist: ("gone since 1994", "1994 年に廃止"),
            en: "Asked for the highest message number read so far; gone since 1994.", ja: "これまでに読んだ最大のメール番号を求めるコマンドでした。1994 年に除かれました。",
            ["C: LAST", "S: +OK 1"], traps: [("Use UIDL instead.", "代わりに UIDL を使います。")]),
        page(.rpop, gist: ("gone since 1993", "1993 年に廃止"),
            en: "Logged in without a password from a trusted host; gone since 1993.", ja: "信頼されたホストからパスワードなしでログインするコマンドでした。1993 年に除かれました。",
            ["C: RPOP mrose", "S: -ERR"], traps: [("It trusted addresses; nobody should.", "アドレスを信頼する方式で、安全ではありません。")]),
        page(.xtnd, gist: ("never standard", "標準外"),
            en: "Asked for an extension of RFC 1082, such as bulletin boards; never part of the standard.", ja: "掲示板など、RFC 1082 の拡張を求めるコマンドでした。標準になったことはありません。",
            ["C: XTND BBOARDS", "S: -ERR"], traps: [("CAPA tells what a server can do today.", "今は、サーバーの機能を CAPA で調べます。")]),
    ]
}
